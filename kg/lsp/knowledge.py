"""What a ledger knows of the words at a place, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.bearers import bearers_of
from kg.auditing.linking import linker_of
from kg.auditing.prose import Reader
from kg.auditing.reports.markdown import escaped
from kg.auditing.sources import Library
from kg.auditing.telling.told import span_of
from kg.model.finding import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.telling.told import Told
    from kg.model.finding import Finding
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection


def findings_at(told: Told, start: int, end: int) -> list[Finding]:
    """The findings that touch a stretch of an article.

    Args:
        told: the audit.
        start: first code point.
        end: code point after it, or the same for a place between two.
    """
    return [
        finding
        for finding in told.report.findings
        for span in (span_of(finding), *finding.also)
        if span is not None and span.start <= max(start, end - 1) and start < span.end
    ]


def known_at(told: Told, view: Selection | None, offset: int) -> str | None:
    """What is to be said of a place.

    Args:
        told: the audit of the article.
        view: the ledger, None for none.
        offset: the place, in code points.

    Returns:
        Findings, and the claims that the statement there states; None if there is nothing to say.
    """
    parts = [
        f"**{finding.severity.word} {finding.code}** {escaped(finding.message)}  \n"
        f"{escaped(finding.help)}"
        for finding in findings_at(told, offset, offset)
    ]
    if view is not None:
        parts += [_claim(view, claim) for claim in _claims(told, view, offset)]
    return "\n\n".join(dict.fromkeys(parts)) or None


def _claims(told: Told, view: Selection, offset: int) -> Iterator[ClaimRow]:
    if told.reading is None:
        return
    sources = Library(bearers_of(view), told.reading)
    statement = Reader(told.reading, linker_of(view), sources).around(Span(offset, offset))
    for link in statement.links if statement else ():
        yield link.claim


def _claim(view: Selection, claim: ClaimRow) -> str:
    lines = view.evidence(claim.ref.iri)
    numbers = [
        f"{number} {word}"
        for word in ("supports", "disputes", "qualifies", "neutral")
        if (number := sum(line.direction == word for line in lines))
    ]
    certainty = view.certainty(claim.ref.iri)
    facts = [view.status(claim.ref.iri), *([f"certainty {certainty}"] if certainty else [])]
    told = ", ".join(numbers) or "no evidence lines"
    return f"*{escaped(claim.text)}*  \n{', '.join(facts)}; {told}  \n`kg show {claim.ref.id}`"
