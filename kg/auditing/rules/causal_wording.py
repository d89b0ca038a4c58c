"""A cause told where studies saw an association."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity
from kg.text.cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.statement import Statement
    from kg.store.records import ClaimRow

_SEEN_ONLY: Final = frozenset({"cohort-study", "case-control-study", "cross-sectional-study"})
"""Designs in which nobody was given anything by chance."""


def check(case: Case) -> Iterator[Hit]:
    """Causal wording of claims that only observational studies support."""
    for statement in case.statements:
        claim = statement.claim
        if claim is None or statement.role != "claim" or not (word := _causal(statement)):
            continue
        seen = _seen_only(claim, case)
        if claim.type != "correlational" and not seen:
            continue
        why = "only observational studies stand behind it" if seen else "it is an association"
        yield Hit(
            statement,
            f'"{word}" tells of a cause, but {why}: {claim.text}',
            'word it as an association: "is linked to", "was more common with"',
            related=tuple(sorted({x.source.ref.id for x in case.lines(claim) if x.counts})),
        )


def _causal(statement: Statement) -> str | None:
    """The word that tells of a cause, where none tells of an association or leaves it open."""
    if statement.hedging in {"possible", "speculative"}:
        return None
    found = cues(statement.quote)
    if any(cue.kind == "correlational" for cue in found):
        return None
    return next(
        (cue.text for cue in found if (cue.kind, cue.strength) == ("increase", "causal")), None
    )


def _seen_only(claim: ClaimRow, case: Case) -> bool:
    """All live lines that speak for a claim, or limit it, are of observational studies."""
    live = [x for x in case.lines(claim) if x.counts and x.direction in {"supports", "qualifies"}]
    return bool(live) and all((x.design or x.source.design) in _SEEN_ONLY for x in live)


_EXAMPLE = """:y-nausea a kg:Claim ; rdfs:label "Bullying is linked with nausea."@en ;
    rdf:subject :bullying ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Increase ;
    kg:claimType kg:Correlational .
:bullying a skos:Concept ; skos:prefLabel "bullying"@en .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-nausea ; kg:source :hahn2018 ;
    kg:evidenceDirection kg:Supports ; kg:studyDesign kg:CrossSectionalStudy ."""

RULE = Rule(
    code="KG406",
    name="causal-wording",
    severity=Severity.WARNING,
    summary="A cause told where studies saw an association.",
    what="Flags causal words (causes, triggers, leads to) without hedging, where the claim is "
    "recorded as an association, or where all live lines for it are of observational studies.",
    why="What goes together need not come from each other.",
    instead="Word it as an association.",
    examples=(
        Example("Bullying causes nausea (Hahn 2018).", ("Bullying causes nausea",), _EXAMPLE),
        Example("Bullying is linked with nausea (Hahn 2018).", ledger=_EXAMPLE),
    ),
    check=check,
    references=("Haber et al. 2018, doi:10.1371/journal.pone.0196346",),
    needs_ledger=True,
    default_in=(),
    measured=Measured(
        1,
        1,
        "of the demonstration draft, in which 2 causes stand where studies saw "
        "associations. One place is too few to have it on.",
    ),
)
