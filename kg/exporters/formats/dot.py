"""Graphviz DOT: a drawing of a small selection, for `dot -Tsvg`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import ExportFault
from kg.exporters.drawing import edge_lines, is_weak, node_lines
from kg.exporters.escape import legal
from kg.exporters.palette import edge_colour, fill
from kg.graph.element import Edge, Node
from kg.graph.project import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from kg.graph.view import View

NAME: Final = "dot"
SUFFIXES: Final = (".dot", ".gv")
MEDIA_TYPE: Final = "text/vnd.graphviz"

MOST_EDGES: Final = 400
"""A drawing with more is a blot, and takes `dot` minutes."""

_ALARM: Final = "#B00020"
_HEAD: Final = """\
digraph claims {
  graph [rankdir=LR, charset="UTF-8", bgcolor=white, nodesep=0.25, ranksep=1.1];
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

    Args:
        elements: nodes and edges in any order, each read once.
        stream: where the bytes go.
        columns: put all concepts into the last column.
        force: write them however many they are.

    Raises:
        ExportFault: there are more than `MOST_EDGES` edges and `force` is not set.
    """
    if not force:
        elements = list(_few(elements))
    stream.write(_HEAD.encode())
    concepts: list[str] = []
    for element in elements:
        line = _node(element) if isinstance(element, Node) else _edge(element)
        stream.write(f"  {line};\n".encode())
        if isinstance(element, Node) and element.kind == "concept":
            concepts.append(_quoted(element.id))
    if columns and concepts:
        stream.write(f"  {{ rank=max; {'; '.join(concepts)}; }}\n".encode())
    stream.write(b"}\n")


def _few(elements: Iterable[Node | Edge]) -> Iterator[Node | Edge]:
    edges = 0
    for element in elements:
        edges += isinstance(element, Edge)
        if edges > MOST_EDGES:
            raise ExportFault(
                f"more than {MOST_EDGES} edges cannot be read in one drawing",
                "narrow the selection (--about, --subject, --object, --status, --document ...), "
                "take --force, or --format gexf for Gephi",
            )
        yield element


def _node(node: Node) -> str:
    settings = {
        "label": "\n".join(node_lines(node)),
        "shape": _SHAPES.get(node.kind, "box"),
        "fillcolor": fill(node),
    }
    if node.kind == "claim":
        settings["style"] = "filled,rounded"
    if node.attributes.get("retracted") is True:
        settings |= {"color": _ALARM, "fontcolor": _ALARM, "style": "filled,dashed"}
    return f"{_quoted(node.id)} [{_settings(settings)}]"


def _edge(edge: Edge) -> str:
    colour = edge_colour(edge.kind)
    settings = {"label": "\n".join(edge_lines(edge)), "color": colour, "fontcolor": colour}
    if is_weak(edge):
        settings["style"] = "dashed"
    return f"{_quoted(edge.source)} -> {_quoted(edge.target)} [{_settings(settings)}]"


def _settings(settings: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in settings.items())


def _quoted(text: str) -> str:
    r"""A DOT string: quotes and backslashes escaped, line ends as `\n`, no entities read."""
    plain = legal(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return '"' + plain.replace("\r", " ").replace("\n", "\\n") + '"'
