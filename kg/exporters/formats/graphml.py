"""GraphML 1.0, for igraph, networkx, Cytoscape, NodeXL and most graph libraries.

Written as it streams by, in constant memory; the same selection gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.columns import Type
from kg.exporters.escape import xml
from kg.exporters.rows import SLOT, Rows, write_rows
from kg.exporters.spool import Spool
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.exporters.columns import Columns
    from kg.graph.element import Edge, Node
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
    with Spool() as nodes, Spool() as edges:
        node_rows = Rows(nodes, _node, always=("kind", "label"))
        edge_rows = Rows(edges, _edge, always=("kind",))
        write_rows(elements, node_rows, edge_rows)
        keys = _keys("node", node_rows.columns) + _keys("edge", edge_rows.columns)
        stream.write(f'{_HEAD}{keys}  <graph id="claims" edgedefault="directed">\n'.encode())
        nodes.copy_to(stream)
        edges.copy_to(stream)
        stream.write(b"  </graph>\n</graphml>\n")


def _node(kind: str, names: tuple[str, ...]) -> str:
    label = f'      <data key="n.label">{SLOT}</data>\n'
    return f'    <node id="{SLOT}">\n{label}{_cells("n", kind, names)}    </node>\n'


def _edge(kind: str, names: tuple[str, ...]) -> str:
    cells = _cells("e", kind, names)
    return f'    <edge id="{SLOT}" source="{SLOT}" target="{SLOT}">\n{cells}    </edge>\n'


def _cells(target: str, kind: str, names: tuple[str, ...]) -> str:
    """The kind, and a place for each attribute."""
    cells = [f'      <data key="{target}.kind">{xml(kind)}</data>\n']
    cells += [f'      <data key="{target}.{xml(name)}">{SLOT}</data>\n' for name in names]
    return "".join(cells)


def _keys(target: str, columns: Columns) -> str:
    return "".join(
        f'  <key id="{target[0]}.{xml(name)}" for="{target}" '
        f'attr.name="{xml(name)}" attr.type="{_TYPES[kind]}"/>\n'
        for name, kind in columns.sorted()
    )
