"""What the claims of a selection say, read from the index in narrow rows, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.judge.conflicts.stands import CHANGE, NO_CHANGE, Stand
from kg.store.fetch import AMONG
from kg.store.narrowing import narrowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store.condition import Cell
    from kg.store.index import Index
    from kg.store.selection import Selection

_PAGE: Final = 50_000
_SIGNED: Final = "effect IN ({})".format(", ".join(f"'{e}'" for e in sorted(CHANGE | NO_CHANGE)))
_DENIES: Final = "negated = 1"


class Claimed:
    """Claims as numbers, with where they stand, by what they speak of.

    Attributes:
        iris: their IRIs, as the index keeps them.
        at: for each the number of its stand.
        stands: the stands.
        said: claims by subject and object.
        compared: claims by subject, comparator (a concept that is a subject too) and object.
        several: claims of several subjects or objects, which may meet in several topics.
    """

    def __init__(self) -> None:
        self.iris: list[str] = []
        self.at: list[int] = []
        self.stands: list[Stand] = []
        self.said: dict[tuple[str, str], list[int]] = {}
        self.compared: dict[tuple[str, str, str], list[int]] = {}
        self.several: set[int] = set()


def claimed(selection: Selection) -> Claimed:
    """Read what the claims of a selection say of a change, or deny.

    Args:
        selection: the claims.

    Returns:
        Those claims that can be opposite to others. Where none is a denial, claims without a sign
        are left out.
    """
    index = selection.ledger.index
    found = Claimed()
    codes: dict[tuple[Cell, ...], int] = {}
    names: dict[str, str] = {}
    for iri, effect, negated, predicate, subject, thing in _rows(index, selection):
        if found.iris and found.iris[-1] == iri:
            number = len(found.iris) - 1
            found.several.add(number)
        else:
            number = len(found.iris)
            found.iris.append(str(iri))
            key = (effect, negated, predicate)
            if key not in codes:
                codes[key] = len(codes)
                word = None if effect is None else str(effect)
                found.stands.append(Stand(word, bool(negated), str(predicate)))
            found.at.append(codes[key])
        one, other = str(subject), str(thing)
        topic = (names.setdefault(one, one), names.setdefault(other, other))
        found.said.setdefault(topic, []).append(number)
    _compare(index, found)
    return found


def _rows(index: Index, selection: Selection) -> Iterator[tuple[Cell, ...]]:
    """IRI, effect, negated, predicate, subject, object; rows of one claim follow each other."""
    where, values = _condition(selection)
    denials = index.rows(f"SELECT 1 FROM claim WHERE {_DENIES} LIMIT 1")
    predicate, able = ("predicate", "1") if denials else ("''", _SIGNED)
    values = [index.stored(value) for value in values]
    after = ""
    while True:
        rows = index.stored_rows(
            f"SELECT c.iri, c.effect, c.negated, c.predicate, s.value, o.value FROM ("
            f"SELECT iri, effect, coalesce({_DENIES}, 0) AS negated, {predicate} AS predicate"
            f" FROM claim WHERE iri > ? AND {able} AND {where} ORDER BY iri LIMIT {_PAGE}) AS c"
            " LEFT JOIN many AS s ON s.owner = c.iri AND s.field = 'subject'"
            " LEFT JOIN many AS o ON o.owner = c.iri AND o.field = 'object' ORDER BY c.iri",
            after,
            *values,
        )
        if not rows:
            return
        after = str(rows[-1][0])
        yield from (row for row in rows if row[4] is not None and row[5] is not None)


def _condition(selection: Selection) -> tuple[str, Sequence[Cell]]:
    """What narrows the table `claim` to a selection."""
    index = selection.ledger.index
    if selection.limited:
        return f"iri IN {AMONG}", (index.array(selection.claim_iris),)
    found = narrowed(index, selection.filters, "iri", "state")
    return found.sql, found.values


def _compare(index: Index, found: Claimed) -> None:
    """Note which claims compare two things that are both subjects of claims."""
    subjects = {subject for subject, _ in found.said}
    rows = index.stored_rows(
        f"SELECT owner, concept FROM qualifier WHERE field = 'comparator' AND concept IN {AMONG}",
        index.array(map(index.whole, subjects)),
    )
    against: dict[str, list[str]] = {}
    for owner, concept in rows:
        against.setdefault(str(owner), []).append(str(concept))
    if not against:
        return
    for (subject, thing), claims in found.said.items():
        for claim in claims:
            others = against.get(found.iris[claim], ())
            if len(others) == 1 and claim not in found.several and others[0] != subject:
                found.compared.setdefault((subject, others[0], thing), []).append(claim)
