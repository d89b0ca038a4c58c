"""Assessments: a person's judgement of a claim, with its reason."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.codes import Certainty, Status
from kg.model.entity import Curated, coded, lang, link, literal, text
from kg.model.values import FilledText, Iri, LangText, PartialDate


class Assessment(Curated):
    """What somebody judges of a claim (or of one assertion of it), and why."""

    rdf_type: ClassVar[str] = "kg:Assessment"
    kind: ClassVar[str] = "assessments"

    claim: Annotated[Iri, link("kg:assesses", "Claim")]
    verdict: Annotated[FilledText | None, text("kg:verdict")] = None
    judged_status: Annotated[Status | None, coded("kg:judgedStatus", Status)] = None
    certainty: Annotated[Certainty | None, coded("kg:certainty", Certainty)] = None
    rationale: Annotated[tuple[LangText, ...], lang("kg:rationale")]
    assessor: Annotated[Iri | None, link("prov:wasAttributedTo", "Agent")] = None
    date: Annotated[PartialDate | None, literal("dcterms:date", "date")] = None
