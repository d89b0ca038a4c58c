"""What stands in the boxes and on the lines of a drawing: a few short, even lines."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from kg.exporters.escape import legal

if TYPE_CHECKING:
    from kg.graph.element import Edge, Node

_WIDTH: Final = 30
_DENSE_WIDTH: Final = 48
_MOST_LINES: Final = 6
_ANOTHER: Final = re.compile(r"[,;&]| and ")


def node_lines(node: Node, *, dense: bool = False) -> list[str]:
    """The label of a node, and beneath it how a claim stands or whose a document is.

    Args:
        node: any node.
        dense: there are many: a document is told by author, year and design alone where it has
            an author, and lines are longer, so that they are fewer.

    Returns:
        Lines of at most 30 characters, of 48 where dense.
    """
    width = _DENSE_WIDTH if dense else _WIDTH
    standing = wrapped(_standing(node), width)
    if dense and node.kind == "document" and node.attributes.get("authors"):
        return standing
    return wrapped(node.label, width) + standing


def edge_lines(edge: Edge) -> list[str]:
    """What an edge says, under which conditions.

    Args:
        edge: any edge.

    Returns:
        Lines of at most 30 characters.
    """
    found = edge.attributes
    parts = [f"not {edge.kind}" if found.get("negated") is True else edge.kind]
    if "dose" in found:
        parts.append(str(found["dose"]))
    if "dose_level" in found:
        parts.append(f"{found['dose_level']} dose")
    if "hedging" in found:
        parts.append(_words(found["hedging"]))
    if "n" in found:
        parts.append(f"n={found['n']}")
    if found.get("retracted") is True:
        parts.append("retracted")
    if "status" in found:
        parts.append(_words(found["status"]))
    return wrapped(", ".join(parts))


def is_weak(edge: Edge) -> bool:
    """The edge stands for words, or for evidence that counts for nothing: draw it dashed."""
    found = edge.attributes
    unproven = found.get("status") in {"unsupported", "retracted-only"}
    return edge.kind == "asserts" or unproven or found.get("counts") is False


def wrapped(text: str, most: int = _WIDTH) -> list[str]:
    """A text in as few lines as fit, of even length; what is too long ends in an ellipsis.

    Args:
        text: any text; characters that XML forbids are replaced, white space is folded.
        most: characters of a line.

    Returns:
        At most six lines.
    """
    words = " ".join(legal(text).split())
    lines = textwrap.wrap(
        words, most, max_lines=_MOST_LINES, placeholder=" …", break_on_hyphens=False
    )
    if not lines or lines[-1].endswith(" …"):
        return lines
    longest = max(map(len, words.split()))
    for width in range(most - 1, longest - 1, -1):
        narrower = textwrap.wrap(words, width, break_on_hyphens=False)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _standing(node: Node) -> str:
    found = node.attributes
    if node.kind == "claim":
        parts = [_words(found["status"])] if "status" in found else []
        if "certainty" in found:
            parts.append(f"{_words(found['certainty'])} certainty")
        return f"({', '.join(parts)})" if parts else ""
    authors = _ANOTHER.split(str(found.get("authors", "")), maxsplit=1)[0].strip()
    parts = [authors] if authors else []
    parts += [_words(found[name]) for name in ("year", "design") if name in found]
    if found.get("retracted") is True:
        parts.append("RETRACTED")
    return ", ".join(parts)


def _words(code: object) -> str:
    """A code as words: `single arm study`."""
    return str(code).replace("-", " ")
