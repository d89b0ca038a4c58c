"""Tokens, the texts in which Turtle writes a term, and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.rdf.literals import text_of
from kg.store.stem import Stem
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

NEXT: Final = " ;\n    "
"""What stands between two predicates of a subject; no term has a raw line break."""
LIST: Final = " , "
"""What stands between two objects of a predicate; a text may hold it too."""
RETYPED: Final = f"{NEXT}a "
"""In the text of a subject that states a type elsewhere than at its beginning."""

_REMEMBERED: Final = 10_000
"""Names of other namespaces kept at hand."""
_ESCAPE: Final = re.compile(r"\\(.)")
# One object of a list in pyoxigraph's own form: apart from triples within triples, only texts
# hold spaces.
_OBJECT: Final = re.compile(r'((?:"(?:[^"\\]|\\.)*+"[^\s"]*|[^\s"]+))(?: , |$)')
_WORD: Final = re.compile(r'"(?:[^"\\]|\\.)*+"[^\s"]*|[^\s"]+')
_INTO, _OUT_OF = "<<(", ")>>"

Block = list[str]
"""All statements of one subject, perhaps without that of its type, a line a predicate (one may
have several): predicate, space, objects."""


class Terms(dict[str, str]):
    """What the tokens of a text stand for: `terms[token]` is the stored form of its value.

    The value is the IRI of a name, the label of a blank node, the lexical form of a literal; no
    token here is a triple within a triple.

    Args:
        prefixes: those of the file; `""` is the namespace of its own names.
        own_prefixes: the text is written with these, not with ours.

    Attributes:
        table: prefix to namespace, as the text is written.
        stem: makes stored forms.
    """

    def __init__(self, prefixes: dict[str, str], *, own_prefixes: bool) -> None:
        super().__init__()
        base = prefixes.get("", "")
        self.stem = Stem(base)
        self.table = dict(prefixes)
        if not own_prefixes:
            self.table = {name: iri for name, iri in NAMESPACES.items() if iri != base}
            if base:
                self.table[""] = base

    def __missing__(self, token: str) -> str:
        """Work a stored form out; those of other names come again and are remembered."""
        first = token[0]
        if "\\" not in token:
            if first == ":":
                return token
            if first == '"' and token[-1] == '"':
                return self.stem.short(token[1:-1])
        if first == '"':
            return self.stem.short(self.text(token)[0])
        found = self.stem.short(self._name(token))
        if len(self) < _REMEMBERED and first not in ":<":
            self[token] = found
        return found

    def _name(self, token: str) -> str:
        if token[0] == "<":
            return token[1:-1]
        prefix, colon, local = token.partition(":")
        if not colon:
            return token  # a number, true or false
        if prefix == "_":
            return local
        return self.table[prefix] + _ESCAPE.sub(r"\1", local)

    def value(self, token: str) -> str:
        """The IRI of a name, the label of a blank node, the lexical form of a literal."""
        return self.stem.full(self[token])

    def text(self, token: str) -> tuple[str, str]:
        """Lexical form, as it stands, and language; an empty language for what has none."""
        if token[0] != '"':
            return self._name(token), ""
        if "\\" not in token:
            text, _, rest = token[1:].rpartition('"')
            if "--" not in rest:
                return text, rest[1:] if rest[:1] == "@" else ""
        found = text_of(token)
        return found if found != ("", "") else self._parsed(token)

    def _parsed(self, token: str) -> tuple[str, str]:
        """A text with a direction of writing, which is rare: the library knows it all."""
        from pyoxigraph import RdfFormat, parse

        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self.table.items())
        statement = next(iter(parse(f"{head}<a:a> <a:a> {token} .", format=RdfFormat.TURTLE)))
        term = statement.object
        return getattr(term, "value", ""), getattr(term, "language", None) or ""


def is_literal(token: str) -> bool:
    """Whether a token is a literal, in quotes or bare."""
    return token[0] == '"' or (token[0] != "<" and ":" not in token)


def objects(text: str) -> list[str]:
    """The tokens of a list of objects; triples within triples are left out.

    Args:
        text: what stands behind a predicate.
    """
    if LIST not in text:
        return [] if text.startswith(_INTO) else [text]
    found = _OBJECT.findall(text)
    if LIST.join(found) == text:
        return [str(token) for token in found]
    return _beside_triples(text)


def _beside_triples(text: str) -> list[str]:
    """The objects of a list that are no triples themselves."""
    found, depth = [], 0
    for word in _WORD.findall(text):
        if word == _INTO:
            depth += 1
        elif word == _OUT_OF:
            depth -= 1
        elif depth == 0 and word != ",":
            found.append(word)
    return found


def lines(body: str) -> Block:
    """The statements of a subject, a line a predicate."""
    return body.split(NEXT)


def joined(bodies: Iterable[str]) -> str:
    """The statements of a subject that stands in several places."""
    return NEXT.join(bodies)
