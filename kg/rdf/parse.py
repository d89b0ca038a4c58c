"""Reading RDF files as a stream, with errors that name file, line, column and remedy.

Nothing is fetched: a remote JSON-LD context is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Generic, TypeVar, cast

import pyoxigraph as ox

from kg.errors import ReadError, SyntaxFault

if TYPE_CHECKING:
    from typing import BinaryIO

Statement = TypeVar("Statement", ox.Triple, ox.Quad)

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""File name ending to format."""

_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_PLACE = re.compile(r"^Parser error at line \d+ (?:column \d+|between columns? \d+ and .*?\d+): ")
_SPREAD = re.compile(r"^Parser error between line .*?: ")
_WIDTH: Final = 200

# What a message of the parser means for the person who has to mend the file.
_REMEDIES: Final = (
    ("Invalid UTF-8", "save the file as UTF-8"),
    ("has not been declared", "declare the prefix with @prefix at the top"),
    ("No scheme found", "write the IRI in full, or add an @base line"),
    ("followed by a dot", "end the statement with ' .'"),
    ("remote contexts", "write the context into the file: nothing is fetched"),
)


class Parsing(Iterator[Statement], Generic[Statement]):
    """The statements of a file, read as they are asked for, and what it declares.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, parser: ox.QuadParser, items: Iterator[Statement]) -> None:
        self.path = path
        self._parser = parser
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
    path = Path(path)
    kind = _format_of(path)
    source = _Source(path)
    parser = ox.parse(cast("IO[bytes]", source), format=kind)
    return Parsing(path, parser, _guarded(path, source, _triples(path, parser)))


def parse_quads(path: str | Path) -> Parsing[ox.Quad]:
    """The quads of a file, each with the name of its graph.

    Args:
        path: a file of one of `FORMATS`; a byte order mark is skipped.

    Returns:
        A stream of quads, with the prefixes and base of the file.

    Raises:
        ReadError: no such file, not readable, an unknown ending, or text with NUL characters.
        SyntaxFault: while streaming, where the file breaks its grammar.
    """
    path = Path(path)
    kind = _format_of(path)
    source = _Source(path)
    parser = ox.parse(cast("IO[bytes]", source), format=kind)
    return Parsing(path, parser, _guarded(path, source, parser))


class _Source:
    """The bytes of a file without its byte order mark; refuses what is no UTF-8 text."""

    _file: BinaryIO | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = 0
        try:
            self._file = path.open("rb")
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise _unreadable(path, error) from error
        self._head = self._checked_head()

    def _checked_head(self) -> bytes:
        head = self._chunk(len(_BOM))
        if head.startswith(_UTF_16):
            self.close()
            raise ReadError(f"{self._path}: is UTF-16, not UTF-8", "save the file as UTF-8")
        return head.removeprefix(_BOM)

    def read(self, size: int) -> bytes:
        """At most so many bytes; what the parser calls."""
        if self._head:
            chunk, self._head = self._head[:size], self._head[size:]
        else:
            chunk = self._chunk(size)
        if b"\0" in chunk:
            line = self._lines + chunk.count(b"\n", 0, chunk.index(b"\0")) + 1
            raise SyntaxFault(
                str(self._path),
                line,
                0,
                "a NUL character, which no text has",
                "save the file as UTF-8 text, or take the character out",
            )
        self._lines += chunk.count(b"\n")
        return chunk

    def _chunk(self, size: int) -> bytes:
        try:
            return self._file.read(size) if self._file else b""
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()

    def __del__(self) -> None:
        # a parsing that nobody has begun to read holds the file through this object alone
        self.close()


def _guarded(path: Path, source: _Source, items: Iterator[Statement]) -> Iterator[Statement]:
    try:
        yield from items
    except SyntaxError as error:
        raise _fault(path, error) from error
    finally:
        source.close()


def _triples(path: Path, quads: Iterator[ox.Quad]) -> Iterator[ox.Triple]:
    if _format_of(path) in {ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML}:
        return map(attrgetter("triple"), quads)
    return _of_default_graph(path, quads)


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


def _unreadable(path: Path, error: Exception) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError(f"{path}: no such file", "check the path")
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{path}: is a folder, not a file", "name a file in it")
    if isinstance(error, PermissionError):
        return ReadError(f"{path}: may not be read", "change its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadError(f"{path}: cannot be read ({reason})", "check the path")


def _fault(path: Path, error: SyntaxError) -> SyntaxFault:
    said = " ".join(_SPREAD.sub("", _PLACE.sub("", error.msg)).split())
    said = "".join(c if c.isprintable() else "�" for c in said)
    if len(said) > _WIDTH:
        said = said[: _WIDTH - 1] + "…"
    remedy = next((hint for sign, hint in _REMEDIES if sign in error.msg), "correct the line")
    return SyntaxFault(str(path), error.lineno or 0, error.offset or 0, said, remedy)
