"""Claims as rows of the product's own table format, which `kg import` reads back."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.graph.view import claim_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.view import View
    from kg.store.records import (
        AssertionRow,
        ClaimRow,
        EvidenceRow,
        PassageRow,
        Qualifiers,
        Ref,
        ValueRow,
    )

_DIMENSIONS: Final = (
    "dose",
    "population",
    "condition",
    "species",
    "route",
    "duration",
    "timepoint",
    "comparator",
    "outcome",
    "co_intervention",
    "place",
    "period",
)

COLUMNS: Final = (
    *("claim_id", "duplicate_of", "text", "subject", "predicate", "object", "value", "unit"),
    *("statistic", "effect", "negated", "via", "claim_type", "dose_level", *_DIMENSIONS),
    *(
        "document",
        "document_version",
        "passage",
        "start",
        "end",
        "quote_sha256",
        "excerpt",
        "hedging",
        "hedge_cues",
    ),
    *("attribution", "attribution_text", "evidence_id", "source", "source_title", "doi", "pmid"),
    *("year", "notice", "study", "study_design", "direction", "evidence_effect", "estimate"),
    *("estimate_measure", "estimate_low", "estimate_high", "p", "n", "question", "level"),
    *("level_scheme", "adjusted_level", "verification", "evidence_quote", "evidence_dose_level"),
    *(f"evidence_{dimension}" for dimension in _DIMENSIONS),
    "note",
)
"""All columns of the table format, in its order."""

Row = dict[str, str]
"""Cells by column; what is not stated is absent."""


def rows(view: View) -> Iterator[Row]:
    """A selection as rows: one an utterance's passage, one an evidence line.

    A claim without either has one row. An utterance under conditions of its own is a restatement:
    its row bears its own id, and the claim's under `duplicate_of`. Claims that selected ones speak
    of follow at the end, without their evidence. Several values of a cell are joined by `; `.

    Args:
        view: the selection.

    Yields:
        Rows in the order of the claims.
    """
    terms = _Terms(view)
    for claim in chain.from_iterable(view.pages()):
        stated = terms.cells(claim)
        own = {**stated, **_conditions(claim.qualifiers)}
        count = 0
        for assertion in view.assertions(claim.ref.iri):
            for cells in _utterance(view, assertion):
                count += 1
                yield (
                    {**_restated(stated, assertion), **cells}
                    if assertion.qualifiers
                    else ({**own, **cells})
                )
        for line in view.evidence(claim.ref.iri):
            count += 1
            yield {**own, **_evidence(view, line)}
        if not count:
            yield own
    for claim in terms.beyond():
        yield {**terms.cells(claim), **_conditions(claim.qualifiers)}


class _Terms:
    """Cells of what a claim says; a nested claim is named by its id, a concept by its label."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._names: dict[str, str] = {}
        self._beyond: list[ClaimRow] = []

    @cached_property
    def _selected(self) -> frozenset[str]:
        """Asked for only where claims speak of claims."""
        return frozenset(self._view.claim_iris)

    def cells(self, claim: ClaimRow) -> Row:
        value = claim.value
        return _filled(
            {
                "claim_id": claim.ref.id,
                "text": claim.text,
                "subject": self._joined(claim.subjects),
                "predicate": claim.predicate.label,
                "object": self._joined(claim.objects),
                "value": _amount(value) if value else None,
                "unit": value.unit if value and _bounded(value) else None,
                "statistic": claim.statistic,
                "effect": claim.effect,
                "negated": "true" if claim.negated else None,
                "via": self._joined(claim.via),
                "claim_type": claim.type,
            }
        )

    def beyond(self) -> Iterator[ClaimRow]:
        """Claims outside the selection that were named so far, and those that they name."""
        while self._beyond:
            yield self._beyond.pop()

    def _joined(self, refs: Iterable[Ref]) -> str:
        return "; ".join(self._name(ref) for ref in refs)

    def _name(self, ref: Ref) -> str:
        if ref.iri not in self._names:
            nested = claim_of(self._view.ledger, ref.iri)
            self._names[ref.iri] = ref.id if nested else ref.label
            if nested and ref.iri not in self._selected:
                self._beyond.append(nested)
        return self._names[ref.iri]


def _restated(stated: Row, assertion: AssertionRow) -> Row:
    own = {"claim_id": assertion.id, "duplicate_of": stated["claim_id"]}
    return {**stated, **own, **_conditions(assertion.qualifiers)}


def _utterance(view: View, assertion: AssertionRow) -> Iterator[Row]:
    common: dict[str, str | None] = {
        "document": _local(view, assertion.document),
        "hedging": assertion.hedging,
        "hedge_cues": "; ".join(assertion.hedge_cues),
        "attribution": assertion.attribution,
        "attribution_text": assertion.attribution_text,
    }
    places: tuple[PassageRow | None, ...] = assertion.passages or (None,)
    for place in places:
        found: dict[str, str | None] = {}
        if place is not None:
            found = {
                "document_version": _local(view, place.source),
                "passage": place.exact,
                "quote_sha256": place.sha256,
                "excerpt": place.excerpt,
                "start": None if place.start is None else str(place.start),
                "end": None if place.end is None else str(place.end),
            }
        yield _filled({**common, **found})


def _evidence(view: View, line: EvidenceRow) -> Row:
    source = line.source
    cells: dict[str, str | None] = {
        "evidence_id": line.id,
        "source": source.ref.id,
        "source_title": source.title,
        "doi": source.doi,
        "pmid": source.pmid,
        "year": None if source.year is None else str(source.year),
        "notice": "; ".join(notice.kind for notice in source.notices),
        "study": "; ".join(_local(view, iri) for iri in line.study),
        "study_design": line.design or source.design,
        "direction": line.direction,
        "evidence_effect": line.effect,
        "estimate": line.estimate,
        "estimate_measure": line.estimate_measure,
        "estimate_low": line.estimate_low,
        "estimate_high": line.estimate_high,
        "p": line.p,
        "n": None if line.sample_size is None else str(line.sample_size),
        "question": line.question,
        "level": line.level.label if line.level else None,
        "level_scheme": line.level_scheme,
        "adjusted_level": line.adjusted_level.label if line.adjusted_level else None,
        "verification": line.verification,
        "evidence_quote": " […] ".join(place.words for place in line.passages if place.words),
        "note": line.summary,
    }
    return {**_filled(cells), **_conditions(line.qualifiers, "evidence_")}


def _conditions(qualifiers: Qualifiers, prefix: str = "") -> Row:
    cells: dict[str, str | None] = {
        f"{prefix}dose_level": "; ".join(v.level for v in qualifiers.get("dose", ()) if v.level)
    }
    for dimension in _DIMENSIONS:
        values = (v for v in qualifiers.get(dimension, ()) if not v.level)
        cells[prefix + dimension] = "; ".join(value.text for value in values)
    return _filled(cells)


def _bounded(value: ValueRow) -> bool:
    return value.low is not None or value.high is not None


def _amount(value: ValueRow) -> str:
    """The number or interval of a claim's value; its unit has a column of its own."""
    low, high = value.low, value.high
    if low is None and high is None:
        return value.text
    if low == high or high is None or low is None:
        sign = "" if low == high else (">" if high is None else "<")
        open_end = value.low_open if high is None else value.high_open
        return f"{sign}{'' if not sign or open_end else '='} {low or high}".strip()
    return f"{low}..{high}" if "-" in low + high else f"{low}-{high}"


def _local(view: View, iri: str) -> str:
    return iri.removeprefix(view.ledger.base)


def _filled(cells: dict[str, str | None]) -> Row:
    return {name: cell for name, cell in cells.items() if cell}
