"""GEXF 1.3, for Gephi, with colours and sizes; parallel edges keep apart by their `kind`.

Written as it streams by, in constant memory; the same selection gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Columns, Type
from kg.exporters.escape import xml
from kg.exporters.palette import SIZES, STRONG_NODES, edge_colour, rgb
from kg.exporters.spool import Spool
from kg.graph.element import Node
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.graph.element import Edge
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
_CELL: Final = '          <attvalue for="{}" value="'
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
    node_columns, edge_columns = (Columns(_CELL, '"/>\n') for _ in range(2))
    with Spool() as nodes, Spool() as edges:
        for element in elements:
            if isinstance(element, Node):
                nodes.write(_node(element, node_columns))
            else:
                edges.write(_edge(element, edge_columns))
        declared = _declared("node", node_columns) + _declared("edge", edge_columns)
        stream.write(f"{_HEAD}{declared}    <nodes>\n".encode())
        nodes.copy_to(stream)
        stream.write(b"    </nodes>\n    <edges>\n")
        edges.copy_to(stream)
        stream.write(b"    </edges>\n  </graph>\n</gexf>\n")


def _node(node: Node, columns: Columns) -> str:
    cells = columns.cells({"kind": node.kind}) + columns.cells(node.attributes)
    return (
        f'      <node id="{xml(node.id)}" label="{xml(node.label)}">\n'
        f"        <attvalues>\n{cells}        </attvalues>\n"
        f"{_colour(STRONG_NODES.get(node.kind, '#666666'))}"
        f'        <viz:size value="{SIZES.get(node.kind, 8.0)}"/>\n'
        "      </node>\n"
    )


def _edge(edge: Edge, columns: Columns) -> str:
    kind = xml(edge.kind)
    cells = columns.cells(edge.attributes)
    if cells:
        cells = f"        <attvalues>\n{cells}        </attvalues>\n"
    return (
        f'      <edge id="{xml(edge.id)}" source="{xml(edge.source)}" target="{xml(edge.target)}" '
        f'kind="{kind}" label="{kind}">\n'
        f"{cells}{_colour(edge_colour(edge.kind))}      </edge>\n"
    )


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
