"""Claims: sharable meanings, never asserted as facts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from kg.model.codes import ClaimType, Effect
from kg.model.entity import coded, lang, link, literal, text, valued
from kg.model.qualifiers import Qualified
from kg.model.quantity import Value
from kg.model.values import FilledText, Iri, LangText


class Claim(Qualified):
    """What is claimed: a subject, a relation, and an object or a value.

    Several subjects (or objects) are listed together by the text: the relation is claimed of each.
    """

    rdf_type: ClassVar[str] = "kg:Claim"
    kind: ClassVar[str] = "claims"

    label: Annotated[tuple[LangText, ...], lang("rdfs:label"), Field(min_length=1)]
    subject: Annotated[
        tuple[Iri, ...], link("rdf:subject", "Concept", "Claim"), Field(min_length=1)
    ]
    predicate: Annotated[Iri, link("rdf:predicate", "Concept")]
    object: Annotated[tuple[Iri, ...], link("rdf:object", "Concept", "Claim")] = ()
    value: Annotated[Value | None, valued("kg:value")] = None
    statistic: Annotated[FilledText | None, text("kg:statistic")] = None
    effect: Annotated[Effect | None, coded("kg:effect", Effect)] = None
    negated: Annotated[bool | None, literal("kg:negated", "boolean")] = None
    claim_type: Annotated[ClaimType, coded("kg:claimType", ClaimType)]
    topic: Annotated[FilledText | None, text("kg:topic")] = None
    via: Annotated[tuple[Iri, ...], link("kg:via", "Concept")] = ()
    refines: Annotated[tuple[Iri, ...], link("kg:refines", "Claim")] = ()
    revision_of: Annotated[tuple[Iri, ...], link("prov:wasRevisionOf", "Claim")] = ()
    identifier: Annotated[FilledText | None, text("dcterms:identifier")] = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.object and self.value is None:
            raise ValueError("a claim has an object or a value")
        if self.claim_type is ClaimType.COMPARATIVE and not self.comparator:
            raise ValueError("a comparative claim has a comparator")
        return self
