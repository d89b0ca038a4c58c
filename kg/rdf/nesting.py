"""Which value node is written beneath which subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Nested(NamedTuple):
    """Value nodes in their places.

    Attributes:
        children: owner to the value nodes beneath it, in written order.
        adrift: value nodes without one owner: nothing points to them, or several subjects do, or
            their owners go in a circle.
    """

    children: dict[str, list[str]]
    adrift: set[str]


def nested(values: Collection[str], pointers: Mapping[str, list[str]]) -> Nested:
    """Give each value node its place beneath its one owner.

    Args:
        values: the value nodes.
        pointers: subject to the value nodes that it points to, in written order.

    Returns:
        The places.
    """
    owner: dict[str, str] = {}
    shared: set[str] = set()
    for subject, found in pointers.items():
        for token in found:
            if token != subject and owner.setdefault(token, subject) != subject:
                shared.add(token)
    for token in shared:
        del owner[token]
    for token in _in_circles(owner):
        del owner[token]
    children = {}
    for subject, found in pointers.items():
        kept = [token for token in found if owner.get(token) == subject]
        if kept:
            children[subject] = kept if len(kept) == 1 else list(dict.fromkeys(kept))
    return Nested(children, {*values}.difference(owner))


def _in_circles(owner: Mapping[str, str]) -> set[str]:
    """The nodes whose chain of owners comes back to itself, and what hangs on those."""
    lost: set[str] = set()
    safe: set[str] = set()
    for start in owner:
        chain: dict[str, None] = {}
        token = start
        while token in owner and token not in chain and token not in safe and token not in lost:
            chain[token] = None
            token = owner[token]
        if token in chain or token in lost:
            lost.update(chain)
        elif len(chain) > 1:
            safe.update(chain)
    return lost
