"""Reading RDF files as a stream, with errors that name file, line, column and remedy.

Nothing is fetched: a remote JSON-LD context is an error, and so is an XML entity of a file that is
not the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Generic, TypeVar, cast

import pyoxigraph as ox

from kg.errors import ReadError, SyntaxFault
from kg.rdf.byte_source import ByteSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Statement = TypeVar("Statement", ox.Triple, ox.Quad)

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
"""File name ending to format."""

_PLACE = re.compile(r"^Parser error at line \d+ (?:column \d+|between columns? \d+ and .*?\d+): ")
_SPREAD = re.compile(r"^Parser error between line .*?: ")
_WIDTH: Final = 200

# What a message of the parser means for the person who has to mend the file.
_REMEDIES: Final = (
    ("Invalid UTF-8", "save the file as UTF-8"),
    ("has not been declared", "declare the prefix with @prefix at the top"),
    ("No scheme found", "write the IRI in full, or add an @base line"),
    ("followed by a dot", "end the statement with ' .'"),
    ("code point", "write it in percent-encoding, such as %20 for a space"),
    ("Only UTF-8", "save the file as UTF-8"),
    ("XML namespaces", "export it as RDF/XML; other XML holds no statements"),
    ("double quotes", "put the value into double quotes"),
)


class Parsing(Iterator[Statement], Generic[Statement]):
    """The statements of a file, read as they are asked for, and what it declares.

    Attributes:
        path: the file.
        notes: sentences about what the format leaves out (keys of JSON-LD without a meaning).
    """

    def __init__(self, opened: _Opened, items: Iterator[Statement]) -> None:
        self.path = opened.path
        self.notes = opened.notes
        self._parser = opened.parser
        self._items: Iterator[Statement] = items

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, as far as the file has been read."""
        return dict(self._parser.prefixes)

    @property
    def base(self) -> str | None:
        """The IRI of the last `@base` read so far."""
        return self._parser.base_iri

    def __iter__(self) -> Iterator[Statement]:  # noqa: PYI034 - a faster iterator than self
        # the inner generator itself: no call of ours for each statement of a for loop
        return self._items

    def __next__(self) -> Statement:
        return next(self._items)


def parse_turtle(path: str | Path) -> Parsing[ox.Triple]:
    """The triples of a file that has no named graphs.

    Args:
        path: a file of one of `FORMATS`; a byte order mark is skipped.

    Returns:
        A stream of triples, with the prefixes and base of the file.

    Raises:
        ReadError: no such file, not readable, an unknown ending, or text with NUL characters.
        SyntaxFault: while streaming, where the file breaks its grammar.
        ReadError: while streaming, where a triple stands in a named graph.
    """
    opened = _open(Path(path), {})
    return Parsing(opened, _guarded(opened, _triples(opened)))


def parse_turtle_bytes(data: bytes, name: str) -> Parsing[ox.Triple]:
    """The triples of Turtle that lies in no file.

    Args:
        data: the text in UTF-8; a byte order mark is skipped.
        name: what errors call it, such as `standard input`.

    Returns:
        A stream of triples, with the prefixes and base of the text.

    Raises:
        ReadError: it is UTF-16.
        SyntaxFault: while streaming, where it breaks the grammar.
    """
    path, kind = Path(name), ox.RdfFormat.TURTLE
    source = ByteSource(path, file=BytesIO(data))
    parser = ox.parse(cast("IO[bytes]", source), format=kind)
    opened = _Opened(path, kind, source, parser, parser)
    return Parsing(opened, _guarded(opened, _triples(opened)))


def parse_quads(
    path: str | Path, *, lenient: bool = False, contexts: Mapping[str, str] | None = None
) -> Parsing[ox.Quad]:
    """The quads of a file, each with the name of its graph.

    Args:
        path: a file of one of `FORMATS`; a byte order mark is skipped.
        lenient: give IRIs and language tags as they stand, valid or not; the caller checks them.
        contexts: files of JSON-LD contexts that stand elsewhere, by the IRI that names them.

    Returns:
        A stream of quads, with the prefixes and base of the file.

    Raises:
        ReadError: no such file, not readable, an unknown ending, or text with NUL characters.
        SyntaxFault: while streaming, where the file breaks its grammar.
    """
    opened = _open(Path(path), contexts or {}, lenient=lenient)
    return Parsing(opened, _guarded(opened, opened.quads))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file and its parser, before anything is read."""

    path: Path
    kind: ox.RdfFormat
    source: ByteSource
    parser: ox.QuadParser
    quads: Iterator[ox.Quad]
    notes: tuple[str, ...] = ()


def _open(path: Path, contexts: Mapping[str, str], *, lenient: bool = False) -> _Opened:
    kind = _format_of(path)
    if kind == ox.RdfFormat.JSON_LD:
        return _open_json(path, contexts, lenient=lenient)
    source = ByteSource(path, _guard(path) if kind == ox.RdfFormat.RDF_XML else None)
    parser = ox.parse(cast("IO[bytes]", source), format=kind, lenient=lenient)
    return _Opened(path, kind, source, parser, parser)


def _guard(path: Path) -> Callable[[bytes], None]:
    from kg.rdf.xml_guard import XmlGuard

    return XmlGuard(path).follow


def _open_json(path: Path, contexts: Mapping[str, str], *, lenient: bool) -> _Opened:
    from kg.rdf.linked_json import linked_json

    source = ByteSource(path)
    found = linked_json(path, source.whole(), contexts)
    parser = ox.parse("", format=ox.RdfFormat.TURTLE)  # JSON-LD declares no prefixes of its own
    quads = found.quads(path, lenient=lenient)
    return _Opened(path, ox.RdfFormat.JSON_LD, source, parser, quads, tuple(found.notes()))


def _guarded(opened: _Opened, items: Iterator[Statement]) -> Iterator[Statement]:
    try:
        yield from items
    except SyntaxError as error:
        raise _fault(opened, error) from error
    except MemoryError as error:  # the parser's own bound on what it holds at once
        said = "a text, a name or a comment of more than 16 MiB"
        line = opened.source.line
        raise SyntaxFault(str(opened.path), line, 0, said, "break it up or shorten it") from error
    finally:
        opened.source.close()


def _triples(opened: _Opened) -> Iterator[ox.Triple]:
    if opened.kind in {ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML}:
        return map(attrgetter("triple"), opened.quads)
    return _of_default_graph(opened.path, opened.quads)


def _of_default_graph(path: Path, quads: Iterator[ox.Quad]) -> Iterator[ox.Triple]:
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise ReadError(
                f"{path}: has a named graph, {quad.graph_name}",
                "bring it in with kg import, which keeps the name as provenance",
            )
        yield quad.triple


def _format_of(path: Path) -> ox.RdfFormat:
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise ReadError(
            f"{path}: no RDF format ends in {path.suffix or 'nothing'!r}",
            f"rename it to one of {', '.join(FORMATS)}",
        )
    return found


def _fault(opened: _Opened, error: SyntaxError) -> SyntaxFault:
    said = " ".join(_SPREAD.sub("", _PLACE.sub("", error.msg)).split())
    said = "".join(c if c.isprintable() else "�" for c in said)
    if len(said) > _WIDTH:
        said = said[: _WIDTH - 1] + "…"
    remedy = next((hint for sign, hint in _REMEDIES if sign in error.msg), "correct the line")
    line = error.lineno or (_line_in_xml(opened.path) if opened.kind == ox.RdfFormat.RDF_XML else 0)
    return SyntaxFault(str(opened.path), line, error.offset or 0, said, remedy)


def _line_in_xml(path: Path) -> int:
    """The line that the parser has come to when it gives up: it names none, so it is fed lines."""
    source = ByteSource(path, by_line=True)
    try:
        for _ in ox.parse(cast("IO[bytes]", source), format=ox.RdfFormat.RDF_XML):
            pass
    except SyntaxError:
        return source.line
    finally:
        source.close()
    return 0
