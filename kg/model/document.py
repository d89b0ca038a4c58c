"""Documents: articles and sources are roles of one class, so that citation circles are seen."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from kg.model.codes import NoticeKind, StudyDesign, Verification
from kg.model.entity import Curated, ValueNode, coded, lang, link, literal, owned, text
from kg.model.qualifiers import Qualified
from kg.model.values import FilledText, Iri, LangText, PartialDate, Sha256, Timestamp


class Notice(ValueNode):
    """What a publisher says of a document afterwards."""

    rdf_type: ClassVar[str] = "kg:Notice"
    kind: ClassVar[str] = "notices"

    notice_kind: Annotated[NoticeKind, coded("kg:noticeKind", NoticeKind)]
    date: Annotated[PartialDate | None, literal("dcterms:date", "date")] = None
    doi: Annotated[FilledText | None, text("kg:noticeDoi")] = None
    words: Annotated[FilledText | None, text("kg:words")] = None


class Document(Qualified):
    """An article, a paper, a page: whatever states claims or reports evidence.

    Its qualifiers describe the study that it reports as a whole.
    """

    rdf_type: ClassVar[str] = "kg:Document"
    kind: ClassVar[str] = "documents"

    title: Annotated[tuple[LangText, ...], lang("dcterms:title")] = ()
    genre: Annotated[Iri | None, link("kg:genre")] = None
    authors: Annotated[FilledText | None, text("kg:authors")] = None
    authors_complete: Annotated[bool | None, literal("kg:authorsComplete", "boolean")] = None
    issued: Annotated[PartialDate | None, literal("dcterms:issued", "date")] = None
    container: Annotated[FilledText | None, text("kg:container")] = None
    volume: Annotated[FilledText | None, text("kg:volume")] = None
    issue: Annotated[FilledText | None, text("kg:issue")] = None
    pages: Annotated[FilledText | None, text("kg:pages")] = None
    publisher: Annotated[FilledText | None, text("kg:publisherName")] = None
    doi: Annotated[FilledText | None, text("kg:doi")] = None
    pmid: Annotated[FilledText | None, text("kg:pmid")] = None
    pmcid: Annotated[FilledText | None, text("kg:pmcid")] = None
    url: Annotated[Iri | None, link("schema:url")] = None
    seen_at: Annotated[Iri | None, link("kg:seenAt")] = None
    language: Annotated[FilledText | None, text("dcterms:language")] = None
    study_design: Annotated[StudyDesign | None, coded("kg:studyDesign", StudyDesign)] = None
    design_words: Annotated[FilledText | None, text("kg:designWords")] = None
    finding_words: Annotated[FilledText | None, text("kg:findingWords")] = None
    sample_size: Annotated[int | None, literal("kg:sampleSize", "integer"), Field(ge=0)] = None
    appraisal: Annotated[FilledText | None, text("kg:appraisal")] = None
    verification: Annotated[Verification | None, coded("kg:verification", Verification)] = None
    cites: Annotated[tuple[Iri, ...], link("cito:cites", "Document")] = ()
    notices: Annotated[tuple[Notice, ...], owned("kg:notice", "Notice")] = ()


class Version(Curated):
    """A document's text at one moment: the bytes, and the canonical text made of them."""

    rdf_type: ClassVar[str] = "kg:Version"
    kind: ClassVar[str] = "versions"

    document: Annotated[Iri, link("prov:specializationOf", "Document")]
    sha256: Annotated[Sha256 | None, text("schema:sha256")] = None
    text_sha256: Annotated[Sha256 | None, text("kg:textSha256")] = None
    characters: Annotated[int | None, literal("kg:characters", "integer"), Field(ge=0)] = None
    reader: Annotated[FilledText | None, text("kg:reader")] = None
    retrieved: Annotated[Timestamp | None, literal("kg:retrieved", "time")] = None
    path: Annotated[FilledText | None, text("kg:path")] = None
    carries_text: Annotated[bool | None, literal("kg:carriesText", "boolean")] = None
