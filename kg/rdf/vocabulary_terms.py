"""Every term of our own as `schema/ontology.ttl` describes it, and where the models use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import ReadError
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.ontology import schema_file
from kg.terms import KG, NAMESPACES, RDF_TYPE, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_SKOS: Final = NAMESPACES["skos"]
_RDFS: Final = NAMESPACES["rdfs"]
_ALIGNED: Final[dict[str, str]] = {
    f"{_OWL}equivalentClass": "the same as",
    f"{_OWL}equivalentProperty": "the same as",
    f"{_RDFS}subClassOf": "a kind of",
    f"{_RDFS}subPropertyOf": "a kind of",
    f"{_SKOS}exactMatch": "the same as",
    f"{_SKOS}closeMatch": "close to",
    f"{_SKOS}broadMatch": "narrower than",
    f"{_SKOS}narrowMatch": "broader than",
    f"{_SKOS}relatedMatch": "related to",
    f"{_SKOS}broader": "narrower than",
}
_SORTS: Final[dict[str, str]] = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{NAMESPACES['rdf']}Property": "property",
    f"{_OWL}AnnotationProperty": "annotation",
    f"{NAMESPACES['dcat']}Dataset": "graph",
    f"{_SKOS}ConceptScheme": "list",
    f"{_SKOS}Concept": "word",
}
_PREFIXES: Final = {
    **NAMESPACES,
    "owl": _OWL,
    "bibo": "http://purl.org/ontology/bibo/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "orca": "http://vocab.deri.ie/orca#",
    "orcax": "http://w3id.org/orca-x#",
}


@dataclass(frozen=True, slots=True)
class Use:
    """A field of the models that a property is bound to.

    Attributes:
        owner: name of the class.
        field: name of the field.
        form: what its objects are, in words.
        number: how many there may be, such as `1` or `0..n`.
    """

    owner: str
    field: str
    form: str
    number: str


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term of our namespace.

    Attributes:
        name: local name.
        sort: class, property, annotation, graph, list or word.
        label: English label.
        definition: one sentence.
        example: one example.
        aligned: relation in words, and the IRI of the other term.
        notes: why there is no counterpart, or how it differs.
        scheme: local name of the list that a word belongs to, empty for others.
        rank: its place in the list, empty if it has none.
        effect: local name of the effect that a relation implies, empty if none.
        uses: of a property, the fields bound to it.
    """

    name: str
    sort: str
    label: str
    definition: str
    example: str
    aligned: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    scheme: str = ""
    rank: str = ""
    effect: str = ""
    uses: tuple[Use, ...] = field(default=())


def own_terms() -> dict[str, OwnTerm]:
    """All terms of our namespace by local name, in the order of the ontology file.

    Raises:
        ReadError: the installation lacks the ontology.
    """
    path = schema_file("ontology.ttl")
    if path is None:
        raise ReadError("schema/ontology.ttl is missing", "install claimkg anew")
    blocks: dict[str, list[tuple[str, str]]] = {}
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        subject, found = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(KG):
            assert isinstance(found, ox.NamedNode | ox.Literal)
            name = subject.value.removeprefix(KG)
            blocks.setdefault(name, []).append((triple.predicate.value, found.value))
    uses = _uses()
    return {name: _term(name, block, uses.get(KG + name, ())) for name, block in blocks.items()}


def short(iri: str) -> str:
    """An IRI as a CURIE where a prefix of the ontology fits."""
    return compact(iri, _PREFIXES) or iri


def foreign_uses() -> dict[str, tuple[Use, ...]]:
    """Properties of other vocabularies that the models use, by CURIE."""
    found = {short(iri): uses for iri, uses in _uses().items() if not iri.startswith(KG)}
    return dict(sorted(found.items()))


def _uses() -> dict[str, tuple[Use, ...]]:
    found: dict[str, list[Use]] = {}
    for name, cls in CLASSES.items():
        for bound in fields_of(cls):
            number = (
                f"{int(bound.required)}..n" if bound.many else "1" if bound.required else "0..1"
            )
            term = bound.term
            form = " or ".join(term.owned or term.targets) or _FORMS[term.form]
            if term.code is not None:
                form = term.code.__name__
            elif term.form == "value":
                form = "Concept, Quantity, Period, Mention or words"
            found.setdefault(term.iri, []).append(Use(name, bound.name, form, number))
    return {iri: tuple(uses) for iri, uses in found.items()}


_FORMS: Final = {
    "iri": "IRI",
    "text": "text",
    "lang": "text in a language",
    "decimal": "decimal number",
    "integer": "whole number",
    "boolean": "true or false",
    "date": "year, month or day",
    "time": "time in UTC",
    "code": "word",
    "owned": "value",
    "value": "value",
}


def _term(name: str, block: list[tuple[str, str]], uses: tuple[Use, ...]) -> OwnTerm:
    def one(*predicates: str) -> str:
        return next((value for p, value in block if p in predicates), "")

    return OwnTerm(
        name=name,
        sort=_SORTS[one(RDF_TYPE)],
        label=one(f"{_RDFS}label", f"{_SKOS}prefLabel"),
        definition=one(f"{_SKOS}definition"),
        example=one(f"{_SKOS}example"),
        aligned=tuple((_ALIGNED[p], value) for p, value in block if p in _ALIGNED),
        notes=tuple(value for p, value in block if p == f"{KG}alignmentNote"),
        scheme=one(f"{_SKOS}inScheme").removeprefix(KG),
        rank=one(f"{_SKOS}notation"),
        effect=one(f"{KG}impliedEffect").removeprefix(KG),
        uses=uses,
    )


def sorted_terms(terms: Iterable[OwnTerm], sort: str) -> list[OwnTerm]:
    """The terms of a sort, by name without regard to case."""
    return sorted((t for t in terms if t.sort == sort), key=lambda t: t.name.casefold())
