"""The audit of an article: statements in, findings out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.auditing.bearers import bearers_of
from kg.auditing.case import Case
from kg.auditing.linking import linker_of
from kg.auditing.prose import Reader
from kg.auditing.recorded import anchored
from kg.auditing.reporting import finding
from kg.auditing.rule import Hit, default_rules
from kg.auditing.sources import Library
from kg.model.finding import Report, Skipped, Span
from kg.text.language import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.case import LostQuote
    from kg.auditing.rule import Rule
    from kg.auditing.statement import Statement
    from kg.model.finding import Finding
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
    linker = linker_of(view) if view else None
    library = Library(bearers_of(view) if view else (), reading)
    reader = Reader(reading, linker, library)
    known: tuple[Statement, ...] = ()
    lost: tuple[LostQuote, ...] = ()
    document = _document_of(reading, view) if view and use_anchors else None
    if view is not None and document is not None:
        known, lost = anchored(view, document, reader)
    statements = _merged(known, reader.statements)
    if view is not None:
        view.attend(link.claim.ref.iri for one in statements for link in one.links)
    case = Case(
        path=reading.path,
        statements=statements,
        view=view,
        has_references=library.has_references or any(s.cited for s in statements),
        lost=lost,
        reading=reading,
        references=library.references,
    )
    return _report(case, reading, only)


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
    if reading is not None and is_foreign(reading.text):
        skipped.append(Skipped("language", "the text does not read as English, the rules do"))
    for rule in default_rules("article") if only is None else only:
        if rule.check is None:
            continue
        if rule.needs_ledger and case.view is None:
            skipped.append(Skipped(rule.name, "no ledger was given"))
            continue
        hits: dict[str, list[Hit]] = defaultdict(list)
        for found in rule.check(case):
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                hits[_key(found)].append(found)
        findings += [finding(rule, group, case.path, reading) for group in hits.values()]
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
