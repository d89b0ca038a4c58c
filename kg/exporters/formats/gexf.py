"""GEXF 1.3, for Gephi, with colours and sizes; parallel edges keep apart by their `kind`.

Written as it streams by, in constant memory; the same selection gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Type
from kg.exporters.escape import xml
from kg.exporters.palette import SIZES, STRONG_NODES, edge_colour, rgb
from kg.exporters.rows import SLOT, Rows, write_rows
from kg.exporters.spool import Spool
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.exporters.columns import Columns
    from kg.graph.element import Edge, Node
    from kg.graph.view import View

NAME: Final = "gexf"
SUFFIXES: Final = (".gexf",)
MEDIA_TYPE: Final = "application/gexf+xml"

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3"
      xmlns:viz="http://gexf.net/1.3/viz"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"
      version="1.3">
  <meta>
    <creator>claimkg</creator>
    <description>Claims, what they are about, and the documents behind them</description>
  </meta>
  <graph defaultedgetype="directed" idtype="string" mode="static">
"""
_TYPES: Final = {
    Type.BOOLEAN: "boolean",
    Type.INT: "integer",
    Type.LONG: "long",
    Type.DOUBLE: "double",
    Type.STRING: "string",
}


def write(
    view: View,
    stream: BinaryIO,
    *,
    mode: str = "full",
    certainty: Mapping[str, str] | None = None,
) -> None:
    """Write a selection as GEXF.

    Args:
        view: the selection.
        stream: where the bytes go.
        mode: `full` (claims are nodes) or `concepts` (claims are edges).
        certainty: computed certainty by claim IRI, where it is wanted.

    Raises:
        FilterError: there is no such mode.
    """
    write_elements(project(view, mode, certainty), stream)


def write_elements(elements: Iterable[Node | Edge], stream: BinaryIO) -> None:
    """Write nodes and edges as GEXF.

    Args:
        elements: nodes and edges in any order, each read once.
        stream: where the bytes go.
    """
    with Spool() as nodes, Spool() as edges:
        node_rows, edge_rows = Rows(nodes, _node, always=("kind",)), Rows(edges, _edge)
        write_rows(elements, node_rows, edge_rows)
        declared = _declared("node", node_rows.columns) + _declared("edge", edge_rows.columns)
        stream.write(f"{_HEAD}{declared}    <nodes>\n".encode())
        nodes.copy_to(stream)
        stream.write(b"    </nodes>\n    <edges>\n")
        edges.copy_to(stream)
        stream.write(b"    </edges>\n  </graph>\n</gexf>\n")


def _node(kind: str, names: tuple[str, ...]) -> str:
    cells = f'          <attvalue for="kind" value="{xml(kind)}"/>\n{_cells(names)}'
    return (
        f'      <node id="{SLOT}" label="{SLOT}">\n'
        f"        <attvalues>\n{cells}        </attvalues>\n"
        f"{_colour(STRONG_NODES.get(kind, '#666666'))}"
        f'        <viz:size value="{SIZES.get(kind, 8.0)}"/>\n'
        "      </node>\n"
    )


def _edge(kind: str, names: tuple[str, ...]) -> str:
    told = xml(kind)
    cells = f"        <attvalues>\n{_cells(names)}        </attvalues>\n" if names else ""
    return (
        f'      <edge id="{SLOT}" source="{SLOT}" target="{SLOT}" '
        f'kind="{told}" label="{told}">\n'
        f"{cells}{_colour(edge_colour(kind))}      </edge>\n"
    )


def _cells(names: tuple[str, ...]) -> str:
    """A place for each attribute."""
    return "".join(f'          <attvalue for="{xml(name)}" value="{SLOT}"/>\n' for name in names)


@cache
def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _declared(target: str, columns: Columns) -> str:
    lines = "".join(
        f'      <attribute id="{xml(name)}" title="{xml(name)}" type="{_TYPES[kind]}"/>\n'
        for name, kind in columns.sorted()
    )
    return f'    <attributes class="{target}">\n{lines}    </attributes>\n' if lines else ""
