"""Cells that a spreadsheet would run as formulas, made harmless and back.

A cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return may be run by Excel,
LibreOffice and Google Sheets (OWASP, "CSV Injection").
An apostrophe before it makes it text; plain numbers such as `-0.5` stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

_RISKY: Final = re.compile(r"'*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-](?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def neutralise(cell: str) -> str:
    """A cell that no spreadsheet runs.

    Args:
        cell: any text.

    Returns:
        The text, with an apostrophe before it if it starts like a formula, or with apostrophes
        and then like a formula; `restore` gives the text back.
    """
    risky = _RISKY.match(cell) is not None and _NUMBER.fullmatch(cell) is None
    return f"'{cell}" if risky else cell


def restore(cell: str) -> str:
    """What a cell held before `neutralise`.

    Args:
        cell: a cell of a table written with neutralised formulas.

    Returns:
        The text without the one apostrophe that was put before it, if any was.
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
