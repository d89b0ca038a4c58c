"""Quantities: numbers with a unit, ranges, bounds, lists and regimens; and words of dose.

What the grammar does not read whole stays words: a half-read dose is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.text.cues import Cue, cues
from kg.text.quantity_grammar import (
    BARE,
    CAPITALS,
    COORDINATED,
    COUNTED,
    DIGIT,
    JOINED,
    LEAD,
    LEVELS,
    LIST_REACH,
    MAY_FOLLOW,
    OPEN,
    RANGE,
    SEPARATOR,
    SHORT,
    UPPER,
    regimen_pattern,
    rest_pattern,
    times_pattern,
)
from kg.text.units import (
    UNITS,
    canonical_unit,
    kind_of,
    same_time,
    smaller_time,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

__all__ = ["UNITS", "Amount", "dose_words", "find_amounts", "parse_amounts"]


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity read.

    Args:
        low: lower end, a decimal with the digits as written (`0.50`); None if open below.
        high: upper end, equal to `low` for a single value; None if open above.
        low_open: whether `low` itself is excluded (`> 3 h`).
        high_open: whether `high` itself is excluded (`< 12 h`).
        unit: a key of `UNITS`.
        words: the words as they stand: `text[start:end]`.
        times: number of administrations (`x8`), or None.
        regimen: how often or how long it is given (`weekly`, `over 40 min`), or empty.
        start: code-point offset into the text.
        end: end of it, exclusive.
        rest: words of a cell that say something else about it, such as a route (`IV`).
        shared: unit, times and rest as they stand behind a later number that shares them with
            this one (`mg/kg x8` for the first of `0.2; 0.5 mg/kg x8`), or empty.
    """

    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    unit: str
    words: str
    times: int | None
    regimen: str
    start: int
    end: int
    rest: str = ""
    shared: str = ""


def parse_amounts(words: str) -> tuple[Amount, ...]:
    """Read a whole table cell as quantities.

    Args:
        words: the cell, such as `0.2; 0.5 mg/kg x8` or `1-4.5 mg/kg IV`.

    Returns:
        Amounts in order, offsets into `words`; empty if the grammar does not read every word.
        A number without a unit takes that of the next; times, regimen and rest hold for all.
    """
    at = len(words) - len(words.lstrip())
    stop = len(words.rstrip())
    read: list[tuple[Amount | None, re.Match[str]]] = []
    while at < stop:
        if read:
            gap = SEPARATOR.match(words, at, stop)
            if gap is None or not gap.group().strip():
                break
            at = gap.end()
        found = RANGE.match(words, at, stop)
        if found is None:
            return ()
        read.append((_amount(words, found), found))
        at = found.end()
        if _tail_follows(words, at, stop):
            break
    times, regimen, rest, behind = _tail(words, at, stop)
    if behind < stop or not read or read[-1][0] is None:
        return ()
    amounts = _with_units(words, read, behind)
    if amounts and (times or regimen or rest):
        last = amounts[-1]
        amounts[-1] = replace(last, end=behind, words=words[last.start : behind])
    return tuple(replace(one, times=times, regimen=regimen, rest=rest) for one in amounts)


def find_amounts(text: str, start: int = 0, end: int | None = None) -> tuple[Amount, ...]:
    """The quantities in prose.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.

    Returns:
        Amounts in order that do not overlap; in `0.2 or 0.5 mg/kg` both have the unit.
    """
    stop = len(text) if end is None else end
    found: list[Amount] = []
    at = start
    while (digit := DIGIT.search(text, at, stop)) is not None:
        match = RANGE.search(text, max(at, digit.start() - LEAD), stop)
        if match is None:
            break
        amount = _amount(text, match)
        if amount is None:
            at = max(match.end("low"), match.start() + 1)
            continue
        times, regimen, _, behind = _tail(text, match.end(), stop, with_rest=False)
        amount = replace(
            amount, times=times, regimen=regimen, end=behind, words=text[amount.start : behind]
        )
        found.extend(_borrowers(text, max(start, found[-1].end if found else start), amount))
        found.append(amount)
        at = behind
    return tuple(found)


def dose_words(
    text: str, start: int = 0, end: int | None = None, known: Iterable[Cue] | None = None
) -> tuple[Cue, ...]:
    """Words for how much: strength `low`, `medium`, `high` or `subanaesthetic`.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.
        known: the cues between the offsets, where they are known already.

    Returns:
        Cues of the family `dose-level`; the words are never bound to numbers.
        In `low and high doses` both levels are found, the first with its own word as span.
    """
    found: list[Cue] = []
    for cue in cues(text, start, end) if known is None else known:
        if cue.kind != "dose-level":
            continue
        before = COORDINATED.search(text, max(start, cue.start - LIST_REACH), cue.start)
        if before:
            level = LEVELS[before["level"].casefold()]
            found.append(Cue("dose-level", before["level"], *before.span("level"), level))
        found.append(cue)
    return tuple(found)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    """The amount of a match of `RANGE`; None if it has no unit or makes no sense."""
    unit = canonical_unit(_cased(match["unit"] or match["first"] or ""))
    first = canonical_unit(_cased(match["first"] or match["unit"] or ""))
    if unit is None or first is None or _is_decade(text, match) or _is_inverse(match):
        return None
    low, high = _decimal(match["low"]), _decimal(match["high"] or match["low"])
    if unit != first:
        target = smaller_time(first, unit)
        converted = same_time(low, first, target), same_time(high, unit, target)
        if match["high"] is None or converted[0] is None or converted[1] is None:
            return None
        (low, high), unit = (converted[0], converted[1]), target
    if Decimal(low) > Decimal(high):
        return None
    bound = " ".join((match["bound"] or "").casefold().split())
    if match["high"] and bound:
        return None
    begin, behind = match.start(), match.end()
    words = text[begin:behind]
    if not bound:
        return Amount(
            low,
            high,
            low_open=False,
            high_open=False,
            unit=unit,
            words=words,
            times=None,
            regimen="",
            start=begin,
            end=behind,
        )
    upper, is_open = bound in UPPER, bound in OPEN
    return Amount(
        None if upper else low,
        high if upper else None,
        is_open and not upper,
        is_open and upper,
        unit,
        words,
        None,
        "",
        begin,
        behind,
    )


def _cased(unit: str) -> str:
    """A unit as written, or in small letters if only so it is known ("Weeks", "Mg/Kg")."""
    if canonical_unit(unit) or (unit.isupper() and len(unit) <= SHORT and unit not in CAPITALS):
        return unit
    return unit.lower()


def _is_decade(text: str, match: re.Match[str]) -> bool:
    """Whether a match is something like `1960s`, where the letter is a plural."""
    group = "unit" if match["unit"] else "first"
    unit = match[group]
    return len(unit) == 1 and unit in "sy" and text[match.start(group) - 1].isdigit()


def _is_inverse(match: re.Match[str]) -> bool:
    """Whether a match is a unit spelt wrong, such as `0.3 ug/kg-1`, and no range."""
    return bool(match["first"]) and match["high"] == "1" and not match["unit"]


def _decimal(number: str) -> str:
    """A number as a decimal: thousands separators out, point for a raised point or `0,`."""
    if number.startswith("0,"):
        return number.replace(",", ".")
    return number.replace(",", "").replace("·", ".")


def _tail_follows(words: str, at: int, stop: int) -> bool:
    patterns = (times_pattern(), regimen_pattern(), rest_pattern())
    return any(pattern.match(words, at, stop) for pattern in patterns)


def _tail(
    words: str, at: int, stop: int, *, with_rest: bool = True
) -> tuple[int | None, str, str, int]:
    """Times, regimen and rest behind an amount, and the offset behind them."""
    times: int | None = None
    regimens: list[str] = []
    rests: list[str] = []
    while at < stop:
        may = MAY_FOLLOW.match(words, at, stop) is not None
        if may and not (times or regimens) and (found := times_pattern().match(words, at, stop)):
            times = int(found["times"])
        elif may and (found := regimen_pattern().match(words, at, stop)):
            regimens.append(found["regimen"])
        elif with_rest and (found := rest_pattern().match(words, at, stop)):
            rests.append(found["rest"])
        else:
            break
        at = found.end()
    return times, ", ".join(regimens), " ".join(rests), at


def _with_units(
    words: str, read: list[tuple[Amount | None, re.Match[str]]], behind: int
) -> list[Amount]:
    """All amounts of a cell, the bare ones with the unit of the next; empty if one is none.

    Args:
        words: the cell.
        read: what was found in it, amounts without a unit as None.
        behind: end of what is said of the last amount, exclusive.
    """
    found: list[Amount] = []
    unit = shared = ""
    for amount, match in reversed(read):
        one = _lent(words, match, unit, shared) if amount is None else amount
        if one is None:
            return []
        if amount is not None:
            begin = match.start("unit" if match["unit"] else "first")
            shared = words[begin : match.end() if found else behind].strip()
        unit = one.unit
        found.append(one)
    return found[::-1]


def _lent(words: str, match: re.Match[str], unit: str, shared: str) -> Amount | None:
    """A number without a unit, with the unit of its neighbour."""
    if match["first"] or match["unit"] or match["bound"] or not unit:
        return None
    low, high = _decimal(match["low"]), _decimal(match["high"] or match["low"])
    if Decimal(low) > Decimal(high):
        return None
    start, end = match.span()
    return Amount(
        low,
        high,
        low_open=False,
        high_open=False,
        unit=unit,
        words=words[start:end],
        times=None,
        regimen="",
        start=start,
        end=end,
        shared=shared,
    )


def _borrowers(text: str, low: int, amount: Amount) -> Iterator[Amount]:
    """Numbers of a list before an amount that share its unit: `0.2, 0.5 or 1 mg/kg`."""
    if kind_of(amount.unit) == "time" or amount.low is None or amount.high is None:
        return
    begin = max(low, amount.start - LIST_REACH)
    found = JOINED.search(text, begin, amount.start)
    if found is None or (found.start() and not text[found.start() - 1].isspace()):
        return
    before = text[max(low, found.start() - 20) : found.start()].split()
    if before and before[-1].strip("(=:").casefold() in {"", *COUNTED}:
        return
    numbers = list(BARE.finditer(text, *found.span("list")))
    if any(_is_year(match["low"]) for match in numbers):
        return
    for match in numbers:
        lent = _lent_bare(text, match, amount)
        if lent is not None:
            yield lent


def _lent_bare(text: str, match: re.Match[str], amount: Amount) -> Amount | None:
    low, high = _decimal(match["low"]), _decimal(match["high"] or match["low"])
    if Decimal(low) > Decimal(high):
        return None
    start, end = match.span()
    return replace(amount, low=low, high=high, words=text[start:end], start=start, end=end)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("19", "20"))  # noqa: PLR2004 - digits of a year
