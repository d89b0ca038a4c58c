"""Circles among things that lean on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def circles(edges: set[tuple[str, str]]) -> Iterator[list[str]]:
    """The strongly connected groups of two and more (Tarjan 1972, by networkx).

    Args:
        edges: who leans on whom.

    Yields:
        The members of each circle, sorted.
    """
    if not {a for a, _ in edges} & {b for _, b in edges}:
        return  # the usual case: nobody who is leant on leans
    import networkx as nx

    for component in nx.strongly_connected_components(nx.DiGraph(sorted(edges))):
        if len(component) > 1:
            yield sorted(component)
