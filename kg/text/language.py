"""Whether a text reads as English, the one language whose prose is judged."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be but by can for from has have in is it may not of on or than that "
        "the their these they this to was were which who with you your",
    )
)
_ENOUGH: Final = 25
"""Words below which nothing is said: a headline has few function words in any language."""

_LEAST: Final = 0.1
"""English prose has a third to a half of these words, its headings a tenth and more; German,
French, Spanish and Dutch texts have less than a twentieth."""


def is_foreign(text: str) -> bool:
    """The text is long enough to tell, and does not read as English.

    Args:
        text: prose, without markup.

    Returns:
        False also where nothing can be told.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH:
        return False
    return sum(word in _COMMON for word in words) < _LEAST * len(words)
