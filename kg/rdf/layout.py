"""The order of a ledger file: what the canonical writer has to know, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

OPAQUE_PREFIXES: Final = frozenset({"mesh", "obo", "unit", "wd"})
"""Prefixes whose local names are codes: nobody can read `mesh:D007649` without a label."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One section of a ledger file.

    Attributes:
        name: the stable name of the kind, such as `claims`.
        heading: what the section's comment line says, such as `Claims`.
        type_iris: the `rdf:type` values, as full IRIs, that put a subject in this section.
    """

    name: str
    heading: str
    type_iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Fixed order of prefixes, sections and predicates.

    Attributes:
        prefixes: prefix to namespace in written order, without the ledger's own `:`.
        kinds: the sections, in file order.
        predicate_rank: full IRI of a predicate to its place; unknown predicates come last.
        owned: full IRIs of the types of value nodes, which stand beneath their one owner.
        label_predicates: full IRIs of the predicates that label comments read, best first.
        opaque_prefixes: prefixes whose names get a label comment.
    """

    prefixes: dict[str, str]
    kinds: tuple[Kind, ...]
    predicate_rank: dict[str, int]
    owned: frozenset[str]
    label_predicates: tuple[str, ...]
    opaque_prefixes: frozenset[str] = field(default=OPAQUE_PREFIXES)
