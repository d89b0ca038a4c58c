"""What a fact-checker goes through: the claims, quotations, names and numbers of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.auditing.prose import Reader
from kg.auditing.sources import Library
from kg.model.finding import Span
from kg.text.attribution import named_attributions
from kg.text.citations import citations
from kg.text.quantities import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.statement import Statement
    from kg.text.reading import Reading

Kind = Literal["claim", "quotation", "name", "number"]

_QUOTED: Final = re.compile(
    r"“[^“”\n]{2,600}”|«[^«»\n]{2,600}»|„[^„“\n]{2,600}“|\"[^\"\n]{2,600}\""
)
_NUMBER: Final = re.compile(r"(?<![\w.,])[~<>≤≥±]?\s?\d[\d.,]*(?:\s?(?:%|‰|per ?cent))?(?![\w])")
_LINKS: Final = r"(?:\s(?:of|for|and|the|de|van|von|der)){0,2}"
_NAME: Final = re.compile(
    rf"(?<![\w.])(?:[A-Z][\w'\u2019.-]*\w)(?:{_LINKS}\s[A-Z][\w'\u2019-]*){{1,7}}"
)
"""Two capitalised words and more; a single one at the start of a sentence says nothing."""


class Item(NamedTuple):
    """Something to check.

    Attributes:
        kind: what it is.
        words: its words.
        span: its place.
        sentence: the sentence that holds it.
        sources: the sources that the sentence gives, as they stand.
    """

    kind: Kind
    words: str
    span: Span
    sentence: str
    sources: tuple[str, ...]


def checklist(reading: Reading) -> Iterator[Item]:
    """The items of an article, in order of place.

    Args:
        reading: the article.

    Yields:
        Each claim as a whole sentence, then what is quoted, named and counted in any sentence;
        numbers and names of citations are left out, and nothing is listed twice in one sentence.
    """
    for statement in Reader(reading, None, Library((), reading)).statements:
        assert statement.span is not None
        sources = tuple(cited.text for cited in statement.cited)
        if statement.role == "claim":
            yield Item("claim", statement.quote, statement.span, statement.quote, sources)
        yield from _parts(reading.text, statement, sources)


def _parts(text: str, statement: Statement, sources: tuple[str, ...]) -> Iterator[Item]:
    assert statement.span is not None
    start, end = statement.span.start, statement.span.end
    taken = [Span(one.start, one.end) for one in citations(text, start, end)]
    found: list[tuple[Kind, int, int]] = []
    quotes = [(one.start(), one.end()) for one in _QUOTED.finditer(text, start, end)]
    found += [("quotation", first, last) for first, last in quotes if " " in text[first:last]]
    amounts = [(one.start, one.end) for one in find_amounts(text, start, end)]
    numbers = [one.span() for one in _NUMBER.finditer(text, start, end)]
    named = [(first, last) for first, last, _ in named_attributions(text, start, end)]
    names = [one.span() for one in _NAME.finditer(text, start, end)]
    found += [("number", *place) for place in _apart([*amounts, *numbers], taken)]
    found += [("name", *place) for place in _apart([*named, *names], taken)]
    for kind, first, last in sorted(found, key=lambda one: one[1:]):
        words = text[first:last].strip()
        yield Item(kind, words, Span(first, last), statement.quote, sources)


def _apart(places: list[tuple[int, int]], taken: list[Span]) -> Iterator[tuple[int, int]]:
    """Places that overlap neither what is taken nor an earlier one."""
    used = list(taken)
    for start, end in places:
        if not any(start < one.end and one.start < end for one in used):
            used.append(Span(start, end))
            yield start, end
