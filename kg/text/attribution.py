"""Named sources in prose: who is said to have found or said something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTICLE: Final = r"(?:(?:van|von|de|der|den|del|della|di|du|la|le|ten|ter|al|el|bin|da|dos)[ ])"
_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ]"
"""A letter that is not a small Latin one; callers check `isupper` where it matters."""
SURNAME: Final = rf"{_PARTICLE}{{0,3}}{_CAPITAL}[^\W\d_]*(?:['\u2019\u2010-]{_CAPITAL}?[^\W\d_]+)*"
"""A family name: capital, then letters; particles, hyphens and apostrophes allowed."""
YEAR: Final = r"(?:1[89]|20)\d\d[a-z]?"

_WORD = rf"{_CAPITAL}[\w'\u2019&.-]*(?<![.])"
_LINK = r"(?:[ ](?:of|for|the|and|de|on|in|at|&)){1,3}[ ]"
_NAME = rf"{_WORD}(?:(?:[ ]|{_LINK}){_WORD}){{0,11}}"
_LEAD = (
    r"(?:(?:the|a|an)[ ])?(?:(?:[a-z]+[ ]){0,3}(?:at|from|of|by|in)[ ](?:the[ ])?)?"
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?[ ])?"
)
_ACCORDING = re.compile(rf"(?<!\w)[Aa]ccording[ \n]to[ \n]{_LEAD}(?P<name>{_NAME})")
_ET_AL = re.compile(
    rf"(?<!\w)(?P<name>{SURNAME})(?:[ ](?:and|&)[ ]{SURNAME})?"
    rf"(?:,?[ ]et[ ]al\.?|[ ]and[ ](?:colleagues|co-?workers|associates|her[ ]team|his[ ]team))"
    rf"(?:[ ]?[(\[]{YEAR}[)\]])?"
)
_NARRATIVE = re.compile(rf"(?<!\w)(?P<name>{SURNAME})(?:[ ](?:and|&)[ ]{SURNAME})?[ ]\({YEAR}\)")
_TRIAL_BY = re.compile(
    rf"(?<!\w)(?:[Aa]n?|[Tt]he)[ ](?:{YEAR}[ ])?(?:[a-z-]+[ ]){{0,4}}"
    r"(?:study|trial|review|meta-analysis|survey|report|paper|analysis)"
    rf"[ ](?:by|from|of|led[ ]by|published[ ]in)[ ](?:the[ ])?(?P<name>{_NAME})"
)
_SPEAKER = re.compile(
    r"(?<!\w)(?:[Aa]n?|[Tt]he)[ ](?:[a-z-]+[ ])?"
    r"(?:spokes(?:man|woman|person)|director|head|president|chair|chief[ ]executive|minister)"
    rf"[ ](?:for|of|at)[ ](?:the[ ])?(?:[a-z-]+[ ]){{0,3}}(?P<name>{_NAME})"
    r"(?=,?[ ](?:said|says|told|argue[sd]|warn(?:s|ed)|added|explained|estimate[sd])\b)"
)
_PATTERNS: Final = (
    (_ACCORDING, ("ccording",)),
    (_ET_AL, (" et al", " and co", " and associates", " and her team", " and his team")),
    (_NARRATIVE, (" (1", " (2")),
    (_TRIAL_BY, (" by ", " from ", " of ", " published in ")),
    (_SPEAKER, (" for ", " of ", " at ")),
)
"""With words of which each holds one: looking for these is quicker."""
_NOT_NAMES_WORDS: Final = (
    "According After Although And As At Before But By During For From However If In Moreover On "
    "Since Some The These This Those Trial Under Until When While With"
)
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())


def named_attributions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Named sources between two offsets: `according to NAME`, `NAME et al.`, `a trial by NAME`.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive.

    Yields:
        Start, end and the name alone; in order, not overlapping.
    """
    found = sorted(
        (match.start(), -match.end(), match.group("name"))
        for pattern, marks in _PATTERNS
        if any(text.find(mark, start, end) >= 0 for mark in marks)
        for match in pattern.finditer(text, start, end)
    )
    last = start
    for first, minus_end, name in found:
        if first >= last and is_name(name):
            yield first, -minus_end, name
            last = -minus_end


def is_name(words: str) -> bool:
    """Whether words matched as a name really begin with a capital and are no sentence opener."""
    parts = words.split()
    capital = next((part for part in parts if part[:1].isupper()), "")
    return bool(capital) and capital not in _NOT_NAMES
