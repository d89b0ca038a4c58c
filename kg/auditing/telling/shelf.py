"""The formats of the shelf, by name and by suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from kg.shelf import member, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes

    Writer = Callable[[Iterable[Told], BinaryIO, Wishes], None]

SHELF: Final = "kg.auditing.reports"


def writer(name: str) -> Writer:
    """What writes a format.

    Raises:
        KGError: there is no such format.
    """
    return cast("Writer", member(SHELF, name).write)


def format_of(path: str) -> str | None:
    """The format that a file's suffix means, None if it means none."""
    told = path.lower()
    for name in names(SHELF):
        if told.endswith(cast("tuple[str, ...]", member(SHELF, name).SUFFIXES) or ("\0",)):
            return name
    return None


def suffixes() -> tuple[str, ...]:
    """Every suffix that means a format."""
    return tuple(
        suffix
        for name in names(SHELF)
        for suffix in cast("tuple[str, ...]", member(SHELF, name).SUFFIXES)
    )


def is_worked_on(name: str) -> bool:
    """Whether people write into the file afterwards, so that it is not replaced unasked."""
    return bool(getattr(member(SHELF, name), "WORKED_ON", False))
