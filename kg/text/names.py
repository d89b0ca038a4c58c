"""One form for the ways in which a name is written: case, plural, hyphen, spelling, word order.

Two names of one form are the same name; names that are only alike are not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.text.spelling import fold, plain_word

_WORD: Final = re.compile(r"\d+(?:[.·]\d+)+(?!\w)|[^\W_]+(?:['\u2019][^\W_]+)*|[%+<>≤≥=]")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_OF: Final = re.compile(
    r"(?P<head>[^\W\d_][\w-]*(?:\s[^\W\d_][\w-]*)?)\sof\s(?:the\s)?(?P<rest>[^\W_][\w-]*(?:\s[\w-]+){0,2})",
)
"""One or two words "of" up to three others: `duration of hospital stay`."""


@lru_cache(maxsize=65536)
def name_key(name: str) -> tuple[str, ...]:
    """A name in its one form.

    Args:
        name: words of a name, such as `Duration of the haemorrhages`.

    Returns:
        Its words, each in its one form, articles left out, `A of B` turned into `B A`:
        `("hemorrhage", "duration")`. Empty if the name holds no word.
    """
    turned = _OF.fullmatch(fold(name).strip())
    text = f"{turned['rest']} {turned['head']}" if turned else name
    words = (plain_word(word) for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _ARTICLES)


def outcome_words(name: str) -> tuple[str, ...]:
    """A name's words in one form and in the order written, with its prepositions.

    Args:
        name: words of a name.

    Returns:
        `("duration", "of", "hemorrhage")` for `Duration of the haemorrhages`.
    """
    words = (plain_word(word) for word in _WORD.findall(name))
    return tuple(word for word in words if word not in _ARTICLES)
