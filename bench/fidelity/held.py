"""The ledger, and the note of how each stated cell fares in it."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.model.concept import Concept
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model.entity import Entity
    from kg.model.qualifiers import Qualified

Row = dict[str, str]
DIMENSION: Final = {
    "dose": "dose",
    "duration": "duration",
    "onset": "timepoint",
    "durability": "timepoint",
    "timing": "timepoint",
    "followup": "timepoint",
    "population": "population",
    "condition": "condition",
    "outcome": "outcome",
    "country": "place",
    "jurisdiction": "place",
    "route": "route",
    "species": "species",
    "comparator": "comparator",
    "drug": "intervention",
}
"""JSON keys of the tables and the dimension that holds them; others stand under `other`."""

LEVELS: Final = {"low", "medium", "high"}


class Held:
    """The ledger, and how each stated cell fares in it.

    Attributes:
        counts: outcome by `file.field`.
        rules: cells by the rule that declares what became of them.
        lost: cells that are nowhere, as `file row field: value`.
        words: cells that are only words.
    """

    def __init__(self, ledger: Path, mapping: Path) -> None:
        self._entities: dict[str, Entity] = decode(parse_turtle(ledger)).entities
        declared = tomllib.loads(mapping.read_text(encoding="utf-8"))
        self.rewrite: dict[str, dict[str, Row]] = declared["rewrite"]
        table = next(one for one in declared["tables"] if one["file"] == "claims.csv")
        self.by_row: dict[str, Row] = table["rows"]
        self.worded = {
            row["claim_id"]: row["text"] for row in rows_of(mapping.parent / "wording.csv")
        }
        self.rules: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.lost: list[str] = []
        self.words: list[str] = []
        self.base = next(iri for iri in self._entities if iri.endswith("#ledger"))[: -len("ledger")]

    def of(self, kind: type[Entity]) -> list[Entity]:
        return [entity for entity in self._entities.values() if isinstance(entity, kind)]

    def get(self, iri: str) -> Entity | None:
        return self._entities.get(iri)

    def note(self, place: str, field: str, value: object, outcome: str) -> None:
        name = f"{place.partition(' ')[0]}.{field}"
        if outcome == "shared unit":
            self.rules[outcome] += 1
            outcome = "rule"
        self.counts[name][outcome] += 1
        if outcome == "lost":
            self.lost.append(f"{place} {field}: {value!r}")
        if outcome == "words":
            self.words.append(f"{place} {field}: {value!r}")

    def check(self, place: str, field: str, value: object, found: bool, rule: str = "") -> None:
        """Note a cell as kept, else as ruled if the named rule accounts for it, else as lost."""
        if rule and not found:
            self.rules[rule] += 1
        self.note(place, field, value, "kept" if found else "rule" if rule else "lost")

    def names(self, iris: Iterable[str]) -> set[str]:
        """Labels and synonyms of concepts."""
        found = [c for iri in iris if isinstance(c := self._entities.get(iri), Concept)]
        return {text.text for concept in found for text in (*concept.labels, *concept.synonyms)}

    def value(self, entity: Qualified, dimension: str, words: str) -> str:
        """How a dimension of an entity holds words."""
        values = getattr(entity, dimension)
        if dimension == "dose" and words in LEVELS | {"higher"}:
            return "kept" if words.removesuffix("er") in entity.dose_level else "lost"
        outcome = "lost"
        if self._is_list(words, values):
            return "shared unit"
        for value in values:
            if isinstance(value, Words):
                outcome = "words" if value.text == words and outcome != "kept" else outcome
            elif isinstance(value, Mention | Quantity | Period):
                outcome = "kept" if words in {value.words, *self._parts(values)} else outcome
            elif words in self.names([str(value)]):
                outcome = "kept"
        return outcome

    @staticmethod
    def _is_list(words: str, values: tuple[object, ...]) -> bool:
        """Every number of a list is there, with the unit that it borrowed from a later one.

        Its words are then put together of the cell's, not as found.
        """
        amounts = parse_amounts(words)
        held = {value.words for value in values if isinstance(value, Quantity)}
        listed = {f"{one.words.strip()} {one.shared}".strip() for one in amounts}
        return any(one.shared for one in amounts) and listed <= held

    @staticmethod
    def _parts(values: tuple[object, ...]) -> set[str]:
        """Words of several quantities."""
        return {str(value.words) for value in values if isinstance(value, Quantity)}


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
