"""What is measured, apart from how it was counted and by which instrument."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.phrases.sheet import words_of

if TYPE_CHECKING:
    from kg.text.phrases.sheet import Sheet

_SUMMARY: Final = r"(?:mean|median|average|adjusted|unadjusted|estimated|cumulative|geometric|raw)"
_COUNT: Final = (
    r"(?:numbers?|percentages?|percents?|proportions?|shares?|rates?|frequenc(?:y|ies)|incidences?"
    r"|incidence\srates?|prevalences?|occurrences?|levels?|values?|scores?|concentrations?|measures?"
    r"|measurements?|likelihood|probability|odds|risks?|presence|fractions?|amounts?|degree|extent)"
)
_WHO: Final = (
    r"(?:the\s)?(?:\w+\s){0,1}?(?:patients|participants|subjects|people|children|women|men|infants"
    r"|individuals|persons|adults|cases|smokers|students)"
)
_HAVING: Final = (
    r"(?:with|having|developing|experiencing|achieving|reporting|reaching|requiring|showing"
    r"|(?:who|that)\s(?:had|have|has|developed?|experienced?|achieved?|reported?|reached|required"
    r"|received|showed|were|are))"
)
_OPENING: Final = re.compile(
    rf"(?:{_WHO}\s(?:who|that)\s(?:achieved|reached|had|developed|experienced|reported)\s)?"
    rf"(?:the\s)?(?:{_SUMMARY}(?:\s(?:and|or)\s{_SUMMARY})?\s(?:\([^()]{{1,24}}\)\s)?)?"
    rf"(?:(?:overall\s|total\s)?{_COUNT}\s(?:\([^()]{{1,24}}\)\s)?(?:of|for)\s"
    rf"(?:(?:the\s)?(?={_WHO}\s{_HAVING}\s){_WHO}\s{_HAVING}\s)?(?:the\s|a\s|an\s)?)?"
    r"(?:(?:mean\s|percent(?:age)?\s|absolute\s|relative\s)?(?:changes?|differences?)"
    r"(?:\s\([^()]{1,24}\))?\s(?:from\sbaseline\s)?(?:in|of)\s(?:the\s)?)?",
    re.IGNORECASE,
)
"""How the number was made: a summary, a count of whom, a change. Every repetition is bounded."""

_CLOSING: Final = re.compile(
    r"\s(?:(?:mean\s)?(?:levels?|values?|concentrations?|scores?)|changes?"
    r"|(?:changes?\s)?from\sbaseline|per\spatient)"
    r"(?=[\s,;.]*(?:$|[(\[]|(?:at|in|on|after|within|during|over|between|and)\s*$))",
    re.IGNORECASE,
)
_FROM_BASELINE: Final = re.compile(r"\s(?:from|relative\sto|versus)\sbaseline(?!\w)", re.IGNORECASE)
_INSTRUMENT: Final = re.compile(
    r"(?<!\w)(?:according\sto|(?:as\s)?(?:assessed|measured|evaluated|determined|defined|estimated"
    r"|quantified|rated|indicated)\s(?:by|with|using|on|as|via|from)|by\smeans\sof|by\susing|using"
    r"|evaluated\sby)\s(?:the\s)?(?=\S)",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_EMPTY: Final = words_of("total overall mean global final the a an of in and or change")
"""Words that alone name nothing."""
_BOUND: Final = re.compile(
    r"\(?(?:[<>≤≥]=?|=|(?:of\s)?(?:less|more|greater|higher|lower)\sthan|at\sleast|below|above|under"
    r"|over)\s?\d[\d,.·]{0,9}\s?(?:%|[^\W\d_]{1,6}(?:/[^\W\d_]{1,6})?)?\)?",
    re.IGNORECASE,
)


_BASELINE: Final = frozenset({"baseline"})
_MEASURING: Final = words_of(
    "according assessed measured evaluated determined defined estimated quantified rated "
    "indicated means using"
)
_ENDINGS: Final = words_of(
    "level levels value values concentration concentrations score scores change changes "
    "baseline patient"
)
"""Words without which the pattern of the same subject cannot match."""


def read_outcome(sheet: Sheet) -> None:
    """Claim statistics and instruments; definitions in brackets are part of the outcome measure.

    Args:
        sheet: the working sheet, with times and people claimed.
    """
    text = sheet.text
    opening = _OPENING.match(text)
    if opening and opening.end() and _names(sheet, opening.end()):
        sheet.claim("statistic", 0, sheet.wall(0, opening.end()))
    for match in _FROM_BASELINE.finditer(text) if sheet.has(_BASELINE) else ():
        sheet.claim("statistic", *match.span())
    for match in _INSTRUMENT.finditer(text) if sheet.has(_MEASURING) else ():
        if match.start() and sheet.free(*match.span()):
            comma = text.find(",", match.end())
            stop = sheet.wall(match.end(), comma if comma > 0 else len(text))
            sheet.claim("joint", *match.span())
            sheet.claim("outcome", match.end(), stop)
    _definitions(sheet)
    if sheet.has(_ENDINGS):
        named = [gap for gap in sheet.gaps() if _LETTER.search(text, *gap)]
        if len(named) == 1:  # the word behind one member of a list is not that of all
            _closing(sheet, *named[0])


def _closing(sheet: Sheet, first: int, last: int) -> None:
    """Claim the words at the end of a stretch that only say what kind of number it is."""
    for match in _CLOSING.finditer(sheet.text[first:last]):
        start, end = first + match.start(), first + match.end()
        if _names(sheet, 0, start):
            sheet.claim("statistic", start, end)


def _names(sheet: Sheet, start: int, end: int | None = None) -> bool:
    """Something is left between the offsets to name the outcome."""
    words = " ".join(sheet.text[first:last] for first, last in sheet.gaps(start, end)).split()
    return any(
        any(map(str.isalpha, word)) and word.casefold().strip(",;:()") not in _EMPTY
        for word in words
    )


def _definitions(sheet: Sheet) -> None:
    """Claim brackets that nobody else read: they tell how the outcome was measured."""
    for start, end in sheet.brackets:
        if not sheet.free(start, end) or start == 0:
            continue
        if _BOUND.fullmatch(sheet.text, start, end):
            continue  # a bound belongs to the name
        sheet.claim("joint", start, start + 1)
        sheet.claim("outcome", start + 1, end - 1)
        sheet.claim("joint", end - 1, end)
