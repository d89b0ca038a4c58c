"""Words of closed lists, as people type them."""

from __future__ import annotations

from kg.errors import FilterError
from kg.store.folding import fold
from kg.store.naming import short


def word(term: str, filter_name: str, allowed: tuple[str, ...]) -> str:
    """A word of a closed list, however its parts are joined.

    Args:
        term: as typed, such as `No_Difference_Found`.
        filter_name: the filter, for the message.
        allowed: the list.

    Returns:
        The word as the list has it.

    Raises:
        FilterError: the list has no such word; the nearest are named first.
    """
    found = "-".join(fold(term).replace("_", " ").replace("-", " ").split())
    if found in allowed:
        return found
    from difflib import get_close_matches

    near = get_close_matches(found[:40], allowed, n=2)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise FilterError(
        f"{filter_name}: no such word as {short(term)!r}",
        f"{meant}choose from: {', '.join(allowed)}",
    )
