"""Changing the blocks of a few subjects in a canonical file without writing the file anew.

The result is byte for byte what the canonical writer makes of all triples. Where that cannot be
had by changing the subject's own place alone, `NotInPlaceError` says so, and the whole file has to
be written (`kg.rdf.turtle`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import pyoxigraph as ox

from kg.rdf.comments import section_line
from kg.rdf.names import Names
from kg.rdf.offsets import NotInPlaceError, Offsets, Place
from kg.rdf.turtle import ADRIFT_HEADING, canonical_turtle, section_headings
from kg.rdf.verify import same_triples

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kg.rdf.layout import Layout

Piece = TypeVar("Piece")
"""However the caller names a stretch of the file as it was."""

_SECTION: Final = "\n### "


class Splice(NamedTuple):
    """One change of a file.

    Attributes:
        start: offset in bytes of what is replaced.
        end: end of it; `start` if nothing is.
        text: what stands there afterwards.
    """

    start: int
    end: int
    text: str


class _Drawn(NamedTuple):
    """Families as the canonical writer writes them.

    Attributes:
        prefixes: those that the families need.
        blocks: subject to the heading of its section and its text.
    """

    prefixes: frozenset[str]
    blocks: dict[str, tuple[str, str]]


def splices(
    places: Offsets,
    families: Mapping[str, Sequence[ox.Triple]],
    settled: Collection[str] = (),
    fresh: Collection[str] = (),
) -> list[Splice]:
    """The changes that put families into a canonical file, each new or in place of its old state.

    What the caller knows of the file saves a search of all its bytes; it has to be true.

    Args:
        places: the file.
        families: by the IRI of the subject.
        settled: IRIs known to be no value node of the file.
        fresh: subjects such that nothing in the file bears or names a name that begins like
            theirs.

    Returns:
        Changes that do not overlap, in file order.

    Raises:
        NotInPlaceError: the whole file has to be written anew; says why.
        EntityError: a term that canonical Turtle has no form for.
    """
    return _Change(places, frozenset(settled), frozenset(fresh)).of(families)


def spliced(
    kept: Callable[[int, int], Piece], size: int, changes: Iterable[Splice]
) -> Iterator[Piece | bytes]:
    """The pieces of the changed file.

    Args:
        kept: gives what is kept between two offsets of the file as it was.
        size: of the file as it was.
        changes: in file order.

    Yields:
        Pieces, kept and new.
    """
    at = 0
    for change in changes:
        yield kept(at, change.start)
        yield change.text.encode()
        at = change.end
    yield kept(at, size)


class _Change:
    """One change of one file."""

    def __init__(self, places: Offsets, settled: frozenset[str], fresh: frozenset[str]) -> None:
        self._offsets = places
        self._layout = places.layout
        self._base = places.base
        self._settled = settled
        self._fresh = fresh

    def of(self, families: Mapping[str, Sequence[ox.Triple]]) -> list[Splice]:
        """See `splices`."""
        drawn = self._draw(families)
        headings = section_headings(self._layout)
        found = []
        for iri, (heading, text) in drawn.blocks.items():
            place = self._place(iri, heading, families[iri], drawn.prefixes)
            rank = (place.start, headings.index(heading), iri)
            found.append((rank, heading, Splice(*place, text)))
        found.sort()
        return [*self._head(drawn.prefixes), *self._with_sections(found)]

    def _draw(self, families: Mapping[str, Sequence[ox.Triple]]) -> _Drawn:
        """Families as written, with the labels that the file holds of what they name."""
        triples = [triple for family in families.values() for triple in family]
        subjects = {_iri(triple.subject) for triple in triples}
        if any(self._offsets.is_opaque(iri) for iri in subjects):
            raise NotInPlaceError("its label may stand in other places too")
        labels = list(self._labels(triples, subjects))
        drawn = _blocks([*triples, *labels], self._layout, self._base, families.keys())
        if not labels:
            return drawn
        bare = _blocks(triples, self._layout, self._base, families.keys())
        return _Drawn(bare.prefixes, drawn.blocks)

    def _labels(self, triples: Iterable[ox.Triple], subjects: set[str]) -> Iterator[ox.Triple]:
        """Stand-ins for the opaque things that the file describes: label comments need them."""
        named = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
        for iri in sorted(named - subjects):
            comment = self._offsets.comment_of(iri) if self._offsets.is_opaque(iri) else ""
            if comment:
                label = ox.NamedNode(self._layout.label_predicates[0])
                yield ox.Triple(ox.NamedNode(iri), label, ox.Literal(comment))
            elif iri.startswith(self._base) and iri not in self._settled:
                self._refuse_foreign_node(iri)

    def _refuse_foreign_node(self, iri: str) -> None:
        """A value node to which two subjects point is written in another place."""
        data = self._offsets.data
        at = data.find(f"\n{self._offsets.token(iri)} ".encode())
        if at > 0 and data[at - 1 : at] != b"\n":
            raise NotInPlaceError(f"{iri} belongs to another subject")

    def _place(
        self, iri: str, heading: str, family: Sequence[ox.Triple], prefixes: frozenset[str]
    ) -> Place:
        places, data = self._offsets, self._offsets.data
        found = heading in places.sections
        gap = places.gap(heading)
        place = places.locate(heading, iri) if found else Place(gap, gap)
        token = places.token(iri)
        nodes = _nodes(iri, family)
        if place.start < place.end:
            nodes -= self._check_old(iri, place, prefixes)
        elif places.find(iri) is not None:
            raise NotInPlaceError(f"{token} stands elsewhere already")
        elif iri in self._fresh or (nodes and data.find(token.encode()) < 0):
            nodes = {node for node in nodes if not places.token(node).startswith(token)}
        for node in nodes:
            if data.find(places.token(node).encode()) >= 0:
                raise NotInPlaceError(f"{places.token(node)} is named elsewhere already")
        return place

    def _check_old(self, iri: str, place: Place, prefixes: frozenset[str]) -> set[str]:
        """The value nodes of a family as it stands, which must stand in canonical form."""
        text = self._offsets.text(place)
        triples = parsed(self._offsets.head_text() + text)
        subjects = {_iri(triple.subject) for triple in triples}
        labels = list(self._labels(triples, subjects))
        drawn = _blocks([*triples, *labels], self._layout, self._base, {iri})
        if drawn.blocks[iri][1] != text:
            raise NotInPlaceError(f"{self._offsets.token(iri)} is not in canonical form")
        needed = _blocks(triples, self._layout, self._base, {iri}).prefixes
        if not needed <= prefixes:
            raise NotInPlaceError("a prefix may no longer be needed")
        return subjects - {iri}

    def _head(self, prefixes: frozenset[str]) -> Iterator[Splice]:
        """The prefix lines, if some are new."""
        needed = prefixes.union(self._offsets.prefixes)
        if needed != set(self._offsets.prefixes):
            lines = [f"@prefix : <{self._base}> .\n"]
            lines += [
                f"@prefix {prefix}: <{namespace}> .\n"
                for prefix, namespace in self._layout.prefixes.items()
                if prefix in needed
            ]
            yield Splice(0, self._offsets.head, "".join(lines))

    def _with_sections(
        self, found: Iterable[tuple[tuple[int, int, str], str, Splice]]
    ) -> Iterator[Splice]:
        """The changes, the comment line of a new section above its first subject."""
        begun = {*self._offsets.sections}
        for _, heading, change in found:
            if heading not in begun:
                begun.add(heading)
                yield Splice(change.start, change.start, f"\n{section_line(heading)}\n")
            yield change


def parsed(text: str) -> list[ox.Triple]:
    """The triples of a piece of a canonical file with its prefixes.

    Raises:
        NotInPlaceError: it is no Turtle.
    """
    try:
        return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise NotInPlaceError(f"it breaks the grammar: {error.msg}") from error


def _blocks(
    triples: Sequence[ox.Triple], layout: Layout, base: str, wanted: Collection[str]
) -> _Drawn:
    """The blocks of some subjects as the canonical writer writes them; labels of others are lost.

    Raises:
        NotInPlaceError: a value node does not stand beneath one of them.
    """
    names = Names(base, layout.prefixes, layout.opaque_prefixes)
    places = {f"\n{names[f'<{iri}>']}": iri for iri in wanted}
    prefixes, blocks, heading = [], {}, ""
    for piece in canonical_turtle(triples, layout, base):
        if piece.startswith("@prefix "):
            prefixes.append(piece.split()[1].rstrip(":"))
        elif piece.startswith(_SECTION):
            heading = _heading_of(piece, layout)
        elif (iri := places.get(piece.partition(" ")[0])) is not None:
            blocks[iri] = (heading, piece)
        if heading == ADRIFT_HEADING:
            raise NotInPlaceError("a value node has not one owner")
    if len(blocks) != len(wanted):
        raise NotInPlaceError("a subject has no block of its own")
    return _Drawn(frozenset(prefixes) - {""}, blocks)


def _heading_of(piece: str, layout: Layout) -> str:
    return next(h for h in section_headings(layout) if piece == f"\n{section_line(h)}\n")


def _nodes(iri: str, family: Sequence[ox.Triple]) -> set[str]:
    return {_iri(triple.subject) for triple in family} - {iri}


def _iri(subject: object) -> str:
    if not isinstance(subject, ox.NamedNode):
        raise NotInPlaceError("it has a blank node")
    return subject.value


def check_spliced(
    data: bytes, changes: Sequence[Splice], families: Mapping[str, Sequence[ox.Triple]]
) -> str:
    """Whether changes bring exactly the families that were meant.

    Args:
        data: the file as it was.
        changes: see `splices`.
        families: what they should bring.

    Returns:
        What is wrong, empty if nothing is.
    """
    head = next((c.text for c in changes if c.start == 0 and c.end), None)
    new = [c.text for c in changes if not (c.start == 0 and c.end)]
    if head is None:
        head = data[: data.find(b"\n\n") + 1].decode() if b"\n\n" in data else data.decode()
    wanted = [triple for family in families.values() for triple in family]
    return str(same_triples(wanted, parsed("".join([head, *new]))) or "")
