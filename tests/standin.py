"""A ledger in memory, slow and obvious, that satisfies `kg.graph.view.View`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import LedgerError
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.evidence import EvidenceLine
from kg.model.qualifiers import DIMENSIONS, Qualified
from kg.model.quantity import Mention, Period, Quantity, Value, Words
from kg.rdf.codec import decode
from kg.store.records import (
    AssertionRow,
    ClaimRow,
    DocumentRow,
    EvidenceRow,
    NoticeRow,
    PassageRow,
    Qualifiers,
    Ref,
    ValueRow,
)
from kg.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.passage import Passage

SMALL = Path(__file__).parent / "data" / "small.ttl"


class Tally(NamedTuple):
    supports: int
    disputes: int
    qualifies: int
    neutral: int


class MemoryLedger:
    def __init__(self, path: Path, base: str = "https://claims.example/small#") -> None:
        self.path = path
        self.base = base

    def triples(self) -> Iterator[Triple]:
        for quad in parse(path=str(self.path), format=RdfFormat.TURTLE):
            yield quad.triple

    @cached_property
    def entities(self) -> dict[str, object]:
        return dict(decode(self.triples()).entities)

    def ref(self, iri: str) -> Ref:
        name = iri.removeprefix(self.base) if iri.startswith(self.base) else compact(iri) or iri
        entity = self.entities.get(iri)
        labels: tuple[object, ...] = ()
        if isinstance(entity, Concept):
            labels = entity.labels
        elif isinstance(entity, Claim):
            labels = entity.label
        elif isinstance(entity, Document):
            labels = entity.title
        return Ref(iri, name, str(labels[0]) if labels else name)

    def refs(self, iris: Iterable[str]) -> tuple[Ref, ...]:
        return tuple(self.ref(iri) for iri in iris)

    def kind_of(self, iri: str) -> str | None:
        entity = self.entities.get(iri)
        return entity.kind if isinstance(entity, Entity) else None

    def claim(self, name: str) -> ClaimRow:
        entity = self.entities.get(name)
        if not isinstance(entity, Claim):
            raise LedgerError(f"no claim {name}")
        return ClaimRow(
            ref=self.ref(name),
            subjects=self.refs(entity.subject),
            predicate=self.ref(entity.predicate),
            objects=self.refs(entity.object),
            value=self.value(entity.value) if entity.value else None,
            statistic=entity.statistic,
            effect=entity.effect,
            negated=bool(entity.negated),
            type=entity.claim_type,
            topic=entity.topic,
            via=self.refs(entity.via),
            refines=self.refs(entity.refines),
            qualifiers=self.qualifiers(entity),
            state=entity.state,
        )

    def document(self, name: str) -> DocumentRow:
        entity = self.entities.get(name)
        if not isinstance(entity, Document):
            raise LedgerError(f"no document {name}")
        notices = tuple(NoticeRow(n.notice_kind, n.date, n.doi, n.words) for n in entity.notices)
        return DocumentRow(
            ref=self.ref(name),
            title=self.ref(name).label,
            authors=entity.authors,
            issued=entity.issued,
            container=entity.container,
            doi=entity.doi,
            pmid=entity.pmid,
            pmcid=entity.pmcid,
            url=entity.url,
            design=entity.study_design,
            design_words=entity.design_words,
            sample_size=entity.sample_size,
            verification=entity.verification,
            notices=notices,
            state=entity.state,
        )

    def value(self, value: Value) -> ValueRow:
        if isinstance(value, str):
            return ValueRow(self.ref(value).label, self.ref(value))
        if isinstance(value, Words):
            return ValueRow(value.text, unread=True)
        if isinstance(value, Mention):
            return ValueRow(value.words, self.ref(value.concept))
        if isinstance(value, Period):
            return ValueRow(value.words or f"{value.start}..{value.end}", start=value.start)
        return self._quantity(value)

    def _quantity(self, value: Quantity) -> ValueRow:
        low, high = value.value or value.minimum, value.value or value.maximum
        number = low if low == high else f"{low or ''}-{high or ''}"
        return ValueRow(
            text=value.words or f"{number} {value.unit_text or ''}".strip(),
            low=low,
            high=high,
            low_open=bool(value.minimum_open),
            high_open=bool(value.maximum_open),
            unit=value.unit_text,
            unit_iri=value.unit,
        )

    def qualifiers(self, entity: Qualified) -> Qualifiers:
        found: Qualifiers = {}
        for name in DIMENSIONS:
            values = getattr(entity, name)
            if name == "dose_level":
                rows = tuple(ValueRow(str(level), level=str(level)) for level in values)
            else:
                rows = tuple(self.value(value) for value in values)
            if rows:
                key = "dose" if name == "dose_level" else name
                found[key] = found.get(key, ()) + rows
        return found


def passage(place: Passage) -> PassageRow:
    position, quote = place.position, place.quote
    return PassageRow(
        source=place.source,
        start=position.start if position else None,
        end=position.end if position else None,
        exact=quote.exact if quote else None,
        prefix=quote.prefix if quote else None,
        suffix=quote.suffix if quote else None,
        sha256=place.quote_sha256,
        excerpt=place.excerpt,
        section=place.section,
        sentence=place.sentence,
    )


@dataclass(frozen=True)
class MemoryView:
    ledger: MemoryLedger
    claims: tuple[ClaimRow, ...]

    @property
    def claim_iris(self) -> tuple[str, ...]:
        return tuple(claim.ref.iri for claim in self.claims)

    def pages(self) -> Iterator[tuple[ClaimRow, ...]]:
        for start in range(0, len(self.claims), 2):
            yield self.claims[start : start + 2]

    @property
    def documents(self) -> tuple[DocumentRow, ...]:
        wanted = {a.document for iri in self.claim_iris for a in self.assertions(iri)}
        wanted |= {e.source.ref.iri for iri in self.claim_iris for e in self.evidence(iri)}
        return tuple(self.ledger.document(iri) for iri in sorted(wanted))

    def evidence(self, claim_iri: str, /) -> tuple[EvidenceRow, ...]:
        lines = [e for e in self.ledger.entities.values() if isinstance(e, EvidenceLine)]
        rows = [self._line(line) for line in lines if line.claim == claim_iri]
        order = ("supports", "disputes", "qualifies", "neutral")
        return tuple(sorted(rows, key=lambda row: (order.index(row.direction), row.id)))

    def _line(self, line: EvidenceLine) -> EvidenceRow:
        ledger = self.ledger
        return EvidenceRow(
            iri=line.iri,
            id=ledger.ref(line.iri).id,
            claim=line.claim,
            source=ledger.document(line.source),
            study=line.study,
            direction=line.direction,
            summary=str(line.summary[0]) if line.summary else None,
            effect=line.effect,
            estimate=line.estimate,
            estimate_measure=line.estimate_measure,
            estimate_low=line.estimate_low,
            estimate_high=line.estimate_high,
            p=line.p,
            sample_size=line.sample_size,
            design=line.study_design,
            design_words=line.design_words,
            question=line.question,
            level=ledger.ref(line.level) if line.level else None,
            level_scheme="OCEBM" if line.level else None,
            adjusted_level=ledger.ref(line.adjusted_level) if line.adjusted_level else None,
            adjustment_reason=line.adjustment_reason,
            verification=line.verification,
            passages=tuple(passage(place) for place in line.passages),
            qualifiers=ledger.qualifiers(line),
            state=line.state,
        )

    def assertions(self, claim_iri: str, /) -> tuple[AssertionRow, ...]:
        found = [e for e in self.ledger.entities.values() if isinstance(e, Assertion)]
        return tuple(self._utterance(one) for one in found if one.claim == claim_iri)

    def _utterance(self, one: Assertion) -> AssertionRow:
        return AssertionRow(
            iri=one.iri,
            id=self.ledger.ref(one.iri).id,
            claim=one.claim,
            document=one.document,
            hedging=one.hedging,
            hedge_cues=one.hedge_cues,
            attribution=one.attribution,
            attribution_text=one.attribution_text,
            explicitness=one.explicitness,
            cites=one.cites,
            passages=tuple(passage(place) for place in one.passages),
            qualifiers=self.ledger.qualifiers(one),
            state=one.state,
        )

    def tallies(self, claim_iri: str, /) -> Tally:
        count = Counter(line.direction for line in self.evidence(claim_iri) if line.counts)
        return Tally(*(count[name] for name in Tally._fields))

    def status(self, claim_iri: str, /) -> str:
        tally = self.tallies(claim_iri)
        lines = self.evidence(claim_iri)
        if tally.supports and tally.disputes:
            return "contested"
        if tally.supports or tally.disputes:
            return "supported" if tally.supports else "disputed"
        if tally.qualifies or tally.neutral:
            return "qualified"
        retracted = bool(lines) and all(line.source.retracted for line in lines)
        return "retracted-only" if retracted else "unsupported"


def small_view(*names: str) -> MemoryView:
    """The claims of the small ledger, or those whose id starts with one of the names."""
    ledger = MemoryLedger(SMALL)
    claims = [ledger.claim(i) for i, e in ledger.entities.items() if isinstance(e, Claim)]
    live = [c for c in claims if c.state in {"accepted", "candidate"}]
    chosen = [c for c in live if not names or c.ref.id.startswith(names)]
    return MemoryView(ledger, tuple(sorted(chosen, key=lambda c: (c.text.casefold(), c.ref.id))))
