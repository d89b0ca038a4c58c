"""The audit: statements in, findings out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.auditing.case import Case
from kg.auditing.linking import Linker
from kg.auditing.prose import Reader
from kg.auditing.recorded import anchored, recorded
from kg.auditing.rule import Hit, rules
from kg.auditing.sources import Library
from kg.model.finding import Finding, Report, Skipped, Span
from kg.text.canonical import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.case import LostQuote
    from kg.auditing.rule import Rule
    from kg.auditing.statement import Statement
    from kg.store.selection import Selection
    from kg.text.reading import Reading


def audit_article(
    reading: Reading,
    view: Selection | None,
    only: Iterable[Rule] | None = None,
    *,
    use_anchors: bool = True,
) -> Report:
    """Find the faults of an article.

    Args:
        reading: the article.
        view: the ledger to hold it against; without one the rules on prose alone are run.
        only: the rules to run, all if not given.
        use_anchors: start from the assertions that the ledger keeps of this very document.

    Returns:
        Findings at their places, and what could not be judged.
    """
    linker = Linker(view) if view else None
    library = Library(view.ledger.documents() if view else (), reading)
    reader = Reader(reading, linker, library)
    known: tuple[Statement, ...] = ()
    lost: tuple[LostQuote, ...] = ()
    document = _document_of(reading, view) if view and use_anchors else None
    if view is not None and document is not None:
        known, lost = anchored(view, document, reader)
    statements = _merged(known, reader.statements)
    case = Case(
        path=reading.path,
        statements=statements,
        view=view,
        has_references=library.has_references or any(s.cited for s in statements),
        lost=lost,
    )
    return _report(case, reading, only)


def audit_ledger(view: Selection, path: str, only: Iterable[Rule] | None = None) -> Report:
    """Find the faults of what a ledger records, without any text at hand.

    Args:
        view: the ledger, or a part of it.
        path: the ledger as the user named it.
        only: the rules to run, all if not given.

    Returns:
        Findings on claims and documents.
    """
    statements = recorded(view)
    passages = sum(
        len(row.passages) for claim in view.claims for row in view.assertions(claim.ref.iri)
    )
    case = Case(path, statements, view, of_ledger=True, unchecked=passages)
    return _report(case, None, only)


def _document_of(reading: Reading, view: Selection) -> str | None:
    """The document of the ledger that a text is: by the hash of a version, else by its path."""
    versions = view.ledger.versions()
    for version in versions:
        if reading.bytes_sha256 == version.sha256 or reading.text_sha256 == version.text_sha256:
            return version.document
    name = PurePath(reading.path).name
    same = {v.document for v in versions if v.path and PurePath(v.path).name == name}
    return same.pop() if len(same) == 1 else None


def _merged(known: tuple[Statement, ...], read: Iterable[Statement]) -> tuple[Statement, ...]:
    """Anchored statements, and those read of sentences that no anchor covers."""
    taken = sorted((s.span.start, s.span.end) for s in known if s.span)
    fresh = [s for s in read if s.span and not _covered(s.span, taken)]
    every = [*known, *fresh]
    return tuple(sorted(every, key=lambda s: (s.span.start, s.span.end) if s.span else (0, 0)))


def _covered(span: Span, taken: list[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in taken)


def _report(case: Case, reading: Reading | None, only: Iterable[Rule] | None) -> Report:
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    places = LineIndex(reading.text) if reading else None
    for rule in rules() if only is None else only:
        if rule.needs_ledger and case.view is None:
            skipped.append(Skipped(rule.name, "no ledger was given"))
            continue
        hits: dict[str, list[Hit]] = defaultdict(list)
        for found in rule.check(case):
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                hits[_key(found)].append(found)
        findings += [_finding(rule, group, case, places) for group in hits.values()]
    findings.sort(key=lambda f: (-f.severity, f.start if f.start is not None else -1, f.code))
    claims = [s for s in case.statements if s.role == "claim"]
    return Report(
        path=case.path,
        findings=tuple(findings),
        skipped=tuple(skipped),
        statements=len(case.statements),
        claims=len(claims),
        judged=sum(s.claim is not None for s in claims),
        sourced=sum(bool(s.cited) for s in claims),
    )


def _key(hit: Hit) -> str:
    if hit.key or hit.statement is None:
        return hit.key or hit.quote or hit.message
    claim = hit.statement.claim
    return claim.ref.iri if claim else f"{hit.statement.span or hit.statement.quote}"


def _finding(rule: Rule, hits: list[Hit], case: Case, places: LineIndex | None) -> Finding:
    first = hits[0]
    statement = first.statement
    span = statement.span if statement else None
    quote = statement.quote if statement else first.quote
    line, column = places.place(span.start) if places and span else (None, None)
    claim = first.claim or (statement.claim.ref.id if statement and statement.claim else None)
    spans = dict.fromkeys(h.statement.span for h in hits if h.statement and h.statement.span)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=first.message,
        help=first.help,
        path=case.path,
        start=span.start if span else None,
        end=span.end if span else None,
        line=line,
        column=column,
        quote=quote,
        claim=claim,
        also=tuple(one for one in spans if one != span),
        related=first.related,
        fingerprint=_fingerprint(rule.code, quote, claim),
    )


def _fingerprint(code: str, quote: str, claim: str | None) -> str:
    """The same after edits elsewhere: no line or offset goes into it."""
    words = " ".join(quote.split()).casefold()
    return hashlib.sha256(f"{code}\n{words}\n{claim or ''}".encode()).hexdigest()[:16]
