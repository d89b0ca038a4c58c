"""Words of a document on one line, and without what XML or a terminal cannot carry."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Outside `Char` of XML 1.0, and DEL, which Excel refuses."""


def legal(words: str) -> str:
    """A text that XML and UTF-8 can carry; what they cannot is U+FFFD."""
    return _ILLEGAL.sub("\ufffd", words)


def flat(words: str, most: int | None = None) -> str:
    """A text on one line.

    Args:
        words: any text.
        most: the longest that it may be; a longer one ends in an ellipsis.

    Returns:
        The text with each run of white space as one space, and nothing that a terminal obeys.
    """
    line = " ".join(legal(words).split())
    if not line.isprintable():
        line = "".join(c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in line)
    return line if most is None or len(line) <= most else f"{line[: most - 1].rstrip()}…"
