"""What the ledger quotes of the sources that a statement cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.citations import citations
from kg.text.differing import difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.statement import Statement
    from kg.store.records import DocumentRow, EvidenceRow
    from kg.text.differing import Difference

_SPACE: Final = re.compile(r"\s+")


def sources(statement: Statement) -> tuple[DocumentRow, ...]:
    """The documents of the ledger that a statement cites, each once."""
    found = (cited.document for cited in statement.cited if cited.document is not None)
    return tuple({document.ref.iri: document for document in found}.values())


def quotes(lines: tuple[EvidenceRow, ...]) -> str:
    """What evidence lines quote of their source, and sum up of it."""
    words: list[str] = []
    for line in lines:
        words += [passage.words for passage in line.passages if passage.words]
        words += [line.summary] if line.summary else []
    return ". ".join(dict.fromkeys(words))


def differing(case: Case, kind: str) -> Iterator[tuple[Statement, Difference, tuple[str, ...]]]:
    """Statements that differ from what the ledger quotes of all the sources that they cite.

    Args:
        case: the article.
        kind: of difference, as in `kg.text.differing`.

    Yields:
        The statement, the difference, and local ids of the sources.
    """
    for statement in case.statements:
        cited = sources(statement)
        if not cited or statement.role == "talk":
            continue
        lines = [case.lines_of(document.ref.iri) for document in cited]
        if not all(lines):
            continue
        found = difference(own_words(statement.quote), ". ".join(map(quotes, lines)))
        if found is not None and found.kind == kind:
            yield statement, found, tuple(document.ref.id for document in cited)


def own_words(quote: str) -> str:
    """The words of a statement without its citations."""
    parts, behind = [], 0
    for citation in citations(quote):
        parts.append(quote[behind : citation.start])
        behind = citation.end
    return _SPACE.sub(" ", " ".join([*parts, quote[behind:]]))
