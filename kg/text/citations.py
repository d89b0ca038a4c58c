"""Citations in prose, with the keys by which they can be resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.text.attribution import SURNAME, YEAR, is_name, named_attributions
from kg.text.identifiers import DOI, PMCID, PMID, identifier_keys, trimmed_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CitationKind = Literal[
    "author-year",
    "number",
    "footnote",
    "citekey",
    "label",
    "link",
    "url",
    "doi",
    "pmid",
    "pmcid",
    "named",
]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation found.

    Args:
        kind: its form.
        text: the words as they stand.
        start: code-point offset into the text.
        end: end of it, exclusive.
        keys: what it points to, such as `("author-year", "glue", "2017")`, `("number", "12")`,
            `("doi", "10.1/x")`; names, DOIs and labels in lower case. One citation may have many.
    """

    kind: CitationKind
    text: str
    start: int
    end: int
    keys: tuple[Key, ...]


_MOST_NUMBERS: Final = 200
"""A range of numbers longer than this is no citation."""
_LONGEST_PART: Final = 12
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]"
    r"\(\s*<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"\n]*\")?\s*\)"
)
_LABEL = re.compile(r"(?<!\\)\[[^\[\]\n]{1,300}\]\[(?P<label>[^\[\]\n]{1,100})\]")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,50})\](?!:)")
_CITEKEY = re.compile(r"\[[^\[\]]{0,100}?@[^\[\]]{1,300}\]")
_KEY = re.compile(r"(?<![\w.])@([\w][\w:.#$%&+?<>~/-]*\w|\w)")
_NUMBERS = re.compile(
    r"\\?\[(?P<list>\d{1,3}(?:\s?[,;\u2013—-]\s?\d{1,3})*)\\?\](?![(:\[])"
    r"|<sup>\[?(?P<sup>\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*)\]?</sup>"
    r"|\^(?P<caret>\d{1,3}(?:[,\u2013-]\d{1,3})*)\^"
)
_SUPERSCRIPT = re.compile(r"(?<=[^\s\d⁺⁻^(\[])[¹²³⁰⁴-⁹]+(?:[,⁻\u2013˒-][¹²³⁰⁴-⁹]+)*")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_UNITS = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$")
"""One or two letters before a superscript are a unit or a symbol (m², R²), not a sentence."""
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{6,400})[)\]]")
_AND = r"(?:,?[ ](?:and|&)[ ]|,[ ])"
_CITED = re.compile(
    rf"(?:(?:see|also|e\.g\.|cf\.|as|in|reviewed|for|example|review|by),?[ ]){{0,4}}"
    rf"(?P<name>{SURNAME})(?:{_AND}{SURNAME}){{0,6}}(?:,?[ ]et[ ]al\.?|[ ]and[ ]colleagues)?,?[ ]"
    rf"\(?(?P<years>{YEAR}(?:[,/][ ]?(?:{YEAR}|[a-z]\b))*)\)?"
    rf"(?:[,:][ ]?(?:pp?\.[ ]?)?[\d\u2013-]+)?"
)
_NARRATIVE = re.compile(
    rf"(?<!\w)(?P<name>{SURNAME})(?:{_AND}{SURNAME}){{0,3}}"
    rf"(?:,?[ ]et[ ]al\.?|[ ]and[ ]colleagues)?"
    rf"(?:['\u2019]s)?[ ][(\[](?P<years>{YEAR}(?:[,;][ ]?{YEAR})*)"
    rf"(?:,[ ]?pp?\.[ ]?[\d\u2013-]+)?[)\]]"
)
_BARE = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>\"]+)>?")


def citations(text: str, start: int = 0, end: int | None = None) -> tuple[Citation, ...]:
    """The citations between two offsets.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.

    Returns:
        Citations in order that do not overlap: where two forms overlap, the one that says more
        wins (a link over the address inside it).
    """
    stop = len(text) if end is None else end
    kept: list[Citation] = []
    taken = bytearray(max(0, stop - start))
    for finder in _FINDERS:
        for found in finder(text, start, stop):
            first, last = found.start - start, found.end - start
            if taken.find(1, first, last) < 0:
                taken[first:last] = b"\1" * (last - first)
                kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def _links(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _LINK.finditer(text, start, stop):
        if not match["image"] and match["url"] and not match["url"].startswith("#"):
            yield _citation("link", text, match.span(), identifier_keys(match["url"]))


def _labels(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _FOOTNOTE.finditer(text, start, stop):
        yield _citation("footnote", text, match.span(), (("footnote", match["label"].casefold()),))
    for match in _LABEL.finditer(text, start, stop):
        yield _citation("label", text, match.span(), (("label", match["label"].casefold()),))
    for match in _CITEKEY.finditer(text, start, stop):
        keys = tuple(("citekey", key) for key in _KEY.findall(match.group()))
        if keys:
            yield _citation("citekey", text, match.span(), keys)


def _author_years(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _NARRATIVE.finditer(text, start, stop):
        if is_name(match["name"]):
            yield _citation("author-year", text, match.span(), _year_keys(match))
    for match in _BRACKET.finditer(text, start, stop):
        parts = [_CITED.fullmatch(part.strip()) for part in match["inside"].split(";")]
        keys = tuple(key for part in parts if part for key in _year_keys(part))
        if keys:
            yield _citation("author-year", text, match.span(), keys)
            yield from _parts(text, match)


def _parts(text: str, bracket: re.Match[str]) -> Iterator[Citation]:
    """The sources of a bracket one by one, for one that holds an identifier or a link as well."""
    start = bracket.start("inside")
    for part in bracket["inside"].split(";"):
        found = _CITED.fullmatch(part.strip())
        if found:
            first = start + len(part) - len(part.lstrip())
            yield _citation(
                "author-year", text, (first, first + len(part.strip())), _year_keys(found)
            )
        start += len(part) + 1


def _numbers(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _NUMBERS.finditer(text, start, stop):
        numbers = _expanded(match["list"] or match["sup"] or match["caret"])
        if numbers:
            yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))
    for match in _SUPERSCRIPT.finditer(text, start, stop):
        numbers = _expanded(match.group().translate(_PLAIN_DIGITS))
        if numbers and not _UNITS.search(text, max(0, match.start() - 3), match.start()):
            yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))


def _identifiers(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _BARE.finditer(text, start, stop):
        url = trimmed_url(match["url"])
        first = match.start("url")
        yield _citation("url", text, (first, first + len(url)), identifier_keys(url))
    for match in DOI.finditer(text, start, stop):
        doi = trimmed_url(match.group())
        span = (match.start(), match.start() + len(doi))
        yield _citation("doi", text, span, (("doi", doi.lower()),))
    for match in PMID.finditer(text, start, stop):
        yield _citation("pmid", text, match.span(), (("pmid", match[1]),))
    for match in PMCID.finditer(text, start, stop):
        yield _citation("pmcid", text, match.span(), (("pmcid", "PMC" + match[1]),))


def _named(text: str, start: int, stop: int) -> Iterator[Citation]:
    for first, last, name in named_attributions(text, start, stop):
        if text[first:last].casefold().startswith("according"):
            yield _citation("named", text, (first, last), (("name", name),))


_FINDERS: Final[tuple[Callable[[str, int, int], Iterator[Citation]], ...]] = (
    _links,
    _labels,
    _identifiers,
    _author_years,
    _numbers,
    _named,
)
"""From the forms that say most to those that say least."""


def _citation(
    kind: CitationKind, text: str, span: tuple[int, int], keys: tuple[Key, ...]
) -> Citation:
    return Citation(kind, text[span[0] : span[1]], *span, tuple(dict.fromkeys(keys)))


def _year_keys(match: re.Match[str]) -> tuple[Key, ...]:
    name = match["name"].split()[-1].casefold().replace("\u2019", "'").removesuffix("'s")
    years = re.findall(YEAR, match["years"])
    return tuple(("author-year", name, year) for year in years)


def _expanded(words: str) -> tuple[str, ...]:
    """The numbers of a list with ranges, `3, 5-7` being 3, 5, 6 and 7; empty if it is none."""
    numbers: list[str] = []
    for part in re.split(r"\s*[,;]\s*", words):
        if len(part) > _LONGEST_PART:
            return ()
        low, _, high = re.sub(r"\s*[\u2013—-]\s*", "-", part).partition("-")
        first, last = int(low), int(high or low)
        if not 1 <= first <= last or last - first >= _MOST_NUMBERS:
            return ()
        numbers += [str(number) for number in range(first, last + 1)]
    return tuple(dict.fromkeys(numbers))
