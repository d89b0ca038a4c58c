"""Memories of what was asked for last, so that going through a large ledger takes little room."""

from __future__ import annotations

from itertools import islice
from typing import Final, TypeVar

Name = TypeVar("Name")
Thing = TypeVar("Thing")

MOST: Final = 20_000
"""Things remembered: those of several pages of claims."""


def forget_oldest(memory: dict[Name, Thing]) -> None:
    """Forget the oldest half of what is remembered, if it is more than `MOST`.

    Whoever remembers calls this first, and then adds what is missing: all of one request is kept.

    Args:
        memory: things by name.
    """
    if len(memory) > MOST:
        for name in [*islice(memory, len(memory) // 2)]:
            del memory[name]
