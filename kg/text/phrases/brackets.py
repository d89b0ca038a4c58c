"""What stands in brackets: the short form of what stands before, a group's name, or more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.text.phrases.sheet import Sheet

_LONGEST: Final = 12
_SHORT: Final = re.compile(r"[^\W_](?:[\w.+/&-]|\s(?=\w)){0,11}")
_FORMS: Final = re.compile(r"[A-Z][A-Z0-9-]{1,7}(?:(?:, |,? and | or |/)[A-Z][A-Z0-9-]{1,7}){1,6}")
"""Short forms of the members of a list."""
_ARM: Final = re.compile(
    r"(?:(?:group|arm|grp\.?)\s+\S{1,8}|\S{1,12}[\s-](?:group|arm)|(?:the\s+)?(?:control|placebo"
    r"|intervention|treatment|experimental|study|active|test|reference)"
    r"(?:\s+(?:group|arm|intervention|condition))?|T\d|[A-Z]|n\s*=\s*\d+)",
    re.IGNORECASE,
)
_STATISTIC: Final = re.compile(
    r"(?:%|(?:±\s?)?sd|s\.d\.|se|sem|iqr|interquartile range|range|mean|median|95\s?%\s?ci|ci"
    r"|mm\s?hg|mm|cm|cm\s?[23²³]|ml|kg|kg/m[2²]|mg/dl|mmol/l|min|days?|n|score|points"
    r"|primary outcome|standard deviation)",
    re.IGNORECASE,
)


def read_brackets(sheet: Sheet) -> None:
    """Claim short forms, names of groups and statistics in brackets, with the brackets.

    Args:
        sheet: the working sheet.
    """
    for start, end in sheet.brackets:
        inner = sheet.text[start + 1 : end - 1].strip()
        if not inner:
            sheet.claim("joint", start, end)
        elif (
            is_short_form(inner, sheet.text[:start])
            or is_short_form(_last_word(sheet.text[:start]), inner)
            or _FORMS.fullmatch(inner)
        ):
            _inside(sheet, "abbreviation", start, end)
        elif _ARM.fullmatch(inner):
            _inside(sheet, "arm", start, end)
        elif _STATISTIC.fullmatch(inner):
            _inside(sheet, "statistic", start, end)


def _last_word(before: str) -> str:
    words = before.rsplit(None, 1)
    return words[-1] if words else ""


def _inside(sheet: Sheet, kind: str, start: int, end: int) -> None:
    assert kind in {"abbreviation", "arm", "statistic"}
    sheet.claim("joint", start, start + 1)
    sheet.claim(kind, start + 1, end - 1)  # type: ignore[arg-type]  # one of the three above
    sheet.claim("joint", end - 1, end)


def is_short_form(short: str, before: str) -> bool:
    """Whether words in brackets abbreviate what stands before them.

    The test of Schwartz and Hearst (2003, A simple algorithm for identifying abbreviation
    definitions in biomedical text): its letters occur in order in the words before, the first of
    them at the beginning of a word. Time is linear in the words before.

    Args:
        short: what stands in the brackets.
        before: the phrase up to the opening bracket.
    """
    if not _looks_short(short):
        return False
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if letters[-1] == "s" and not short.isupper():
        letters.pop()  # a plural: "MACEs"
    window = before[-_reach(short) :].casefold()
    spelt = [letter for letter in letters if letter.isalpha()]
    return _occurs(letters, window) or (len(spelt) > 1 and _occurs(spelt, window))


def _looks_short(short: str) -> bool:
    """Two to twelve characters in at most two words, more than one of them a capital or digit."""
    if not (1 < len(short) <= _LONGEST and _SHORT.fullmatch(short)) or len(short.split()) > 2:  # noqa: PLR2004
        return False
    marked = sum(letter.isupper() or letter.isdigit() for letter in short)
    return any(map(str.isupper, short)) and (marked > 1 or len(short) < 4)  # noqa: PLR2004 - "Vd"


def _occurs(letters: list[str], window: str) -> bool:
    """The letters stand in the window in order, the first at the beginning of a word."""
    at = len(window)
    for number, letter in enumerate(reversed(letters)):
        at = window.rfind(letter, 0, at)
        if number == len(letters) - 1:
            while at > 0 and window[at - 1].isalnum():
                at = window.rfind(letter, 0, at)
        if at < 0:
            return False
    return True


def _reach(short: str) -> int:
    """How far back the long form may begin, in characters: words are seldom longer than 14."""
    return 15 * (len(short) + 5)
