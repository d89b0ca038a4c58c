"""How wide the page is."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final

_WIDTH: Final = 80


def page_width() -> int:
    """Cells of a line, as `COLUMNS` or some terminal of the process says, else 80."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    for stream in (0, 1, 2):
        with suppress(OSError):  # closed, or no terminal
            return os.get_terminal_size(stream).columns or _WIDTH
    return _WIDTH


def help_width() -> int:
    """Cells of a line of help, by click's own rule; click would import much to learn as much."""
    return max(min(page_width(), 80) - 2, 50)
