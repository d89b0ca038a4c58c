"""Two claims as studied: the conditions of the live lines behind each side compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.judge.context import COMPARED, Dimension, read, reason, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.judge.context import Reading, Side, World
    from kg.store.records import EvidenceRow, Qualifiers, ValueRow


class Lines(NamedTuple):
    """What was studied on one side.

    Attributes:
        conditions: those of each line.
        drugs: IRIs of what was given, for dose bands.
    """

    conditions: tuple[Qualifiers, ...]
    drugs: tuple[str, ...]


def live_support(lines: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """The lines that support and count."""
    return tuple(line for line in lines if line.counts and line.direction == "supports")


def read_studied(a: Lines, b: Lines, world: World) -> Reading | None:
    """What the conditions of the lines behind two sides say.

    Args:
        a: the one side.
        b: the other side.
        world: compares them.

    Returns:
        The reading; None where no line of a side records a condition: of studies that record
        none, nothing can be compared.
    """
    if not (_tells(a) and _tells(b)):
        return None
    return read(_dimensions(a, b, world))


def _tells(side: Lines) -> bool:
    return any(one.get(name) for one in side.conditions for name in COMPARED)


def _dimensions(a: Lines, b: Lines, world: World) -> Iterator[Dimension]:
    contexts = [[world.context(one, side.drugs) for one in side.conditions] for side in (a, b)]
    for name in COMPARED:
        values = [_distinct(name, side.conditions) for side in (a, b)]
        stating = [
            list(dict.fromkeys(side for one in found if (side := one.side(name)) is not None))
            for found in contexts
        ]
        yield _over_lines(name, stating, values, world)


def _over_lines(
    name: str,
    stating: Sequence[list[Side]],
    values: Sequence[tuple[ValueRow, ...]],
    world: World,
) -> Dimension:
    """Disjoint only if every pair of lines that states the dimension is; overlap if any does."""
    (sides_a, sides_b), (all_a, all_b) = stating, values
    if not sides_a or not sides_b:
        lone = world.ground(name, next(iter(sides_a), None), next(iter(sides_b), None))
        return Dimension(name, lone.relation, all_a, all_b, reason(name, lone, all_a, all_b))
    found = [world.ground(name, x, y) for x in sides_a for y in sides_b]
    by_relation = {one.relation: one for one in reversed(found)}
    if "overlap" in by_relation and (len(sides_a) > 1 or len(sides_b) > 1):
        return Dimension(name, "overlap", all_a, all_b, f"some studies share {spoken(name)}")
    decides = by_relation.get("overlap") or by_relation.get("unknown") or by_relation["disjoint"]
    return Dimension(name, decides.relation, all_a, all_b, reason(name, decides, all_a, all_b))


def _distinct(name: str, conditions: Iterable[Qualifiers]) -> tuple[ValueRow, ...]:
    return tuple(dict.fromkeys(value for one in conditions for value in one.get(name, ())))
