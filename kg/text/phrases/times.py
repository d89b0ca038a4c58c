"""Times in phrases: `at 60 min`, `week 28`, `for 12 weeks`, `30-day`, `24 h after surgery`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from kg.text.phrases.sheet import words_of
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from kg.text.phrases.piece import Role
    from kg.text.phrases.sheet import Sheet
    from kg.text.quantities import Amount

_NUMERALS: Final = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
_N = rf"(?:\d{{1,5}}(?:[.·]\d{{1,3}})?|{'|'.join(_NUMERALS)})"
_SEP = r"\s?(?:,\s?(?:(?:and|or)\s)?|\s(?:and|or|to|&)\s|-to-|[-\u2010\u2011\u2013\u2014/])\s?"
_LIST = rf"{_N}(?:{_SEP}{_N}){{0,11}}"
_LONG = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_UNIT = rf"(?:{_LONG}|secs?|mins?|hrs?|wks?|mos?|yrs?|(?-i:[hdsy]))"
_SETTING = (
    r"(?:the\s)?(?:(?:end|start|age|beginning|completion)\sof(?:\sthe)?|first|last|next|initial"
    r"|final|first\s(?:post-?operative|postpartum))"
)
_PREPOSITION = (
    r"at|after|by|within|over|during|until|up\sto|from|for|in|on|following|between|before|post"
)
_LATE = (
    r"post[\s-]?(?:op(?:erative(?:ly)?)?|partum|treatment|intervention|dose|dosing|exercise"
    r"|infusion|surgery|baseline|discharge|injection|transplant(?:ation)?|randomi[sz]ation)"
)
_EVENT = (
    rf"(?:{_LATE}|follow[\s-]?up|later|gestation|of\s(?:age|life|treatment|therapy|follow[\s-]?up"
    r"|gestation|pregnancy|intervention|observation|use|study|exposure)"
    r"|(?:after|post|following|from|since|before|prior\sto|into)\s(?:the\s)?[^\W\d_][\w-]*"
    r"(?:\s(?:of\s|the\s)?(?!(?:in|at|with|among|and|or|vs|versus|for|on|during)\b)[^\W\d_][\w-]*)"
    r"{0,2})"
)
TIME: Final = re.compile(
    rf"(?<![\w.])(?:(?:(?P<prep>{_PREPOSITION})\s)?(?:(?P<setting>{_SETTING})\s)?"
    r"(?:(?:approximately|about|at\sleast|the|a)\s)?)"
    rf"(?P<time>{_LIST}\s?-?\s?(?P<unit>{_UNIT})(?![^\W_])"
    rf"|(?P<first>{_LONG}|mins?|wk|hrs?)\s?-?(?P<list>{_LIST})(?!\w|[.]\d|\s?%))"
    rf"(?P<event>\s{_EVENT}\b)?",
    re.IGNORECASE,
)
"""A number of time with what leads to it and what it counts from. Every repetition is bounded."""

BARE: Final = re.compile(
    r"(?<!\w)(?:(?P<prep>at|on|during|until|by)\s(?:the\s)?(?P<moment>(?:last\s|final\s|end\sof\s"
    r"(?:the\s)?|long-term\s|first\s)?(?:follow[\s-]?up(?:\svisit)?|baseline|discharge|birth"
    r"|admission|delivery|term|end\sof\s(?:the\s)?(?:treatment|study|trial|intervention|surgery)"
    r"|study\send|treatment\send|endpoint|enrol?lment|randomi[sz]ation|diagnosis))"
    rf"|(?P<adverb>(?:immediately\s)?(?:pre[\s-]?operative(?:ly)?|intra[\s-]?operative(?:ly)?"
    rf"|peri[\s-]?operative(?:ly)?|{_LATE}))"
    r"|(?P<relative>(?:immediately\s|shortly\s|soon\s)?(?:after|following|before|prior\sto)\s"
    r"(?:the\s)?(?:surgery|operation|treatment|intervention|therapy|extubation|intubation|infusion"
    r"|dosing|administration|injection|discharge|delivery|birth|randomi[sz]ation|exercise|training"
    r"|anaesthesia|anesthesia|transplantation|induction|meals?|the\snext\slozenge)))(?!\w)",
    re.IGNORECASE,
)
"""Moments without a number."""

_NUMERAL: Final = re.compile(rf"\b(?:{'|'.join(_NUMERALS)})\b", re.IGNORECASE)
_WORD_SEP: Final = re.compile(r"\s?(?:,?\s(?:and|or|&)\s|,\s?)\s?|\s?/\s?")
_DASHED: Final = re.compile(r"\s?(?:-to-|\sto\s|[-\u2010\u2011\u2013\u2014])\s?")
_SPAN_OF: Final = re.compile(r"\s(?:period|course|regimen)\sof\s", re.IGNORECASE)
_UNITS: Final = words_of(
    "second seconds minute minutes hour hours day days week weeks month months year years sec secs"
    " min mins hr hrs wk wks mo mos yr yrs h d s y"
)
_NUMBERS: Final = frozenset(_NUMERALS)
_MOMENTS: Final = words_of(
    "at on during until by immediately shortly soon after following before prior pre post "
    "intra peri preoperative preoperatively intraoperative intraoperatively perioperative "
    "perioperatively postoperative postoperatively postop postpartum posttreatment "
    "postdose postintervention postsurgery postexercise postinfusion postinjection "
    "postdischarge postbaseline posttransplant posttransplantation"
)
"""Words without which the pattern of the same subject cannot match."""
_LASTING: Final = frozenset({"for", "over", "during", "up to"})
_BOUNDED: Final = frozenset({"within", "up to"})
"""Prepositions that give the latest time only."""


def read_times(sheet: Sheet, role: Role) -> None:
    """Claim times: when an outcome was measured, how long an intervention lasted.

    Args:
        sheet: the working sheet.
        role: what the phrase stands for.
    """
    if sheet.has(_UNITS) and (sheet.has_digits or sheet.has(_NUMBERS)):
        behind = -1
        for match in TIME.finditer(sheet.text):
            if _one(sheet, match, role, chained=match.start() == behind):
                joined = _WORD_SEP.match(sheet.text, match.end())
                behind = joined.end() if joined else -1
    if role == "outcome" and sheet.has(_MOMENTS):
        for match in BARE.finditer(sheet.text):
            if _holds_for_all(sheet, match):
                _bare(sheet, match)


def _one(sheet: Sheet, match: re.Match[str], role: Role, *, chained: bool) -> bool:
    """Claim one time, if its place in the phrase says what it times."""
    prep = " ".join((match["prep"] or "").casefold().split())
    amounts = _amounts(match, prep)
    if not amounts or not sheet.free(*match.span("time")):
        return False
    lead, start, end = match.start(), match.start("time"), match.end()
    if match["setting"]:
        start = match.start("setting")
    listed = chained and role == "outcome"
    kind = "timepoint" if listed else _kind(sheet, match, role, prep, amounts)
    if kind is None:
        return False
    if kind == "duration":
        end = match.end("time")
    sheet.claim("joint", lead, start)
    if prep in _BOUNDED or (match["setting"] or "").casefold().endswith("first"):
        amounts = tuple(replace(one, low=None) for one in amounts)
    if prep == "between":  # what lies between two moments is at neither of them
        amounts = tuple(replace(one, low_open=True, high_open=True) for one in amounts)
    claimed = sheet.claim(kind, start, end, amounts)
    if claimed and kind == "duration" and (of := _SPAN_OF.match(sheet.text, end)):
        sheet.claim("joint", *of.span())
    return claimed


def _kind(
    sheet: Sheet, match: re.Match[str], role: Role, prep: str, amounts: tuple[Amount, ...]
) -> Literal["timepoint", "duration"] | None:
    """What a time says at its place: when something was measured, how long it went on, or less."""
    leads = match["unit"] is not None and not prep and not match["event"]
    if role == "outcome":
        unsaid = prep == "for" and not match["event"]
        if unsaid or (leads and not _leads(sheet, match)) or _counted(sheet.text, match.start()):
            return None
        return "timepoint"
    if match["unit"] is None:
        return None
    before = not prep and len(amounts) == 1 and _leads(sheet, match)
    lasting = prep in _LASTING or (before and not _dosed(sheet.text, match))
    return "duration" if lasting else None


def _leads(sheet: Sheet, match: re.Match[str]) -> bool:
    """A time without a preposition stands before the noun it describes, or alone in its place."""
    text, end = sheet.text, match.end("time")
    singular = not match["unit"].casefold().endswith("s") or match["unit"].casefold() == "s"
    before = text[: match.start("time")].rstrip()
    alone = not before or before[-1] in "([,;"
    follows = text[end : end + 1] in {" ", "-"} and text[end + 1 : end + 2].isalpha()
    closes = text[end:].strip() in {"", ")", "]"}
    return (singular and follows and not _VERB.match(text, end)) or (alone and closes) or closes


_VERB: Final = re.compile(r"[\s-]?(?:old|of|after|per|a|and|or|in|with|vs)\b", re.IGNORECASE)
_COUNT: Final = re.compile(r"(?:every|times|number of|each|last|per|than)\s*$", re.IGNORECASE)


def _counted(text: str, at: int) -> bool:
    """What stands before makes the time a count or a rate: `every 2 h`, `number of 5 days`."""
    return _COUNT.search(text, max(0, at - 12), at) is not None


def _dosed(text: str, match: re.Match[str]) -> bool:
    """The time belongs to a rate: `5 mg every 2 h`, `3 times a 2 week`."""
    start = match.start("time")
    return _counted(text, match.start()) or text[max(0, start - 1) : start] == "/"


def _amounts(match: re.Match[str], prep: str) -> tuple[Amount, ...]:
    """The quantities of a time: lists give several, spans one."""
    numbers, unit = match["list"], match["first"]
    if numbers is None:
        unit = match["unit"]
        numbers = match["time"][: match.start("unit") - match.start("time")].rstrip(" -")
    numbers = _NUMERAL.sub(lambda found: _NUMERALS[found[0].casefold()], numbers)
    spans = [_DASHED.sub("-", part.strip()) for part in _WORD_SEP.split(numbers)]
    if prep == "between" and len(spans) == 2:  # noqa: PLR2004 - between a and b
        spans = ["-".join(spans)]
    read = parse_amounts("; ".join(f"{span} {unit.lower()}" for span in spans if span))
    return read if len(read) == len(spans) else ()


def _holds_for_all(sheet: Sheet, match: re.Match[str]) -> bool:
    """A moment inside a list of outcomes is that of one member only."""
    text = sheet.text
    listed = ", " in text or " and " in text
    return not listed or not text[match.end() :].strip(" .)]") or sheet.inside(match.start())


def _bare(sheet: Sheet, match: re.Match[str]) -> None:
    """Claim a moment that no number gives."""
    if not sheet.free(*match.span()):
        return
    if match["moment"]:
        sheet.claim("joint", match.start(), match.start("moment"))
        sheet.claim("timepoint", *match.span("moment"))
        return
    alone = match.start() == 0 and match.end() == len(sheet.text)
    if not alone:
        sheet.claim("timepoint", *match.span())
