"""The statements of a ledger file as text, one block a subject.

Two ways lead to the same text. What stands in the simple core of canonical Turtle (names with
plain local parts, plain texts, numbers; see `_core`) is taken as it stands: a regular expression
that allows nothing else reads it several times as fast as a parser. Everything else (escapes, IRIs
in full, comments behind a term) goes through pyoxigraph, a paragraph at a time, which parses it and
at once writes it again, both in its own language. A paragraph that it can read to its end is one
of the file too: a Turtle reader that has come to the end of a statement knows nothing of what was
before but the prefixes. Where that finds a fault, or prefixes in the midst, and for files in any
other form or format, pyoxigraph reads the whole file, and names line and column.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import RdfFormat, parse, serialize

from kg.rdf.parse import parse_quads, parse_turtle
from kg.store.pieces import PieceError, cut, entity_start
from kg.store.tokens import LIST, NEXT, Terms
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from pyoxigraph import Quad, Triple

_AT_ONCE: Final = 50_000
"""Triples a call of pyoxigraph's writer: some megabytes of text."""
_HEAD: Final = 1 << 16
"""Bytes in which the prefixes have to end."""
_END: Final = " .\n"
_ITS_NEXT: Final = " ;\n\t"
"""What pyoxigraph writes between two predicates of a subject."""
_ITS_LIST: Final = " ,\n        "
"""What canonical Turtle writes between two objects; pyoxigraph writes `LIST`."""
_PROLOGUE: Final = re.compile(rb"(?:@prefix [A-Za-z0-9_-]*: <[^<>\"\s\\]*> \.\n)+\n")
_COMMENT: Final = re.compile(r"#[^\n]*\n\n?")


class NotCanonicalError(Exception):
    """The file has to be read as a whole by the parser."""


class Reading:
    """One pass over a file with the parser.

    Args:
        path: the ledger file.

    Attributes:
        terms: what the tokens stand for.

    Raises:
        ReadError: the file cannot be read.
        SyntaxFault: it is not RDF.
    """

    def __init__(self, path: Path) -> None:
        # quads cost less where a format has no named graphs; their text is the same
        self._plain = path.suffix.lower() in {".ttl", ".nt"}
        self._parsing = parse_quads(path) if self._plain else parse_turtle(path)
        self._statements = cast("Iterator[Quad]", iter(self._parsing))
        self._first = [*islice(self._statements, 1)]
        self.terms = Terms(self._parsing.prefixes, own_prefixes=False)

    @property
    def prefixes(self) -> dict[str, str]:
        """The file's own prefixes, as far as it has been read."""
        return self._parsing.prefixes

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Subjects in their stored form, with the text of their statements.

        One that stands in two places comes twice.

        Raises:
            SyntaxFault: the file is not RDF.
        """
        return _merged(self._texts(), self.terms)

    def _texts(self) -> Iterator[list[str]]:
        kind = RdfFormat.TRIG if self._plain else RdfFormat.TURTLE
        if self._first:
            yield _written(self._first, kind, self.terms)
        while texts := _written(islice(self._statements, _AT_ONCE), kind, self.terms):
            yield texts


class CanonicalReading:
    """One pass over a file that is canonical, or nearly so.

    Args:
        path: the ledger file.

    Attributes:
        prefixes: the file's own prefixes.
        terms: what the tokens stand for.
        head: the lines of the prefixes, as they stand.

    Raises:
        ReadError: the file cannot be read.
        NotCanonicalError: it does not begin as a canonical file does.
    """

    def __init__(self, path: Path) -> None:
        if path.suffix.lower() != ".ttl":
            raise NotCanonicalError
        self._path = path
        with self._opened() as stream:
            found = _PROLOGUE.match(stream.read(_HEAD))
        if found is None:
            raise NotCanonicalError
        self.head = found[0]
        parser = parse(self.head, format=RdfFormat.TURTLE)
        try:
            for _ in parser:
                raise NotCanonicalError
        except SyntaxError as error:
            raise NotCanonicalError from error
        self.prefixes = table = dict(parser.prefixes)
        if len({*table.values()}) < self.head.count(b"\n") - 1 or any(
            namespace[-1:] not in "/#" for namespace in table.values()
        ):
            raise NotCanonicalError
        self.terms = Terms(table, own_prefixes=True)
        self._core = _core(table)
        self._start = entity_start(table)

    def _opened(self) -> BinaryIO:
        try:
            return self._path.open("rb")
        except (OSError, ValueError) as error:
            raise NotCanonicalError from error  # the parser's own reading says what it is

    def pieces(self) -> Iterator[bytes]:
        """The file behind the prefixes in pieces, see `kg.store.pieces`.

        Raises:
            NotCanonicalError: it has no place to be cut.
        """
        with self._opened() as stream:
            stream.seek(len(self.head))
            try:
                yield from cut(stream, self._start)
            except PieceError as error:
                raise NotCanonicalError from error

    def blocks(self, piece: bytes) -> Iterator[tuple[str, str]]:
        """Subjects of a piece in their stored form, with the text of their statements.

        Raises:
            NotCanonicalError: something unusual is found.
        """
        try:
            text = piece.decode()
        except UnicodeDecodeError as error:
            raise NotCanonicalError from error
        if "\0" in text:
            raise NotCanonicalError
        return _merged(self._texts(text), self.terms)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Subjects of the whole file."""
        return chain.from_iterable(map(self.blocks, self.pieces()))

    def _texts(self, text: str) -> Iterator[list[str]]:
        place, whole = 0, len(text)
        while place < whole:
            if found := self._core.match(text, place):
                place = found.end()
                plain = found[0].replace(_ITS_LIST, LIST).replace("\n\n", "\n")
                yield plain.split(_END)[:-1]
            elif found := _COMMENT.match(text, place):
                place = found.end()
            else:
                end = text.find("\n\n", place) + 2
                end = end if end > 1 else whole
                yield self._parsed(text[place:end])
                place = end

    def _parsed(self, text: str) -> list[str]:
        """A paragraph that is not in the simple core; the parser ends where its statements end."""
        parser = parse(self.head + text.encode(), format=RdfFormat.TURTLE)
        try:
            found = _written(parser, RdfFormat.TRIG, self.terms)
        except SyntaxError as error:
            raise NotCanonicalError from error
        if dict(parser.prefixes) != self.prefixes or parser.base_iri is not None:
            raise NotCanonicalError
        return found


def _merged(texts: Iterable[list[str]], terms: Terms) -> Iterator[tuple[str, str]]:
    subject = body = ""
    for blocks in texts:
        for block in blocks:
            name, _, more = block.partition(" ")
            if name[0] != ":" or "\\" in name:
                name = terms[name]
            if name != subject:
                if subject:
                    yield subject, body
                subject, body = name, more
            else:
                body = f"{body}{NEXT}{more}"
    if subject:
        yield subject, body


def _written(statements: Iterable[Quad], kind: RdfFormat, terms: Terms) -> list[str]:
    """Statements as pyoxigraph writes them, a text a subject.

    Args:
        statements: triples, or quads of the default graph.
        kind: Turtle for triples, TriG for quads, which writes the same.
        terms: what tokens are to stand for.
    """
    data = serialize(cast("Iterable[Triple]", statements), format=kind, prefixes=terms.table)
    if not data:
        return []
    return data.decode().replace(_ITS_NEXT, NEXT).split(_END)[len(terms.table) : -1]


def _core(prefixes: dict[str, str]) -> re.Pattern[str]:
    """Blocks whose meaning can be seen without a parser.

    Args:
        prefixes: those that are declared; each namespace is known to be an IRI.
    """
    rdf = "|".join(name for name, iri in prefixes.items() if iri == NAMESPACES["rdf"])
    local = r"[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+"
    name = rf"(?:{'|'.join(sorted(prefixes))}):{local}"
    number = r"[+-]?+[0-9]++(?:\.[0-9]++)?+"
    text = rf'"[^"\\\x00-\x1f]*+"(?:@[a-z]{{2,3}}+|\^\^{name})?+'
    thing = rf"(?:{name}|{text}|{number}|true|false)"
    verb = rf"(?:a|(?!(?:{rdf}):type ){name})"
    line = rf"{verb} {thing}(?:{_ITS_LIST}{thing})*+"
    return re.compile(rf"(?:{name} {line}(?:{NEXT}{line})*+ \.\n\n?+)++")
