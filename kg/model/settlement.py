"""Settlements: what a person decides of two opposite claims, with the reason."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.codes import PairState
from kg.model.entity import Curated, coded, lang, link, literal
from kg.model.values import Iri, LangText, PartialDate


class Settlement(Curated):
    """What somebody decides of a pair of opposite claims; the newest one of a pair counts.

    None is ever removed: a pair that is opened again has a settlement that says so, and why.
    """

    rdf_type: ClassVar[str] = "kg:Settlement"
    kind: ClassVar[str] = "settlements"

    claims: Annotated[tuple[Iri, ...], link("kg:settles", "Claim")]
    settled_as: Annotated[PairState, coded("kg:settledAs", PairState)]
    rationale: Annotated[tuple[LangText, ...], lang("kg:rationale")]
    revises: Annotated[Iri | None, link("prov:wasRevisionOf", "Settlement")] = None
    assessor: Annotated[Iri | None, link("prov:wasAttributedTo", "Agent")] = None
    date: Annotated[PartialDate | None, literal("dcterms:date", "date")] = None
