"""Notes and their marks in formats that link the two: `[^1]` in the text, `[^1]: ` before the note.

They are written as Markdown writes them, since the mark of a note is not always shown as words,
and a bare digit would be taken for the number of an entry in the reference list.
"""

from __future__ import annotations

import re
from typing import Final

_NOTE: Final = re.compile(
    r"#?(?:user-content-)?_?(?:footnote|endnote|ftn|edn|fn|note)[-_:]?(?P<label>[\w.-]{1,40})"
)
_BACK: Final = re.compile(
    r"#?(?:user-content-)?_?(?:footnote|endnote|ftn|edn|fn|note)[-_:]?ref[\w.:-]*"
)


def note_label(name: str) -> str:
    """The label of a note that an id or a link is of, such as `1` for `#fn1`; empty if of none."""
    if is_way_back(name):
        return ""
    found = _NOTE.fullmatch(name)
    return found["label"].lstrip("-_:.") if found else ""


def is_way_back(name: str) -> bool:
    """Whether an id or a link is that of the mark of a note, as in `#fnref1`."""
    return bool(_BACK.fullmatch(name))
