"""Rows of the store as flat attributes of nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.element import flat

if TYPE_CHECKING:
    from kg.graph.element import Scalar
    from kg.graph.view import View
    from kg.store.records import (
        AssertionRow,
        ClaimRow,
        DocumentRow,
        EvidenceRow,
        Qualifiers,
    )


def of_qualifiers(qualifiers: Qualifiers) -> dict[str, Scalar]:
    """Conditions in words, one attribute a dimension; dose words apart from doses.

    Args:
        qualifiers: values by dimension.

    Returns:
        Words by dimension, in the order given; `dose_level` before `dose`.
    """
    words: dict[str, list[str] | None] = {}
    for dimension, values in qualifiers.items():
        if dimension == "dose":
            words["dose_level"] = [value.level for value in values if value.level]
        words[dimension] = [value.text for value in values if not value.level]
    return flat(words)


def of_claim(
    view: View, claim: ClaimRow, certainty: str | None, *, selected: bool
) -> dict[str, Scalar]:
    """What a claim is, and how it stands in this ledger.

    Args:
        view: where status and tallies are asked.
        claim: the claim.
        certainty: its computed certainty, if somebody computed it.
        selected: it belongs to the selection, not only to what the selection refers to.

    Returns:
        Attributes of a node or, in the projection to concepts, of an edge.
    """
    iri = claim.ref.iri
    tally = view.tallies(iri)
    return {
        **flat(
            {
                "iri": iri,
                "text": claim.text,
                "predicate": claim.predicate.label,
                "value": claim.value.text if claim.value else None,
                "statistic": claim.statistic,
                "effect": claim.effect,
                "negated": claim.negated,
                "type": claim.type,
                "topic": claim.topic,
                "status": view.status(iri),
                "certainty": certainty,
                "supports": tally.supports,
                "disputes": tally.disputes,
                "qualifies": tally.qualifies,
                "neutral": tally.neutral,
                "state": claim.state,
                "selected": selected,
            }
        ),
        **of_qualifiers(claim.qualifiers),
    }


def of_document(document: DocumentRow) -> dict[str, Scalar]:
    """What a document is, and whether it stands.

    Args:
        document: an article or a source.

    Returns:
        Attributes of a node.
    """
    return flat(
        {
            "iri": document.ref.iri,
            "authors": document.authors,
            "year": document.year,
            "container": document.container,
            "design": document.design,
            "design_words": document.design_words,
            "n": document.sample_size,
            "retracted": document.retracted,
            "notices": [notice.kind for notice in document.notices],
            "doi": document.doi,
            "pmid": document.pmid,
            "pmcid": document.pmcid,
            "url": document.url,
        }
    )


def of_evidence(line: EvidenceRow, base: str) -> dict[str, Scalar]:
    """What one study says for or against a claim, and under which conditions.

    Args:
        line: the evidence line.
        base: IRI that local ids of studies are cut from.

    Returns:
        Attributes of an edge.
    """
    return {
        **flat(
            {
                "design": line.design or line.source.design,
                "level": line.level.label if line.level else None,
                "level_scheme": line.level_scheme,
                "adjusted_level": line.adjusted_level.label if line.adjusted_level else None,
                "question": line.question,
                "year": line.source.year,
                "n": line.sample_size,
                "effect": line.effect,
                "estimate": _number(line.estimate),
                "estimate_measure": line.estimate_measure,
                "estimate_low": _number(line.estimate_low),
                "estimate_high": _number(line.estimate_high),
                "p": line.p,
                "study": [iri.removeprefix(base) for iri in line.study],
                "summary": line.summary,
                "verification": line.verification,
                "counts": line.counts,
                "retracted": line.source.retracted,
            }
        ),
        **of_qualifiers(line.qualifiers),
    }


def of_assertion(assertion: AssertionRow) -> dict[str, Scalar]:
    """How a document utters a claim.

    Args:
        assertion: the utterance.

    Returns:
        Attributes of an edge.
    """
    return {
        **flat(
            {
                "hedging": assertion.hedging,
                "hedge_cues": assertion.hedge_cues,
                "attribution": assertion.attribution,
                "attribution_text": assertion.attribution_text,
                "explicitness": assertion.explicitness,
            }
        ),
        **of_qualifiers(assertion.qualifiers),
    }


def _number(lexical: str | None) -> float | None:
    return None if lexical is None else float(lexical)
