"""Triples gathered by subject, in the order in which the canonical writer needs them.

The triples pass through pyoxigraph's own Turtle writer in batches and its text is taken apart
again: one call for fifty thousand triples, and a split a subject, cost a fraction of asking
every term for its parts.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import RdfFormat, serialize

from kg.errors import EntityError
from kg.rdf.literals import UnwritableTermError, is_plain, shown
from kg.rdf.names import Names
from kg.rdf.nesting import nested
from kg.rdf.pausing import collection_paused
from kg.rdf.ranks import OBJECT, Ranks, Types
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

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

# What an object asks of the writer.
_AS_IT_STANDS: Final = 0
_VALUE: Final = 1
_CODE: Final = 2
"""An opaque IRI that is no subject here; some predicates want a comment behind it all the same."""
_APART: Final = 3


class Row(NamedTuple):
    """One object of a subject, in written order.

    Attributes:
        predicate: as pyoxigraph writes it.
        token: the object as pyoxigraph writes it.
    """

    predicate: str
    token: str


class _Roles(dict[str, int]):
    """Object, as pyoxigraph writes it, to what it asks of the writer."""

    def __init__(self, names: Names, subjects: Collection[str]) -> None:
        super().__init__()
        self._names = names
        self._subjects = subjects

    def __missing__(self, token: str) -> int:
        """Work a role out, and remember it unless it is a text.

        Raises:
            UnwritableTermError: the token has no form in canonical Turtle.
        """
        if is_plain(token):
            return _AS_IT_STANDS
        if " , " in token or self._names[token] != token:
            return _APART
        if token not in self._names.opaque:
            role = _AS_IT_STANDS
        else:
            role = _APART if token in self._subjects else _CODE
        if len(token) < _LONGEST_KEPT:
            self[token] = role
        return role


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
        finished: subject to its whole block as written.
        rows: subject to its rows in written order, for the subjects that are not finished.
        members: a list of subjects for each kind, then one of other subjects, then one of the
            value nodes that have no owner, several, or one in a circle; each sorted by IRI.
        children: owner to the value nodes beneath it, in written order.

    Raises:
        EntityError: a term that canonical Turtle has no form for; names the subject.
    """

    def __init__(self, triples: Iterable[Triple], layout: Layout, base: str) -> None:
        self.names = Names(base, layout.prefixes, layout.opaque_prefixes)
        self.finished: dict[str, str] = {}
        self.rows: dict[str, list[Row]] = {}
        self.members: list[list[str]] = [[] for _ in range(len(layout.kinds) + 2)]
        self._ranks = Ranks(self.names, layout.predicate_rank)
        self._types = Types(self.names, layout)
        self._same = self.names.tokens_of(SAME)
        self._pointers: dict[str, list[str]] = {}
        with collection_paused():
            self._bodies, self._unseen = _bodies_by_subject(triples, self.names.table)
            self._roles = _Roles(self.names, self._bodies)
            values = self._place_all()
            self._take_all()
            self.children, adrift = nested(values, self._pointers)
            self.members[-1] = list(adrift)
            for group in self.members:
                self._sort(group)

    def _place_all(self) -> list[str]:
        """Put each subject into its section, or among the value nodes, which are returned."""
        types, other = self._types, len(self.members) - 2
        values = []
        subject = ""
        try:
            for subject, body in self._bodies.items():
                place = types[body.partition(_NEXT)[0]]
                if "\n\ta " in body:
                    place = min(types[line] for line in body.split(_NEXT))
                if place == types.value:
                    values.append(subject)
                else:
                    self.members[min(place, other)].append(subject)
            self._own = self.names.settle(self._bodies)
        except UnwritableTermError as error:
            raise _unwritable(subject, error) from None
        self._roles.update(dict.fromkeys(self._own, _AS_IT_STANDS))
        self._roles.update((token, _VALUE if token in self._own else _APART) for token in values)
        self._values = frozenset(values)
        return values

    def _take_all(self) -> None:
        """Finish each subject's text, or keep its rows."""
        names, opaque, rewritten = self.names, self.names.opaque, self._ranks.rewritten
        subject = ""
        try:
            for subject, body in self._bodies.items():
                lines = body.split(_NEXT)
                self._unseen -= len(lines)
                if not self._stands(subject, lines) or subject in opaque or rewritten:
                    self._take_apart(subject, lines)
                    continue
                text = " ;\n    ".join(lines)
                self.finished[subject] = f"{names.get(subject, subject)} {text} .\n"
        except UnwritableTermError as error:
            raise _unwritable(subject, error) from None
        if self._unseen:
            raise EntityError("an IRI holds a space or a line break, which no IRI may", _REMEDY)

    def _stands(self, subject: str, lines: list[str]) -> bool:
        """Whether a block is written as it stands, its lines brought in order; sees every triple.

        Remembers the value nodes to which such a block points.
        """
        ranks, roles = self._ranks, self._roles
        before, in_order = "", True
        below = []
        for line in lines:
            predicate, _, token = line.partition(" ")
            rank = ranks[predicate]
            if rank <= before:
                in_order = False
            before = rank
            role = roles[token]
            if role:
                if role == _VALUE:
                    below.append(token)
                elif role == _APART or predicate in self._same:
                    return False
        if not in_order and not self._reorder(lines):
            return False
        if below:
            if len(below) > 1 and not in_order:
                below = [line.partition(" ")[2] for line in lines]
                below = [token for token in below if token in self._values]
            self._pointers[subject] = below
        return True

    def _reorder(self, lines: list[str]) -> bool:
        """Bring lines into written order; False if one predicate stands in several of them."""
        ranks = self._ranks
        order = {ranks[line.partition(" ")[0]]: line for line in lines}
        if len(order) < len(lines):
            return False
        lines[:] = [order[rank] for rank in sorted(order)]
        return True

    def _take_apart(self, subject: str, lines: list[str]) -> None:
        """Keep a subject's rows, and the value nodes to which it points."""
        self.rows[subject] = rows = self._sorted_rows(lines)
        below = [token for _, token in rows if token in self._values]
        if below:
            self._pointers[subject] = below

    def _sorted_rows(self, lines: list[str]) -> list[Row]:
        rows = []
        for line in lines:
            predicate, objects = line.split(" ", 1)
            tokens = OBJECT.findall(objects)
            if " , ".join(tokens) != objects:
                raise UnwritableTermError("one of its IRIs holds a space or a quotation mark")
            self._unseen -= len(tokens) - 1
            rows += [Row(predicate, token) for token in tokens]
        for _, token in rows:
            self.names[token]
        return sorted(dict.fromkeys(rows), key=self._row_key)

    def _row_key(self, row: Row) -> tuple[str, int, ObjectKey]:
        predicate, token = row
        first = self._types[f"a {token}"] if predicate == "a" else 0
        return (self._ranks[predicate], first, self.names.key(token))

    def _sort(self, group: list[str]) -> None:
        """Sort subjects by IRI; own names sort as they are, since they share their start."""
        if self._own.issuperset(group):
            group.sort()
        else:
            group.sort(key=self.names.expand)


def _unwritable(subject: str, error: UnwritableTermError) -> EntityError:
    return EntityError(f"{shown(subject)} cannot be written: {error}", _REMEDY)


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
