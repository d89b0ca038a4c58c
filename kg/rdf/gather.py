"""Triples gathered by subject, in the order in which the canonical writer needs them.

The triples pass through the N-Triples writer of pyoxigraph in batches, because one call for
fifty thousand triples and a split of its lines is several times faster than asking every term
for its parts.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import RdfFormat, serialize

from kg.errors import EntityError
from kg.rdf.literals import UnwritableTermError, object_key, shown
from kg.rdf.names import Names
from kg.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from kg.rdf.layout import Layout

_BATCH: Final = 50_000
_QUOTES: Final = 2
_TYPE_TOKEN: Final = f"<{RDF_TYPE}>"
_REMEDY: Final = "give the node an IRI of its own (kg import does that)"


class Predicate(NamedTuple):
    """A predicate in the order in which predicates are written.

    Attributes:
        rank: -1 for `rdf:type`, then the layout's rank, then all unknown ones.
        iri: full IRI, the order of unknown predicates.
        text: as written.
        token: as N-Triples writes it.
    """

    rank: int
    iri: str
    text: str
    token: str


Row = tuple[Predicate, str]
"""A predicate and the N-Triples token of an object."""


class Gathered:
    """All triples of one file by subject, rows in written order.

    Args:
        triples: any order, repetitions allowed.
        layout: the order of things.
        base: the namespace of the prefix `:`.

    Attributes:
        names: token to text, complete for all IRIs and typed literals here.
        rows: subject token to its rows.
        section: subject token to the place of its kind, None without a known kind.
        nested: token of a value node to the token of its one owner.
        adrift: tokens of value nodes that have no owner, several, or one in a circle.

    Raises:
        EntityError: a term that canonical Turtle has no form for; names the subject.
    """

    def __init__(self, triples: Iterable[Triple], layout: Layout, base: str) -> None:
        self.names = Names(base, layout.prefixes, layout.opaque_prefixes)
        self._layout = layout
        self._section_of = {
            f"<{iri}>": place for place, kind in enumerate(layout.kinds) for iri in kind.type_iris
        }
        self._own_type = {token: order for order, token in enumerate(self._section_of)}
        self.rows = _by_subject(triples, _Predicates(self.names, layout))
        self.section: dict[str, int | None] = {}
        values = self._place_subjects()
        self._order_rows()
        self.nested = self._owners(values)
        self.adrift = _not_reached(values, self.nested)
        for token in self.adrift:
            self.nested.pop(token, None)

    def _place_subjects(self) -> set[str]:
        """Find each subject's section; return the value nodes, which have none."""
        owned = {f"<{iri}>" for iri in self._layout.owned}
        section_of = self._section_of
        values = set()
        for subject, rows in self.rows.items():
            types = [token for predicate, token in rows if predicate.rank < 0]
            places = [section_of[token] for token in types if token in section_of]
            if not places and not owned.isdisjoint(types):
                values.add(subject)
            else:
                self.section[subject] = min(places, default=None)
        return values

    def _order_rows(self) -> None:
        """Sort every subject's rows, drop repetitions, and work out all texts."""
        names = self.names
        subject = ""
        try:
            for subject, rows in self.rows.items():
                names[subject]
                if len(rows) > 1:
                    rows.sort()
                    if _has_repeated_predicate(rows):
                        rows[:] = sorted(dict.fromkeys(rows), key=self._row_key)
                for _, token in rows:
                    # a text without escapes is written as it is: nothing to work out or keep
                    if token[-1] != '"' or token.count('"') != _QUOTES or "\\" in token:
                        names[token]
        except UnwritableTermError as error:
            raise EntityError(f"{shown(subject)} cannot be written: {error}", _REMEDY) from None

    def _row_key(self, row: Row) -> tuple[object, ...]:
        predicate, token = row
        first = self._own_type.get(token, len(self._own_type)) if predicate.rank < 0 else 0
        return (predicate, first, object_key(token))

    def _owners(self, values: set[str]) -> dict[str, str]:
        """The owner of each value node that exactly one other subject points to."""
        owners: dict[str, str | None] = {}
        for subject, rows in self.rows.items():
            for _, token in rows:
                if token in values and token != subject and owners.get(token) != subject:
                    owners[token] = None if token in owners else subject
        return {token: owner for token, owner in owners.items() if owner is not None}


class _Predicates(dict[str, Predicate]):
    def __init__(self, names: Names, layout: Layout) -> None:
        super().__init__()
        self._names = names
        self._rank = layout.predicate_rank

    def __missing__(self, token: str) -> Predicate:
        text = "a" if token == _TYPE_TOKEN else self._names[token]
        iri = token[1:-1]
        rank = -1 if text == "a" else self._rank.get(iri, len(self._rank))
        self[token] = found = Predicate(rank, iri, text, token)
        return found


def _by_subject(triples: Iterable[Triple], predicates: _Predicates) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for line in ntriples_lines(triples):
        try:
            subject, predicate, token = line.split(" ", 2)
            groups[subject].append((predicates[predicate], token))
        except ValueError:  # fewer than three parts, or a predicate that is no IRI
            raise EntityError(
                f"{shown(line)} cannot be written: it is no triple", _REMEDY
            ) from None
    groups.default_factory = None
    return groups


def ntriples_lines(triples: Iterable[Triple]) -> Iterator[str]:
    """Each triple as a line of N-Triples, without the closing dot.

    Args:
        triples: any triples.

    Yields:
        `subject predicate object`, in the given order.

    Raises:
        EntityError: an IRI holds a line break, so that lines and triples do not agree.
    """
    source = iter(triples)
    while batch := list(islice(source, _BATCH)):
        data = serialize(batch, format=RdfFormat.N_TRIPLES)
        assert data is not None  # it is returned unless an output is given
        lines = data.decode().split(" .\n")
        lines.pop()
        if len(lines) != len(batch):
            raise EntityError("an IRI holds a line break, which no IRI may have", _REMEDY)
        yield from lines


def _has_repeated_predicate(rows: list[Row]) -> bool:
    return len({id(predicate) for predicate, _ in rows}) != len(rows)


def _not_reached(values: set[str], nested: dict[str, str]) -> set[str]:
    """The value nodes without an owner, and those whose owners form a circle."""
    beneath: defaultdict[str, list[str]] = defaultdict(list)
    for token, owner in nested.items():
        beneath[owner].append(token)
    reached: set[str] = set()
    stack = [owner for owner in beneath if owner not in nested]
    while stack:
        children = beneath.get(stack.pop(), [])
        reached.update(children)
        stack.extend(children)
    return values - reached
