"""Graphviz DOT: a drawing of a small selection, for `dot -Tsvg`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.crowding import density, few
from kg.exporters.drawing import edge_lines, is_weak, node_lines
from kg.exporters.escape import legal
from kg.exporters.palette import edge_colour, fill
from kg.graph.element import Node
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from kg.graph.element import Edge
    from kg.graph.view import View

NAME: Final = "dot"
SUFFIXES: Final = (".dot", ".gv")
MEDIA_TYPE: Final = "text/vnd.graphviz"

_ALARM: Final = "#B00020"
_ROOMY: Final = "nodesep=0.25, ranksep=1.1"
_TIGHT: Final = "nodesep=0.1, ranksep=2.2"
_HEAD: Final = """\
digraph claims {{
  graph [rankdir=LR, charset="UTF-8", bgcolor=white, {gaps}];
  node [fontname="Helvetica", fontsize=11, style=filled, color="#5F6B73", penwidth=0.8];
  edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];
"""
_SHAPES: Final = {"concept": "ellipse", "claim": "box", "document": "note", "value": "plaintext"}


def write(
    view: View,
    stream: BinaryIO,
    *,
    mode: str = "full",
    certainty: Mapping[str, str] | None = None,
    force: bool = False,
) -> None:
    """Write a selection as a drawing: documents, claims and concepts from left to right.

    Args:
        view: the selection.
        stream: where the bytes go.
        mode: `full` (claims are nodes) or `concepts` (claims are edges).
        certainty: computed certainty by claim IRI, where it is wanted.
        force: write it however large it is.

    Raises:
        ExportFault: there are more than `MOST_EDGES` edges and `force` is not set.
        FilterError: there is no such mode.
    """
    elements = project(view, mode, certainty)
    write_elements(elements, stream, columns=mode == "full", force=force)


def write_elements(
    elements: Iterable[Node | Edge],
    stream: BinaryIO,
    *,
    columns: bool = True,
    force: bool = False,
) -> None:
    """Write nodes and edges as a drawing.

    With more than `DENSE_EDGES` edges, what stands on an edge and the title of a document go into
    tooltips, which an SVG shows; the direction of evidence is told by colour.

    Args:
        elements: nodes and edges in any order, each read once.
        stream: where the bytes go.
        columns: put concepts into the last column, but for those that are joined to each other.
        force: write them however many they are.

    Raises:
        ExportFault: there are more than `MOST_EDGES` edges and `force` is not set.
    """
    if not force:
        elements = list(few(elements))
    elements, dense = density(elements)
    stream.write(_HEAD.format(gaps=_TIGHT if dense else _ROOMY).encode())
    concepts: dict[str, None] = {}
    joined: list[tuple[str, str]] = []
    for element in elements:
        if isinstance(element, Node):
            line = _node(element, dense=dense)
        else:
            line = _edge(element, dense=dense)
            joined.append((element.source, element.target))
        stream.write(f"  {line};\n".encode())
        if isinstance(element, Node) and element.kind == "concept":
            concepts[element.id] = None
    # Graphviz crashes on some labelled edges within one column (seen in 2.43)
    linked = {end for pair in joined if concepts.keys() >= {*pair} for end in pair}
    if columns and (last := [_quoted(one) for one in concepts if one not in linked]):
        stream.write(f"  {{ rank=max; {'; '.join(last)}; }}\n".encode())
    stream.write(b"}\n")


def _node(node: Node, *, dense: bool) -> str:
    settings = {
        "label": "\n".join(node_lines(node, dense=dense)),
        "shape": _SHAPES.get(node.kind, "box"),
        "fillcolor": fill(node),
    }
    if dense:
        settings["tooltip"] = node.label
    if node.kind == "claim":
        settings["style"] = "filled,rounded"
    if node.attributes.get("retracted") is True:
        settings |= {"color": _ALARM, "fontcolor": _ALARM, "style": "filled,dashed"}
    return f"{_quoted(node.id)} [{_settings(settings)}]"


def _edge(edge: Edge, *, dense: bool) -> str:
    colour = edge_colour(edge.kind)
    words = "\n".join(edge_lines(edge))
    settings = {"tooltip" if dense else "label": words, "color": colour}
    if not dense:
        settings["fontcolor"] = colour
    if is_weak(edge):
        settings["style"] = "dashed"
    return f"{_quoted(edge.source)} -> {_quoted(edge.target)} [{_settings(settings)}]"


def _settings(settings: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in settings.items())


def _quoted(text: str) -> str:
    r"""A DOT string: quotes and backslashes escaped, line ends as `\n`, no entities read."""
    plain = legal(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return '"' + plain.replace("\r", " ").replace("\n", "\\n") + '"'
