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
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import RdfFormat, parse, serialize

from kg.rdf.parse import parse_quads, parse_turtle
from kg.store.tokens import LIST, NEXT, Terms
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad, Triple

_AT_ONCE: Final = 50_000
"""Triples a call of pyoxigraph's writer: some megabytes of text."""
_CHUNK: Final = 1 << 20
"""Bytes of canonical text taken at once."""
_LONGEST: Final = 1 << 24
"""Bytes without an end of a block after which a file is not canonical."""
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
    """One pass over a file.

    Args:
        path: the ledger file.
        canonical: take what is in canonical form as it stands.

    Attributes:
        terms: what the tokens stand for.

    Raises:
        ReadError: the file cannot be read.
        SyntaxFault: it is not RDF.
        NotCanonicalError: `canonical`, but the file does not begin as a canonical one does.
    """

    def __init__(self, path: Path, *, canonical: bool = False) -> None:
        self._path = path
        self._canonical = canonical
        # quads cost less where a format has no named graphs; their text is the same
        self._plain = path.suffix.lower() in {".ttl", ".nt"}
        self._parsing = parse_quads(path) if self._plain else parse_turtle(path)
        self._statements = cast("Iterator[Quad]", iter(self._parsing))
        self._first = [*islice(self._statements, 1)]
        self.terms = Terms(self._parsing.prefixes, own_prefixes=canonical)
        if canonical:
            self._head = self._prologue()
            self._core = _core(self._parsing.prefixes)

    @property
    def prefixes(self) -> dict[str, str]:
        """The file's own prefixes, as far as it has been read."""
        return self._parsing.prefixes

    def _prologue(self) -> bytes:
        """The prefixes, which are all at the beginning, and simple.

        Raises:
            NotCanonicalError: they are not.
        """
        table = self.terms.table
        with self._path.open("rb") as stream:
            found = _PROLOGUE.match(stream.read(_HEAD))
        if (
            self._path.suffix.lower() != ".ttl"
            or found is None
            or found[0].count(b"\n") != len(table) + 1
            or len({*table.values()}) < len(table)
            or any(namespace[-1:] not in "/#" for namespace in table.values())
        ):
            raise NotCanonicalError
        return found[0]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Subjects in their stored form, with the text of their statements.

        One that stands in two places comes twice.

        Raises:
            SyntaxFault: the file is not RDF.
            NotCanonicalError: in the midst of a canonical file something unusual is found.
        """
        terms = self.terms
        subject = body = ""
        for blocks in self._texts():
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

    def _texts(self) -> Iterator[list[str]]:
        if self._canonical:
            yield from self._canonical_texts()
            return
        if self._first:
            yield self._written(self._first)
        while batch := self._written(islice(self._statements, _AT_ONCE)):
            yield batch

    def _written(self, statements: Iterable[Quad]) -> list[str]:
        """Statements as pyoxigraph writes them, a text a subject."""
        # TriG is the form that takes quads; in a file without named graphs it is Turtle
        kind = RdfFormat.TRIG if self._plain else RdfFormat.TURTLE
        data = serialize(
            cast("Iterable[Triple]", statements), format=kind, prefixes=self.terms.table
        )
        if not data:
            return []
        text = data.decode().replace(_ITS_NEXT, NEXT)
        return text.split(_END)[len(self.terms.table) : -1]

    def _canonical_texts(self) -> Iterator[list[str]]:
        rest = b""
        with self._path.open("rb") as stream:
            stream.seek(len(self._head))
            while chunk := stream.read(_CHUNK):
                rest += chunk
                if b"\0" in chunk:
                    raise NotCanonicalError
                end = rest.rfind(b"\n\n") + 2
                if end > 1:
                    yield from self._pieces(_decoded(rest[:end]))
                    rest = rest[end:]
                elif len(rest) > _LONGEST:
                    raise NotCanonicalError
        if rest:
            yield from self._pieces(_decoded(rest))

    def _pieces(self, text: str) -> Iterator[list[str]]:
        """The blocks of some paragraphs of the file."""
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
        parser = parse(self._head + text.encode(), format=RdfFormat.TURTLE)
        try:
            found = self._written(parser)
        except SyntaxError as error:
            raise NotCanonicalError from error
        if dict(parser.prefixes) != self.terms.table or parser.base_iri is not None:
            raise NotCanonicalError
        return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NotCanonicalError from error


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
