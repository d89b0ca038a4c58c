"""Who recorded what, when and with what: PROV-O."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from kg.model.codes import AgentKind
from kg.model.entity import Entity, coded, lang, link, literal, text
from kg.model.values import FilledText, Iri, LangText, Timestamp


class Agent(Entity):
    """A person, an organisation or a program."""

    rdf_type: ClassVar[str] = "prov:Agent"
    kind: ClassVar[str] = "agents"

    label: Annotated[tuple[LangText, ...], lang("rdfs:label"), Field(min_length=1)]
    agent_kind: Annotated[AgentKind | None, coded("kg:agentKind", AgentKind)] = None
    version: Annotated[FilledText | None, text("schema:softwareVersion")] = None
    identifier: Annotated[Iri | None, link("schema:identifier")] = None


class Activity(Entity):
    """An act of curation: an import, an extraction, an edit; its description says why."""

    rdf_type: ClassVar[str] = "prov:Activity"
    kind: ClassVar[str] = "activities"

    label: Annotated[tuple[LangText, ...], lang("rdfs:label"), Field(min_length=1)]
    description: Annotated[tuple[LangText, ...], lang("dcterms:description")] = ()
    agents: Annotated[tuple[Iri, ...], link("prov:wasAssociatedWith", "Agent")] = ()
    used: Annotated[tuple[Iri, ...], link("prov:used")] = ()
    started: Annotated[Timestamp | None, literal("prov:startedAtTime", "time")] = None
    ended: Annotated[Timestamp | None, literal("prov:endedAtTime", "time")] = None
    file_sha256: Annotated[tuple[FilledText, ...], text("kg:fileSha256")] = ()
