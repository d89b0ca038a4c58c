"""Nodes or edges as XML, many at a time.

Elements of one kind with the same attributes have one shape, and a shape has one template.
A batch is escaped column by column: one look at a column tells that nothing in it needs an escape.
It is joined from its columns too, which costs a third of filling in templates one by one.
"""

from __future__ import annotations

from itertools import islice, repeat
from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Columns
from kg.exporters.escape import all_xml
from kg.graph.element import Edge, Node
from kg.rdf.pausing import collection_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.exporters.spool import Spool
    from kg.graph.element import Scalar

    Template = Callable[[str, tuple[str, ...]], str]

SLOT: Final = "\0"
"""Where a text stands in a template; no XML holds this character."""

_BATCH: Final = 1_024
_MOST_SHAPES: Final = 1_000
"""Shapes remembered; a graph of more has odd kinds or names, and starts anew."""


class Shape:
    """A template cut at its slots.

    Args:
        template: XML with slots.
        names: of the attributes, in the order of their slots.
    """

    __slots__ = ("names", "parts")

    def __init__(self, template: str, names: tuple[str, ...]) -> None:
        self.parts = template.split(SLOT)
        self.names = names


class Rows:
    """Writes the nodes, or the edges, of a graph in their order.

    Args:
        spool: where the text goes.
        template: gives, for a kind and names of attributes, XML with a `SLOT` for each of an
            element's own texts and then for each attribute.
        always: attributes that each element has by its template.

    Attributes:
        columns: the attributes so far.
    """

    def __init__(self, spool: Spool, template: Template, always: tuple[str, ...] = ()) -> None:
        self.columns = Columns()
        self._always = always
        self._spool = spool
        self._template = template
        self._shapes: dict[tuple[str, ...], Shape] = {}

    def write(
        self,
        kinds: Sequence[str],
        own: Sequence[Sequence[str]],
        attributes: Sequence[Mapping[str, Scalar]],
    ) -> None:
        """Write some elements.

        Args:
            kinds: the kind of each.
            own: columns of their own texts.
            attributes: of each.
        """
        keys = [(kind, *found) for kind, found in zip(kinds, attributes, strict=True)]
        places: dict[tuple[str, ...], list[int]] = {key: [] for key in keys}
        if len(places) == 1:
            shape = self._shape(keys[0])
            self._spool.write(_whole(shape.parts, self._texts(shape, own, attributes)))
            return
        for place, key in enumerate(keys):
            places[key].append(place)
        made: dict[tuple[str, ...], Iterator[str]] = {}
        for key, chosen in places.items():
            shape = self._shape(key)
            mine = [[column[place] for place in chosen] for column in own]
            texts = self._texts(shape, mine, [attributes[place] for place in chosen])
            made[key] = _singly(shape.parts, texts)
        self._spool.write("".join([next(made[key]) for key in keys]))

    def _shape(self, key: tuple[str, ...]) -> Shape:
        """The shape of a kind and names of attributes, from the first time on."""
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            shape = self._shapes[key] = Shape(self._template(key[0], key[1:]), key[1:])
            for name in self._always:
                self.columns.declare(name)
        return shape

    def _texts(
        self,
        shape: Shape,
        own: Sequence[Sequence[str]],
        attributes: Sequence[Mapping[str, Scalar]],
    ) -> list[Sequence[str]]:
        """Elements of one shape as columns of escaped texts."""
        texts = [all_xml(column) for column in own]
        columns = zip(*[found.values() for found in attributes], strict=True)
        for name, column in zip(shape.names, columns, strict=True):
            texts.append(self.columns.texts(name, column))
        return texts


def write_rows(elements: Iterable[Node | Edge], nodes: Rows, edges: Rows) -> None:
    """Write nodes and edges, each sort in its order.

    Args:
        elements: in any order, each read once.
        nodes: takes the nodes, as id and label.
        edges: takes the edges, as id, source and target.
    """
    source = iter(elements)
    while batch := tuple(islice(source, _BATCH)):
        with collection_paused():  # a batch makes thousands of tuples, and no circle of them
            some_nodes = [one for one in batch if isinstance(one, Node)]
            some_edges = [one for one in batch if isinstance(one, Edge)]
            if some_nodes:
                names, kinds, labels, found = zip(*some_nodes, strict=True)
                nodes.write(kinds, (names, labels), found)
            if some_edges:
                names, starts, ends, kinds, found = zip(*some_edges, strict=True)
                edges.write(kinds, (names, starts, ends), found)


def _whole(parts: list[str], texts: list[Sequence[str]]) -> str:
    """All elements of one shape as one text."""
    width, count = len(parts) + len(texts), len(texts[0])
    pieces = [""] * (width * count)
    for place, part in enumerate(parts):
        pieces[2 * place :: width] = [part] * count
    for place, column in enumerate(texts):
        pieces[2 * place + 1 :: width] = column
    return "".join(pieces)


def _singly(parts: list[str], texts: list[Sequence[str]]) -> Iterator[str]:
    """The elements of one shape as a text each."""
    pieces: list[Iterable[str]] = [repeat(parts[0])]
    for part, column in zip(parts[1:], texts, strict=True):
        pieces += [column, repeat(part)]
    return map("".join, zip(*pieces))  # noqa: B905 - the parts never end
