"""The ledger's own description."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import Field

from kg.model.entity import Entity, lang, link, literal, text
from kg.model.values import FilledText, Iri, LangText, PartialDate

MODEL_VERSION: Final = 1
"""Version of the data model that this program writes; a ledger of a newer one is refused."""


class Header(Entity):
    """What a ledger says of itself: its name, its licence, what was searched for it and when."""

    rdf_type: ClassVar[str] = "kg:Ledger"
    kind: ClassVar[str] = "ledgers"

    title: Annotated[tuple[LangText, ...], lang("dcterms:title"), Field(min_length=1)]
    description: Annotated[tuple[LangText, ...], lang("dcterms:description")] = ()
    licence: Annotated[Iri | None, link("dcterms:license")] = None
    model_version: Annotated[int, literal("kg:modelVersion", "integer"), Field(ge=1)] = (
        MODEL_VERSION
    )
    searched: Annotated[tuple[LangText, ...], lang("kg:searched")] = ()
    searched_on: Annotated[PartialDate | None, literal("kg:searchedOn", "date")] = None
    created: Annotated[PartialDate | None, literal("dcterms:created", "date")] = None
    creator: Annotated[FilledText | None, text("kg:creatorName")] = None
