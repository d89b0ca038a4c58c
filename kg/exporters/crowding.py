"""How many lines a drawing bears."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.errors import ExportFault
from kg.graph.element import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.element import Node

MOST_EDGES: Final = 200
"""A drawing with more is taller than three screens: nobody follows its lines."""
DENSE_EDGES: Final = 40
"""With more, the words on the lines would take more room than all boxes together."""


def few(elements: Iterable[Node | Edge]) -> Iterator[Node | Edge]:
    """The elements again.

    Raises:
        ExportFault: there are more than `MOST_EDGES` edges among them.
    """
    edges = 0
    for element in elements:
        edges += isinstance(element, Edge)
        if edges > MOST_EDGES:
            raise ExportFault(
                f"more than {MOST_EDGES} edges cannot be read in one drawing",
                "narrow the selection (--about, --subject, --object, --status, --document ...), "
                "take --force, or --format gexf for Gephi",
            )
        yield element


def density(elements: Iterable[Node | Edge]) -> tuple[Iterable[Node | Edge], bool]:
    """The elements again, and whether there are more than `DENSE_EDGES` edges among them."""
    coming = iter(elements)
    begun: list[Node | Edge] = []
    edges = 0
    for element in coming:
        begun.append(element)
        edges += isinstance(element, Edge)
        if edges > DENSE_EDGES:
            return chain(begun, coming), True
    return begun, False
