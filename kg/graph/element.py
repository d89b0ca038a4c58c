"""Nodes and edges as every graph tool can hold them: ids, a kind, and flat scalar attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Scalar = str | int | float | bool
"""The only types an attribute has; graph formats know no lists, dates or missing values."""


class Node(NamedTuple):
    """A concept, a claim, a document or a value.

    Attributes:
        id: unique among the nodes of one projection.
        kind: `concept`, `claim`, `document` or `value`.
        label: what a person reads.
        attributes: by name; `id`, `kind` and `label` are never among the names.
    """

    id: str
    kind: str
    label: str
    attributes: Mapping[str, Scalar]


class Edge(NamedTuple):
    """A directed tie between two nodes of the same projection.

    Attributes:
        id: unique among the edges of one projection, so that parallel edges survive.
        source: id of the node it leaves.
        target: id of the node it reaches.
        kind: what ties them, such as `supports`, `asserts`, `subject`.
        attributes: by name; `id`, `source`, `target` and `kind` are never among the names.
    """

    id: str
    source: str
    target: str
    kind: str
    attributes: Mapping[str, Scalar]


def flat(pairs: Mapping[str, Scalar | Iterable[str] | None]) -> dict[str, Scalar]:
    """Attributes that every graph tool takes.

    Args:
        pairs: values by name; lists are joined by `; `.

    Returns:
        The pairs in the same order; what is None, an empty text or an empty list is left out.
    """
    found: dict[str, Scalar] = {}
    for name, value in pairs.items():
        if value is None or value == "":
            continue
        if isinstance(value, (str, int, float)):
            found[name] = value
        elif joined := "; ".join(value):
            found[name] = joined
    return found
