"""Where a predicate stands in a block, and where a block stands in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.rdf.names import is_literal

if TYPE_CHECKING:
    from kg.rdf.layout import Layout
    from kg.rdf.names import Names

# One object of a list, in pyoxigraph's own form: only texts hold spaces.
OBJECT = re.compile(r'((?:"(?:[^"\\]|\\.)*+"[^\s"]*|[^\s"]+))(?: , |$)')


class Ranks(dict[str, str]):
    """Predicate, as pyoxigraph writes it, to a text that sorts as predicates are written.

    Args:
        names: the names of the file.
        rank: predicate IRI to its place.

    Attributes:
        rewritten: predicates whose canonical text is another than pyoxigraph's.
    """

    def __init__(self, names: Names, rank: dict[str, int]) -> None:
        super().__init__({"a": "!"})
        self._names = names
        self._rank = rank
        self.rewritten: set[str] = set()

    def __missing__(self, predicate: str) -> str:
        """Work a place out, and remember it."""
        iri = self._names.expand(predicate)
        if self._names[predicate] != predicate:
            self.rewritten.add(predicate)
        place = self._rank.get(iri)
        self[predicate] = text = f"~{iri}" if place is None else f"{place:08}"
        return text


class Types(dict[str, int]):
    """A line with `rdf:type` to the place of its best type: kinds, value nodes, others.

    Args:
        names: the names of the file.
        layout: the order of things.

    Attributes:
        value: the place of value nodes.
        other: the place of unknown types.
    """

    def __init__(self, names: Names, layout: Layout) -> None:
        super().__init__()
        self._names = names
        self.value = len(layout.kinds)
        self.other = self.value + 1
        self._place = dict.fromkeys(layout.owned, self.value)
        for place, kind in reversed(list(enumerate(layout.kinds))):
            self._place.update(dict.fromkeys(kind.type_iris, place))

    def __missing__(self, line: str) -> int:
        """Work a place out, and remember it."""
        place = self.other
        if line.startswith("a "):
            tokens = OBJECT.findall(line.removeprefix("a "))
            iris = [self._names.expand(token) for token in tokens if not is_literal(token)]
            place = min((self._place.get(iri, place) for iri in iris), default=place)
            self[line] = place
        return place
