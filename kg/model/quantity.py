"""Values of qualifiers: quantities, periods, mentions of concepts, and words that stay words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.model.entity import ValueNode, link, literal, text
from kg.model.values import Decimals, FilledText, Iri, PartialDate


class Words(BaseModel):
    """Words as found, which no grammar reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: FilledText

    def __str__(self) -> str:
        return self.text


class Quantity(ValueNode):
    """A number or an interval with a unit, and its words as found.

    One number is `value`; an interval is `minimum` and `maximum`, either may be missing (open).
    Bounds belong to the interval unless their flag says they do not.
    schema.org has the bounds, QUDT the units (QUDT 2.1 has none of its own bounds).
    """

    rdf_type: ClassVar[str] = "schema:QuantitativeValue"
    kind: ClassVar[str] = "quantities"

    value: Annotated[Decimals | None, literal("schema:value", "decimal")] = None
    minimum: Annotated[Decimals | None, literal("schema:minValue", "decimal")] = None
    maximum: Annotated[Decimals | None, literal("schema:maxValue", "decimal")] = None
    minimum_open: Annotated[bool | None, literal("kg:minimumOpen", "boolean")] = None
    maximum_open: Annotated[bool | None, literal("kg:maximumOpen", "boolean")] = None
    unit: Annotated[Iri | None, link("qudt:hasUnit")] = None
    unit_text: Annotated[FilledText | None, text("schema:unitText")] = None
    times: Annotated[int | None, literal("kg:times", "integer"), Field(ge=1)] = None
    regimen: Annotated[FilledText | None, text("kg:regimen")] = None
    words: Annotated[FilledText | None, text("kg:words")] = None

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.value is not None and (self.minimum is not None or self.maximum is not None):
            raise ValueError("a quantity is one value or an interval, not both")
        if self.value is None and self.minimum is None and self.maximum is None:
            raise ValueError("a quantity has a value, a minimum or a maximum")
        low, high = self.low, self.high
        if low is not None and high is not None and low > high:
            raise ValueError(f"the minimum {self.minimum} is above the maximum {self.maximum}")
        return self

    @property
    def low(self) -> Decimal | None:
        """The lower bound, None if there is none."""
        lexical = self.value if self.value is not None else self.minimum
        return None if lexical is None else Decimal(lexical)

    @property
    def high(self) -> Decimal | None:
        """The upper bound, None if there is none."""
        lexical = self.value if self.value is not None else self.maximum
        return None if lexical is None else Decimal(lexical)


class Period(ValueNode):
    """A stretch of calendar time, as precise as known."""

    rdf_type: ClassVar[str] = "dcterms:PeriodOfTime"
    kind: ClassVar[str] = "periods"

    start: Annotated[PartialDate | None, literal("schema:startDate", "date")] = None
    end: Annotated[PartialDate | None, literal("schema:endDate", "date")] = None
    words: Annotated[FilledText | None, text("kg:words")] = None

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.start is None and self.end is None:
            raise ValueError("a period has a start or an end")
        return self


class Mention(ValueNode):
    """A concept, where the words as found are not its label."""

    rdf_type: ClassVar[str] = "kg:Mention"
    kind: ClassVar[str] = "mentions"

    concept: Annotated[Iri, link("kg:concept", "Concept")]
    words: Annotated[FilledText, text("kg:words")]


Value = Mention | Quantity | Period | Words | Iri
"""What a qualifier may hold; an IRI is a concept in its own words."""
