"""Phrases of tables, taken apart by grammar into a concept's name and its conditions.

`liarozole 150 mg`, `hunger at 60 min`, `erlotinib in patients with rash`: what the grammar reads
becomes a qualifier with its words, what it does not read stays in the name. Every pattern has
bounded repetitions only, so that time is linear in the phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.text.phrases.brackets import read_brackets
from kg.text.phrases.doses import read_doses
from kg.text.phrases.joints import read_form, read_leads, several_arms, split_arms
from kg.text.phrases.outcomes import read_outcome
from kg.text.phrases.people import read_people
from kg.text.phrases.piece import Dimension, Kind, Phrase, Piece, Role
from kg.text.phrases.sheet import Sheet
from kg.text.phrases.times import read_times

__all__ = ["Dimension", "Kind", "Phrase", "Piece", "Role", "read_phrase"]

_ODD_SPACE: Final = re.compile(r"\s{2}|[^\S ]")
_RUN: Final = re.compile(r"(?P<word>\S+)|\s+")
LONGEST: Final = 400
"""Code points; what is longer is a paragraph, no phrase, and stays whole."""


@lru_cache(maxsize=16384)
def read_phrase(words: str, role: Role) -> Phrase:
    """Take a phrase apart.

    Args:
        words: a cell of a table, in English.
        role: what it stands for; the same words mean other things in another place: `12-week`
            before a treatment is a duration, before an outcome the time of its measurement.

    Returns:
        The reading; its pieces cover every character but white space, in order. A phrase in which
        nothing but conditions would be left names itself: it stays whole.
    """
    if len(words) > LONGEST or not words.strip():
        return _whole(words, role)
    if _ODD_SPACE.search(words):
        return _spaced(words, role)
    sheet = Sheet(words)
    if role == "outcome":
        read_brackets(sheet)
        read_times(sheet, role)
        split = _compared(sheet)
        read_people(sheet)
        read_outcome(sheet)
        sheet.open_brackets()
        named = sheet.fill("head", 0, split)
    else:
        named = _arm(sheet, role)
    if not named:
        return _whole(words, role)
    sheet.fill("words")
    return sheet.phrase(role)


def _spaced(words: str, role: Role) -> Phrase:
    """The reading of a phrase with odd white space, by that of the phrase without it."""
    found: list[str] = []
    origin: list[int] = []
    for run in _RUN.finditer(words):
        part = run[0] if run["word"] else " "
        found.append(part)
        origin.extend(range(run.start(), run.start() + len(part)))
    inner = "".join(found)
    pieces: list[Piece] = []
    for piece in read_phrase(inner, role).pieces:
        start, end = origin[piece.start], origin[piece.end - 1] + 1
        pieces.append(piece._replace(words=words[start:end], start=start, end=end))
    return Phrase(words, role, tuple(pieces))


def _arm(sheet: Sheet, role: Role) -> bool:
    """Read one arm of a comparison; whether anything was left to name it."""
    read_leads(sheet)
    if several_arms(sheet):
        read_brackets(sheet)
        return sheet.fill("head")
    end = split_arms(sheet, compared=role == "intervention")
    read_brackets(sheet)
    read_times(sheet, role)
    read_people(sheet)
    read_doses(sheet, 0, end)
    read_form(sheet, 0, end)
    sheet.open_brackets()
    return sheet.fill("head", 0, end)


def _compared(sheet: Sheet) -> int:
    """Claim a comparator in an outcome; where it begins."""
    return split_arms(sheet, compared=True) if " " in sheet.text else len(sheet.text)


def _whole(words: str, role: Role) -> Phrase:
    """A phrase that stays as it is."""
    sheet = Sheet(words)
    sheet.claim("head", 0, len(words))
    return sheet.phrase(role)
