"""Doses in names of interventions: amounts, regimens, words of dose, routes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.text.phrases.sheet import words_of
from kg.text.quantities import parse_amounts
from kg.text.quantity_grammar import LEVELS
from kg.text.units import kind_of

if TYPE_CHECKING:
    from kg.text.phrases.sheet import Sheet
    from kg.text.quantities import Amount

_BETWEEN: Final = re.compile(r"\s?(?:,|;|/|,?\s(?:or|and|to)\s|-)?\s?", re.IGNORECASE)
"""What parts the amounts of one list."""

_BEFORE: Final = re.compile(
    r"(?:(?:at|in|of|using)\s)?(?:(?:a|the|two|three|four)\s)?(?:(?:single|total|daily|fixed"
    r"|oral|bolus|initial|starting|maximum|loading|maintenance)\s){0,2}"
    r"(?:doses?|dosages?|rates?|concentrations?|bolus|boluses|infusions?|injections?)\s(?:of|at)\s?$|(?:\bat|\bof|@)\s?$",
    re.IGNORECASE,
)
_REACH: Final = 60
_BEHIND: Final = re.compile(r"\s?(?:of|doses?|dosages?)(?=\s)", re.IGNORECASE)
_BARE: Final = re.compile(r"(?<![\w.,-])(?:\d[\d.]{0,6}\s?(?:,|/|,?\s?(?:or|and)\b)\s?){1,4}$")
_COMMA: Final = re.compile(r"\d,$")
"""A comma that may be a decimal one (`2,5 mg`) or part two numbers: nobody knows."""
_CONTENT: Final = re.compile(
    r"(?:contain(?:s|ing)|providing|provides|with|enriched|fortified|equivalent\sto|supplying)"
    r"\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""What leads to the amount of an ingredient, which is no dose of the thing named."""
_VEHICLE: Final = re.compile(r"\b(?:in|per|every|with)\s(?:a\s)?$", re.IGNORECASE)

_REGIMEN: Final = re.compile(
    r"(?<!\w)(?:(?:once|twice|thrice|(?:\d{1,2}|one|two|three|four|five|six)(?:\s?-?\s?\d{1,2})?"
    r"\s?(?:times|x|×|sessions|doses))\s?-?\s?(?:(?:a|per|each|every|/)\s?-?\s?)?"
    r"(?:daily|weekly|monthly|day|week|month|wk|d)"
    r"|every\s(?:other\sday|second\sday|day|week|month|morning|evening|night"
    r"|\d{1,3}\s?(?:h|hours?|d|days?|weeks?|months?|min|minutes?))"
    r"|(?:daily|weekly|monthly|nightly|hourly)(?=\s?(?:$|[,;)\]]|for\b|dos))"
    r"|(?:q\.?d|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\.?"
    r"|(?:in|given\sin|as|divided\sinto)\s(?:\d|two|three|four|divided|split)\s?(?:divided\s|split\s|daily\s|equal\s)?doses?"
    r"|(?:as\sneeded|on\sdemand|at\sbedtime|at\snight|in\sthe\s(?:morning|evening)"
    r"|before\sbedtime|single[\s-]dose|multiple[\s-]dose|repeated[\s-]dose))(?!\w)",
    re.IGNORECASE,
)
"""How often something is given. Every repetition is bounded."""

_ACTIVITY: Final = (
    r"exercises?|training|infusions?|therapy|treatment|administration|dosing|occlusion"
    r"|supplementation|regimen|schedule|feeding|use|walking|fasting|breastfeeding|aerobic\sexercise"
    r"|physical\sactivity|resistance\straining|injections?|sessions"
)
_PATTERN: Final = re.compile(
    r"(?<!\w)(?P<how>(?:(?:low|moderate|high|vigorous)[\s-]intensity|intense|moderate|vigorous"
    r"|continuous|intermittent|interval|part-time|full-time|daily|weekly|monthly|single|repeated"
    r"|acute|bolus|accelerated|short-term|long-term|early|delayed|pulsed|split)"
    r"(?:\s(?:intermittent|continuous|interval|part-time|aerobic))?)"
    rf"\s(?=(?:{_ACTIVITY})(?!\w))",
    re.IGNORECASE,
)
"""How an activity is laid out over time and effort, where its noun says nothing else."""

_LEVEL: Final = re.compile(
    rf"(?<!\w)['‘\"“]?(?P<level>very\s(?:low|high)|{'|'.join(LEVELS)}|standard)"
    r"[\s-](?:dose|dosage|doses|dosages)(?!\w)['’\"”]?(?:\sof(?=\s))?",
    re.IGNORECASE,
)
_ROUTE: Final = re.compile(
    r"(?<![\w-])(?:(?P<adjective>oral|intravenous|intramuscular|subcutaneous|inhaled|intranasal"
    r"|sublingual|intraperitoneal|topical|nebuli[sz]ed|vaginal|intravaginal|buccal|transdermal"
    r"|intrathecal|intra-?articular|intravitreal|intrauterine|rectal|intratympanic|IV|IM|SC)"
    r"|(?P<adverb>orally|intravenously|intramuscularly|subcutaneously|intranasally|sublingually"
    r"|intraperitoneally|topically|vaginally|rectally|transdermally|by\sinhalation|by\smouth"
    r"|per\sos|i\.v\.|i\.m\.|s\.c\.|p\.o\.|i\.p\.))(?!\w)",
    re.IGNORECASE,
)
_COMPOUND: Final = re.compile(
    r"[\s-](?:contracepti\w+|hygiene|health|care|glucose|rehydration|nutrition|analgesi\w+"
    r"|ana?esthe\w+|block\w*|deliver\w+|cannula\w*|surg\w+|catheter\w*|mucositis|cavity|lichen"
    r"|anticoagul\w+|immun\w+|corticosteroid\w*|fluid\w*|sedation|progesterone\ssuppl\w+|iron"
    r"|birth|hysterectomy|examination|feeding|intake|implant\w*|device\w*|insemination|route"
    r"|therapy|treatment|PCA)",
    re.IGNORECASE,
)
"""Nouns with which a route makes a name of its own, such as oral contraceptives."""


_DOSE_WORDS: Final = words_of("dose doses dosage dosages")
_OFTEN: Final = words_of(
    "once twice thrice times x sessions doses dose daily weekly monthly nightly hourly "
    "every d bid tid qid qd divided split needed demand bedtime night morning evening"
)
_HOW: Final = words_of(
    "intensity intense moderate vigorous continuous intermittent interval part full daily "
    "weekly monthly single repeated acute bolus accelerated short long early delayed "
    "pulsed split"
)
_ROUTES: Final = words_of(
    "oral intravenous intramuscular subcutaneous inhaled intranasal sublingual "
    "intraperitoneal topical nebulized nebulised vaginal intravaginal buccal transdermal "
    "intrathecal intra intraarticular intravitreal intrauterine rectal intratympanic iv "
    "im sc orally intravenously intramuscularly subcutaneously intranasally sublingually "
    "intraperitoneally topically vaginally rectally transdermally inhalation mouth os i s "
    "p"
)
"""Words without which the pattern of the same subject cannot match."""


def read_doses(sheet: Sheet, start: int, end: int) -> None:
    """Claim what a stretch says of dose, regimen and route of one intervention.

    Args:
        sheet: the working sheet.
        start: where the intervention begins.
        end: end of it, exclusive.
    """
    text = sheet.text
    if sheet.doses and not _amounts(sheet, start, end):
        return
    for match in _LEVEL.finditer(text, start, end) if sheet.has(_DOSE_WORDS) else ():
        level = LEVELS.get(match["level"].casefold().removeprefix("very "), "")
        sheet.claim("dose_level" if level else "dose", *match.span(), value=level)
    for match in _REGIMEN.finditer(text, start, end) if sheet.has(_OFTEN) else ():
        sheet.claim("dose", *match.span())
    for match in _PATTERN.finditer(text, start, end) if sheet.has(_HOW) else ():
        sheet.claim("dose", *match.span("how"))
    for match in _ROUTE.finditer(text, start, end) if sheet.has(_ROUTES) else ():
        if match["adverb"] or not _COMPOUND.match(text, match.end(), end):
            _route(sheet, match, end)


_ROUTE_NAMES: Final = {
    "iv": "intravenous",
    "i.v.": "intravenous",
    "im": "intramuscular",
    "i.m.": "intramuscular",
    "sc": "subcutaneous",
    "s.c.": "subcutaneous",
    "i.p.": "intraperitoneal",
    "p.o.": "oral",
    "per os": "oral",
    "by mouth": "oral",
    "by inhalation": "inhaled",
    "topically": "topical",
    "intraarticular": "intra-articular",
    "nebulised": "nebulized",
    "intravaginal": "vaginal",
}
"""The common name of a route where its words are another; endings in "-ly" fall off."""


def _route(sheet: Sheet, match: re.Match[str], end: int) -> None:
    """Claim a route; short ones in capitals only, adjectives only before or behind a name."""
    words = match[0]
    if len(words) == 2 and not (words.isupper() and sheet.doses):  # noqa: PLR2004 - IV, IM, SC
        return
    before = sheet.text[: match.start()].rstrip()
    loose = not before or not sheet.free(len(before) - 1, len(before))
    if match["adjective"] and not loose and before[-1].isalpha() and len(words) > 2:  # noqa: PLR2004
        last = before.rsplit(None, 1)[-1].casefold()
        if last not in {"of", "the", "a", "received", "with", "single", "dose"}:
            return
    name = " ".join(words.casefold().split())
    name = _ROUTE_NAMES.get(name, name.removesuffix("ly"))
    sheet.claim("route", match.start(), min(match.end(), end), value=name)


def _amounts(sheet: Sheet, start: int, end: int) -> bool:
    """Claim the amounts of a stretch, if they belong to one list: else nobody knows whose they are.

    Returns:
        False if there are amounts of several things.

    A volume behind "in" is the vehicle (`0.15 mg/kg in 3 ml saline`), and no dose.
    """
    text = sheet.text
    found = _doses(sheet, start, end)
    if not found:
        return True
    if _COMMA.search(text, max(start, found[0].start - 2), found[0].start):
        return False
    if not _is_list(text, found) or _CONTENT.search(text, start, found[0].start):
        return False
    first, last = found[0].start, found[-1].end
    lead = _BARE.search(text, max(start, first - _REACH), first)
    if lead:  # numbers that share the unit: `300 or 900 mg/day`
        first = lead.start()
        found = list(parse_amounts(text[first:last]))
        if not found:
            return False
    before = _BEFORE.search(text, max(start, first - _REACH), first)
    if before and sheet.free(before.start(), first):
        sheet.claim("joint", before.start(), first)
    sheet.claim("dose", first, last, tuple(found))
    behind = _BEHIND.match(text, last, end)
    if behind:
        sheet.claim("joint", *behind.span())
    return True


def _doses(sheet: Sheet, start: int, end: int) -> list[Amount]:
    """The amounts of a stretch that are doses: no vehicles, no shares of something."""
    text = sheet.text
    found: list[Amount] = []
    for one in sheet.doses:
        if one.start < start or one.start >= end:
            continue
        wall = sheet.wall(one.start, min(one.end, end))
        if wall < one.end:  # `over 40 min` behind it is claimed as a duration
            cut = parse_amounts(text[one.start : wall])
            if len(cut) != 1:
                continue
            one = replace(cut[0], start=one.start, end=one.start + cut[0].end)  # noqa: PLW2901
        if found and _VEHICLE.search(text, max(start, one.start - 10), one.start):
            continue
        if kind_of(one.unit) == "percent" and not _is_strength(text, one):
            continue
        found.append(one)
    return found


def _is_strength(text: str, one: Amount) -> bool:
    """A percentage that tells the strength of a preparation, not a share of something."""
    if one.low != one.high or text[one.end : one.end + 4] == " of ":
        return False
    return text[max(0, one.start - 1) : one.start] not in {":", "/"}


def _is_list(text: str, found: list[Amount]) -> bool:
    """Nothing but commas, "or" and the like stands between the amounts."""
    return all(_BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairwise(found))
