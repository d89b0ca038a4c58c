"""Contexts compared, dimension by dimension, with a sentence of reason for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.context.dimensions import COMPARED, Dimension
from kg.judge.context.reasons import reason
from kg.judge.context.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.context.hierarchy import Hierarchy
    from kg.judge.context.norms import Bound
    from kg.store.records import Qualifiers, ValueRow

    Values = tuple[ValueRow, ...]
    Drugs = tuple[Iterable[str], Iterable[str]]


def compare(
    a: Qualifiers, b: Qualifiers, world: World | Hierarchy, drugs: Drugs = ((), ())
) -> tuple[Dimension, ...]:
    """Two contexts in every dimension that is compared.

    Args:
        a: qualifiers of the first side.
        b: qualifiers of the second side.
        world: the ledger's concepts and dose bands; a hierarchy alone knows no bands.
        drugs: what was given on each side (IRIs of the claims' subjects), for dose bands.

    Returns:
        One entry for each of `COMPARED`.
    """
    at = _world(world)
    lent = at.bounds(a, drugs[0]), at.bounds(b, drugs[1])
    return tuple(
        compare_dimension(
            name, a.get(name, ()), b.get(name, ()), at, lent if name == "dose" else ((), ())
        )
        for name in COMPARED
    )


def compare_dimension(
    name: str,
    a: Values,
    b: Values,
    world: World | Hierarchy,
    lent: tuple[tuple[Bound, ...], tuple[Bound, ...]] = ((), ()),
) -> Dimension:
    """Two sides in one dimension.

    Args:
        name: one of `COMPARED`.
        a: values of the first side.
        b: values of the second side.
        world: the ledger's concepts and dose bands.
        lent: what the dose words of each side mean, from `World.bounds`.

    Returns:
        The relation with its reason.
    """
    at = _world(world)
    found = at.ground(name, at.side(name, a, lent[0]), at.side(name, b, lent[1]))
    return Dimension(name, found.relation, a, b, reason(name, found, a, b))


def qualifiers_match(
    claim: Qualifiers, line: Qualifiers, world: World | Hierarchy, drugs: Iterable[str] = ()
) -> dict[str, list[str]]:
    """How the conditions as studied fit those as claimed.

    Args:
        claim: qualifiers of the claim.
        line: qualifiers of an evidence line.
        world: the ledger's concepts and dose bands.
        drugs: IRIs of the claim's subjects, for dose bands.

    Returns:
        Names of dimensions under `overlap`, `disjoint` and `unknown`.
    """
    match: dict[str, list[str]] = {"overlap": [], "disjoint": [], "unknown": []}
    at, given = _world(world), tuple(drugs)
    relations = at.relations(at.context(claim, given), at.context(line, given))
    for name, relation in zip(COMPARED, relations, strict=True):
        if relation in match:
            match[relation].append(name)
    return match


def _world(world: World | Hierarchy) -> World:
    """The world itself; for a hierarchy a new one, which has no bands and remembers nothing."""
    return world if isinstance(world, World) else World(world)
