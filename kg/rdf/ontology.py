"""The authored vocabulary, found beside the package or inside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.terms import KG

_PACKAGE: Final = Path(__file__).parent.parent
_PLACES: Final = (_PACKAGE / "_schema", _PACKAGE.parent / "schema")


def schema_file(name: str) -> Path | None:
    """A file of `schema/`: in the installed package, else in the checkout.

    Args:
        name: such as `ontology.ttl`.

    Returns:
        Its path, None if it is in neither.
    """
    return next((place / name for place in _PLACES if (place / name).is_file()), None)


@cache
def declared_terms() -> frozenset[str]:
    """IRIs of all our own terms that the ontology declares."""
    path = schema_file("ontology.ttl")
    if path is None:
        return frozenset()
    subjects = (triple.subject for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    return frozenset(
        s.value for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(KG)
    )
