"""A selection as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.element import Node
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from kg.graph.view import View


def to_networkx(
    view: View, mode: str = "full", certainty: Mapping[str, str] | None = None
) -> nx.MultiDiGraph:
    """A selection as a directed multigraph of networkx.

    Args:
        view: the selection.
        mode: `full` (claims are nodes) or `concepts` (claims are edges).
        certainty: computed certainty by claim IRI, where it is wanted.

    Returns:
        A graph whose nodes carry `kind`, `label` and flat attributes; edges are keyed by their id
        and carry `kind` and flat attributes.

    Raises:
        FilterError: there is no such mode.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for element in project(view, mode, certainty):
        if isinstance(element, Node):
            graph.add_node(element.id, kind=element.kind, label=element.label)
            graph.nodes[element.id].update(element.attributes)
        else:
            key = graph.add_edge(element.source, element.target, element.id, kind=element.kind)
            graph.edges[element.source, element.target, key].update(element.attributes)
    return graph
