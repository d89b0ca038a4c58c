"""In whom and under which condition: `in patients with rash`, `at rest`, `during surgery`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.phrases.sheet import words_of

if TYPE_CHECKING:
    from kg.text.phrases.sheet import Sheet

_PERSONS: Final = (
    "patients?|participants?|subjects?|volunteers?|children|infants?|neonates?|newborns?|babies"
    "|women|men|adults?|adolescents?|elderly|students?|residents?|staff|nurses?|mothers?|boys|girls"
    "|smokers?|non-?smokers?|responders?|non-?responders?|individuals?|people|persons?|workers?"
    "|survivors?|caregivers?|males?|females?|athletes?|drinkers?|carriers?|non-?carriers?|families"
    "|parents?|physicians|preschoolers|outpatients?|inpatients?|users|households|teachers|veterans"
)
_ANIMALS: Final = (
    "rats?|mice|mouse|dogs?|cats?|pigs?|piglets?|sheep|lambs?|goats?|cows?|horses?|rabbits?"
    "|monkeys?|llamas?|alpacas?|chickens?|broilers?|calves|cattle|foals?|mares?|ewes?|hamsters?"
)
_WORD: Final = r"[^\W\d_][\w'’-]*"
_PEOPLE: Final = re.compile(
    r"(?<!\w)(?P<prep>in|among|amongst|for)\s(?:the\s|all\s|both\s)?"
    rf"(?P<who>(?:(?!(?:of|the|to|with|and)\s){_WORD}\s){{0,3}}?(?P<noun>{_PERSONS}|{_ANIMALS}))"
    r"(?!\w)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    rf"(?<=[,(])\s?(?P<who>(?:{_WORD}\s){{1,2}}(?P<noun>{_PERSONS}))(?=\s?(?:$|[,)]))",
    re.IGNORECASE,
)
"""People beside the name, set off by a comma or brackets: `..., healthy subjects`."""

_VAGUE: Final = re.compile(
    r"(?:(?:study|trial|all|the|each)\s)?(?:patients?|participants?|subjects?|individuals?|people"
    r"|persons?)",
    re.IGNORECASE,
)
"""Words for people that tell nothing of them."""

_SPECIES: Final = re.compile(rf"(?:{_ANIMALS})", re.IGNORECASE)
_STATE: Final = re.compile(
    r"(?<!\w)(?:at\srest(?:\s(?:or|and)\s(?:with|on|during)\s\w+)?|(?:on|with)\s(?:movement"
    r"|coughing|exertion|mobili[sz]ation)|(?:while|when)\s\w+ing(?=\s?(?:$|[,(]))"
    rf"|(?P<prep>(?<!area\s)under|during)\s(?:the\s)?(?P<what>{_WORD}(?:\s(?!(?:in|at|after|and|or|of)\s)"
    rf"{_WORD}){{0,3}}(?:\sof\s{_WORD})?)"
    rf"|in\s(?:the|an?)\s(?:{_WORD}\s(?:\([^()]{{1,12}}\)\s)?){{1,3}}(?:state|phase|stage|condition"
    r"|position|setting|environment|season|period|trimester|cohort|population|subgroup|subset))"
    r"(?!\w)",
    re.IGNORECASE,
)
_STOPS: Final = re.compile(
    r"\s?[,;()\[\]]|\s(?:at|after|within|over|during|versus|vs\.?|compared|using|by|between)\s"
    r"|\s[-\u2013\u2014]\s",
    re.IGNORECASE,
)


_LEADING: Final = words_of("in among amongst for")
_STATING: Final = words_of("at on with while when under during in")
"""Words without which the pattern of the same subject cannot match."""


def read_people(sheet: Sheet) -> None:
    """Claim populations, species and conditions.

    Args:
        sheet: the working sheet.
    """
    text = sheet.text
    for match in _PEOPLE.finditer(text) if sheet.has(_LEADING) else ():
        stop = _STOPS.search(text, match.end())
        end = sheet.wall(match.end(), stop.start() if stop else len(text))
        _claim(sheet, match, match.start("who"), _without_tail(text, match.end(), end))
    for match in _BESIDE.finditer(text) if "," in text or sheet.brackets else ():
        _claim(sheet, match, match.start("who"), match.end("who"))
    for match in _STATE.finditer(text) if sheet.has(_STATING) else ():
        if match.start() > 0 and sheet.free(*match.span()):
            start = match.start("what") if match["prep"] else match.start()
            sheet.claim("joint", match.start(), start)
            sheet.claim("condition", start, match.end())


def _without_tail(text: str, start: int, end: int) -> int:
    """The end of a description of people, less a preposition left over at a wall."""
    words = text[start:end].rstrip()
    for word in (" at", " after", " in", " on", " for", " and", " the", " a"):
        words = words.removesuffix(word)
    return start + len(words)


def _claim(sheet: Sheet, match: re.Match[str], start: int, end: int) -> None:
    """Claim people; those of whom nothing is told are a joint."""
    if not sheet.free(match.start(), end) or match.start() == 0:
        return
    words = sheet.text[start:end].strip()
    sheet.claim("joint", match.start(), start)
    if _VAGUE.fullmatch(words):
        sheet.claim("joint", start, end)
    else:
        species = _SPECIES.fullmatch(match["noun"]) is not None
        sheet.claim("species" if species else "population", start, end)
