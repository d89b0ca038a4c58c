"""What is computed of a ledger, as triples: the graph `kg:derived` of SPARQL.

Claims, documents and concepts get the one label that the program shows, whatever languages they are
labelled in.
Claims get status, computed certainty, counts of live lines by direction and the years of those;
evidence lines whether they count; documents their year and whether they are retracted.
Opposite claims get a node a pair with its verdict, up to `PAIRED` claims, and a node a topic.
Only entities in force get anything, so a claim with a status is one that `kg claims` lists.

It is always computed, not only where a query names it: a query with a variable for its predicate
would otherwise have another answer than one that spells the predicate out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.judge.certainty import certainty
from kg.judge.conflicts import are_opposite, conflicts
from kg.terms import KG, NAMESPACES, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.judge.conflicts import Pair
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow
    from kg.store.selection import Selection

VERSION: Final = "1"
"""Raised whenever the triples change; stores on disk are then made anew."""

PAIRED: Final = 20_000
"""Claims up to which every opposite pair is judged: pairs grow faster than claims do."""

_INTEGER: Final = ox.NamedNode(NAMESPACES["xsd"] + "integer")
_BOOLEAN: Final = ox.NamedNode(NAMESPACES["xsd"] + "boolean")
_YES: Final = ox.Literal("true", datatype=_BOOLEAN)
_NO: Final = ox.Literal("false", datatype=_BOOLEAN)
_SAME: Final = frozenset({"no-difference-found", "equivalent"})
_TERMS: Final = {"outcome": "outcomeMeasure", "other": "otherQualifier"}
"""Dimensions whose property is not called after them."""


def derived(ledger: Ledger) -> Iterator[ox.Triple]:
    """All computed triples of a ledger, streamed.

    Args:
        ledger: the ledger, answered by its index.

    Returns:
        Triples; the nodes of pairs and topics have IRIs in the ledger's namespace.
    """
    yield from _names(ledger)
    yield from _documents(ledger)
    view = ledger.select()
    yield from _of_claims(view)
    if len(view.claims) <= PAIRED:
        yield from chain.from_iterable(_of_pair(ledger, pair) for pair in conflicts(view).pairs)
    yield from _topics(ledger, view.claims)


def _names(ledger: Ledger) -> Iterator[ox.Triple]:
    for concept in ledger.concepts():
        yield _triple(concept.ref.iri, "shownAs", ox.Literal(concept.ref.label))


def _documents(ledger: Ledger) -> Iterator[ox.Triple]:
    for document in ledger.documents():
        yield _triple(document.ref.iri, "shownAs", ox.Literal(document.title))
        if document.year is not None:
            yield _triple(document.ref.iri, "year", _number(document.year))
        if document.retracted:
            yield _triple(document.ref.iri, "retracted", _YES)


def _of_claims(view: Selection) -> Iterator[ox.Triple]:
    for claim in view.claims:
        iri = claim.ref.iri
        lines = view.evidence(iri)
        yield _triple(iri, "shownAs", ox.Literal(claim.text))
        yield _triple(iri, "status", _code(view.status(iri), "Status"))
        word = certainty(claim, lines).word
        if word is not None:
            yield _triple(iri, "computedCertainty", _code(word, "Certainty"))
        tally = view.tallies(iri)
        for name, count in zip(("support", "dispute", "qualify", "neutral"), tally, strict=True):
            yield _triple(iri, f"{name}Count", _number(count))
        yield from _of_lines(iri, lines)


def _of_lines(claim: str, lines: Iterable[EvidenceRow]) -> Iterator[ox.Triple]:
    years = []
    for line in lines:
        yield _triple(line.iri, "counts", _YES if line.counts else _NO)
        if line.counts and line.source.year is not None:
            years.append(line.source.year)
    if years:
        yield _triple(claim, "firstYear", _number(min(years)))
        yield _triple(claim, "lastYear", _number(max(years)))


def _of_pair(ledger: Ledger, pair: Pair) -> Iterator[ox.Triple]:
    node = _node(ledger, "pair", pair.a.ref.iri, pair.b.ref.iri)
    yield _typed(node, "OppositePair")
    yield _triple(node, "firstClaim", ox.NamedNode(pair.a.ref.iri))
    yield _triple(node, "secondClaim", ox.NamedNode(pair.b.ref.iri))
    yield _triple(node, "pairVerdict", _code(pair.verdict, "Verdict"))
    yield _triple(node, "verdictAsStated", _code(pair.as_stated.verdict, "Verdict"))
    if pair.as_studied is not None:
        yield _triple(node, "verdictAsStudied", _code(pair.as_studied.verdict, "Verdict"))
    for name in (pair.as_studied or pair.as_stated).because:
        yield _triple(node, "decidedBy", ox.NamedNode(KG + _dimension(name)))


def _topics(ledger: Ledger, claims: Iterable[ClaimRow]) -> Iterator[ox.Triple]:
    """Topics with opposite claims: one claim stands for all of one effect, relation and sign."""
    topics: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        for subject in claim.subjects:
            for thing in claim.objects:
                topics[subject.iri, thing.iri].append(claim)
    for (subject_iri, thing_iri), members in sorted(topics.items()):
        kinds = {(c.effect, c.predicate.iri, c.negated): c for c in members}
        if not any(are_opposite(a, b) for a, b in combinations(kinds.values(), 2)):
            continue
        effects = [claim.effect for claim in members if not claim.negated]
        node = _node(ledger, "topic", subject_iri, thing_iri)
        yield _typed(node, "OppositeTopic")
        yield _triple(node, "topicSubject", ox.NamedNode(subject_iri))
        yield _triple(node, "topicObject", ox.NamedNode(thing_iri))
        yield _triple(node, "increaseCount", _number(effects.count("increase")))
        yield _triple(node, "decreaseCount", _number(effects.count("decrease")))
        yield _triple(node, "noChangeCount", _number(sum(e in _SAME for e in effects)))


def _node(ledger: Ledger, kind: str, *iris: str) -> str:
    """An IRI that stays the same while what it is about does."""
    digest = hashlib.sha256("\n".join(iris).encode()).hexdigest()[:16]
    return f"{ledger.base or KG}opposite-{kind}-{digest}"


def _triple(subject: object, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(str(subject)), ox.NamedNode(KG + name), value)


def _typed(node: str, name: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(node), ox.NamedNode(RDF_TYPE), ox.NamedNode(KG + name))


def _code(word: str, suffix: str) -> ox.NamedNode:
    """The term of a word of a closed list: `retracted-only` is `kg:RetractedOnlyStatus`."""
    parts = "".join(part[:1].upper() + part[1:] for part in word.split("-"))
    return ox.NamedNode(f"{KG}{parts}{suffix}")


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)


def _dimension(name: str) -> str:
    head, *tail = name.split("_")
    return _TERMS.get(name, head + "".join(part.capitalize() for part in tail))
