"""Triples gathered by subject, in the order in which the canonical writer needs them.

The triples pass through pyoxigraph's own Turtle writer in batches and its text is taken apart
again: one call for fifty thousand triples, and a split a subject, cost a fraction of asking
every term for its parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import RdfFormat, serialize

from kg.errors import EntityError
from kg.rdf.literals import UnwritableTermError, is_plain, shown
from kg.rdf.names import Names, is_literal
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from kg.rdf.layout import Layout
    from kg.rdf.literals import ObjectKey

_BATCH: Final = 50_000
_NEXT: Final = " ;\n\t"
"""What pyoxigraph writes between two predicates of a subject; never inside a term."""

_LONGEST_KEPT: Final = 80
SAME: Final = (
    NAMESPACES["skos"] + "exactMatch",
    NAMESPACES["skos"] + "closeMatch",
    NAMESPACES["schema"] + "sameAs",
    "http://www.w3.org/2002/07/owl#sameAs",
)
"""Predicates whose object is the subject under another name, so that its label fits both."""

_REMEDY: Final = "give every node a proper IRI (kg import does that)"

# One object of a list, in pyoxigraph's own form: only texts hold spaces.
_OBJECT = re.compile(r'((?:"(?:[^"\\]|\\.)*+"[^\s"]*|[^\s"]+))(?: , |$)')


class Row(NamedTuple):
    """One object of a subject, in written order.

    Attributes:
        predicate: as pyoxigraph writes it.
        token: the object as pyoxigraph writes it.
    """

    predicate: str
    token: str


class Ranks(dict[str, str]):
    """Predicate, as pyoxigraph writes it, to a text that sorts as predicates are written.

    Args:
        names: the names of the file.
        rank: predicate IRI to its place.

    Attributes:
        rewritten: predicates whose canonical text is another than pyoxigraph's.
    """

    def __init__(self, names: Names, rank: dict[str, int]) -> None:
        super().__init__({"a": ""})
        self._names = names
        self._rank = rank
        self.rewritten: set[str] = set()

    def __missing__(self, predicate: str) -> str:
        """Work a place out, and remember it."""
        iri = self._names.expand(predicate)
        if self._names[predicate] != predicate:
            self.rewritten.add(predicate)
        place = self._rank.get(iri)
        self[predicate] = text = f"~{iri}" if place is None else f"{place:08}"
        return text


class Gathered:
    """All triples of one file by subject.

    Of most subjects the finished text is kept; of those with several objects for a predicate,
    with terms that pyoxigraph writes otherwise, or with label comments, the rows.

    Args:
        triples: any order, repetitions allowed.
        layout: the order of things.
        base: the namespace of the prefix `:`.

    Attributes:
        names: token to text, and the prefixes that are used.
        finished: subject to predicates and objects as written, without subject and dot.
        rows: subject to its rows in written order, for the subjects that are not finished.
        members: a list of subjects for each kind, then one of other subjects, then one of the
            value nodes that have no owner, several, or one in a circle; each sorted by IRI.
        children: owner to the value nodes beneath it, in written order.

    Raises:
        EntityError: a term that canonical Turtle has no form for; names the subject.
    """

    def __init__(self, triples: Iterable[Triple], layout: Layout, base: str) -> None:
        self.names = Names(base, layout.prefixes, layout.opaque_prefixes)
        self._ranks = Ranks(self.names, layout.predicate_rank)
        self.finished: dict[str, str] = {}
        self.rows: dict[str, list[Row]] = {}
        self._types = _Types(self.names, layout)
        self._same = self.names.tokens_of(SAME)
        self._pointers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._bodies, self._unseen = _bodies_by_subject(triples, self.names.table)
        self.members: list[list[str]] = [[] for _ in range(len(layout.kinds) + 2)]
        self._values: set[str] = set()
        self._known: dict[str, str] = {}
        subject = ""
        try:
            for subject, body in self._bodies.items():
                self._place(subject, body)
            self._own = self.names.settle(self._bodies)
            self._plain = self._own - self._values
            for subject, body in self._bodies.items():
                self._take(subject, body)
        except UnwritableTermError as error:
            raise EntityError(f"{shown(subject)} cannot be written: {error}", _REMEDY) from None
        if self._unseen:
            raise EntityError("an IRI holds a space or a line break, which no IRI may", _REMEDY)
        self.children = self._nested()
        for group in self.members:
            self._sort(group)

    def _place(self, subject: str, body: str) -> None:
        """Put a subject into its section, or among the value nodes."""
        place = self._types.other
        if body.startswith("a "):
            place = self._types[body.partition(_NEXT)[0]]
        if "\n\ta " in body:
            found = [self._types[line] for line in body.split(_NEXT) if line.startswith("a ")]
            place = min(place, *found)
        if place == self._types.value:
            self._values.add(subject)
        else:
            self.members[min(place, len(self.members) - 2)].append(subject)

    def _take(self, subject: str, body: str) -> None:
        """Finish a subject's text, or keep its rows."""
        known = self._known
        lines = body.split(_NEXT)
        self._unseen -= len(lines)
        order = []
        as_it_is = True
        for line in lines:
            rank = known.get(line)
            if rank is None:
                rank, plain = self._rank(subject, line)
                as_it_is = as_it_is and plain
            order.append(rank)
        in_order = sorted(order)
        if (
            not as_it_is
            or (len(order) > 1 and len(set(order)) < len(order))
            or subject in self.names.opaque
        ):
            self.rows[subject] = self._sorted_rows(subject, lines)
        elif order == in_order:
            self.finished[subject] = body.replace("\n\t", "\n    ")
        else:
            lines = [line for _, line in sorted(zip(order, lines, strict=True))]
            self.finished[subject] = " ;\n    ".join(lines)

    def _rank(self, subject: str, line: str) -> tuple[str, bool]:  # noqa: PLR0911 - one case a return
        """A line's place, and whether it is one triple that is written as it stands."""
        predicate, token = line.split(" ", 1)
        rank = self._ranks[predicate]
        if predicate in self._ranks.rewritten:
            return rank, False
        if token in self._plain:
            return rank, True
        if token in self._values:
            self._pointers[subject].append((rank, token))
            return rank, token in self._own
        if is_plain(token):
            return rank, True
        if " , " in token or self.names[token] != token:
            return rank, False
        if token in self.names.opaque and (predicate in self._same or token in self._bodies):
            return rank, False
        if len(line) < _LONGEST_KEPT:
            self._known[line] = rank
        return rank, True

    def _sorted_rows(self, subject: str, lines: list[str]) -> list[Row]:
        rows = []
        for line in lines:
            predicate, objects = line.split(" ", 1)
            tokens = _OBJECT.findall(objects)
            if " , ".join(tokens) != objects:
                raise UnwritableTermError("one of its IRIs holds a space or a quotation mark")
            self._unseen -= len(tokens) - 1
            rows += [Row(predicate, token) for token in tokens]
        for predicate, token in rows:
            self.names[token]
            if token in self._values:
                self._pointers[subject].append((self._ranks[predicate], token))
        return sorted(dict.fromkeys(rows), key=self._row_key)

    def _row_key(self, row: Row) -> tuple[str, int, ObjectKey]:
        predicate, token = row
        first = self._types[f"a {token}"] if predicate == "a" else 0
        return (self._ranks[predicate], first, self.names.key(token))

    def _nested(self) -> dict[str, list[str]]:
        """The value nodes beneath each owner; the others become members of the last section."""
        owner: dict[str, str | None] = {}
        for subject, found in self._pointers.items():
            for _, token in found:
                if token != subject and owner.get(token, subject) == subject:
                    owner[token] = subject
                elif token != subject:
                    owner[token] = None
        children = {}
        for subject, found in self._pointers.items():
            own = [pointer for pointer in found if owner.get(pointer[1]) == subject]
            if len(own) > 1:
                own.sort(key=self._place_key)
            if own:
                children[subject] = list(dict.fromkeys(token for _, token in own))
        adrift = _not_reached(self._values, children)
        self.members[-1] = list(adrift)
        if adrift.isdisjoint(owner):
            return children
        return {
            subject: [token for token in tokens if token not in adrift]
            for subject, tokens in children.items()
        }

    def _place_key(self, pointer: tuple[str, str]) -> tuple[str, str]:
        return (pointer[0], self.names.expand(pointer[1]))

    def _sort(self, group: list[str]) -> None:
        """Sort subjects by IRI; own names sort as they are, since they share their start."""
        if all(token[0] == ":" and "\\" not in token for token in group):
            group.sort()
        else:
            group.sort(key=self.names.expand)


class _Types(dict[str, int]):
    """A line with `rdf:type` to the place of its best type: kinds, value nodes, others."""

    def __init__(self, names: Names, layout: Layout) -> None:
        super().__init__()
        self._names = names
        self.value = len(layout.kinds)
        self.other = self.value + 1
        self._place = dict.fromkeys(layout.owned, self.value)
        for place, kind in reversed(list(enumerate(layout.kinds))):
            self._place.update(dict.fromkeys(kind.type_iris, place))

    def __missing__(self, line: str) -> int:
        tokens = _OBJECT.findall(line.removeprefix("a "))
        iris = [self._names.expand(token) for token in tokens if not is_literal(token)]
        self[line] = place = min(
            (self._place.get(iri, self.other) for iri in iris), default=self.other
        )
        return place


def _bodies_by_subject(
    triples: Iterable[Triple], prefixes: dict[str, str]
) -> tuple[dict[str, str], int]:
    """Subject to all its predicates and objects as pyoxigraph writes them; number of triples."""
    bodies: dict[str, str] = {}
    scattered: defaultdict[str, list[str]] = defaultdict(list)
    source = iter(triples)
    total = 0
    while batch := list(islice(source, _BATCH)):
        total += len(batch)
        data = serialize(batch, format=RdfFormat.TURTLE, prefixes=prefixes)
        assert data is not None  # it is returned unless an output is given
        # a raw line break stands between statements only: in texts it is escaped
        for block in data.decode().split(" .\n")[len(prefixes) : -1]:
            subject, _, body = block.partition(" ")
            if subject in bodies:
                scattered[subject].append(body)
            else:
                bodies[subject] = body
    for subject, more in scattered.items():
        bodies[subject] = _NEXT.join((bodies[subject], *more))
    return bodies, total


def _not_reached(values: set[str], children: dict[str, list[str]]) -> set[str]:
    """The value nodes that no chain of owners joins to a subject, or to a node without one."""
    below = {token for tokens in children.values() for token in tokens}
    reached: set[str] = set()
    stack = [owner for owner in children if owner not in below]
    while stack:
        found = children.get(stack.pop(), [])
        reached.update(found)
        stack.extend(found)
    return values - reached
