"""Rows into claims: one claim a claim_id, or one a meaning where no id is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.importers.table.build import build
from kg.importers.table.codes import code_cell, is_nothing, truth_cell
from kg.importers.table.concepts import identify, relation
from kg.importers.table.values import period
from kg.model.claim import Claim
from kg.model.codes import ClaimType, Effect
from kg.model.identity import claim_name
from kg.model.meaning import meaning_key
from kg.model.ownership import PENDING, owned_by
from kg.model.quantity import Quantity, Words
from kg.model.values import LangText
from kg.terms import KG, expand
from kg.text.quantities import parse_amounts
from kg.text.units import UNITS, canonical_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.importers.table.concepts import Concepts
    from kg.importers.table.row import Row
    from kg.importers.table.values import Context, ContextReader
    from kg.model.entity import Entity
    from kg.model.quantity import Value

NESTED: Final = "claim:"
"""What a subject or object cell begins with that means another claim."""

DEFINING: Final = (
    "subject",
    "predicate",
    "object",
    "value",
    "unit",
    "statistic",
    "effect",
    "negated",
)
"""Columns in which the rows of one claim may not disagree."""

_TYPES: Final[dict[str, ClaimType]] = {
    "isA": ClaimType.DEFINITIONAL,
    "definedAs": ClaimType.DEFINITIONAL,
    "associatedWith": ClaimType.CORRELATIONAL,
    "correlatesWith": ClaimType.CORRELATIONAL,
    "hasEvidenceStatus": ClaimType.EVIDENCE_STATUS,
    "shouldBe": ClaimType.NORMATIVE,
}


class Claims:
    """The claims that rows define, and those of the ledger that they name.

    Args:
        base: namespace of the ledger's own names.
        known: entities of the ledger.
        concepts: where concepts are found and made.
        contexts: reads the context columns.
        relations: the mapping's `[relations]` and the relations of our own vocabulary.
    """

    def __init__(
        self,
        base: str,
        known: Mapping[str, Entity],
        concepts: Concepts,
        contexts: ContextReader,
        relations: tuple[Mapping[str, str | dict[str, str]], frozenset[str]],
    ) -> None:
        self._base = base
        self._concepts = concepts
        self._contexts = contexts
        self._relations = relations
        self._rows: dict[str, Row] = {}
        self._made: dict[str, Claim] = {}
        self._names: dict[str, str] = {}
        self._unnamed: dict[tuple[str, int], Claim] = {}
        self._unnamed_by_key: dict[str, str] = {}
        self._open: list[str] = []
        self._by_key: dict[str, list[Claim]] = {}
        self._by_identifier: dict[str, list[str]] = {}
        self._known = {iri: one for iri, one in known.items() if isinstance(one, Claim)}
        for claim in self._known.values():
            self._by_key.setdefault(meaning_key(claim), []).append(claim)
            if claim.identifier:
                self._by_identifier.setdefault(claim.identifier, []).append(claim.iri)

    def entities(self) -> Iterator[Claim]:
        """All claims that rows defined."""
        yield from self._made.values()

    def define(self, row: Row) -> None:
        """Take a row that states a claim by its subject.

        Raises:
            ImportFault: an earlier row says something else of the same claim_id.
        """
        name = row.get("claim_id")
        if not name:
            return
        first = self._rows.setdefault(name, row)
        for column in DEFINING:
            if row.get(column) and row.get(column) != first.get(column):
                raise row.fault(
                    column,
                    f"claim {name} is {first.get(column)!r} in row {first.number} of {first.file}",
                    "give another claim another claim_id",
                )

    def name_things(self, row: Row) -> None:
        """Make the concepts of a row's subject, mediators and object.

        Done for all rows before any context is read: whether a condition names a concept may not
        hang on the order of the rows, nor on whether the table was imported before.
        """
        if not row.get("subject") or row.get("duplicate_of") or not self.is_first(row):
            return
        for column in ("subject", "via", "object"):
            for words in row.items(column):
                if not words.startswith(NESTED):
                    self._concepts.named(words)
            identify(row, column, self._concepts)

    def is_first(self, row: Row) -> bool:
        """The row is the one that defines its claim."""
        return not row.get("claim_id") or self._rows.get(row.get("claim_id")) is row

    def row_of(self, name: str) -> Row | None:
        """The row that defines the claim of an id, None if no row does."""
        return self._rows.get(name)

    def of(self, row: Row) -> Claim:
        """The claim that a row states, restates or brings evidence for.

        Raises:
            ImportFault: there is no such claim, or the row makes none.
        """
        column = "duplicate_of" if row.get("duplicate_of") else "claim_id"
        name = row.get(column)
        if name:
            return self._named(name, row, column)
        if not row.get("subject"):
            raise row.fault("claim_id", "the row names no claim", "fill claim_id, or subject")
        place = (row.file, row.number)
        if place not in self._unnamed:
            self._unnamed[place] = self._make(row, "")
        return self._unnamed[place]

    def _named(self, name: str, row: Row, column: str) -> Claim:
        """The claim of an id: of this table, else of the ledger by local id or identifier."""
        if name in self._names:
            return self._made[self._names[name]]
        if name in self._rows:
            if name in self._open:
                circle = " → ".join((*self._open, name))
                raise row.fault(column, f"claims contain each other: {circle}", "break the circle")
            self._open.append(name)
            claim = self._make(self._rows[name], name)
            self._open.pop()
            self._names[name] = claim.iri
            return claim
        fitting = self._by_identifier.get(name, [])
        for iri in (self._base + name, *(fitting if len(fitting) == 1 else ())):
            if iri in self._known:
                return self._known[iri]
        raise row.fault(
            column,
            f"no row defines claim {name!r}, and the ledger has none of that id",
            "add a row with its subject",
        )

    def _make(self, row: Row, name: str) -> Claim:
        predicate, implied = relation(
            row.get("predicate") or "affects", self._concepts, *self._relations
        )
        effect = self._effect(row, implied)
        value = value_cell(row)
        if not row.get("object") and value is None:
            raise row.fault("object", "a claim has an object or a value", "fill one of them")
        context = self._contexts.read(row)
        draft = build(
            row,
            Claim,
            {
                "label": (LangText(text=row.get("text") or sentence_of(row)),),
                "subject": self._things(row, "subject"),
                "predicate": predicate,
                "object": self._things(row, "object"),
                "value": value,
                "statistic": row.get("statistic") or None,
                "effect": effect,
                "negated": truth_cell(row, "negated") or None,
                "via": self._things(row, "via"),
                "claim_type": _type(row, predicate, effect, context),
                "topic": row.get("topic") or None,
                "identifier": name or None,
                "notes": written(row),
                **context,
            },
        )
        return self._settle(draft)

    def _settle(self, draft: Claim) -> Claim:
        """The draft under its final name: an equal claim of the ledger keeps its own."""
        key = meaning_key(draft)
        same = [claim.iri for claim in self._by_key.get(key, [])]
        listed = [iri for iri in self._by_identifier.get(draft.identifier or "", []) if iri in same]
        if draft.identifier is None and key in self._unnamed_by_key:
            same.append(self._unnamed_by_key[key])
        iri = (listed or same or [self._base + claim_name(draft.label[0].text, key)])[0]
        if draft.identifier is None:
            self._unnamed_by_key.setdefault(key, iri)
        claim = owned_by(draft, iri)
        first = self._made.setdefault(iri, claim)
        missing = tuple(note for note in claim.notes if note not in first.notes)
        if missing:
            self._made[iri] = first.model_copy(update={"notes": (*first.notes, *missing)})
        return self._made[iri]

    def _things(self, row: Row, column: str) -> tuple[str, ...]:
        return tuple(
            self._named(words.removeprefix(NESTED).strip(), row, column).iri
            if words.startswith(NESTED)
            else self._concepts.named(words)
            for words in row.items(column)
        )

    @staticmethod
    def _effect(row: Row, implied: str) -> Effect | None:
        stated = code_cell(row, "effect", Effect)
        if implied and stated in {Effect.INCREASE, Effect.DECREASE} and stated != implied:
            raise row.fault(
                "effect",
                f"contradicts the predicate {row.get('predicate')!r}",
                "correct one of them",
            )
        return stated or (Effect(implied) if implied else None)


def _type(row: Row, predicate: str, effect: Effect | None, context: Context) -> ClaimType:
    """The type as stated, else by value, predicate and effect."""
    stated = code_cell(row, "claim_type", ClaimType)
    if stated is ClaimType.COMPARATIVE and "comparator" not in context:
        raise row.fault("comparator", "a comparative claim has a comparator", "fill comparator")
    if stated is not None:
        return stated
    if row.get("value") and row.get("statistic"):
        return ClaimType.STATISTICAL
    local = predicate.removeprefix(KG)
    return _TYPES.get(local, ClaimType.CAUSAL if effect else ClaimType.DESCRIPTIVE)


def value_cell(row: Row) -> Value | None:
    """The value that a claim has instead of an object, None if the row states none."""
    cell, unit = row.get("value"), row.get("unit")
    if is_nothing(cell):
        return None
    words = row.get("value_words") or " ".join(part for part in (cell, unit) if part)
    time = None if unit else period(cell)
    if time is not None:
        return time.model_copy(update={"words": words})
    amounts = parse_amounts(f"{cell} {unit}".strip())
    if len(amounts) == 1:
        one = amounts[0]
        single = one.low == one.high
        return Quantity(
            iri=PENDING,
            value=one.low if single else None,
            minimum=None if single else one.low,
            maximum=None if single else one.high,
            unit=expand(f"unit:{UNITS[one.unit][0]}") if UNITS[one.unit][0] else None,
            unit_text=unit or one.unit,
            words=words,
        )
    number = cell.replace(",", "")
    try:
        short = canonical_unit(unit) if unit else None
        iri = expand(f"unit:{UNITS[short][0]}") if short and UNITS[short][0] else None
        return Quantity(iri=PENDING, value=number, unit=iri, unit_text=unit or None, words=words)
    except ValueError:
        return Words(text=words)


def written(row: Row) -> tuple[LangText, ...] | None:
    """The note that keeps a row's words where conditions were read out of them."""
    return (LangText(text=row.as_written),) if row.as_written else None


def sentence_of(row: Row) -> str:
    """A plain label for a claim that came without its sentence."""
    parts = (
        row.get("subject"),
        row.get("predicate") or "affects",
        row.get("object") or row.get("value"),
    )
    effect = f" ({row.get('effect')})" if row.get("effect") else ""
    return " ".join(part.replace("_", " ") for part in parts if part) + effect
