"""Terms as N-Triples tokens, and their Turtle form: lexical forms stay as they are.

The writer works on the tokens of N-Triples lines, because a token is one Python string:
asking a term object for each of its parts would cost a call into the parser library every time.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable

_XSD: Final = NAMESPACES["xsd"]

IRI_TOKEN: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*)>")
"""An absolute IRI between angle brackets (IRIREF of the Turtle grammar, without escapes)."""

_LITERAL = re.compile(
    r'"((?:[^"\\\n\r]|\\.)*+)"'
    r"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(<[^<>]*>))?",
)

# INTEGER, DECIMAL, DOUBLE and BooleanLiteral of the Turtle grammar: only a lexical form of the
# same shape may stand bare, because the reader infers the datatype from the shape alone.
_BARE: Final = {
    f"<{_XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{_XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{_XSD}double>": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    f"<{_XSD}boolean>": re.compile(r"true|false"),
}

_NUMERIC: Final = frozenset(
    f"<{_XSD}{name}>"
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

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

ObjectKey = tuple[int, str | Decimal, str, str]
"""What objects of one predicate are sorted by: kind of term, value, and two tie-breakers."""


class UnwritableTermError(ValueError):
    """A term that canonical Turtle has no form for; the message says why."""


def literal_text(token: str, name: Callable[[str], str]) -> str:
    r"""The Turtle form of a literal, on one line.

    Args:
        token: the literal as N-Triples writes it, such as `"0.50"^^<…#decimal>`.
        name: gives the Turtle form of the datatype, an IRI in angle brackets.

    Returns:
        `0.50`, `"text"@en`, `"2018"^^xsd:gYear`; control characters as `\uXXXX`.

    Raises:
        UnwritableTermError: the token is no literal, or one of RDF 1.2 with a base direction.
    """
    match = _LITERAL.fullmatch(token)
    if match is None:
        raise UnwritableTermError(_why_not(token))
    body, language, datatype = match.groups()
    if "\\b" in body or "\\f" in body:
        body = _ESCAPE.sub(_without_short_forms, body)
    if datatype is None:
        return f'"{body}"@{language}' if language else f'"{body}"'
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(body):
        return str(body)
    return f'"{body}"^^{name(datatype)}'


def iri_of(token: str) -> str:
    """The IRI in an N-Triples token.

    Args:
        token: such as `<https://example.org/a>`.

    Returns:
        The IRI without its brackets.

    Raises:
        UnwritableTermError: a blank node, a triple term, a relative IRI or one with characters
            that Turtle does not allow between angle brackets.
    """
    match = IRI_TOKEN.fullmatch(token)
    if match is None:
        raise UnwritableTermError(_why_not(token))
    return match[1]


def object_key(token: str) -> ObjectKey:
    """What the objects of one predicate are sorted by.

    Args:
        token: an N-Triples token.

    Returns:
        IRIs first by code point, then numbers by value and lexical form, then texts by value
        and language, then other literals by lexical form and datatype.
    """
    if token[0] == "<":
        return (0, token[1:-1], "", "")
    match = _LITERAL.fullmatch(token)
    if match is None:
        raise UnwritableTermError(_why_not(token))
    body, language, datatype = match.groups()
    if datatype is None:
        return (2, _unescaped(body), language or "", "")
    number = _number(body) if datatype in _NUMERIC else None
    if number is not None:
        return (1, number, body, datatype)
    return (3, _unescaped(body), datatype, "")


def text_of(token: str) -> tuple[str, str]:
    """The characters and the language of a literal.

    Args:
        token: an N-Triples token.

    Returns:
        Value without escapes, and the language tag or an empty string; two empty strings if
        the token is no literal.
    """
    match = _LITERAL.fullmatch(token)
    return (_unescaped(match[1]), match[2] or "") if match else ("", "")


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


def _why_not(token: str) -> str:
    if token.startswith("_:"):
        return "it has a blank node"
    if token.startswith("<<"):
        return "it has a triple term of RDF 1.2, which most Turtle readers cannot read"
    if token.startswith('"'):
        return f"the literal {shown(token)} is malformed or has a base direction of RDF 1.2"
    return f"the IRI {shown(token)} is relative or has characters that an IRI may not have"


def shown(token: str) -> str:
    """A token as an error message may show it: printable, on one line, cut."""
    clean = "".join(c if c.isprintable() else "�" for c in token)
    return clean if len(clean) <= 80 else clean[:79] + "…"  # noqa: PLR2004  one terminal line
