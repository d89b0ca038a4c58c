"""Names of our own terms: labels, notations and schemes of `schema/ontology.ttl`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

from kg.terms import KG, NAMESPACES

if TYPE_CHECKING:
    import sqlite3

_PACKAGE: Final = Path(__file__).parents[1]
_PLACES: Final = (
    _PACKAGE / "_schema" / "ontology.ttl",
    _PACKAGE.parent / "schema" / "ontology.ttl",
)
_LABELS: Final = (NAMESPACES["skos"] + "prefLabel", NAMESPACES["rdfs"] + "label")
_NOTATION: Final = NAMESPACES["skos"] + "notation"
_SCHEME: Final = NAMESPACES["skos"] + "inScheme"
_SPOKEN: Final = (KG, NAMESPACES["sp"])
"""Namespaces whose local names are words, so that they read well where no label is known."""


def ontology_path() -> Path | None:
    """The file of our terms: package data, or beside the package in a checkout; None if absent."""
    return next((place for place in _PLACES if place.is_file()), None)


def ontology_digest() -> str:
    """Size and checksum of that file, empty if absent: an index is rebuilt when a label changes."""
    path = ontology_path()
    if path is None:
        return ""
    content = path.read_bytes()
    return f"{len(content)}-{crc32(content):08x}"


def load_vocabulary(connection: sqlite3.Connection) -> None:
    """Fill the table `vocabulary` from the ontology, if there is one.

    Raises:
        ReadError: the file is there, but cannot be read.
    """
    path = ontology_path()
    if path is None:
        return
    from kg.rdf.parse import parse_turtle

    labels: dict[str, list[tuple[bool, int, str]]] = {}
    others: dict[str, dict[str, str]] = {_NOTATION: {}, _SCHEME: {}}
    for triple in parse_turtle(path):
        subject, predicate = str(getattr(triple.subject, "value", "")), triple.predicate.value
        value = str(getattr(triple.object, "value", ""))
        if predicate in _LABELS:
            english = (getattr(triple.object, "language", None) or "en")[:2] == "en"
            labels.setdefault(subject, []).append((not english, _LABELS.index(predicate), value))
        elif predicate in others:
            before = others[predicate].get(subject)
            others[predicate][subject] = value if before is None else min(before, value)
    named = {*labels, *others[_NOTATION], *others[_SCHEME]}
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?, ?)",
        [
            (
                iri,
                min(labels[iri])[2] if iri in labels else spoken(iri),
                others[_NOTATION].get(iri),
                others[_SCHEME].get(iri),
            )
            for iri in sorted(named)
        ],
    )


@cache
def spoken(iri: str) -> str | None:
    """The local name of one of our terms as words: `NoDifferenceFound` is `no difference found`.

    Args:
        iri: any IRI.

    Returns:
        The words, None where the namespace is not one of words.
    """
    for namespace in _SPOKEN:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            parts = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^A-Z\W_]+", iri[len(namespace) :])
            return " ".join(p if p.isupper() and len(p) > 1 else p.lower() for p in parts) or None
    return None
