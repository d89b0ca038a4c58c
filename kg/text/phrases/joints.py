"""What joins two interventions in one phrase: added to, compared with, received by a group."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.text.phrases.sheet import words_of

if TYPE_CHECKING:
    from kg.text.phrases.sheet import Sheet

_VERSUS: Final = re.compile(
    r"(?:\s(?:vs\.?|versus|(?:as\s)?compared\s(?:with|to)|in\scomparison\s(?:with|to)|relative\sto"
    r"|rather\sthan|instead\sof)|,\sas\scompared\s(?:with|to))\s(?=\S)",
    re.IGNORECASE,
)
_ADDED: Final = re.compile(
    r"(?:\s\+|,?\splus|,?\s(?:in\s)?combin(?:ed|ation)\swith|\stogether\swith|\salong\swith"
    r"|\sin\saddition\sto|\sadded\sto|\son\stop\sof|\sfollowed\sby|\sco-?administered\swith"
    r"|\sconcomitant(?:ly)?\swith|\sas\s(?:an\s)?(?:add-on|adjunct)\sto|\sin\sconjunction\swith"
    r")\s{1,3}(?=[^\s(])",
    re.IGNORECASE,
)
_ALSO: Final = re.compile(r"\s{0,2}\b(?:and|with)\s{1,3}", re.IGNORECASE)
_COMBINATION: Final = re.compile(
    r"(?:the\s)?(?:combination|co-?administration)\sof\s(?P<a>[^,;()]{3,60}?)"
    r"\s(?:and|with|plus|\+)\s(?P<b>[^,;()]{3,60})",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?:(?:the\s)?(?:(?:control|intervention|treatment|experimental|study|test|placebo)\s)?"
    r"(?:group|arm)\s(?:[A-Z0-9]{1,4}\s)?(?:(?:was|were|that|who|which)\s)?"
    r"(?:received|receiving|given|had|treated\swith|assigned\sto)\s"
    r"|(?:group|arm)\s(?:[A-Z]{1,2}|[IVX]{1,4}|\d)(?:\s?[:\u2013-]\s?|\s(?:was\s|were\s)?(?:received"
    r"|given|treated\swith|with)\s)"
    r"|(?:were\s|was\s|who\s)?(?:received?|receiving|given|treated\swith|treatment\swith"
    r"|administration\sof|use\sof|addition\sof|supplementation\swith)\s"
    r"|[a-e]\)\s|\((?:[a-e]|i{1,3})\)\s|[A-E]\s-\s)"
    r"(?:(?:a|an|the)\s)?|(?:the|an?)\s",
    re.IGNORECASE,
)
_TRAIL: Final = re.compile(
    r"\s(?:(?:in|for|to)\s(?:the\s)?group\s\w{1,4}|(?:group|arm)s?)(?=\s?(?:$|[(,;.]))",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_GROUP: Final = re.compile(r"(?<!\w)(?:group|arm)(?!\w)", re.IGNORECASE)
_OR: Final = re.compile(r"\sor\s(?=[^\W\d_])", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?<!\w)(?:(?:sub)?groups?\s?[A-Z0-9]{1,3}(?!\w)|\([a-e]\)|\([ivx]{1,4}\)|[A-E]\s-\s"
    r"|[a-e]\)\s)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"\s(?:alone|only|monotherapy)(?=\s?(?:$|[,;(]))", re.IGNORECASE)
_FORM: Final = re.compile(r"(?:infusions?|injections?|administration)\sof\s", re.IGNORECASE)


_AGAINST: Final = words_of("vs versus compared comparison relative rather instead")
_PLUS: Final = words_of(
    "plus combined combination together along addition added top followed administered "
    "coadministered coadministration administration concomitant concomitantly add adjunct "
    "conjunction"
)
_AND: Final = frozenset({"and", "with"})
_GROUPS: Final = words_of("group groups arm arms")
_ONLY: Final = words_of("alone only monotherapy")
_SEVERAL: Final = words_of("or group groups subgroup arm a b c d e i ii iii iv v vi")
"""Words without which the pattern of the same subject cannot match."""


def read_leads(sheet: Sheet) -> None:
    """Claim what names the group or says that it was given something, before and behind."""
    text = sheet.text
    match = _LEAD.match(text)
    if match and text[match.end() :].strip():
        sheet.claim("arm" if "roup" in match[0] or "arm" in match[0] else "joint", *match.span())
    for pattern, words in ((_TRAIL, _GROUPS), (_ALONE, _ONLY)):
        for found in pattern.finditer(text) if sheet.has(words) else ():
            if any(_LETTER.search(text, *gap) for gap in sheet.gaps(0, found.start())):
                sheet.claim("arm", *found.span())


def several_arms(sheet: Sheet) -> bool:
    """The phrase tells of more than one arm, so that nothing in it holds of all."""
    if not sheet.has(_SEVERAL):
        return False
    labels = {match[0].casefold() for match in _LABEL.finditer(sheet.text)}
    groups = [found for found in _GROUP.finditer(sheet.text) if not sheet.inside(found.start())]
    return (
        len(labels) > 1
        or len(groups) > 1
        or any(not sheet.inside(match.start()) for match in _OR.finditer(sheet.text))
    )


def read_form(sheet: Sheet, start: int, end: int) -> None:
    """Claim a form of giving before the name: `infusion of saline`."""
    for first, last in tuple(sheet.gaps(start, end)):
        at = first + len(sheet.text[first:last]) - len(sheet.text[first:last].lstrip())
        if at < last:
            match = _FORM.match(sheet.text, at, last)
            if match and sheet.text[match.end() : last].strip():
                sheet.claim("joint", *match.span())
            return


def split_arms(sheet: Sheet, *, compared: bool) -> int:
    """Claim a comparator and co-interventions; what stands before them is the intervention.

    Args:
        sheet: the working sheet.
        compared: whether a comparator may stand in the phrase.

    Returns:
        Where the intervention ends.
    """
    text = sheet.text
    stop = len(text)
    found = _outside(sheet, _VERSUS, stop) if compared and sheet.has(_AGAINST) else None
    if found:
        rest = found.end()
        sheet.claim("joint", *found.span())
        _claim_rest(sheet, "comparator", rest, stop)
        stop = found.start()
    both = _COMBINATION.fullmatch(text, 0, stop) if sheet.has(_PLUS) else None
    if both and " and " not in both["b"] and " and " not in both["a"]:
        sheet.claim("joint", 0, both.start("a"))
        sheet.claim("joint", both.end("a"), both.start("b"))
        sheet.claim("co_intervention", *both.span("b"))
        return both.end("a")
    added = "+" in text or sheet.has(_PLUS)
    joint = (_outside(sheet, _ADDED, stop) if added else None) or _behind_dose(sheet, stop)
    if joint is None:
        return stop
    sheet.claim("joint", *joint.span())
    _added(sheet, joint.end(), stop)
    return joint.start()


def _added(sheet: Sheet, start: int, stop: int) -> None:
    """Claim one co-intervention after another."""
    while (found := _outside(sheet, _ADDED, stop, start)) is not None:
        _claim_rest(sheet, "co_intervention", start, found.start())
        sheet.claim("joint", *found.span())
        start = found.end()
    _claim_rest(sheet, "co_intervention", start, stop)


def _claim_rest(sheet: Sheet, kind: str, start: int, stop: int) -> None:
    """Give a stretch whole to an arm, less the names of groups that are claimed already."""
    assert kind in {"comparator", "co_intervention"}
    for first, last in tuple(sheet.gaps(start, stop)):
        sheet.fill(kind, first, last)  # type: ignore[arg-type]  # one of the two above


def _outside(
    sheet: Sheet, pattern: re.Pattern[str], stop: int, start: int = 0
) -> re.Match[str] | None:
    """The first joint outside of brackets that has words before it."""
    for match in pattern.finditer(sheet.text, start, stop):
        if match.start() > start and not sheet.inside(match.start()):
            return match
    return None


def _behind_dose(sheet: Sheet, stop: int) -> re.Match[str] | None:
    """`and` or `with` between two interventions that each have a dose of their own."""
    text = sheet.text
    if not sheet.has(_AND):
        return None
    doses = [one for one in sheet.doses if one.end <= stop]
    for one, other in pairwise(doses):
        match = _ALSO.match(text, one.end, stop)
        between = text[match.end() : other.start] if match else ""
        if match and text[:stop].split(None, 1)[0] in between.split():
            return None  # two doses of one thing: two arms
        named = sum(map(str.isalpha, between)) or sum(map(str.isalpha, text[other.end : stop]))
        if match and not sheet.inside(one.end) and named > 2:  # noqa: PLR2004 - more than "IV"
            return match
    return None
