"""The lexicon as the program reads it: one file, made of those that people write.

Reading many TOML files and unfolding their phrases takes longer than the audit of an article.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).with_name("lexicon")
MADE: Final = FOLDER / "made.json"
"""Made by `tools/lexicon.py`."""

Slots = list[list[list[str]]]
"""A phrase: for each slot its alternatives, each as folded words."""


def part(name: str) -> dict[str, Any]:
    """What one file of the lexicon holds.

    Args:
        name: its name in the folder, such as `alike/empty.toml`.

    Returns:
        Its tables; phrases stand there as `Slots`, words of one meaning as their roots.

    Raises:
        KeyError: there is no such file, or the lexicon was not made anew.
    """
    return _made()[name]


def parts(folder: str) -> Iterator[dict[str, Any]]:
    """The same of all files of a folder, in the order of their names.

    Args:
        folder: its name, empty for the lexicon's own.
    """
    for name, record in _made().items():
        if name.rpartition("/")[0] == folder:
            yield record


@cache
def _made() -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", json.loads(MADE.read_text(encoding="utf-8")))
