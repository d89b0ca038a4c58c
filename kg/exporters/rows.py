"""Nodes or edges as XML, many at a time.

Elements of one kind with the same attributes have one shape, and a shape has one template.
A batch is escaped column by column: one look at a column tells that nothing in it needs an escape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Columns
from kg.exporters.escape import all_xml, xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.exporters.spool import Spool
    from kg.graph.element import Scalar

    Template = Callable[[str, tuple[str, ...]], str]

_BATCH: Final = 512
_MOST_SHAPES: Final = 1_000
"""Shapes remembered; a graph of more has odd kinds or names, and starts anew."""


class _Shape:
    """A template, and the elements of one batch that wait for it."""

    __slots__ = ("made", "names", "rows", "template")

    def __init__(self, template: str, names: tuple[str, ...]) -> None:
        self.template = template
        self.names = names
        self.rows: list[tuple[Scalar, ...]] = []
        self.made: Iterator[str] = iter(())


class Rows:
    """Writes the nodes, or the edges, of a graph in their order.

    Args:
        spool: where the text goes.
        template: gives, for a kind and names of attributes, a text with `%s` for each of an
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
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._order: list[_Shape] = []

    def add(self, kind: str, own: tuple[str, ...], attributes: Mapping[str, Scalar]) -> None:
        """Write one element.

        Args:
            kind: of the element.
            own: its id and what else the format wants of each, always as many.
            attributes: by name.
        """
        key = (kind, *attributes)
        shape = self._shapes.get(key)
        if shape is None:
            shape = _Shape(self._template(kind, key[1:]), key[1:])
            self._shapes[key] = shape
            for name in self._always:
                self.columns.declare(name)
        shape.rows.append((*own, *attributes.values()))
        self._order.append(shape)
        if len(self._order) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits; to be called once after the last element."""
        for shape in self._shapes.values():
            if shape.rows:
                shape.made = self._made(shape)
        self._spool.write("".join([next(shape.made) for shape in self._order]))
        self._order.clear()
        if len(self._shapes) > _MOST_SHAPES:
            self._shapes.clear()
        for shape in self._shapes.values():
            shape.rows.clear()

    def _made(self, shape: _Shape) -> Iterator[str]:
        columns = list(zip(*shape.rows, strict=True))
        own = len(columns) - len(shape.names)
        texts: list[Sequence[object]] = [all_xml(column) for column in columns[:own]]
        for name, column in zip(shape.names, columns[own:], strict=True):
            texts.append(self.columns.texts(name, column))
        return map(shape.template.__mod__, zip(*texts, strict=True))


def literal(text: str) -> str:
    """A text, escaped, as it stands in a template.

    Args:
        text: any text.

    Returns:
        XML in which `%` stands for nothing else.
    """
    return xml(text).replace("%", "%%")
