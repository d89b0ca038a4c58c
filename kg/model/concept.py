"""Concepts: what claims are about."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from kg.model.codes import BetterSide, DoseLevel
from kg.model.entity import Curated, coded, lang, link, owned, text
from kg.model.quantity import Quantity
from kg.model.values import FilledText, Iri, LangText


class Concept(Curated):
    """Something that a claim speaks of: a drug, an outcome, a population, a relation."""

    rdf_type: ClassVar[str] = "skos:Concept"
    kind: ClassVar[str] = "concepts"

    labels: Annotated[tuple[LangText, ...], lang("skos:prefLabel"), Field(min_length=1)]
    synonyms: Annotated[tuple[LangText, ...], lang("skos:altLabel")] = ()
    definition: Annotated[tuple[LangText, ...], lang("skos:definition")] = ()
    broader: Annotated[tuple[Iri, ...], link("skos:broader", "Concept")] = ()
    related: Annotated[tuple[Iri, ...], link("skos:related", "Concept")] = ()
    disjoint_with: Annotated[tuple[Iri, ...], link("kg:disjointWith", "Concept")] = ()
    measures: Annotated[tuple[Iri, ...], link("kg:measures", "Concept")] = ()
    inversely_measures: Annotated[tuple[Iri, ...], link("kg:inverselyMeasures", "Concept")] = ()
    better_when: Annotated[BetterSide | None, coded("kg:betterWhen", BetterSide)] = None
    exact_match: Annotated[tuple[Iri, ...], link("skos:exactMatch")] = ()
    close_match: Annotated[tuple[Iri, ...], link("skos:closeMatch")] = ()
    scheme: Annotated[Iri | None, link("skos:inScheme")] = None
    notation: Annotated[FilledText | None, text("skos:notation")] = None

    @field_validator("labels", mode="after")
    @classmethod
    def _one_label_a_language(cls, labels: tuple[LangText, ...]) -> tuple[LangText, ...]:
        languages = [label.lang.lower() for label in labels]
        if len(set(languages)) != len(languages):
            raise ValueError("a concept has one preferred label a language")
        return labels


class DoseBand(Curated):
    """What a dose word means in this ledger, for one drug, route and population."""

    rdf_type: ClassVar[str] = "kg:DoseBand"
    kind: ClassVar[str] = "dose-bands"

    drug: Annotated[Iri, link("kg:drug", "Concept")]
    level: Annotated[DoseLevel, coded("kg:doseLevel", DoseLevel)]
    amount: Annotated[Quantity, owned("kg:amount", "Quantity")]
    route: Annotated[Iri | None, link("kg:bandRoute", "Concept")] = None
    population: Annotated[Iri | None, link("kg:bandPopulation", "Concept")] = None
    source: Annotated[tuple[Iri, ...], link("dcterms:source", "Document")] = ()
