"""IRIs of a file that was read without looking at them: which are none, and what would be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEGAL: Final = "%:/?@!$&'()*+,;=~-._"
_PARTS: Final = re.compile(
    r"(?P<host>[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#]*)?)(?P<rest>.*)", re.DOTALL
)
_STRAY: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def iris_of(quad: ox.Quad) -> Iterator[str]:
    """Every IRI of a quad: subject, predicate, object or its datatype, graph."""
    for node in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        yield from _iris_in(node)


def _iris_in(node: object) -> Iterator[str]:
    if isinstance(node, ox.NamedNode):
        yield node.value
    elif isinstance(node, ox.Literal):
        yield node.datatype.value
    elif isinstance(node, ox.Triple):
        for part in (node.subject, node.predicate, node.object):
            yield from _iris_in(part)


def fault_of(iri: str) -> str:
    """What is wrong with an IRI, as every strict RDF reader would find; empty if nothing is."""
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        said = " ".join(str(error).split())
        return "".join(c if c.isprintable() else "�" for c in said)
    return ""


def is_absolute(iri: str) -> bool:
    """Whether an IRI begins with a scheme."""
    return _ABSOLUTE.match(iri) is not None


def mended(iri: str) -> str:
    """An invalid IRI with its illegal characters percent-encoded (RFC 3986, section 2.1).

    Args:
        iri: an absolute IRI with characters that none may hold.

    Returns:
        The IRI; letters beyond ASCII stay as they are, and so do escapes. It may be invalid still,
        where the fault is not in a character (a port that is no number).
    """
    if not fault_of(iri):
        return iri
    whole = _PARTS.fullmatch(iri)
    if whole is None:
        return iri
    path, sign, fragment = whole["rest"].partition("#")
    return whole["host"] + _escaped(path) + sign + _escaped(fragment)


def _escaped(part: str) -> str:
    # only what is below U+0080, and private or broken characters, can be illegal
    kept = _STRAY.sub("%25", part)
    return "".join(c if _may_stay(c) else quote(c, safe="") for c in kept)


def _may_stay(character: str) -> bool:
    if character > "\x7f":
        return fault_of(f"a:{character}") == ""
    return character.isalnum() or character in _LEGAL
