"""Colours and sizes of nodes and edges, the same in every format that has them.

The colours are those of Okabe and Ito (Color Universal Design, 2008), lightened for fills: they
stay apart for readers who cannot tell red from green.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.graph.element import Node

EDGES: Final = {
    "supports": "#009E73",
    "disputes": "#D55E00",
    "qualifies": "#C98A00",
    "neutral": "#8A8A8A",
    "asserts": "#8A8A8A",
    "increase": "#D55E00",
    "decrease": "#0072B2",
}
"""Lines by kind; what is not listed is `OTHER_EDGE`."""

OTHER_EDGE: Final = "#8A949B"

STATUSES: Final = {
    "supported": "#C9EBDD",
    "contested": "#FBE3B0",
    "disputed": "#F9D3BC",
    "qualified": "#FDF3CF",
    "retracted-only": "#EAD3DF",
    "unsupported": "#ECECEC",
}
"""Fills of claims by status."""

NODES: Final = {
    "concept": "#CDE7F7",
    "claim": "#F4F4F4",
    "document": "#FFFFFF",
    "value": "#FFFFFF",
}
"""Fills of nodes by kind, where no status says more."""

STRONG_NODES: Final = {
    "concept": "#56B4E9",
    "claim": "#E69F00",
    "document": "#999999",
    "value": "#F0E442",
}
"""The same, for tools that draw dots on white."""

SIZES: Final = {"concept": 16.0, "claim": 10.0, "document": 6.0, "value": 4.0}
"""Diameters of dots by kind."""


def edge_colour(kind: str) -> str:
    """The colour of an edge of that kind, as `#RRGGBB`."""
    return EDGES.get(kind, OTHER_EDGE)


def fill(node: Node) -> str:
    """The fill of a drawn node, as `#RRGGBB`: claims by status, all else by kind."""
    status = node.attributes.get("status")
    return STATUSES.get(str(status), NODES.get(node.kind, "#FFFFFF"))


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of `#RRGGBB`."""
    number = int(colour[1:], 16)
    return number >> 16, (number >> 8) & 255, number & 255
