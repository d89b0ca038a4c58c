"""Times in words: `week 28`, `months 3-12`, `6-month follow-up`, `during infusion`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.judge.context.intervals import Interval
from kg.judge.context.norms import Time
from kg.judge.context.quantities import DAY, time
from kg.text.wording import normal_words

if TYPE_CHECKING:
    from kg.judge.context.norms import Norm

_LONGEST: Final = 200
"""Words of a time are few; longer text is not looked at."""
_UNITS: Final = {
    spelling: unit
    for unit, spellings in {
        "s": "s sec second",
        "min": "min minute",
        "h": "h hr hrs hour",
        "d": "d day",
        "wk": "wk wks week",
        "mo": "mo mos month",
        "y": "y yr yrs year",
    }.items()
    for spelling in spellings.split()
}
"""Units of time as normal words."""
_UNIT: Final = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_NUMBER: Final = r"\d{1,6}(?:\.\d{1,6})?"
_LEAD: Final = r"(?:at |by |on |in |after |for |to )?(?:the )?(?:end of )?(?:postoperative )?"
_BEHIND: Final = r"(?: (?:follow up|followup|visit|later|time ?point|post(?!.)))?"
_REST: Final = r"(?: (?P<rest>.+))?"
_BOUND: Final = (
    r"(?P<bound>within |up to |until |(?:during |over )(?:the )?first |first |during the "
    r"|over the |more than |at least |< |<= |≤ |> |>= |≥ )?"
)
_LENGTH: Final = re.compile(
    rf"{_LEAD}{_BOUND}(?P<between>between )?(?P<low>{_NUMBER})(?P<nth>st|nd|rd|th)?"
    rf"(?: (?(between)and|to) (?P<high>{_NUMBER}))?(?: |(?<=\d)){_UNIT}{_BEHIND}{_REST}"
)
_NUMBERED: Final = re.compile(
    rf"{_LEAD}{_UNIT} (?P<low>{_NUMBER})(?: (?:to|through) (?P<high>{_NUMBER}))?{_BEHIND}{_REST}"
)
_LATER: Final = re.compile(rf"(?:several |some |few |many )?{_UNIT} (?:later|afterward)")
_WITHIN: Final = re.compile(rf"within (?:a few |some |few )?{_UNIT}")
_NEXT: Final = {"s": (1, "min"), "min": (1, "h"), "h": (1, "d"), "d": (1, "wk"), "wk": (3, "mo")}
"""Up to where times in the plural of a unit go: minutes are at most an hour."""
_PHASE: Final = re.compile(
    r"acute|acutely|immediately|immediate|peri ?infusion|intra ?infusion"
    r"|(?:during|(?:at )?(?:the )?end of|immediately after|right after)(?: the)?"
    r" (?:infusion|administration|dosing|dose|injection|session|exposure)"
)
_BASELINE: Final = re.compile(
    r"(?:at )?baseline"
    r"|(?:before|pre|prior to)(?: the)? ?(?:treatment|dose|dosing|infusion|exposure)"
)
_ORIGIN: Final = re.compile(
    r"(?:(?P<before>before|prior to|pre)|after|post|following|since|from)(?: the| a| an)?"
    r"(?: (?P<event>.+)|(?P<joined>operative(?:ly)?|op|partum|treatment|infusion|dose))"
)
_STARTED: Final = re.compile(r"of (?:treatment|intervention|therapy|exposure|follow up)")
_GESTATION: Final = re.compile(r"(?:of )?(?:gestation|gestational age|pregnancy)")
_AGE: Final = re.compile(r"old|of age")
_EVENTS: Final = {
    **dict.fromkeys(("op", "operation", "operative", "operatively", "surgical"), "surgery"),
    **dict.fromkeys(("infusion", "dosing", "administration", "injection"), "dose"),
    **dict.fromkeys(("partum", "delivery", "childbirth"), "birth"),
}
"""One name for each event; others keep their words."""
_MEASURED: Final = re.compile(rf"\d ?{_UNIT}\b ?(?P<rest>.*)$")
_LOWER: Final = frozenset({">", ">=", "≥", "more than", "at least"})
_OPEN: Final = frozenset({"<", ">", "more than"})
_TO: Final = re.compile(r"(?<=\d)\s*[-\u2010-\u2014\u2212]\s*(?=\d)")
_AND: Final = re.compile(r"[;&]|,(?!\d{3})")
_ITEMS: Final = re.compile(r"(?: and| or)+ ")
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


@lru_cache(maxsize=4096)
def anchor(text: str) -> str:
    """The event that a time counts from.

    Args:
        text: words as found, such as `24 h after surgery`.

    Returns:
        Its normal words (`surgery`), with `before ` in front for a time before it; empty if the
        words name none.
    """
    found = _MEASURED.search(normal_words(text)) if len(text) <= _LONGEST else None
    return _event(found["rest"]) or "" if found else ""


@lru_cache(maxsize=4096)
def read_times(text: str) -> tuple[Norm, ...]:
    """Words that no grammar of quantities reads, as one or several times.

    Args:
        text: words as found.

    Returns:
        The times; `week 28` is the 28th week, `months 3-12` from 3 to 12 months, `weeks later` a
        week or more, `4 and 8 weeks` are two. A phase (`during infusion`, `acute`) lies within a
        day of the exposure; how long it takes is not told. Empty if the words are no time, or
        only some of them are.
    """
    if len(text) > _LONGEST:
        return ()
    words = normal_words(_AND.sub(" and ", _TO.sub(" to ", text)))
    words = " ".join(_NUMERALS.get(word, word) for word in words.split())
    if (whole := _one(words)) is not None:
        return (whole,)
    items = _ITEMS.split(words)
    found = tuple(map(_one, _with_unit(items))) if len(items) > 1 else ()
    return tuple(one for one in found if one is not None) if all(found) else ()


def _with_unit(items: list[str]) -> list[str]:
    """Items with the unit that stands once, behind the last or before the first."""
    first, last = items[0].split(), items[-1].split()
    behind = next((word for word in last if word in _UNITS), "")
    before = next((word for word in first if word in _UNITS), "")
    if before and not any(word in _UNITS for word in last):
        return [items[0], *(f"{before} {item}" for item in items[1:])]
    return [
        item if any(word in _UNITS for word in item.split()) else f"{item} {behind}"
        for item in items
    ]


def _one(words: str) -> Time | None:
    if _PHASE.fullmatch(words):
        return Time(Interval(Fraction(0), Fraction(DAY)), phase=words)
    if _BASELINE.fullmatch(words):
        return Time(Interval(None, Fraction(0)))
    if found := _LATER.fullmatch(words):
        return time(Interval(Fraction(1), None), _UNITS[found["unit"]])
    if (found := _WITHIN.fullmatch(words)) and _UNITS[found["unit"]] in _NEXT:
        number, unit = _NEXT[_UNITS[found["unit"]]]
        return time(Interval(None, Fraction(number)), unit)
    return _numbers(words)


def _numbers(words: str) -> Time | None:
    found = _LENGTH.fullmatch(words)
    numbered = found is None or found["nth"] is not None
    found = found or _NUMBERED.fullmatch(words)
    if found is None:
        return None
    event = _event(found["rest"] or "")
    if event is None:
        return None
    low = Fraction(found["low"])
    high = Fraction(found["high"]) if found["high"] else low
    if low > high:
        return None
    if numbered:
        least = max(low - 1, Fraction(0)) if low == high else low
        nth = time(Interval(least, high), _UNITS[found["unit"]], event)
        return nth._replace(counted=low == high)
    bound = (found["bound"] or "").strip()
    if bound and found["high"]:
        return None
    length = Interval(low, high)
    if bound:
        upper, is_open = bound not in _LOWER, bound in _OPEN
        length = Interval(
            None if upper else low,
            high if upper else None,
            is_open and not upper,
            is_open and upper,
        )
    return time(length, _UNITS[found["unit"]], event)


def _event(rest: str) -> str | None:
    """The event of the words behind a time; empty if there are none, None if they say no event."""
    if not rest:
        return ""
    if _GESTATION.fullmatch(rest):
        return "conception"
    if _AGE.fullmatch(rest):
        return "birth"
    if _STARTED.fullmatch(rest):
        return ""
    found = _ORIGIN.fullmatch(rest)
    if found is None:
        return None
    name = found["event"] or found["joined"]
    event = _EVENTS.get(name, name)
    return f"before {event}" if found["before"] else event
