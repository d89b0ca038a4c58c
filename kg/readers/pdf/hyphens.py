"""Words cut by a hyphen at the end of a line: whether the hyphen is the word's own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?:[^\W\d_]+-)*(?P<part>[^\W\d_]+)[-\u2010\u00ad]$")
_FIRST = re.compile(r"(?P<part>[^\W\d_]+)(?:-[^\W\d_]+)*")
_OWN: Final = frozenset(
    {"self", "non", "anti", "post", "pre", "double", "single", "placebo", "dose", "long", "short",
     "low", "high", "open", "follow", "well", "evidence", "treatment", "half", "cross", "co"}
)  # fmt: skip
"""First parts that keep their hyphen where the document does not show the word elsewhere."""
_WHOLE: Final = 4


class Hyphens:
    """Knows the words of a document.

    Args:
        lines: its lines.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            bare = line.strip()
            self._words.update(word.casefold() for word in _WORD.findall(bare))

    def joins(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of a line is to go and the word to be put together.

        A word that the document writes in one piece is put together; one that it writes with a
        hyphen, or whose two parts it uses as words of their own, keeps it.

        Args:
            before: the line that ends in a hyphen.
            after: the next one.
        """
        last, first = _LAST.search(before.rstrip()), _FIRST.match(after.lstrip())
        if last is None or first is None or not first["part"][0].islower():
            return False
        one, two = last["part"].casefold(), first["part"].casefold()
        if self._words[one + two]:
            return True
        if self._words[f"{one}-{two}"] or one in _OWN:
            return False
        return not (
            len(one) >= _WHOLE
            and len(two) >= _WHOLE
            and self._words[one] > 1
            and self._words[two] > 1
        )
