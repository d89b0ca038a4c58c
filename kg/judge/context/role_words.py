"""What a comparator is there for, read off its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.text.wording import normal_words

if TYPE_CHECKING:
    from kg.judge.context.norms import Role

_ARM: Final = r"(?: (?:group|arm|condition|alone|only|control|treatment|tablet|capsule|pill|spray"
_PATTERNS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    (
        "placebo",
        re.compile(
            r"(?:matching |matched |inactive |oral |control )?"
            r"(?:placebo|sham|dummy|vehicle"
            r"|(?:normal |isotonic |physiologic(?:al)? |0\.9 % )?saline)"
            rf"{_ARM}|patch|injection|infusion|solution|procedure|stimulation|intervention))*"
        ),
    ),
    (
        "untreated",
        re.compile(
            r"(?:(?:no|without) (?:further |additional |active |specific )?"
            r"(?:treatment|intervention|therapy|drug|medication|prophylaxis|supplementation)"
            r"|untreated|not treated|nothing|wait(?:ing)? ?list"
            r"|(?:usual|routine|standard|conventional|normal)(?: of)?(?: clinical| medical)? care"
            r"|standard of care|care a usual|(?:treatment|care) as usual|usual treatment"
            rf"){_ARM}))*"
        ),
    ),
    ("control", re.compile(r"controls?(?: (?:group|arm|condition|subject|patient|participant))?")),
    (
        "baseline",
        re.compile(
            r"(?:own )?baseline(?: (?:level|value|measurement|score))?"
            r"|(?:before|pre|prior to)(?: the)? ?(?:treatment|intervention|dose|dosing|infusion)"
        ),
    ),
    (
        "dose",
        re.compile(
            r"(?:other|different|lower|higher|low|high|fixed|half|full|standard|reduced|usual) dose"
        ),
    ),
    (
        "uncompared",
        re.compile(r"none|no (?:comparator|comparison|control)(?: group| arm)?|uncontrolled"),
    ),
)


@lru_cache(maxsize=16_384)
def role_of(text: str) -> Role | None:
    """The role of a comparator by its words.

    Args:
        text: words as found.

    Returns:
        The role; None for words that tell none, such as the name of a drug, and for several
        comparators in one (`placebo or midazolam`).
    """
    words = normal_words(text)
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(words)), None)
