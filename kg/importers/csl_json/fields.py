"""The fields of a CSL-JSON reference as those of a document."""

from __future__ import annotations

import html
import re
from typing import Final

from kg.model.codes import NoticeKind, Verification
from kg.model.document import Notice
from kg.model.ownership import PENDING
from kg.model.values import ENGLISH, LangText, check_iri
from kg.terms import expand
from kg.text.dates import read_date
from kg.text.identifiers import DOI

_GENRES: Final = {
    "article": "Article",
    "article-journal": "JournalArticle",
    "article-magazine": "MagazineArticle",
    "article-newspaper": "NewspaperArticle",
    "book": "Book",
    "chapter": "BookChapter",
    "paper-conference": "ConferencePaper",
    "post-weblog": "BlogPost",
    "report": "ReportDocument",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""CSL type to FaBiO class; other types are left out."""

_TAG: Final = re.compile(r"</?(?:i|b|sup|sub|sc|em|strong|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_RETRACTED: Final = re.compile(r"[^;.]*\bretracted\b[^;]*", re.IGNORECASE)
_MONTHS: Final = 12


def document_fields(record: dict[str, object]) -> dict[str, object]:
    """What a reference states.

    Args:
        record: one object of a CSL-JSON file.

    Returns:
        Fields of `Document`; those that state nothing are left out.
    """
    custom = record.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    language = _text(record.get("language"))
    seen_in = _text(custom.get("seen_in"))
    note = _text(record.get("note"))
    genre = _GENRES.get(_text(record.get("type")))
    stated: dict[str, object] = {
        "title": _title(record, language),
        "genre": expand(f"fabio:{genre}") if genre else None,
        "authors": "; ".join(_names(record.get("author"))),
        "authors_complete": custom.get("author_list_complete"),
        "issued": _date(record.get("issued")),
        "container": _text(record.get("container-title")),
        "volume": _text(record.get("volume")),
        "issue": _text(record.get("issue")),
        "pages": _text(record.get("page")),
        "publisher": _text(record.get("publisher")),
        "doi": _doi(_text(record.get("DOI"))),
        "pmid": _text(record.get("PMID")),
        "pmcid": _text(record.get("PMCID")),
        "url": _iri(_text(record.get("URL"))),
        "seen_at": _iri(seen_in),
        "language": language,
        "verification": _verification(_text(custom.get("verification"))),
        "notices": _notices(record, note),
        "notes": tuple(
            LangText(text=text)
            for text in (note, f"seen in: {seen_in}" if seen_in and not _iri(seen_in) else "")
            if text
        ),
    }
    return {name: value for name, value in stated.items() if value not in {None, "", ()}}


def _text(value: object) -> str:
    """A variable as plain text: markup dropped, spaces folded, control characters dropped."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    plain = html.unescape(_TAG.sub("", str(value)))
    kept = "".join(c for c in plain if c.isprintable() or c.isspace())
    return " ".join(kept.split())


def _title(record: dict[str, object], language: str) -> tuple[LangText, ...]:
    title = _text(record.get("title"))
    if not title:
        return ()
    tag = language.lower() if _LANGUAGE.fullmatch(language) else ENGLISH
    return (LangText(text=title, lang=tag),)


def _names(names: object) -> list[str]:
    """Names in order as `Family, Given`; organisations as they are."""
    if not isinstance(names, list):
        return []
    return [name for name in map(_name, names) if name]


def _name(name: object) -> str:
    if not isinstance(name, dict):
        return _text(name)
    literal = _text(name.get("literal"))
    if literal:
        return literal
    particle = _text(name.get("non-dropping-particle")) or _text(name.get("dropping-particle"))
    family = " ".join(part for part in (particle, _text(name.get("family"))) if part)
    given = _text(name.get("given"))
    suffix = _text(name.get("suffix"))
    return ", ".join(part for part in (family, given, suffix) if part)


def _date(value: object) -> str | None:
    """A date as precise as known; of a range its start; a season is its year."""
    if not isinstance(value, dict):
        return read_date(_text(value))
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        found = _parts(parts[0])
        if found:
            return found
    return read_date(_text(value.get("raw")) or _text(value.get("literal")))


def _parts(parts: list[object]) -> str | None:
    numbers = []
    for part in parts[:3]:
        words = _text(part)
        if not re.fullmatch(r"-?\d{1,6}", words, re.ASCII):
            break
        numbers.append(int(words))
    if not numbers:
        return None
    year = f"{'-' if numbers[0] < 0 else ''}{abs(numbers[0]):04}"
    if len(numbers) == 1 or not 1 <= numbers[1] <= _MONTHS:
        return year
    month = f"{year}-{numbers[1]:02}"
    day = read_date(f"{month.lstrip('-')}-{numbers[2]:02}") if len(numbers) > 2 else None  # noqa: PLR2004 - a day
    return (
        f"{'-' if year.startswith('-') else ''}{day}"
        if day and day.startswith(month.lstrip("-"))
        else month
    )


def _doi(words: str) -> str | None:
    found = DOI.search(words)
    return found[0] if found else words or None


def _iri(words: str) -> str | None:
    if not words.lower().startswith(("http://", "https://")) or " " in words:
        return None
    try:
        return check_iri(words)
    except ValueError:
        return None


def _verification(words: str) -> Verification | None:
    return Verification(words) if words in {one.value for one in Verification} else None


def _notices(record: dict[str, object], note: str) -> tuple[Notice, ...]:
    """`status: retracted` is a retraction; its date is that of the sentence that says so."""
    if _text(record.get("status")).casefold() != "retracted":
        return ()
    said = _RETRACTED.search(note)
    words = said[0].strip() if said else ""
    kind = NoticeKind.RETRACTION
    return (Notice(iri=PENDING, notice_kind=kind, date=read_date(words), words=words or None),)
