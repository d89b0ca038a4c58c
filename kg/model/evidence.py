"""Evidence lines: what one study, for one outcome and context, says for or against a claim."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from kg.model.codes import Consideration, Direction, Effect, Question, StudyDesign, Verification
from kg.model.entity import ValueNode, coded, lang, link, literal, owned, text
from kg.model.passage import Passage
from kg.model.qualifiers import Qualified
from kg.model.values import Decimals, FilledText, Iri, LangText


class RiskOfBias(ValueNode):
    """How biased a result may be, by a named tool such as RoB 2 or ROBINS-I."""

    rdf_type: ClassVar[str] = "kg:RiskOfBias"
    kind: ClassVar[str] = "risks-of-bias"

    tool: Annotated[FilledText, text("kg:tool")]
    overall: Annotated[FilledText, text("kg:overall")]
    domains: Annotated[tuple[FilledText, ...], text("kg:domain")] = ()


class Arm(ValueNode):
    """One group of a study: how many took part, and how many had the event."""

    rdf_type: ClassVar[str] = "kg:Arm"
    kind: ClassVar[str] = "arms"

    name: Annotated[FilledText, text("rdfs:label")]
    n: Annotated[int, literal("kg:sampleSize", "integer"), Field(ge=0)]
    events: Annotated[int | None, literal("kg:events", "integer"), Field(ge=0)] = None

    @model_validator(mode="after")
    def _no_more_events_than_people(self) -> Self:
        if self.events is not None and self.events > self.n:
            raise ValueError(f"{self.events} events among {self.n} participants")
        return self


class EvidenceLine(Qualified):
    """An argument for or against a claim, resting on one source.

    Its qualifiers are the conditions as studied. Lines of one `study` share an origin: one vote.
    """

    rdf_type: ClassVar[str] = "kg:EvidenceLine"
    kind: ClassVar[str] = "evidence"

    claim: Annotated[Iri, link("kg:evidenceFor", "Claim")]
    source: Annotated[Iri, link("kg:source", "Document")]
    study: Annotated[tuple[Iri, ...], link("kg:study", "Document")] = ()
    direction: Annotated[Direction, coded("kg:evidenceDirection", Direction)]
    summary: Annotated[tuple[LangText, ...], lang("rdfs:comment")] = ()
    effect: Annotated[Effect | None, coded("kg:effectFound", Effect)] = None
    estimate: Annotated[Decimals | None, literal("kg:estimate", "decimal")] = None
    estimate_measure: Annotated[FilledText | None, text("kg:estimateMeasure")] = None
    estimate_low: Annotated[Decimals | None, literal("kg:estimateLow", "decimal")] = None
    estimate_high: Annotated[Decimals | None, literal("kg:estimateHigh", "decimal")] = None
    p: Annotated[FilledText | None, text("kg:pValue")] = None
    sample_size: Annotated[int | None, literal("kg:sampleSize", "integer"), Field(ge=0)] = None
    arms: Annotated[tuple[Arm, ...], owned("kg:arm", "Arm")] = ()
    risk_of_bias: Annotated[tuple[RiskOfBias, ...], owned("kg:riskOfBias", "RiskOfBias")] = ()
    considerations: Annotated[
        tuple[Consideration, ...], coded("kg:consideration", Consideration)
    ] = ()
    study_design: Annotated[StudyDesign | None, coded("kg:studyDesign", StudyDesign)] = None
    design_words: Annotated[FilledText | None, text("kg:designWords")] = None
    question: Annotated[Question | None, coded("kg:question", Question)] = None
    level: Annotated[Iri | None, link("kg:evidenceLevel", "Concept")] = None
    adjusted_level: Annotated[Iri | None, link("kg:adjustedLevel", "Concept")] = None
    adjustment_reason: Annotated[FilledText | None, text("kg:adjustmentReason")] = None
    verification: Annotated[Verification | None, coded("kg:verification", Verification)] = None
    passages: Annotated[tuple[Passage, ...], owned("kg:passage", "Passage")] = ()
    identifier: Annotated[FilledText | None, text("dcterms:identifier")] = None
