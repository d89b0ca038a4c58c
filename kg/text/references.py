"""Entries of reference lists and footnote definitions, so that numbers and labels resolve."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.attribution import SURNAME
from kg.text.blocks import BULLET
from kg.text.identifiers import DOI, PMID, identifier_keys, trimmed_url

if TYPE_CHECKING:
    from kg.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry.

    Args:
        label: `12` of `[12]` or `12.`, `^a` of a footnote `[^a]:`, else empty; lower case.
        text: the entry as it stands, label included.
        start: code-point offset into the canonical text.
        end: end of it, exclusive.
        doi: lower case, or None.
        pmid: or None.
        year: of publication as far as can be seen, or None.
        first_author: family name in lower case, or None.
    """

    label: str
    text: str
    start: int
    end: int
    doi: str | None
    pmid: str | None
    year: str | None
    first_author: str | None


_LABEL = re.compile(r"\[(?P<square>\^?[^\]\s]{1,50})\]:?\s*|(?P<number>\d{1,3})[.)]\s+")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:1[89]|20)\d\d)[a-z]?\b[^()]{0,20}\)")
_YEAR = re.compile(r"(?<![\d/.-])((?:1[89]|20)\d\d)[a-z]?(?![\d/\u2013-])")
_URL = re.compile(r"https?://[^\s<>\"]+")
_AUTHOR = re.compile(
    rf"(?:(?:[^\W\d_]\.[ -]?){{1,4}})?(?P<name>{SURNAME})"
    r"(?=,|\s+[^\W\d_]\.|\s+[A-Z]{1,3}\b|\s+et\s|\s*\(|\s+(?:and|&)\s)"
)


def references(reading: Reading) -> tuple[Reference, ...]:
    """The entries of a reading's reference lists and its footnote definitions.

    Args:
        reading: as a reader of documents gives it.

    Returns:
        Entries in order of the text; missing parts are None, never guessed from other entries.
    """
    return tuple(
        _reference(reading.text, block.start, block.end)
        for block in reading.blocks
        if block.kind == "reference"
    )


def _reference(text: str, start: int, end: int) -> Reference:
    words = text[start:end]
    label, behind = _label(words)
    body = words[behind:]
    doi, pmid = DOI.search(body), PMID.search(body)
    keys = dict(key for url in _URL.findall(body) for key in identifier_keys(trimmed_url(url)))
    prose = DOI.sub(" ", _URL.sub(" ", body))
    year = _YEAR_IN_BRACKETS.search(prose) or _YEAR.search(prose)
    author = _AUTHOR.match(prose.lstrip("*_ "))
    return Reference(
        label,
        words,
        start,
        end,
        trimmed_url(doi.group()).lower() if doi else keys.get("doi"),
        pmid[1] if pmid else keys.get("pmid"),
        year[1] if year else None,
        author["name"].split()[-1].casefold() if author and author["name"][:1].isalpha() else None,
    )


def _label(words: str) -> tuple[str, int]:
    """The label of an entry and where its body begins."""
    if found := _LABEL.match(words):
        return (found["square"] or found["number"]).casefold(), found.end()
    if found := _SUPERSCRIPT.match(words):
        return found.group().translate(_PLAIN), found.end()
    bullet = BULLET.match(words)
    return "", bullet.end() if bullet else 0
