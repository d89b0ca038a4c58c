"""Filters over decoded entities, one claim at a time, in plain Python: the oracle of the index."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.codes import NoticeKind
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Quantity, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.entity import Entity
    from kg.model.qualifiers import Qualified
    from kg.model.quantity import Value

LIVE = {"accepted", "candidate"}


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


class Naive:
    def __init__(self, entities: Iterable[Entity], base: str) -> None:
        every = list(entities)
        self.base = base
        self.concepts = [e for e in every if isinstance(e, Concept)]
        self.claims = {e.iri: e for e in every if isinstance(e, Claim)}
        self.documents = {e.iri: e for e in every if isinstance(e, Document)}
        self.assertions = [e for e in every if isinstance(e, Assertion) and e.state in LIVE]
        self.lines = [e for e in every if isinstance(e, EvidenceLine) and e.state in LIVE]

    def named(self, term: str) -> set[str]:
        found = {
            c.iri
            for c in self.concepts
            if plain(term) in {plain(str(t)) for t in (*c.labels, *c.synonyms)}
        }
        return found | {c.iri for c in self.concepts if c.iri == self.base + term}

    def narrower(self, seeds: set[str]) -> set[str]:
        found = set(seeds)
        while True:
            more = {c.iri for c in self.concepts if found & {*c.broader}} - found
            if not more:
                return found
            found |= more

    def owners(self, claim: str) -> list[Qualified]:
        return [self.claims[claim], *(a for a in self.assertions if a.claim == claim)]

    def values(self, claim: str, field: str) -> list[Value]:
        return [value for owner in self.owners(claim) for value in getattr(owner, field)]

    def about(self, claim: str, term: str) -> bool:
        seeds = self.named(term)
        related = {r for c in self.concepts if c.iri in seeds for r in c.related}
        related |= {c.iri for c in self.concepts if seeds & {*c.related}}
        reach = self.narrower(seeds) | related
        seen: set[str] = set()
        waiting = [claim]
        while waiting:
            one = self.claims.get(waiting.pop())
            if one is None or one.iri in seen:
                continue
            seen.add(one.iri)
            value = {one.value} if isinstance(one.value, str) else set()
            if reach & {*one.subject, *one.object, *one.via, *value}:
                return True
            waiting += [*one.subject, *one.object]
        return False

    def stated(self, claim: str, field: str, term: str) -> bool:
        reach = self.narrower(self.named(term))
        for value in self.values(claim, field):
            if isinstance(value, Mention) and (
                value.concept in reach or plain(value.words) == plain(term)
            ):
                return True
            if isinstance(value, Words) and plain(value.text) == plain(term):
                return True
            if isinstance(value, str) and value in reach:
                return True
        return False

    def holds(self, claim: str, name: str, value: str) -> bool:  # noqa: C901 - one case a filter
        one = self.claims[claim]
        reach = (
            self.narrower(self.named(value)) if name in {"subject", "object", "outcome"} else set()
        )
        match name:
            case "about":
                return self.about(claim, value)
            case "subject" | "object":
                return bool(reach & {*getattr(one, name)})
            case "outcome":
                return bool(reach & {*one.object}) or self.stated(claim, name, value)
            case "population" | "comparator":
                return self.stated(claim, name, value)
            case "effect":
                return one.effect == (None if value == "none" else value)
            case "type":
                return one.claim_type == value
            case "document":
                return any(
                    a.claim == claim and a.document == self.base + value for a in self.assertions
                )
            case "source":
                return any(e.claim == claim and e.source == self.base + value for e in self.lines)
            case "status":
                return self.status(claim) == value
            case "text":
                return all(self.says(claim, word) for word in value.split())
            case "dose":
                return self.dosed(claim, value)
        raise AssertionError(name)

    def says(self, claim: str, word: str) -> bool:
        texts = [str(label) for label in self.claims[claim].label]
        for one in self.assertions:
            if one.claim == claim:
                texts += [p.quote.exact for p in one.passages if p.quote]
                texts += [one.attribution_text or ""]
        return any(plain(word) in plain(text).split() for text in texts)

    def dosed(self, claim: str, value: str) -> bool:
        if value in {"low", "medium", "high"}:
            return value in self.values(claim, "dose_level")
        low, _, rest = value.partition("..")
        high, _, unit = rest.partition(" ")
        lines = [d for e in self.lines if e.claim == claim for d in e.dose]
        return any(
            isinstance(dose, Quantity)
            and dose.unit_text == unit
            and (
                dose.high is None
                or dose.high > Decimal(low)
                or (dose.high == Decimal(low) and not dose.maximum_open)
            )
            and (dose.low is None or dose.low <= Decimal(high))
            for dose in (*self.values(claim, "dose"), *lines)
        )

    def retracted(self, document: Document) -> bool:
        bearing = {NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT}
        notices = sorted(
            (n.date or "", n.notice_kind) for n in document.notices if n.notice_kind in bearing
        )
        return bool(notices) and notices[-1][1] == NoticeKind.RETRACTION

    def tally(self, claim: str) -> dict[str, int]:
        found = dict.fromkeys(("supports", "disputes", "qualifies", "neutral", "retracted"), 0)
        for line in self.lines:
            if line.claim == claim and line.state == "accepted" and line.verification != "recalled":
                gone = self.retracted(self.documents[line.source])
                found["retracted" if gone else line.direction] += 1
        return found

    def status(self, claim: str) -> str:
        tally = self.tally(claim)
        if tally["supports"] and tally["disputes"]:
            return "contested"
        if tally["supports"]:
            return "supported"
        if tally["disputes"]:
            return "disputed"
        if tally["qualifies"] or tally["neutral"]:
            return "qualified"
        if tally["retracted"]:
            return "retracted-only"
        return "not-applicable" if self.claims[claim].claim_type == "opinion" else "unsupported"
