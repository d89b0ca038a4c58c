"""The base of every noun, and the binding of its fields to RDF terms.

A field is `Annotated[type, term]`, where the term names the RDF property and the form of its
objects; a tuple holds several. One generic walk over these annotations gives triples, the JSON-LD
context, SHACL shapes and JSON Schemas (kg/rdf), so no mapping is written twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from kg.model.codes import Code, State
from kg.model.values import Iri, LangText
from kg.terms import expand

Form = Literal[
    "iri", "text", "lang", "decimal", "integer", "boolean", "date", "time", "code", "owned", "value"
]


@dataclass(frozen=True, slots=True)
class Term:
    """The RDF property of a field.

    Attributes:
        curie: the property, such as `kg:effect`.
        form: how its objects are written.
        code: the closed list, where form is `code`.
        owned: names of the value-node classes, where form is `owned` or `value`.
        targets: names of the classes that a link may point to, empty if any thing will do.
    """

    curie: str
    form: Form
    code: type[Code] | None = None
    owned: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The property's full IRI."""
        return expand(self.curie)


def link(curie: str, *targets: str) -> Term:
    """A property whose object is the IRI of another entity, of one of the classes named."""
    return Term(curie, "iri", targets=targets)


def text(curie: str) -> Term:
    """A property whose object is an untagged string."""
    return Term(curie, "text")


def lang(curie: str) -> Term:
    """A property whose object is a language-tagged string."""
    return Term(curie, "lang")


def coded(curie: str, code: type[Code]) -> Term:
    """A property whose object is a member of a closed list."""
    return Term(curie, "code", code=code)


def literal(curie: str, form: Literal["decimal", "integer", "boolean", "date", "time"]) -> Term:
    """A property whose object is a typed literal."""
    return Term(curie, form)


def owned(curie: str, *classes: str) -> Term:
    """A property whose object is a value node of this entity alone."""
    return Term(curie, "owned", owned=classes)


def valued(curie: str) -> Term:
    """A property whose object is a qualifier value: a concept, a value node or plain words."""
    return Term(curie, "value", owned=("Mention", "Quantity", "Period"))


def _order(value: object) -> str:
    if isinstance(value, Entity):
        return value.iri
    if isinstance(value, BaseModel):
        return repr(tuple(sorted(value.model_dump().items())))
    return str(value)


class Entity(BaseModel):
    """Anything with an IRI; frozen, compared by value.

    Several values of a field are a set in RDF: a tuple is sorted and freed of repeats on the way
    in, so that equal entities are equal however they were made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)

    rdf_type: ClassVar[str] = ""
    """CURIE of the class."""
    kind: ClassVar[str] = ""
    """The word for this kind in commands, files and tables; plural."""

    iri: Iri

    @field_validator("*", mode="after")
    @classmethod
    def _as_set(cls, value: Any) -> Any:  # noqa: ANN401 - a validator of every field takes any type
        if isinstance(value, tuple):
            return tuple(sorted(dict.fromkeys(value), key=_order))
        return value


class ValueNode(Entity):
    """A node that belongs to one owner, carries its name and is written beneath it."""


class Curated(Entity):
    """An entity that people add, review and withdraw.

    Attributes:
        state: where it stands in curation.
        generated_by: the activity that made it.
        invalidated_by: the activity that withdrew it; its description says why.
        notes: remarks of curators; they carry no meaning for any judgement.
    """

    state: Annotated[State, coded("kg:state", State)] = State.ACCEPTED
    generated_by: Annotated[Iri | None, link("prov:wasGeneratedBy", "Activity")] = None
    invalidated_by: Annotated[Iri | None, link("prov:wasInvalidatedBy", "Activity")] = None
    notes: Annotated[tuple[LangText, ...], lang("skos:note")] = ()
