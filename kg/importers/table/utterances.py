"""Rows into assertions and assessments: who says it, where, how firmly; what is judged of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.importers.table.build import build
from kg.importers.table.claims import DEFINING
from kg.importers.table.codes import code_cell
from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.codes import Attribution, Explicitness, Hedging
from kg.model.identity import assertion_name, digest
from kg.model.meaning import meaning_of
from kg.model.ownership import content_of, owned_by
from kg.model.values import LangText

if TYPE_CHECKING:
    from kg.importers.table.claims import Claims
    from kg.importers.table.documents import Documents
    from kg.importers.table.row import Row
    from kg.importers.table.values import Context, ContextReader
    from kg.model.claim import Claim

NO_REASON: Final = "No reason was recorded."
"""Rationale of a verdict that came without one; the model wants a sentence."""

_RECORDED: Final = (*DEFINING, "topic")
"""Columns of a restatement that its claim may have otherwise: an utterance has no such fields."""


def assertion(
    row: Row, base: str, claims: Claims, documents: Documents, contexts: ContextReader
) -> Assertion:
    """The utterance that a row with a document records.

    Args:
        row: the row.
        base: namespace of the ledger's own names.
        claims: the claims.
        documents: the documents.
        contexts: reads the context columns.

    Returns:
        The assertion under its final name: the same passage of the same document stating the same
        claim bears the same name, whatever else is said of it.
    """
    claim, document = claims.of(row), documents.stating(row)
    passage, remarks = documents.passage(row, document)
    notes = (*_notes(row, claims), *remarks)
    cited = () if row.get("direction") else tuple(documents.named(n) for n in row.items("source"))
    draft = build(
        row,
        Assertion,
        {
            "claim": claim.iri,
            "document": document,
            "passages": (passage,) if passage else (),
            "hedging": code_cell(row, "hedging", Hedging),
            "hedge_cues": row.items("hedge_cues"),
            "attribution": code_cell(row, "attribution", Attribution),
            "attribution_text": row.get("attribution_text") or None,
            "explicitness": code_cell(row, "explicitness", Explicitness),
            "cites": cited,
            "identifier": row.get("claim_id") or None,
            "notes": tuple(LangText(text=text) for text in notes),
            **_own_context(row, claim, claims, contexts),
        },
    )
    return named_assertion(draft, base)


def named_assertion(draft: Assertion, base: str) -> Assertion:
    """An assertion under its final name: made of document, claim, and its passage if it has one."""
    where = content_of(draft.passages[0] if draft.passages else draft)
    content = f"{draft.document.removeprefix(base)}\n{draft.claim.removeprefix(base)}\n{where}"
    return owned_by(draft, base + assertion_name(content))


def assessment(row: Row, base: str, claims: Claims) -> Assessment:
    """The judgement that a row records of its claim."""
    claim = claims.of(row)
    draft = build(
        row,
        Assessment,
        {
            "claim": claim.iri,
            "verdict": row.get("verdict") or None,
            "rationale": (LangText(text=row.get("rationale") or NO_REASON),),
        },
    )
    return owned_by(draft, f"{base}j{digest(content_of(draft), 16)}")


def states_utterance(row: Row) -> bool:
    """The row says where its claim is stated."""
    return bool(row.get("document"))


def _own_context(row: Row, claim: Claim, claims: Claims, contexts: ContextReader) -> Context:
    """What the text says of the conditions here, beyond what the claim says of them.

    A restatement keeps all its own; another row of the same claim what differs; the row that
    defines the claim nothing.
    """
    if row.get("duplicate_of"):
        return contexts.read(row)
    if claims.is_first(row):
        return {}
    return {
        name: values
        for name, values in contexts.read(row).items()
        if {meaning_of(v) for v in values} != {meaning_of(v) for v in getattr(claim, name)}
    }


def _notes(row: Row, claims: Claims) -> tuple[str, ...]:
    """Remarks of the row, and how a restatement was recorded where that differs from its claim."""
    notes = [row.get("remark")] if row.get("remark") else []
    first = claims.row_of(row.get("duplicate_of"))
    if first is not None:
        stated = [
            f"{c}: {row.get(c)}" for c in _RECORDED if row.get(c) and row.get(c) != first.get(c)
        ]
        if stated:
            notes.append(f"recorded as {'; '.join(stated)}")
    return tuple(notes)
