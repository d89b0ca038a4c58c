"""Assertions of the ledger as statements, with their places where the text is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.case import LostQuote
from kg.auditing.claims_about import is_small
from kg.auditing.statement import Cited, Link, Statement
from kg.model.finding import Span
from kg.store import fetch
from kg.store.lines import assertions_of
from kg.store.schema import IN_FORCE
from kg.text.anchors import Anchor, locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.prose import Reader
    from kg.auditing.statement import Role
    from kg.store.records import AssertionRow, ClaimRow, PassageRow, Qualifiers
    from kg.store.selection import Selection
    from kg.text.anchors import Placement

_ROLES: dict[str, Role] = {
    "definitional": "definition",
    "normative": "advice",
    "opinion": "background",
    "evidence-status": "background",
}


def recorded(view: Selection, claims: Iterable[str] | None = None) -> tuple[Statement, ...]:
    """Assertions of a ledger as statements, without places.

    Args:
        view: the ledger, or a part of it.
        claims: IRIs of the claims whose assertions are wanted; those of the view if not given.

    Returns:
        Statements, claim by claim.
    """
    if claims is None:
        claims = view.claim_iris
    chosen = tuple(claims)
    said = assertions_of(view.ledger, chosen)
    return tuple(
        _statement(claim, row, view, None)
        for claim in fetch.claims(view.ledger.index, chosen)
        for row in said.get(claim.ref.iri, ())
    )


def anchored(
    view: Selection, document: str, reader: Reader
) -> tuple[tuple[Statement, ...], tuple[LostQuote, ...]]:
    """The assertions of one document at their places in its text.

    Args:
        view: the ledger.
        document: IRI of the document.
        reader: the document's text.

    Returns:
        Statements that were found, in order of place, and passages that were not.
    """
    text = reader.reading.text
    found: list[Statement] = []
    lost: list[LostQuote] = []
    for claim in _claims_of(view, document):
        for row in view.assertions(claim.ref.iri):
            if row.document != document:
                continue
            for passage in row.passages:
                placement = locate(text, _anchor(passage))
                if placement.status in {"exact", "moved"} or _stands(placement, passage, text):
                    span = Span(placement.start or 0, placement.end or 0)
                    found.append(_statement(claim, row, view, span, reader))
                else:
                    lost.append(_lost(claim, row, passage, placement))
    found.sort(key=lambda s: (s.span.start, s.span.end) if s.span else (0, 0))
    return tuple(found), tuple(lost)


def _claims_of(view: Selection, document: str) -> tuple[ClaimRow, ...]:
    """The claims of a selection that a document states, in the order of the selection."""
    rows = view.ledger.index.rows(
        f"SELECT DISTINCT claim FROM assertion WHERE document = ? AND state IN {IN_FORCE}", document
    )
    stated = {str(row[0]) for row in rows}
    if is_small(view):
        found = tuple(claim for claim in view.claims if claim.ref.iri in stated)
    else:
        found = view.ledger.claims_by_iri(view.among(stated))
    view.attend(claim.ref.iri for claim in found)
    return found


def _stands(placement: Placement, passage: PassageRow, text: str) -> bool:
    """Whether the very words stand in the text once, though between others than before."""
    return placement.start is not None and text[placement.start : placement.end] == passage.exact


def _anchor(passage: PassageRow) -> Anchor:
    """An anchor; a quote without a recorded place is looked for from the beginning."""
    start = passage.start or 0
    return Anchor(
        start=start,
        end=passage.end or start + len(passage.exact or "-"),
        exact=passage.exact,
        sha256=passage.sha256,
        prefix=passage.prefix or "",
        suffix=passage.suffix or "",
    )


def _lost(
    claim: ClaimRow, row: AssertionRow, passage: PassageRow, placement: Placement
) -> LostQuote:
    near = None
    if placement.start is not None and placement.end is not None:
        near = Span(placement.start, placement.end)
    return LostQuote(row.id, claim.ref.id, passage.words, placement.status, near)


def _statement(
    claim: ClaimRow,
    row: AssertionRow,
    view: Selection,
    span: Span | None,
    reader: Reader | None = None,
) -> Statement:
    known = view.ledger.documents_by_iri(row.cites)
    cited = [Cited(iri, known.get(iri)) for iri in row.cites]
    quote = next((p.words for p in row.passages if p.words), claim.text)
    boosters: tuple[str, ...] = ()
    block = None
    section = next((p.section for p in row.passages if p.section), None)
    if reader is not None and span is not None:
        quote = reader.reading.text[span.start : span.end]
        around = reader.around(span)
        if around is not None:
            cited += _not_among(cited, around.cited)
            boosters, block, section = around.boosters, around.block, around.section
    return Statement(
        quote=quote,
        span=span,
        block=block,
        role=_ROLES.get(claim.type, "claim"),
        hedging=row.hedging,
        boosters=boosters,
        attribution=row.attribution,
        attribution_text=row.attribution_text,
        cited=tuple(cited),
        links=(Link(claim, "asserted"),),
        effect=claim.effect,
        subjects=tuple(ref.iri for ref in claim.subjects),
        objects=tuple(ref.iri for ref in claim.objects),
        context=_merged(claim.qualifiers, row.qualifiers),
        section=section,
        assertion=row.id,
        document=row.document,
        explicitness=row.explicitness or "explicit",
    )


def _not_among(known: list[Cited], others: tuple[Cited, ...]) -> list[Cited]:
    """The other sources that are not known by their document."""
    documents = {c.document.ref.iri for c in known if c.document}
    return [c for c in others if c.document is None or c.document.ref.iri not in documents]


def _merged(claim: Qualifiers, own: Qualifiers) -> Qualifiers:
    """The claim's conditions, replaced where the assertion states its own."""
    return {**claim, **own}
