"""Which roles of comparators pose different questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.judge.context.norms import Role

INACTIVE: Final = frozenset({"placebo", "untreated"})
"""What a comparator that is only called control may be."""
_UNTOLD: Final = (
    frozenset({"uncompared", "baseline"}),
    frozenset({"uncompared", "untreated"}),
    frozenset({"dose", "active"}),
)
"""Roles that cannot be told apart by their words alone."""


def roles_differ(a: Role, b: Role) -> bool | None:
    """Whether comparators of two roles pose different questions.

    Returns:
        False for one role, or `control` beside placebo or no treatment; None if it cannot be told.
    """
    if a == b:
        return None if a == "active" else False
    both = frozenset({a, b})
    if "control" in both and both & INACTIVE:
        return False
    return None if both in _UNTOLD else True
