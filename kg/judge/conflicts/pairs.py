"""Pairs of opposite claims with both readings, made for those that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.conflicts.studied import Lines, live_support, read_studied
from kg.judge.context import compare, read, spoken, turned
from kg.judge.context import words as side_words
from kg.store import fetch
from kg.store.lines import evidence_of
from kg.store.records import ValueRow
from kg.store.schema import IN_FORCE
from kg.store.settlements import settlements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.judge.conflicts.search import How, Met
    from kg.judge.conflicts.stands import Kind
    from kg.judge.context import Reading, Verdict, World
    from kg.store.index import Index
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow, Qualifiers, Ref
    from kg.store.settlements import SettlementRow

GIVEN: Final = frozenset({"dose", "route", "duration", "intervention"})
"""Dimensions that tell how the subject was given, not how its comparator was."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that cannot both hold in one context.

    Attributes:
        a: the claim of an increase, or the first by id.
        b: the other claim.
        as_stated: their own qualifiers compared.
        as_studied: the studies behind them compared; None where a side has no live line that
            records a condition.
        kind: how they exclude each other.
        how: how they speak of one thing.
        evidence: the lines of each claim.
        about: claims that speak of one of the two, such as that the dose decides.
        history: what people decided of the pair, the oldest first.
    """

    a: ClaimRow
    b: ClaimRow
    as_stated: Reading
    as_studied: Reading | None
    kind: Kind = "opposite"
    how: How = "same"
    evidence: tuple[tuple[EvidenceRow, ...], tuple[EvidenceRow, ...]] = ((), ())
    about: tuple[Ref, ...] = ()
    history: tuple[SettlementRow, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """As studied where both sides have live lines, otherwise as stated."""
        return (self.as_studied or self.as_stated).verdict

    @property
    def state(self) -> str:
        """What people decided last; open if nobody did."""
        return self.history[-1].state if self.history else "open"

    @property
    def refines(self) -> bool:
        """One of the two refines the other."""
        named = {ref.iri for ref in self.a.refines}, {ref.iri for ref in self.b.refines}
        return self.b.ref.iri in named[0] or self.a.ref.iri in named[1]

    @property
    def text(self) -> str:
        """Both readings in a sentence."""
        stated = f"as stated: {sentence(self.as_stated)}"
        if self.as_studied is None:
            return f"{stated}; as studied: no conditions recorded on a side"
        return f"{stated}; as studied: {sentence(self.as_studied)}"


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


def judged(
    ledger: Ledger, met: Sequence[Met], iris: Sequence[str], world: World
) -> tuple[Pair, ...]:
    """Pairs in full.

    Args:
        ledger: where the claims are.
        met: the pairs as numbers.
        iris: IRIs by number, as the index keeps them.
        world: compares their conditions.

    Returns:
        A pair for each, in the same order.
    """
    index = ledger.index
    whole = {number: index.whole(iris[number]) for one in met for number in (one.a, one.b)}
    claims = {claim.ref.iri: claim for claim in fetch.claims(index, whole.values())}
    evidence = evidence_of(ledger, whole.values())
    about = _about(index, whole.values())
    decided = settlements(index, whole.values())

    def pair(one: Met) -> Pair:
        both = sorted(
            (claims[whole[one.a]], claims[whole[one.b]]),
            key=lambda claim: (claim.effect != "increase", claim.ref.id),
        )
        a, b = (_side(c, evidence.get(c.ref.iri, ()), one, index) for c in both)
        stated = compare(
            a.taken.qualifiers, b.taken.qualifiers, world, (a.lines.drugs, b.lines.drugs)
        )
        return Pair(
            a=a.claim,
            b=b.claim,
            as_stated=read(stated),
            as_studied=read_studied(a.lines, b.lines, world),
            kind=one.kind,
            how=one.how,
            evidence=(a.evidence, b.evidence),
            about=tuple(dict.fromkeys(r for c in both for r in about.get(c.ref.iri, ()))),
            history=decided.get(frozenset(c.ref.iri for c in both), ()),
        )

    return tuple(map(pair, met))


class _Side(NamedTuple):
    """One claim of a pair.

    Attributes:
        claim: the claim.
        taken: the same, turned round where its comparison is.
        evidence: its lines.
        lines: the conditions of its live support, turned round likewise.
    """

    claim: ClaimRow
    taken: ClaimRow
    evidence: tuple[EvidenceRow, ...]
    lines: Lines


def _side(claim: ClaimRow, evidence: tuple[EvidenceRow, ...], met: Met, index: Index) -> _Side:
    taken, conditions = claim, tuple(line.qualifiers for line in live_support(evidence))
    if met.topic.against is not None and _named(claim) == [index.whole(met.topic.against)]:
        taken = turned(claim) or claim
        conditions = tuple(_from_behind(one, claim) for one in conditions)
    drugs = tuple(subject.iri for subject in taken.subjects)
    return _Side(claim, taken, evidence, Lines(conditions, drugs))


def _named(claim: ClaimRow) -> list[str]:
    return [subject.iri for subject in claim.subjects]


def _from_behind(line: Qualifiers, claim: ClaimRow) -> Qualifiers:
    """What a line was studied under, seen from the comparator of its claim."""
    own = [value.concept for value in claim.qualifiers.get("comparator", ())]
    found = {name: values for name, values in line.items() if name not in GIVEN}
    if own and [value.concept for value in line.get("comparator", ())] == own:
        subject = claim.subjects[0]
        found["comparator"] = (ValueRow(text=subject.label, concept=subject),)
    return found


def _about(index: Index, claims: Iterable[str]) -> dict[str, list[Ref]]:
    """Claims that speak of claims."""
    rows = index.among(
        "SELECT DISTINCT many.value, claim.iri FROM many JOIN claim ON claim.iri = many.owner"
        f" WHERE many.value IN {fetch.AMONG} AND many.field IN ('subject', 'object')"
        f" AND claim.state IN {IN_FORCE} ORDER BY claim.iri",
        claims,
    )
    refs = index.refs(str(row[1]) for row in rows)
    found: dict[str, list[Ref]] = {}
    for of, iri in rows:
        found.setdefault(str(of), []).append(refs[str(iri)])
    return found
