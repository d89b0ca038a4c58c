"""Namespaces, and the two ways between a full IRI and its short form (CURIE).

The order of `NAMESPACES` is the order in which the canonical Turtle writer lists prefixes.
"""

from __future__ import annotations

import re
from typing import Final

KG: Final = "https://w3id.org/claimkg/ns#"
"""Namespace of our own terms; reserved by name, not registered."""

NAMESPACES: Final[dict[str, str]] = {
    "kg": KG,
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sp": "https://w3id.org/linkflows/superpattern/terms/",
    "unit": "http://qudt.org/vocab/unit/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

RDF_TYPE: Final = NAMESPACES["rdf"] + "type"

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""Local names that every Turtle reader takes without escapes (a subset of PN_LOCAL)."""


def expand(curie: str) -> str:
    """The full IRI of a CURIE of a known prefix.

    Args:
        curie: such as `kg:Claim`; the prefix must be in `NAMESPACES`.

    Returns:
        The IRI.

    Raises:
        KeyError: the prefix is unknown.
    """
    prefix, _, local = curie.partition(":")
    return NAMESPACES[prefix] + local


def compact(iri: str, prefixes: dict[str, str] | None = None) -> str | None:
    """The CURIE of an IRI, if a prefix fits and the rest needs no escape.

    Args:
        iri: a full IRI.
        prefixes: prefix to namespace; `NAMESPACES` if not given.

    Returns:
        The CURIE by the longest fitting namespace, or None.
    """
    table = NAMESPACES if prefixes is None else prefixes
    best: tuple[int, str] | None = None
    for prefix, namespace in table.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            found = (len(namespace), f"{prefix}:{iri[len(namespace) :]}")
            best = max(best, found) if best else found
    return best[1] if best else None
