"""Filters over decoded entities, one claim at a time, in plain Python: the oracle of the index."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.judge.certainty import certainties
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.codes import NoticeKind
from kg.model.concept import Concept
from kg.model.curation import Activity
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.rdf.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.entity import Entity
    from kg.model.qualifiers import Qualified
    from kg.model.quantity import Value
    from kg.store.ledger import Ledger

LIVE = {"accepted", "candidate"}
CONDITIONS = {
    *("population", "condition", "species", "route", "comparator", "outcome", "co_intervention"),
    *("place", "duration", "timepoint", "period", "dose"),
}
EVIDENCE = {"source", "year", "level", "study_design", "verification"}
HOURS = {"h": (1, 1), "d": (24, 24), "wk": (168, 168), "weeks": (168, 168), "mo": (672, 744)}
SPANS = {
    "4 weeks": (672, 672), "1..7 d": (24, 168), "<= 24 h": (None, 24), "1 month": (672, 744),
    "3..mo": (3 * 672, None),
}  # fmt: skip
"""Hours of the intervals that the tests ask for."""
LEVELS = {"OCEBM-1": "OCEBM-1", "CIViC:B": "civic-b", "GRADE:very low": "grade-very-low"}


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


Span = tuple[float | None, float | None]


def hours(value: Quantity) -> Span:
    least, most = HOURS[value.unit_text or ""]
    low, high = value.low, value.high
    return None if low is None else int(low) * least, None if high is None else int(high) * most


def shared(a: Span, b: Span | None) -> bool:
    return b is not None and not any(
        x[1] is not None and y[0] is not None and x[1] < y[0] for x, y in ((a, b), (b, a))
    )


def days(date: str) -> tuple[str, str]:
    """First and last day that a date as precise as known may mean."""
    return (date + "-01-01"[len(date) - 4 :])[:10], (date + "-12-31"[len(date) - 4 :])[:10]


def within(start: str | None, end: str | None, wanted: str) -> bool:
    """A stretch of time shares a day with one that a test asks for."""
    low, dots, high = wanted.partition("..")
    if wanted.startswith(">="):
        low, high = wanted[2:], ""
    elif wanted.startswith("<"):
        low, high = "", str(int(wanted[1:]) - 1)
    elif not wanted[:1].isdigit() and not dots:
        return False
    elif not dots:
        high = low
    first, last = days(start)[0] if start else "", days(end)[1] if end else "9"
    return (not low or last >= days(low)[0]) and (not high or first <= days(high)[1])


class Naive:
    def __init__(self, entities: Iterable[Entity], base: str, words: dict[str, str | None]) -> None:
        self.words = words  # certainties, as their derivations tell them
        every = list(entities)
        self.base = base
        self.concepts = [e for e in every if isinstance(e, Concept)]
        self.claims = {e.iri: e for e in every if isinstance(e, Claim)}
        self.documents = {e.iri: e for e in every if isinstance(e, Document)}
        self.assertions = [e for e in every if isinstance(e, Assertion) and e.state in LIVE]
        self.lines = [e for e in every if isinstance(e, EvidenceLine) and e.state in LIVE]
        self.acts = {e.iri: e.ended or e.started or "" for e in every if isinstance(e, Activity)}

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

    def owners(self, claim: str, *, studied: bool = False) -> list[Qualified]:
        found: list[Qualified] = [self.claims[claim]]
        found += [a for a in self.assertions if a.claim == claim]
        return found + [e for e in self.lines if e.claim == claim and studied]

    def values(self, claim: str, field: str, *, studied: bool = False) -> list[Value]:
        owners = self.owners(claim, studied=studied)
        return [value for owner in owners for value in getattr(owner, field)]

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

    def stated(self, claim: str, field: str, term: str, *, studied: bool = False) -> bool:
        reach = self.narrower(self.named(term))
        for value in self.values(claim, field, studied=studied):
            if isinstance(value, Quantity) and shared(hours(value), SPANS.get(term)):
                return True
            if isinstance(value, Period) and within(value.start, value.end, term):
                return True
            if isinstance(value, Mention) and (
                value.concept in reach or plain(value.words) == plain(term)
            ):
                return True
            if isinstance(value, Words) and plain(" ".join(value.text.split())) == plain(term):
                return True
            if isinstance(value, str) and value in reach:
                return True
        return False

    def under(self, claim: str, name: str, value: str, *, studied: bool) -> bool:
        if name == "dose":
            return self.dosed(claim, value, studied=studied)
        reach = self.narrower(self.named(value)) if name == "outcome" else set()
        return bool(reach & {*self.claims[claim].object}) or self.stated(
            claim, name, value, studied=studied
        )

    def evidenced(self, claim: str, wanted: dict[str, str]) -> bool:
        """One line meets all filters on evidence."""
        return any(
            e.claim == claim and all(self.meets(e, name, value) for name, value in wanted.items())
            for e in self.lines
        )

    def meets(self, line: EvidenceLine, name: str, value: str) -> bool:
        source = self.documents[line.source]
        match name:
            case "source":
                return line.source == self.base + value
            case "year":
                return bool(source.issued) and within(source.issued, source.issued, value)
            case "study_design":
                return (line.study_design or source.study_design or "none") == value
            case "verification":
                return (line.verification or "none") == value
        level = line.adjusted_level or line.level or ""
        number = int(level[-1]) if "OCEBM" in level else 99
        ranges = {"<=2": number <= 2, "OCEBM:2..3": 2 <= number <= 3, ">2": 2 < number < 99}
        return ranges[value] if value in ranges else level.endswith(LEVELS[value])

    def recorded(self, claim: str, since: str) -> bool:
        parts: list[Qualified] = [self.claims[claim]]
        parts += [a for a in self.assertions if a.claim == claim]
        parts += [e for e in self.lines if e.claim == claim]
        return any(self.acts.get(p.generated_by or "", "") >= since for p in parts)

    def certainty(self, claim: str) -> str:
        return self.words[claim] or "none"

    def live(self, line: EvidenceLine) -> bool:
        return (
            line.state == "accepted"
            and line.verification != "recalled"
            and not self.retracted(self.documents[line.source])
        )

    def holds(self, claim: str, name: str, value: str) -> bool:  # noqa: C901 - one case a filter
        if name in CONDITIONS:
            return self.under(claim, name, value, studied=False)
        if name in EVIDENCE:
            return self.evidenced(claim, {name: value})
        one = self.claims[claim]
        reach = self.narrower(self.named(value)) if name in {"subject", "object"} else set()
        match name:
            case "about":
                return self.about(claim, value)
            case "subject" | "object":
                return bool(reach & {*getattr(one, name)})
            case "certainty":
                return self.certainty(claim) == value
            case "since":
                return self.recorded(claim, value)
            case "effect":
                return one.effect == (None if value == "none" else value)
            case "type":
                return one.claim_type == value
            case "document":
                return any(
                    a.claim == claim and a.document == self.base + value for a in self.assertions
                )
            case "status":
                return self.status(claim) == value
            case "text":
                return all(self.says(claim, word) for word in value.split())
        raise AssertionError(name)

    def says(self, claim: str, word: str) -> bool:
        texts = [str(label) for label in self.claims[claim].label]
        for one in self.assertions:
            if one.claim == claim:
                texts += [p.quote.exact for p in one.passages if p.quote]
                texts += [one.attribution_text or ""]
        if word.endswith("*"):
            return any(w.startswith(plain(word[:-1])) for t in texts for w in plain(t).split())
        if not word.isascii() and "ï" not in word:  # a script without blanks
            return any(word in text for text in texts)
        return any(plain(word) in plain(text).split() for text in texts)

    def dosed(self, claim: str, value: str, *, studied: bool) -> bool:
        if value in {"low", "medium", "high"}:
            return value in self.values(claim, "dose_level", studied=studied)
        low, _, rest = value.partition("..")
        high, _, unit = rest.partition(" ")
        return any(
            isinstance(dose, Quantity)
            and dose.unit_text == unit
            and (
                dose.high is None
                or dose.high > Decimal(low)
                or (dose.high == Decimal(low) and not dose.maximum_open)
            )
            and (dose.low is None or dose.low <= Decimal(high))
            for dose in self.values(claim, "dose", studied=studied)
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


def naive_of(ledger: Ledger) -> Naive:
    """The oracle of a ledger."""
    entities = [*decode(ledger.triples()).entities.values()]
    claims = [entity.iri for entity in entities if isinstance(entity, Claim)]
    words = {iri: found.word for iri, found in certainties(ledger, claims).items()}
    return Naive(entities, ledger.base, words)
