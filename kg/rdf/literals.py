"""Literals as Turtle writes them: lexical forms stay as they are.

All work here is on tokens, the texts in which pyoxigraph writes a term: a token is one Python
string, where asking a term object for its parts would cost a call into the library for each.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable

_XSD: Final = NAMESPACES["xsd"]

_LITERAL = re.compile(r'"((?:[^"\\\n\r]|\\.)*+)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^([^\s"]+))?')

# INTEGER, DECIMAL, DOUBLE and BooleanLiteral of the Turtle grammar: only a lexical form of the
# same shape may stand bare, because the reader infers the datatype from the shape alone.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}

_NUMERIC: Final = frozenset(
    _XSD + name
    for name in [
        "integer",
        "decimal",
        "double",
        "float",
        "long",
        "int",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    ]
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

_AS_IT_STANDS = re.compile(
    r'"[^"\\\n\r]*+(?:\\[tnr"\\uU][^"\\\n\r]*+)*+"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?|[+-]?[0-9]+(?:\.[0-9]+)?|true|false'
)

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_WIDTH: Final = 80

ObjectKey = tuple[int, str | Decimal, str, str]
"""What objects of one predicate are sorted by: kind of term, value, and two tie-breakers."""


class UnwritableTermError(ValueError):
    """A term that canonical Turtle has no form for; the message says why."""


def is_plain(token: str) -> bool:
    """Whether a token is one literal that is written as it stands: the quick test for most."""
    return _AS_IT_STANDS.fullmatch(token) is not None


def literal_text(token: str, expand: Callable[[str], str], name: Callable[[str], str]) -> str:
    r"""The canonical Turtle form of a literal, on one line.

    Args:
        token: the literal in any Turtle form with double quotes, or bare.
        expand: gives the IRI of a datatype's token.
        name: gives the canonical token of a datatype's token.

    Returns:
        `0.50`, `"text"@en`, `"2018"^^xsd:gYear`; control characters as `\uXXXX`.

    Raises:
        UnwritableTermError: the token is no literal, or one of RDF 1.2 with a base direction.
    """
    body, language, datatype = _parts(token, expand)
    if "\\b" in body or "\\f" in body:
        body = _ESCAPE.sub(_without_short_forms, body)
    if not datatype:
        return f'"{body}"@{language}' if language else f'"{body}"'
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(body):
        return body
    return f'"{body}"^^{name(token.rpartition("^^")[2])}'


def literal_key(token: str, expand: Callable[[str], str]) -> ObjectKey:
    """What the literals of one predicate are sorted by.

    Args:
        token: a literal, see `literal_text`.
        expand: see `literal_text`.

    Returns:
        Numbers first, by value and lexical form, then texts by value and language, then other
        literals by lexical form and datatype; IRIs (kind 0) stand before all of them.

    Raises:
        UnwritableTermError: see `literal_text`.
    """
    body, language, datatype = _parts(token, expand)
    if not datatype:
        return (2, _unescaped(body), language, "")
    number = _number(body) if datatype in _NUMERIC else None
    if number is not None:
        return (1, number, body, datatype)
    return (3, _unescaped(body), datatype, "")


def text_of(token: str) -> tuple[str, str]:
    """The characters and the language of a literal.

    Args:
        token: any token.

    Returns:
        Value without escapes, and the language tag or an empty string; two empty strings if
        the token is no literal in quotes.
    """
    match = _LITERAL.fullmatch(token)
    return (_unescaped(match[1]), match[2] or "") if match else ("", "")


def shown(token: str) -> str:
    """A token as an error message may show it: printable, on one line, cut."""
    clean = "".join(c if c.isprintable() else "�" for c in token)
    return clean if len(clean) <= _WIDTH else clean[: _WIDTH - 1] + "…"


def _parts(token: str, expand: Callable[[str], str]) -> tuple[str, str, str]:
    """Lexical form (still escaped), language, and the datatype's IRI unless it is a text."""
    match = _LITERAL.fullmatch(token)
    if match is not None:
        body, language, datatype = match.groups(default="")
        return body, language, expand(datatype) if datatype else ""
    for datatype, pattern in _BARE.items():
        if pattern.fullmatch(token):
            return token, "", datatype
    raise UnwritableTermError(
        f"the literal {shown(token)} is malformed or has a base direction of RDF 1.2"
    )


def _number(body: str) -> Decimal | None:
    if not _NUMBER.fullmatch(body):
        return None
    try:
        return Decimal(body)
    except InvalidOperation:  # an exponent beyond what the decimal library can hold
        return None


def _unescaped(body: str) -> str:
    return _ESCAPE.sub(_character, body) if "\\" in body else body


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])


def _without_short_forms(match: re.Match[str]) -> str:
    return {r"\b": r"\u0008", r"\f": r"\u000C"}.get(match[0], match[0])
