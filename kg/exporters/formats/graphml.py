"""GraphML 1.0, for igraph, networkx, Cytoscape, NodeXL and most graph libraries.

Written as it streams by, in constant memory; the same selection gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Columns, Type
from kg.exporters.escape import xml
from kg.exporters.spool import Spool
from kg.graph.element import Node
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.graph.element import Edge, Scalar
    from kg.graph.view import View

NAME: Final = "graphml"
SUFFIXES: Final = (".graphml",)
MEDIA_TYPE: Final = "application/graphml+xml"

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
                             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_CELL: Final = '      <data key="%s.{}">'
_TYPES: Final = {
    Type.BOOLEAN: "boolean",
    Type.INT: "int",
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
    """Write a selection as GraphML.

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
    """Write nodes and edges as GraphML.

    Args:
        elements: nodes and edges in any order, each read once.
        stream: where the bytes go.
    """
    node_columns, edge_columns = (Columns(_CELL % target, "</data>\n") for target in "ne")
    with Spool() as nodes, Spool() as edges:
        for element in elements:
            kept: dict[str, Scalar] = {"kind": element.kind}
            if isinstance(element, Node):
                cells = node_columns.cells({"label": element.label} | kept)
                cells += node_columns.cells(element.attributes)
                nodes.write(f'    <node id="{xml(element.id)}">\n{cells}    </node>\n')
            else:
                cells = edge_columns.cells(kept) + edge_columns.cells(element.attributes)
                ends = f'source="{xml(element.source)}" target="{xml(element.target)}"'
                edges.write(f'    <edge id="{xml(element.id)}" {ends}>\n{cells}    </edge>\n')
        keys = _keys("node", node_columns) + _keys("edge", edge_columns)
        stream.write(f'{_HEAD}{keys}  <graph id="claims" edgedefault="directed">\n'.encode())
        nodes.copy_to(stream)
        edges.copy_to(stream)
        stream.write(b"  </graph>\n</graphml>\n")


def _keys(target: str, columns: Columns) -> str:
    return "".join(
        f'  <key id="{target[0]}.{xml(name)}" for="{target}" '
        f'attr.name="{xml(name)}" attr.type="{_TYPES[kind]}"/>\n'
        for name, kind in columns.sorted()
    )
