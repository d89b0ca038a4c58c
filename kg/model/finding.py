"""Results of an audit: a defect is a value, and so is what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How serious a finding is; the larger the more."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as printed."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points from 0, the end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of an article or a ledger, at its exact place.

    Attributes:
        code: the rule's code, which never changes.
        name: the rule's name.
        severity: how serious it is.
        message: what is wrong, in one sentence.
        help: how to mend or silence it.
        path: the file as the user named it, or the ledger.
        start: first code point of the place, None where the place is an entity.
        end: code point after the place.
        line: 1-based line, None without a place in a text.
        column: 1-based column in code points.
        quote: the words at the place.
        claim: local id of the claim concerned.
        also: other places of the same finding.
        related: local ids or words of what it refers to, such as the other side of a conflict.
        fingerprint: the same for the same finding after edits elsewhere.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    path: str
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    quote: str = ""
    claim: str | None = None
    also: tuple[Span, ...] = ()
    related: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be judged, and why.

    Attributes:
        what: the rule, document or claim.
        reason: why, in one sentence.
        count: how many of the kind.
    """

    what: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one audit.

    Attributes:
        path: what was audited.
        findings: the most serious first, then in order of place.
        skipped: what could not be judged.
        statements: sentences that were looked at.
        claims: statements that claim something.
        judged: claims that were held against the ledger.
        sourced: claims that give a source.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    statements: int = 0
    claims: int = 0
    judged: int = 0
    sourced: int = 0
    notes: tuple[str, ...] = field(default=())
