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


_NO_AUTHOR_WORDS: Final = (
    "January February March April May June July August September October November December Table "
    "Figure Section Chapter Version Phase Part Box Appendix Act Wave Olympics"
)
_NO_AUTHORS: Final = frozenset(_NO_AUTHOR_WORDS.split())
"""Words with a capital that a year may stand behind in brackets."""
_MOST_NUMBERS: Final = 200
"""A range of numbers longer than this is no citation."""
_AND_OTHERS: Final = ("et al", "et al.", "colleagues", "workers", "associates", "team")
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
_ORGANISATION = re.compile(
    r"(?:(?:see|e\.g\.|cf\.),?[ ])?(?P<name>[^\W\d_a-z][\w'\u2019.-]*"
    r"(?:[ ](?:of|for|the|and|on|in|&|[^\W\d_a-z][\w'\u2019.-]*)){1,11}),?[ ]"
    rf"(?P<year>{YEAR})"
)
"""A body with a name of several words, as an author."""
_BODY = re.compile(
    r"organi[sz]ation|associat|administrat|institut|agency|societ|academy|college|cent(?:re|er)"
    r"|committee|council|department|foundation|group|initiative|ministry|network|office|service"
    r"|universit|union|federation|board|bureau|commission|consortium|collaboration|task force"
)
"""Words by which a body is told from a place: `New York, 2020`."""
_BETWEEN = re.compile(r"(?<=\d\d\d\d),[ ](?=[^\W\d_])|(?<=\d\d\d\d[a-z]),[ ](?=[^\W\d_]{2})")
_STUDY = r"(?:study|trial|review|meta-analysis|survey|report|paper|analysis|work|findings)"
_OF_YEAR = re.compile(
    rf"(?<!\w)(?P<name>{SURNAME})(?:[ ]et[ ]al\.?|[ ]and[ ]colleagues)?['\u2019]s?[ ]"
    rf"(?P<years>{YEAR})[ ](?:[a-z-]+[ ]){{0,3}}{_STUDY}\b"
)
"""Smith's 2017 trial."""
_YEAR_BY = re.compile(
    rf"(?<!\w)(?:[Aa]|[Tt]he|[Tt]heir)[ ](?P<years>{YEAR})[ ](?:[a-z-]+[ ]){{0,4}}{_STUDY}"
    rf"[ ](?:by|of|from)[ ](?P<name>{SURNAME})(?!\w)"
)
"""The 2017 trial by Smith."""
_REFERENCE = re.compile(
    r"(?<!\w)[Rr]ef(?:erence)?s?\.?[ ]"
    r"(?P<list>\d{1,3}(?:(?:[ ]?[,\u2013-][ ]?|[ ]and[ ]|[ ]?&[ ]?)\d{1,3})*)"
    r"(?![\w%.]\d|\w)"
)
_TWO_NUMBERS = re.compile(r"(?:\[\d{1,3}\]){2,20}(?![(:\[])")
_MENTION = re.compile(r"(?<![\w.@/])@(?P<key>[A-Za-z][\w:-]{0,60}(?:1[89]|20)\d\d\w{0,20})")
"""A citation key in the running sentence; it holds a year, so that no handle of a person is one."""
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


def _holds(text: str, start: int, stop: int, *marks: str) -> bool:
    """Whether any of some marks stands there: told at once, where a pattern has to look closely."""
    return any(text.find(mark, start, stop) >= 0 for mark in marks)


def _links(text: str, start: int, stop: int) -> Iterator[Citation]:
    if not _holds(text, start, stop, "]("):
        return
    for match in _LINK.finditer(text, start, stop):
        if not match["image"] and match["url"] and not match["url"].startswith("#"):
            yield _citation("link", text, match.span(), identifier_keys(match["url"]))


def _labels(text: str, start: int, stop: int) -> Iterator[Citation]:
    if not _holds(text, start, stop, "[", "@"):
        return
    for match in _FOOTNOTE.finditer(text, start, stop):
        yield _citation("footnote", text, match.span(), (("footnote", match["label"].casefold()),))
    for match in _TWO_NUMBERS.finditer(text, start, stop):
        numbers = re.findall(r"\d+", match.group())
        yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))
    for match in _LABEL.finditer(text, start, stop):
        yield _citation("label", text, match.span(), (("label", match["label"].casefold()),))
    for match in _CITEKEY.finditer(text, start, stop):
        keys = tuple(("citekey", key) for key in _KEY.findall(match.group()))
        if keys:
            yield _citation("citekey", text, match.span(), keys)
    for match in _MENTION.finditer(text, start, stop):
        yield _citation("citekey", text, match.span(), (("citekey", match["key"]),))


def _author_years(text: str, start: int, stop: int) -> Iterator[Citation]:
    if not _holds(text, start, stop, *"(['\u2019", " 1", " 2"):
        return
    for match in _NARRATIVE.finditer(text, start, stop):
        alone = text[match.end("name") + 1] in "(["
        if is_name(match["name"]) and not (alone and match["name"] in _NO_AUTHORS):
            yield _citation("author-year", text, match.span(), _year_keys(match))
    for match in _BRACKET.finditer(text, start, stop):
        keys = tuple(key for part in match["inside"].split(";") for key in _part_keys(part))
        if keys:
            yield _citation("author-year", text, match.span(), keys)
            yield from _parts(text, match)
    for pattern in (_OF_YEAR, _YEAR_BY):
        for match in pattern.finditer(text, start, stop):
            if is_name(match["name"]):
                yield _citation("author-year", text, match.span(), _year_keys(match))


def _part_keys(part: str) -> tuple[Key, ...]:
    """The sources of one part of a bracket: `see Smith et al. 2017, 2019`, or two with a comma."""
    words = part.strip()
    if found := _CITED.fullmatch(words):
        return _year_keys(found)
    if found := _ORGANISATION.fullmatch(words):
        name = found["name"].casefold()
        return (("author-year", name, found["year"]),) if _BODY.search(name) else ()
    several = [_CITED.fullmatch(one) for one in _BETWEEN.split(words)]
    if len(several) > 1 and all(several):
        return tuple(key for one in several if one for key in _year_keys(one))
    return ()


def _parts(text: str, bracket: re.Match[str]) -> Iterator[Citation]:
    """The sources of a bracket one by one, for one that holds an identifier or a link as well."""
    start = bracket.start("inside")
    for part in bracket["inside"].split(";"):
        first = start + len(part) - len(part.lstrip())
        keys = _part_keys(part)
        if keys:
            yield _citation("author-year", text, (first, first + len(part.strip())), keys)
        start += len(part) + 1


def _numbers(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in _NUMBERS.finditer(text, start, stop) if _holds(text, start, stop, *"[<^") else ():
        numbers = _expanded(match["list"] or match["sup"] or match["caret"])
        if numbers:
            yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))
    is_referred = _holds(text, start, stop, "ref", "Ref")
    for match in _REFERENCE.finditer(text, start, stop) if is_referred else ():
        numbers = _expanded(re.sub(r"[ ]?(?:and|&)[ ]?", ",", match["list"]))
        if numbers:
            yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))
    for match in _SUPERSCRIPT.finditer(text, start, stop):
        numbers = _expanded(match.group().translate(_PLAIN_DIGITS))
        if numbers and not _UNITS.search(text, max(0, match.start() - 3), match.start()):
            yield _citation("number", text, match.span(), tuple(("number", n) for n in numbers))


def _identifiers(text: str, start: int, stop: int) -> Iterator[Citation]:
    for match in (
        _BARE.finditer(text, start, stop) if _holds(text, start, stop, "//", "www.") else ()
    ):
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
        words = text[first:last].casefold()
        if words.startswith("according") or words.endswith(_AND_OTHERS):
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
