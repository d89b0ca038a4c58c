"""Passages: the exact words, by W3C Web Annotation selectors."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from kg.model.entity import ValueNode, link, literal, owned, text
from kg.model.values import FilledText, Iri, Sha256, Text


class PositionSelector(ValueNode):
    """Where the passage stands: code points from 0, the end exclusive."""

    rdf_type: ClassVar[str] = "oa:TextPositionSelector"
    kind: ClassVar[str] = "positions"

    start: Annotated[int, literal("oa:start", "integer"), Field(ge=0)]
    end: Annotated[int, literal("oa:end", "integer"), Field(ge=0)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"a passage ends after its start, not at {self.start}-{self.end}")
        return self


class QuoteSelector(ValueNode):
    """The passage in its own words, with the text around it."""

    rdf_type: ClassVar[str] = "oa:TextQuoteSelector"
    kind: ClassVar[str] = "quotes"

    exact: Annotated[FilledText, text("oa:exact")]
    prefix: Annotated[Text | None, text("oa:prefix")] = None
    suffix: Annotated[Text | None, text("oa:suffix")] = None


class Passage(ValueNode):
    """A stretch of a document's canonical text.

    Where the text may not be carried, `quote_sha256` (of the quote in UTF-8) replaces the quote,
    and `excerpt` may keep the shortest phrase of it that carries the claim.
    """

    rdf_type: ClassVar[str] = "oa:SpecificResource"
    kind: ClassVar[str] = "passages"

    source: Annotated[Iri, link("oa:hasSource", "Version")]
    position: Annotated[PositionSelector | None, owned("oa:hasSelector", "PositionSelector")] = None
    quote: Annotated[QuoteSelector | None, owned("oa:hasSelector", "QuoteSelector")] = None
    quote_sha256: Annotated[Sha256 | None, text("kg:quoteSha256")] = None
    excerpt: Annotated[FilledText | None, text("kg:excerpt")] = None
    section: Annotated[FilledText | None, text("kg:section")] = None
    sentence: Annotated[int | None, literal("kg:sentence", "integer"), Field(ge=0)] = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.quote is None and self.quote_sha256 is None and self.position is None:
            raise ValueError("a passage has a quote, the hash of its quote, or a position")
        return self
