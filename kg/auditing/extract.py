"""What an article states, sentence by sentence: the answer of `kg extract`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.auditing.bearers import bearers_of
from kg.auditing.linking import linker_of
from kg.auditing.prose import Reader
from kg.auditing.sources import Library
from kg.text.canonical import LineIndex
from kg.text.certainty import certainty
from kg.text.clauses import clauses
from kg.text.cues import cues
from kg.text.direction import direction
from kg.text.mentions import mentions
from kg.text.strength import strength

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.own_models import OwnModels
    from kg.auditing.statement import Statement
    from kg.store.records import Ref, ValueRow
    from kg.store.selection import Selection
    from kg.text.cues import Cue
    from kg.text.mentions import Mention
    from kg.text.reading import Reading

Json = dict[str, object]
SCHEMA: Final = "kg.extract/1"
_DIMENSIONS: Final = {
    "dose": "dose",
    "duration": "duration",
    "population": "population",
    "species": "species",
}
"""Mentions that are conditions, by the dimension that they state."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What is needed to tell what an article states.

    Attributes:
        reading: the article.
        view: the ledger to match with, None without one.
        models: models of the user, used in place of rules and shipped ones.
    """

    reading: Reading
    view: Selection | None = None
    models: OwnModels | None = None

    def answer(self) -> Json:
        """The whole answer in the shape `kg.extract/1`."""
        return {"schema": SCHEMA, "statements": list(self.statements())}

    def statements(self) -> Iterator[Json]:
        """Each sentence in the shape that it has there."""
        linker = linker_of(self.view) if self.view else None
        library = Library(bearers_of(self.view) if self.view else (), self.reading)
        found = Reader(self.reading, linker, library).statements
        names = self._names()
        lines = LineIndex(self.reading.text)
        for statement, place in zip(found, _places(found), strict=True):
            own = self.models
            told = own.told(self.reading.text, statement, place) if own else statement
            yield self._shape(told, names, lines)

    def _names(self) -> dict[str, Ref]:
        if self.view is None:
            return {}
        return {row.ref.iri: row.ref for row in self.view.ledger.concepts()}

    def _shape(self, told: Statement, names: dict[str, Ref], lines: LineIndex) -> Json:
        text, span, block = self.reading.text, told.span, told.block
        assert span is not None
        assert block is not None
        said = cues(text, span.start, span.end)
        hedges = [cue for cue in said if cue.kind == "hedge"]
        found = mentions(text, span.start, span.end)
        model = self.models.certainty if self.models else None
        sure = certainty(text, span.start, span.end, found=said, model=model)
        line, column = lines.place(span.start)
        return {
            "quote": told.quote,
            "start": span.start,
            "end": span.end,
            "line": line,
            "column": column,
            "block": self.reading.blocks[block].kind,
            "section": told.section or None,
            "is_claim": told.is_claim,
            "score": told.score,
            "strength": told.strength,
            "effect": _code(told.effect),
            "hedging": told.hedging,
            "hedge_cues": [cue.text for cue in hedges],
            "hedges": [_cue(cue) for cue in hedges],
            "boosters": [_cue(cue) for cue in said if cue.kind == "booster"],
            "certainty": round(sure.score, 2),
            "attribution": told.attribution,
            "attribution_text": told.attribution_text,
            "citations": [
                {"text": one.text, "document": one.document.ref.id if one.document else None}
                for one in told.cited
            ],
            "subject": _first(told.subjects, names),
            "object": _first(told.objects, names),
            "qualifiers": _qualifiers(told, found, said),
            "mentions": [_mention(one) for one in found],
            "clauses": list(_clauses(text, span.start, span.end)),
            "matches": [{"claim": link.claim.ref.id, "how": link.how} for link in told.links],
            "because": [
                *told.because,
                *(f"{cue.text} ({cue.strength})" for cue in hedges),
                *(
                    f"{part.feature} {part.contribution:+.2f} (certainty)"
                    for part in sure.because[:3]
                ),
            ],
        }


def _places(found: tuple[Statement, ...]) -> list[tuple[int, int]]:
    """For each statement how many of its block stand before and behind it."""
    blocks = [statement.block for statement in found]
    sizes: dict[int | None, int] = {}
    before: list[int] = []
    for block in blocks:
        before.append(sizes.get(block, 0))
        sizes[block] = sizes.get(block, 0) + 1
    return [(at, sizes[block] - 1 - at) for at, block in zip(before, blocks, strict=True)]


def _code(effect: str | None) -> str | None:
    return effect.replace("-", "_") if effect else None


def _cue(cue: Cue) -> Json:
    return {"text": cue.text, "strength": cue.strength, "start": cue.start, "end": cue.end}


def _first(iris: tuple[str, ...], names: dict[str, Ref]) -> Json | None:
    ref = next((names[iri] for iri in iris if iri in names), None)
    return {"id": ref.id, "label": ref.label} if ref else None


def _mention(one: Mention) -> Json:
    shape: Json = {"kind": one.kind, "text": one.text, "start": one.start, "end": one.end}
    if one.low is not None or one.high is not None:
        shape |= {"low": one.low, "high": one.high, "unit": one.unit or None}
    return shape


def _qualifiers(told: Statement, found: tuple[Mention, ...], said: tuple[Cue, ...]) -> Json:
    """Conditions that the statement's own words state, not those of a claim that it matches."""
    levels = {cue.strength for cue in said if cue.kind == "dose-level"}
    words = told.quote.casefold()
    values: dict[str, list[Json]] = {}
    for name, rows in told.context.items():
        stated = [row for row in rows if row.level in levels or row.text.casefold() in words]
        if stated:
            values[name] = [_value(row) for row in stated]
    for one in found:
        dimension = _DIMENSIONS.get(one.kind)
        if dimension is None:
            continue
        listed = values.setdefault(dimension, [])
        if any(value["text"] == one.text for value in listed):
            continue
        value: Json = {"text": one.text}
        if one.unit:
            value |= {"low": one.low, "high": one.high, "unit": one.unit}
        listed.append(value)
    return dict(values)


def _value(row: ValueRow) -> Json:
    shape: Json = {"text": row.text}
    if row.concept:
        shape["id"] = row.concept.id
    for name in ("low", "high", "unit", "level"):
        part = getattr(row, name)
        if part is not None:
            shape[name] = part
    return shape


def _clauses(text: str, start: int, end: int) -> Iterator[Json]:
    """The clauses of a sentence that states more than one relation."""
    spans = clauses(text, start, end)
    if len(spans) == 1:
        return
    for low, high in spans:
        yield {
            "quote": text[low:high],
            "start": low,
            "end": high,
            "effect": _code(direction(text, low, high)),
            "strength": strength(text, low, high).grade,
        }
