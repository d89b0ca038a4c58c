"""Opposite claims, sorted into conflict, explained and undetermined.

Two readings stand side by side: *as stated* compares the claims' own qualifiers, *as studied* the
qualifiers of the live supporting lines behind each side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.judge.context import COMPARED, Dimension, Reading, World, compare, read, reason, spoken
from kg.judge.context import words as side_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.judge.context import Side, Verdict
    from kg.store.records import ClaimRow, EvidenceRow, Ref, ValueRow
    from kg.store.selection import Selection

_NO_CHANGE: Final = frozenset({"no-difference-found", "equivalent"})
_CHANGE: Final = frozenset({"increase", "decrease"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that cannot both hold in one context.

    Attributes:
        a: the claim of an increase, or the first by id.
        b: the other claim.
        as_stated: their own qualifiers compared.
        as_studied: the studies behind them compared; None where a side has no live line that
            records a condition.
    """

    a: ClaimRow
    b: ClaimRow
    as_stated: Reading
    as_studied: Reading | None

    @property
    def verdict(self) -> Verdict:
        """As studied where both sides have live lines, otherwise as stated."""
        return (self.as_studied or self.as_stated).verdict

    @property
    def text(self) -> str:
        """Both readings in a sentence."""
        stated = f"as stated: {sentence(self.as_stated)}"
        if self.as_studied is None:
            return f"{stated}; as studied: no conditions recorded on a side"
        return f"{stated}; as studied: {sentence(self.as_studied)}"


@dataclass(frozen=True, slots=True)
class Group:
    """All claims of change of one subject and object."""

    subject: Ref
    object: Ref
    increase: int
    decrease: int
    none: int
    separates_best: str | None


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Opposite claims of a selection."""

    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]

    def count(self, verdict: Verdict) -> int:
        """How many pairs have that verdict."""
        return sum(pair.verdict == verdict for pair in self.pairs)


def conflicts(selection: Selection) -> Conflicts:
    """Sort the opposite claims of a selection.

    Args:
        selection: what to look at; both claims of a pair lie in it.

    Returns:
        Pairs (conflicts first) and the groups that they come from.
    """
    world = World.of_ledger(selection.ledger)
    groups: list[Group] = []
    pairs: dict[tuple[str, str], Pair] = {}
    for (subject, thing), members in _by_topic(selection.claims):
        found = [
            _pair(a, b, selection, world) for a, b in combinations(members, 2) if are_opposite(a, b)
        ]
        if not found:
            continue
        groups.append(_group(subject, thing, members, found))
        pairs.update({(pair.a.ref.iri, pair.b.ref.iri): pair for pair in found})
    order = {"conflict": 0, "undetermined": 1, "explained": 2}
    ranked = sorted(pairs.values(), key=lambda p: (order[p.verdict], p.a.ref.id, p.b.ref.id))
    return Conflicts(tuple(ranked), tuple(groups))


def are_opposite(a: ClaimRow, b: ClaimRow) -> bool:
    """The two claim different changes of one thing, or one denies what the other claims.

    A claim of a mixed or unsigned change, or of no change at all, is opposite to none.
    """
    if a.negated != b.negated:
        return a.effect == b.effect and a.predicate.iri == b.predicate.iri
    if a.negated or a.effect is None or b.effect is None:
        return False
    if {a.effect, b.effect} == _CHANGE:
        return True
    return (a.effect in _CHANGE and b.effect in _NO_CHANGE) or (
        b.effect in _CHANGE and a.effect in _NO_CHANGE
    )


def _by_topic(
    claims: Iterable[ClaimRow],
) -> Iterator[tuple[tuple[Ref, Ref], list[ClaimRow]]]:
    topics: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    refs: dict[str, Ref] = {}
    for claim in claims:
        for subject in claim.subjects:
            for thing in claim.objects:
                refs[subject.iri], refs[thing.iri] = subject, thing
                topics[subject.iri, thing.iri].append(claim)
    for (subject_iri, thing_iri), members in sorted(topics.items()):
        denied = any(claim.negated for claim in members)
        able = [claim for claim in members if denied or claim.effect is not None]
        if len(able) > 1:
            yield (refs[subject_iri], refs[thing_iri]), able


def _group(subject: Ref, thing: Ref, members: list[ClaimRow], pairs: list[Pair]) -> Group:
    effects = Counter(claim.effect for claim in members if not claim.negated)
    separating = Counter(
        name
        for pair in pairs
        if (reading := pair.as_studied or pair.as_stated).verdict == "explained"
        for name in reading.because
    )
    best = min(separating, key=lambda name: (-separating[name], name)) if separating else None
    none = sum(effects[effect] for effect in _NO_CHANGE)
    return Group(subject, thing, effects["increase"], effects["decrease"], none, best)


def _pair(a: ClaimRow, b: ClaimRow, selection: Selection, world: World) -> Pair:
    first, second = sorted((a, b), key=lambda c: (c.effect != "increase", c.ref.id))
    drugs = _drugs(first), _drugs(second)
    stated = read(compare(first.qualifiers, second.qualifiers, world, drugs))
    lines_a, lines_b = (live_support(selection.evidence(c.ref.iri)) for c in (first, second))
    known = _tells_conditions(lines_a) and _tells_conditions(lines_b)
    sides = (lines_a, drugs[0]), (lines_b, drugs[1])
    return Pair(first, second, stated, read(_studied(*sides, world)) if known else None)


def _drugs(claim: ClaimRow) -> tuple[str, ...]:
    return tuple(subject.iri for subject in claim.subjects)


def _tells_conditions(lines: tuple[EvidenceRow, ...]) -> bool:
    """Some line records a condition: of studies that record none, nothing can be compared."""
    return any(line.qualifiers.get(name) for line in lines for name in COMPARED)


def live_support(lines: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """The lines that support and count."""
    return tuple(line for line in lines if line.counts and line.direction == "supports")


def _studied(
    a: tuple[tuple[EvidenceRow, ...], tuple[str, ...]],
    b: tuple[tuple[EvidenceRow, ...], tuple[str, ...]],
    world: World,
) -> Iterator[Dimension]:
    contexts_a, contexts_b = (
        [world.context(line.qualifiers, drugs) for line in lines] for lines, drugs in (a, b)
    )
    for name in COMPARED:
        all_a, all_b = (_distinct(name, lines) for lines, _ in (a, b))
        stating_a, stating_b = (
            list(dict.fromkeys(side for one in contexts if (side := one.side(name)) is not None))
            for contexts in (contexts_a, contexts_b)
        )
        yield _over_lines(name, (stating_a, all_a), (stating_b, all_b), world)


def _over_lines(
    name: str,
    a: tuple[list[Side], tuple[ValueRow, ...]],
    b: tuple[list[Side], tuple[ValueRow, ...]],
    world: World,
) -> Dimension:
    """Disjoint only if every pair of lines that states the dimension is; overlap if any does."""
    (sides_a, all_a), (sides_b, all_b) = a, b
    if not sides_a or not sides_b:
        lone = world.ground(name, next(iter(sides_a), None), next(iter(sides_b), None))
        return Dimension(name, lone.relation, all_a, all_b, reason(name, lone, all_a, all_b))
    found = [world.ground(name, x, y) for x in sides_a for y in sides_b]
    by_relation = {one.relation: one for one in reversed(found)}
    if "overlap" in by_relation:
        return Dimension(name, "overlap", all_a, all_b, f"some studies share {spoken(name)}")
    decides = by_relation.get("unknown") or by_relation["disjoint"]
    return Dimension(name, decides.relation, all_a, all_b, reason(name, decides, all_a, all_b))


def _distinct(name: str, lines: tuple[EvidenceRow, ...]) -> tuple[ValueRow, ...]:
    return tuple(dict.fromkeys(value for line in lines for value in line.qualifiers.get(name, ())))


def sentence(reading: Reading) -> str:
    """A reading in words, with the values that decide."""
    deciding = [d for d in reading.dimensions if d.name in reading.because]
    parts = [
        f"{spoken(d.name)} ({side_words(d.a) or '-'} | {side_words(d.b) or '-'})" for d in deciding
    ]
    if reading.verdict == "explained":
        return f"explained by {' and '.join(parts)}"
    if reading.verdict == "undetermined":
        return f"undetermined, unknown: {', '.join(parts)}"
    return "conflict, nothing tells the two apart"
