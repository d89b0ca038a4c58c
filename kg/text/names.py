"""One form for the ways in which a name is written: case, plural, hyphen, spelling, word order.

Two names of one form are the same name; names that are only alike are not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.text.labels import stem
from kg.text.tokens import fold

_WORD: Final = re.compile(r"\d+(?:[.·]\d+)+(?!\w)|[^\W_]+(?:['\u2019][^\W_]+)*|[%+<>≤≥=]")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_OF: Final = re.compile(
    r"(?P<head>[^\W\d_][\w-]*(?:\s[^\W\d_][\w-]*)?)\sof\s(?:the\s)?(?P<rest>[^\W_][\w-]*(?:\s[\w-]+){0,2})",
)
"""One or two words "of" up to three others: `duration of hospital stay`."""

_PARTS: Final[tuple[tuple[str, str], ...]] = (
    ("aem", "em"),
    ("haemo", "hemo"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("anaesth", "anesth"),
    ("paed", "ped"),
    ("gynaec", "gynec"),
    ("foet", "fet"),
    ("faec", "fec"),
    ("rrhoea", "rrhea"),
    ("pnoea", "pnea"),
    ("leucocyt", "leukocyt"),
    ("sulph", "sulf"),
    ("caesar", "cesar"),
    ("aluminium", "aluminum"),
    ("manoeuvr", "maneuver"),
    ("haem", "hem"),
)
"""Stems that British and American English write differently."""

_WHOLE: Final[dict[str, str]] = {
    "tumour": "tumor",
    "colour": "color",
    "behaviour": "behavior",
    "labour": "labor",
    "odour": "odor",
    "vapour": "vapor",
    "centre": "center",
    "fibre": "fiber",
    "litre": "liter",
    "metre": "meter",
    "titre": "titer",
    "programme": "program",
    "ageing": "aging",
    "grey": "gray",
    "counselling": "counseling",
    "labelling": "labeling",
    "judgement": "judgment",
}
_ISE: Final = re.compile(r"(?<=[^\W\d_]{3})(?:is(e[ds]?|ing|ations?|er)|ys(e[ds]?|ing))$")
_NO_ISE: Final = re.compile(
    r"(?:exerc|prec|otherw|rev|adv|superv|compr|surpr|prom|dev|no|ra|pra|disgu|franch|conc|exp|w)is"
)


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """A word in its one form: small letters, singular, American spelling.

    Args:
        word: a single word.

    Returns:
        Its form, for comparison only.
    """
    key = stem(word)
    key = _WHOLE.get(key, key)
    for british, american in _PARTS:
        if british in key:
            key = key.replace(british, american)
    ending = _ISE.search(key)
    if ending and not _NO_ISE.match(key):
        middle = "iz" if ending[1] else "yz"
        key = key[: ending.start()] + middle + (ending[1] or ending[2])
    return key


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
