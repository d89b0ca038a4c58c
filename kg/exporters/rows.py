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
from kg.graph.element import Edge
from kg.rdf.pausing import collection_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.exporters.spool import Spool
    from kg.graph.element import Node, Scalar

    Template = Callable[[str, tuple[str, ...]], str]

SLOT: Final = "\0"
"""Where a text stands in a template; no XML holds this character."""

_BATCH: Final = 1_024
_MOST_SHAPES: Final = 1_000
"""Shapes remembered; a graph of more has odd kinds or names, and starts anew."""


class Shape:
    """A template cut at its slots, and the elements of one batch that wait for it."""

    __slots__ = ("made", "names", "parts", "rows")

    def __init__(self, template: str, names: tuple[str, ...]) -> None:
        self.parts = template.split(SLOT)
        self.names = names
        self.rows: list[tuple[Scalar, ...]] = []
        self.made: Iterator[str] = iter(())


class Rows:
    """Writes the nodes, or the edges, of a graph in their order.

    Args:
        spool: where the text goes.
        template: gives, for a kind and names of attributes, XML with a `SLOT` for each of an
            element's own texts and then for each attribute.
        always: attributes that each element has by its template.

    Attributes:
        columns: the attributes so far.
        shapes: by kind and names of attributes.
        order: the shape of each element that waits.
    """

    def __init__(self, spool: Spool, template: Template, always: tuple[str, ...] = ()) -> None:
        self.columns = Columns()
        self._always = always
        self._spool = spool
        self._template = template
        self.shapes: dict[tuple[str, ...], Shape] = {}
        self.order: list[Shape] = []

    def shape(self, key: tuple[str, ...]) -> Shape:
        """The shape of a kind and names of attributes, from the first time on."""
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = Shape(self._template(key[0], key[1:]), key[1:])
            for name in self._always:
                self.columns.declare(name)
        return shape

    def flush(self) -> None:
        """Write what waits."""
        waiting = [shape for shape in self.shapes.values() if shape.rows]
        if len(waiting) == 1:
            self._spool.write(_whole(waiting[0].parts, self._texts(waiting[0])))
        else:
            for shape in waiting:
                shape.made = _singly(shape.parts, self._texts(shape))
            self._spool.write("".join([next(shape.made) for shape in self.order]))
        for shape in waiting:
            shape.rows.clear()
        self.order.clear()
        if len(self.shapes) > _MOST_SHAPES:
            self.shapes.clear()

    def _texts(self, shape: Shape) -> list[Sequence[str]]:
        """The waiting elements of a shape as columns of escaped texts."""
        columns = list(zip(*shape.rows, strict=True))
        own = len(columns) - len(shape.names)
        texts: list[Sequence[str]] = [all_xml(column) for column in columns[:own]]
        for name, column in zip(shape.names, columns[own:], strict=True):
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
            _sort(batch, nodes, edges)
            nodes.flush()
            edges.flush()


def _sort(batch: tuple[Node | Edge, ...], nodes: Rows, edges: Rows) -> None:
    """Put each element among those of its shape; every element of a graph passes here."""
    known_node, known_edge = nodes.shapes.get, edges.shapes.get
    for element in batch:
        if isinstance(element, Edge):
            name, start, end, kind, found = element
            key = (kind, *found)
            shape = known_edge(key) or edges.shape(key)
            shape.rows.append((name, start, end, *found.values()))
            edges.order.append(shape)
        else:
            name, kind, label, found = element
            key = (kind, *found)
            shape = known_node(key) or nodes.shape(key)
            shape.rows.append((name, label, *found.values()))
            nodes.order.append(shape)


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
