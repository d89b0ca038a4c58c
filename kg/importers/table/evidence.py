"""Rows into evidence lines: what a source says for or against a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.importers.table.build import build
from kg.importers.table.claims import written
from kg.importers.table.codes import code_cell, code_cells, is_nothing, read_code
from kg.importers.table.values import count_cell
from kg.model.codes import (
    Consideration,
    Direction,
    Effect,
    OcebmLevel,
    Question,
    StudyDesign,
    Verification,
)
from kg.model.evidence import EvidenceLine, RiskOfBias
from kg.model.identity import evidence_name
from kg.model.ownership import PENDING, content_of, owned_by
from kg.model.passage import Passage, QuoteSelector
from kg.model.values import LangText

if TYPE_CHECKING:
    from kg.importers.table.claims import Claims
    from kg.importers.table.concepts import Concepts
    from kg.importers.table.documents import Documents
    from kg.importers.table.row import Row
    from kg.importers.table.values import ContextReader

_OCEBM: Final = re.compile(r"OCEBM(?: 2011)?[ -](?:level )?([1-5])", re.IGNORECASE)
"""A level by its label, as the CSV export writes it."""
_NUMBERS: Final = ("estimate", "estimate_low", "estimate_high")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
EXCLUDED: Final = "excluded"
"""An adjusted level that says: not to be counted at all."""


def evidence_line(
    row: Row,
    base: str,
    claims: Claims,
    documents: Documents,
    readers: tuple[ContextReader, Concepts],
) -> EvidenceLine:
    """The evidence line that a row with a direction records.

    Args:
        row: the row.
        base: namespace of the ledger's own names.
        claims: the claims.
        documents: the documents.
        readers: reads the context columns; finds concepts.

    Returns:
        The line under its final name: made of claim, source and evidence_id, or of all it states.

    Raises:
        ImportFault: a cell cannot be read.
    """
    contexts, concepts = readers
    claim, source = claims.of(row), documents.source(row, contexts)
    adjusted, reason = _adjusted(row, concepts)
    context = contexts.read(row, "evidence_")
    count = count_cell(row, "n", context)
    draft = build(
        row,
        EvidenceLine,
        {
            "claim": claim.iri,
            "source": source,
            "study": tuple(documents.named(name) for name in row.items("study")),
            "direction": code_cell(row, "direction", Direction),
            "summary": (LangText(text=row.get("note")),) if row.get("note") else (),
            "effect": code_cell(row, "evidence_effect", Effect),
            **{name: _number(row, name) for name in _NUMBERS},
            "estimate_measure": row.get("estimate_measure") or None,
            "p": row.get("p") or None,
            "sample_size": count,
            "study_design": code_cell(row, "study_design", StudyDesign),
            "design_words": row.get("design_words") or None,
            "risk_of_bias": _risk_of_bias(row) or None,
            "considerations": code_cells(row, "considerations", Consideration) or None,
            "question": code_cell(row, "question", Question),
            "level": _level(row, "level", concepts),
            "adjusted_level": adjusted,
            "adjustment_reason": reason,
            "verification": code_cell(row, "verification", Verification),
            "passages": _passages(row, source, documents),
            "identifier": row.get("evidence_id") or None,
            "notes": written(row),
            **context,
        },
    )
    return named_evidence(draft, base)


def named_evidence(draft: EvidenceLine, base: str) -> EvidenceLine:
    """A line under its final name: made of claim, source and identifier, or of all it states."""
    about = f"{draft.claim.removeprefix(base)}\n{draft.source.removeprefix(base)}"
    content = f"id: {draft.identifier}" if draft.identifier else content_of(draft)
    return owned_by(draft, base + evidence_name(f"{about}\n{content}"))


def _number(row: Row, column: str) -> str | None:
    words = row.get(column).replace("−", "-").strip()
    if is_nothing(words):
        return None
    if not _NUMBER.fullmatch(words):
        raise row.fault(column, "is not a number", "write it as -0.40")
    return words


def _risk_of_bias(row: Row) -> tuple[RiskOfBias, ...]:
    """How biased the result may be: a judgement means nothing without the tool that made it."""
    overall, tool = row.get("risk_of_bias"), row.get("risk_of_bias_tool")
    if is_nothing(overall):
        return ()
    if is_nothing(tool):
        raise row.fault("risk_of_bias", "names no tool", "fill risk_of_bias_tool, such as RoB 2")
    return (RiskOfBias(iri=PENDING, tool=tool, overall=overall),)


def _level(row: Row, column: str, concepts: Concepts) -> str | None:
    """A level as a concept: one of OCEBM 2011, or of the scheme that the row names."""
    words, scheme = row.get(column), row.get("level_scheme")
    if is_nothing(words):
        return None
    if "ocebm" in scheme.casefold() or not scheme:
        numbered = _OCEBM.fullmatch(words)
        found = read_code(OcebmLevel, numbered[1] if numbered else words)
        if found is not None:
            return found.iri
        if scheme or words.isdigit():
            raise row.fault(column, "is no level of OCEBM 2011", "use 1 to 5, or fill level_scheme")
    return concepts.find(words) or concepts.named(f"{scheme} {words}".strip())


def _adjusted(row: Row, concepts: Concepts) -> tuple[str | None, str | None]:
    """The adjusted level and its reason; `excluded` is a reason without a level."""
    reason = row.get("adjustment_reason")
    if row.get("adjusted_level").casefold() == EXCLUDED:
        return None, f"{EXCLUDED}: {reason}" if reason else EXCLUDED
    return _level(row, "adjusted_level", concepts), reason or None


def _passages(row: Row, source: str, documents: Documents) -> tuple[Passage, ...]:
    quote = row.get("evidence_quote")
    if not quote:
        return ()
    exact = QuoteSelector(iri=PENDING, exact=quote)
    return (Passage(iri=PENDING, source=documents.quoted(source), quote=exact),)
