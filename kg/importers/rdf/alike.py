"""An order of blank nodes that look alike, so that the same graph in another order is the same.

The canonical labels of RDFC-1.0 are not used for it: they depend on the whole graph, so that one
more statement renames everything, and hostile graphs make them take exponential time. Here names
depend on what surrounds a node; only among nodes that look alike an order has to be found. It is
found by telling one of them apart and looking how far that tells the others apart (colour
refinement with individualisation), within a bound of work; beyond it, order of occurrence decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.identity import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MOST_STEPS: Final = 200_000
"""Nodes looked at again in all: about a second."""

_DEEPEST: Final = 64
"""How far the difference of two nodes may lie from them."""

Colours = dict[str, str]
Look = "Callable[[str, Mapping[str, str]], str]"


class Order:
    """Orders the nodes of a graph.

    Args:
        neighbours: the blank nodes that each blank node is linked with, in either direction.
        look: the colour of a node, seen with the colours of its neighbours.
    """

    def __init__(
        self,
        neighbours: Mapping[str, Iterable[str]],
        look: Callable[[str, Mapping[str, str]], str],
    ) -> None:
        self._neighbours = neighbours
        self._look = look
        self._left = _MOST_STEPS

    def of(self, colours: Mapping[str, str]) -> list[str]:
        """All nodes, connected ones together.

        Args:
            colours: what is known of each node; nodes in order of occurrence.

        Returns:
            The nodes; for the same graph under other labels and in another order, the nodes that
            correspond stand at the same places, unless the bound of work was met.
        """
        parts = [self._ordered(part, colours) for part in self._parts(colours)]
        parts.sort(key=lambda part: [colour for _, colour in part])
        return [node for part in parts for node, _ in part]

    def _parts(self, colours: Mapping[str, str]) -> list[list[str]]:
        """The connected parts of the graph."""
        parts: list[list[str]] = []
        seen: set[str] = set()
        for start in colours:
            if start in seen:
                continue
            seen.add(start)
            part = [start]
            for node in part:
                fresh = [one for one in self._neighbours.get(node, ()) if one not in seen]
                seen.update(fresh)
                part += dict.fromkeys(fresh)
            parts.append(part)
        return parts

    def _ordered(self, part: list[str], known: Mapping[str, str]) -> list[tuple[str, str]]:
        colours = {node: known[node] for node in part}
        if len(part) > 1:
            colours = self._refined(colours)
            while self._left > 0:
                groups: dict[str, list[str]] = {}
                for node, colour in colours.items():
                    groups.setdefault(colour, []).append(node)
                alike = sorted(colour for colour, nodes in groups.items() if len(nodes) > 1)
                if not alike:
                    break
                first = groups[alike[0]][0]
                colours[first] = digest(f"first {alike[0]}", 64)
                colours = self._refined(colours)
        return sorted(colours.items(), key=lambda item: item[1])

    def _refined(self, colours: Colours) -> Colours:
        """Colours after every difference has been felt as far as it goes."""
        told = len(set(colours.values()))
        for _ in range(min(len(colours), _DEEPEST)):
            if told == len(colours) or self._left <= 0:
                break
            self._left -= len(colours)
            finer = {
                node: digest(colour + self._look(node, colours), 64)
                for node, colour in colours.items()
            }
            before, told = told, len(set(finer.values()))
            colours = finer
            if told == before:
                break
        return colours
