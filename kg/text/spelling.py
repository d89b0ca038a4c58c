"""One form for a word: small letters, no plural, American spelling. All names share it.

The form is for comparison only, and identifies nothing that is another word: no synonyms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_REMEMBERED: Final = 65_536
_SHORT: Final = 3
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
    ("aetiolog", "etiolog"),
    ("coelia", "celia"),
    ("homoeo", "homeo"),
    ("amoeb", "ameb"),
    ("caec", "cec"),
)
"""Stems that British and American English write differently."""

_WHOLE: Final[dict[str, str]] = {
    "mice": "mouse",
    "children": "child",
    "women": "woman",
    "men": "man",
    "feet": "foot",
    "teeth": "tooth",
    "programme": "program",
    "ageing": "aging",
    "grey": "gray",
    "judgement": "judgment",
}
"""Words with a form of their own."""
_ISE: Final = re.compile(r"(?<=[^\W\d_]{3})(?:is(e[ds]?|ing|ations?|er)|ys(e[ds]?|ing))$")
_NO_ISE: Final = re.compile(
    r"(?:exerc|prec|otherw|rev|adv|superv|compr|surpr|prom|dev|no|ra|pra|disgu|franch|conc|exp|w)is"
)
_ENDINGS: Final = (
    (re.compile(r"(?<=..)our(?=$|al$|ed$|ing$)"), "or"),
    (re.compile(r"(?<=[bt])re$"), "er"),
    (re.compile(r"(?<=...)ll(?=ed$|ing$|ers?$)"), "l"),
)
"""Endings of British spelling, in words of five letters or more."""
_LONG: Final = 5
_OUR: Final = frozenset({"flour", "scour", "detour", "contour", "velour", "glamour"})
"""Words that end so in both spellings."""


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str) -> str:
    """The form in which words are looked up: case-folded, with straight apostrophes."""
    return word.casefold().replace("\u2019", "'").replace("\u02bc", "'")


@lru_cache(maxsize=_REMEMBERED)
def singular(word: str) -> str:
    """A word without possessive or plural ending (English, by spelling alone).

    Args:
        word: a single word.

    Returns:
        It, case-folded.
    """
    key = fold(word).removesuffix("'s")
    if len(key) <= _SHORT or not key.endswith("s"):
        return key
    if key.endswith("ies"):
        return key[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes", "zes")):
        return key[:-2]
    return key if key.endswith(("ss", "us", "is")) else key[:-1]


@lru_cache(maxsize=_REMEMBERED)
def plain_word(word: str) -> str:
    """A word in its one form: small letters, singular, American spelling.

    Args:
        word: a single word.

    Returns:
        Its form, for comparison only.
    """
    key = singular(word)
    key = _WHOLE.get(key, key)
    for british, american in _PARTS:
        if british in key:
            key = key.replace(british, american)
    if len(key) >= _LONG and key not in _OUR:
        for pattern, american in _ENDINGS:
            key = pattern.sub(american, key)
    ending = _ISE.search(key)
    if ending and not _NO_ISE.match(key):
        middle = "iz" if ending[1] else "yz"
        key = key[: ending.start()] + middle + (ending[1] or ending[2])
    return key
