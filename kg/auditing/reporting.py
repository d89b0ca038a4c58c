"""Hits of a rule made into one finding."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.auditing.rule import Hit, Rule
    from kg.text.reading import Reading

_DOCUMENT = "document"
"""Key of what is wrong with a document as a whole, whatever its first place is."""


def finding(rule: Rule, hits: Sequence[Hit], path: str, reading: Reading | None = None) -> Finding:
    """One finding of hits that have one key.

    Args:
        rule: what found them.
        hits: at least one; the first is told, the places of the others are listed.
        path: what was audited, as the user named it.
        reading: the article, None if a ledger was audited.

    Returns:
        The finding.
    """
    first = hits[0]
    statement = first.statement
    span = statement.span if statement else None
    quote = statement.quote if statement else first.quote
    place = reading.place(span.start) if reading and span else None
    claim = first.claim or (statement.claim.ref.id if statement and statement.claim else None)
    spans = dict.fromkeys(h.statement.span for h in hits if h.statement and h.statement.span)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=first.message,
        help=first.help,
        path=path,
        start=span.start if span else None,
        end=span.end if span else None,
        line=place.line if place else None,
        column=place.column if place else None,
        quote=quote,
        claim=claim,
        also=tuple(one for one in spans if one != span),
        related=first.related,
        fingerprint=_fingerprint(rule.code, _DOCUMENT, None)
        if first.key == _DOCUMENT
        else _fingerprint(rule.code, quote, claim),
    )


def _fingerprint(code: str, quote: str, claim: str | None) -> str:
    """The same after edits elsewhere: no line or offset goes into it."""
    words = " ".join(quote.split()).casefold()
    return hashlib.sha256(f"{code}\n{words}\n{claim or ''}".encode()).hexdigest()[:16]
