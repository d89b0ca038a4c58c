"""What is computed of a ledger, as triples: the graph `kg:derived` of SPARQL.

Claims, documents and concepts get the one label that the program shows, whatever languages they are
labelled in.
Claims get status, computed certainty, counts of live lines by direction and the years of those;
evidence lines whether they count; documents their year and whether they are retracted.
Opposite claims get a node a pair with its verdict, up to `PAIRED` claims and where their topic is
not crowded (`kg.judge.conflicts.HEAVY`), and a node a topic.
Only entities in force get anything, so a claim with a status is one that `kg claims` lists.

It is always computed, not only where a query names it: a query with a variable for its predicate
would otherwise have another answer than one that spells the predicate out.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import chain, combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.judge.conflicts import are_opposite, conflicts
from kg.store.computed import CLAIMS, CONCEPTS, DOCUMENTS, LINES, PAIRED, STANCES, SUBJECTS
from kg.store.records import ClaimRow, Ref
from kg.store.rungs import METHOD
from kg.store.sureness import ready
from kg.terms import KG, NAMESPACES, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.judge.conflicts import Pair
    from kg.store.condition import Cell
    from kg.store.ledger import Ledger

VERSION: Final = f"2 {METHOD}"
"""Raised whenever the triples change; stores on disk are then made anew."""

_PAGE: Final = 5_000
"""Things whose triples are made at once: few questions, little memory."""
_TALLIED: Final = ("support", "dispute", "qualify", "neutral")
_INTEGER: Final = ox.NamedNode(NAMESPACES["xsd"] + "integer")
_BOOLEAN: Final = ox.NamedNode(NAMESPACES["xsd"] + "boolean")
_YES: Final = ox.Literal("true", datatype=_BOOLEAN)
_NO: Final = ox.Literal("false", datatype=_BOOLEAN)
_SAME: Final = frozenset({"no-difference-found", "equivalent"})
_TERMS: Final = {"outcome": "outcomeMeasure", "other": "otherQualifier"}
"""Dimensions whose property is not called after them."""


def derived(ledger: Ledger) -> Iterator[ox.Triple]:
    """All computed triples of a ledger, streamed from its index, a page at a time.

    Memory does not grow with the ledger, but for the pairs, which small ledgers have.

    Args:
        ledger: the ledger, answered by its index.

    Returns:
        Triples; the nodes of pairs and topics have IRIs in the ledger's namespace.
    """
    yield from _names(ledger)
    yield from _documents(ledger)
    yield from _of_claims(ledger)
    view = ledger.select()
    if view.total <= PAIRED:
        yield from chain.from_iterable(_of_pair(ledger, pair) for pair in conflicts(view).pairs)
    yield from _topics(ledger)


def _pages(ledger: Ledger, sql: str) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows of a statement whose first column is an IRI, and whose question mark the one before."""
    last = ""
    while rows := ledger.index.rows(f"{sql} LIMIT {_PAGE}", last):
        yield rows
        last = str(rows[-1][0])


def _names(ledger: Ledger) -> Iterator[ox.Triple]:
    for page in _pages(ledger, CONCEPTS):
        for iri, label in page:
            yield _triple(iri, "shownAs", ox.Literal(_shown(ledger, str(iri), label)))


def _documents(ledger: Ledger) -> Iterator[ox.Triple]:
    for page in _pages(ledger, DOCUMENTS):
        for iri, label, issued, retracted in page:
            title = _shown(ledger, str(iri), label)
            untitled = title == ledger.index.local_id(str(iri))
            yield _triple(iri, "shownAs", ox.Literal("" if untitled else title))
            if issued:
                yield _triple(iri, "year", _number(_year(issued)))
            if retracted:
                yield _triple(iri, "retracted", _YES)


def _shown(ledger: Ledger, iri: str, label: Cell) -> str:
    """The label of a thing, its id where it has none."""
    return str(label) if label else ledger.index.ref(iri).label


def _year(issued: Cell) -> int:
    return int(str(issued)[:4])


def _of_claims(ledger: Ledger) -> Iterator[ox.Triple]:
    ready(ledger.index)
    for page in _pages(ledger, CLAIMS):
        years: dict[str, list[int]] = defaultdict(list)
        for line, claim, counts, issued in ledger.index.among(LINES, [str(row[0]) for row in page]):
            yield _triple(line, "counts", _YES if counts else _NO)
            if counts and issued:
                years[str(claim)].append(_year(issued))
        for iri, label, status, word, *tally in page:
            yield _triple(iri, "shownAs", ox.Literal(_shown(ledger, str(iri), label)))
            yield _triple(iri, "status", _code(str(status), "Status"))
            if word is not None:
                yield _triple(iri, "computedCertainty", _code(str(word), "Certainty"))
            for name, count in zip(_TALLIED, tally, strict=True):
                yield _triple(iri, f"{name}Count", _number(int(count or 0)))
            if found := years.get(str(iri)):
                yield _triple(iri, "firstYear", _number(min(found)))
                yield _triple(iri, "lastYear", _number(max(found)))


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


def _topics(ledger: Ledger) -> Iterator[ox.Triple]:
    """Topics with opposite claims: one claim stands for all of one effect, relation and sign."""
    last: Cell = ""
    while subjects := ledger.index.rows(SUBJECTS, last):
        last = subjects[-1][0]
        found = ledger.index.among(STANCES, [str(row[0]) for row in subjects])
        for (subject, thing), rows in groupby(found, key=itemgetter(0, 1)):
            yield from _topic(ledger, str(subject), str(thing), [*rows])


def _topic(
    ledger: Ledger, subject: str, thing: str, rows: list[tuple[Cell, ...]]
) -> Iterator[ox.Triple]:
    stances = [_stance(*row[2:5]) for row in rows]
    if not any(are_opposite(a, b) for a, b in combinations(stances, 2)):
        return
    counts: Counter[str | None] = Counter()
    for stance, row in zip(stances, rows, strict=True):
        counts[stance.effect] += 0 if stance.negated else int(row[5] or 0)
    node = _node(ledger, "topic", subject, thing)
    yield _typed(node, "OppositeTopic")
    yield _triple(node, "topicSubject", ox.NamedNode(subject))
    yield _triple(node, "topicObject", ox.NamedNode(thing))
    yield _triple(node, "increaseCount", _number(counts["increase"]))
    yield _triple(node, "decreaseCount", _number(counts["decrease"]))
    yield _triple(node, "noChangeCount", _number(sum(counts[effect] for effect in _SAME)))


def _stance(effect: Cell, predicate: Cell, negated: Cell) -> ClaimRow:
    """A claim of which only that matters which makes it opposite to others."""
    relation = Ref(str(predicate), "", "")
    return ClaimRow(
        ref=relation,
        subjects=(),
        predicate=relation,
        objects=(),
        value=None,
        statistic=None,
        effect=None if effect is None else str(effect),
        negated=bool(negated) and negated != "false",
        type="",
        topic=None,
        via=(),
        refines=(),
        qualifiers={},
        state="accepted",
    )


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
