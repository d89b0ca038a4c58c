"""The outcomes of a ledger: what each measures, by its triples first and by its words else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.text.polarity import Stated, measured, related

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.ledger import Ledger
    from kg.store.records import Ref
    from kg.text.outcome_lexicon import Better
    from kg.text.polarity import Measure, Relation

_OPPOSITE: Final = {"increase": "decrease", "decrease": "increase"}


class Outcomes:
    """What outcomes measure, each worked out once.

    Args:
        stated: what the ledger states, by IRI.
    """

    def __init__(self, stated: Mapping[str, Stated] | None = None) -> None:
        self._stated = stated or {}
        self._measures: dict[str, Measure] = {}
        self._relations: dict[tuple[str, str], Relation] = {}

    @classmethod
    def of_ledger(cls, ledger: Ledger) -> Outcomes:
        """Read what a ledger states of its outcomes (`kg:measures`, `kg:betterWhen`)."""
        rows = ledger.index.rows(
            "SELECT m.owner, m.field, m.value FROM concept AS c JOIN many AS m ON m.owner = c.iri"
            " WHERE m.field IN ('measures', 'inversely_measures')"
            " AND c.state IN ('accepted', 'candidate') ORDER BY m.owner, m.field DESC, m.ord DESC"
        )
        names = ledger.index.refs(str(row[2]) for row in rows)
        things = {
            str(owner): (names[str(thing)].label, field == "inversely_measures")
            for owner, field, thing in rows
            if str(thing) in names
        }
        sides: dict[str, Better] = {
            str(iri): "more" if side == "more" else "less"
            for iri, side in ledger.index.rows(
                "SELECT iri, better_when FROM concept WHERE better_when IS NOT NULL"
                " AND state IN ('accepted', 'candidate')"
            )
        }
        return cls(
            {
                iri: Stated(*things.get(iri, ("", False)), sides.get(iri))
                for iri in {*things, *sides}
            }
        )

    def measure(self, outcome: Ref) -> Measure:
        """What an outcome measures.

        Args:
            outcome: a concept.
        """
        found = self._measures.get(outcome.iri)
        if found is None:
            found = measured(outcome.label, self._stated.get(outcome.iri))
            self._measures[outcome.iri] = found
        return found

    def relate(self, one: Ref, other: Ref) -> Relation:
        """How two outcomes lie to each other; one concept is the same as itself.

        Args:
            one: a concept.
            other: another.

        Returns:
            See `kg.text.polarity.related`.
        """
        if one.iri == other.iri:
            return "same"
        key = (one.iri, other.iri)
        if key not in self._relations:
            found = related(self.measure(one), self.measure(other))
            self._relations[key] = self._relations[other.iri, one.iri] = found
        return self._relations[key]


def turned_effect(effect: str | None) -> str | None:
    """The effect on an inverse outcome: a decrease for an increase; others stay as they are.

    Args:
        effect: as the claim words it.
    """
    return _OPPOSITE.get(effect, effect) if effect else effect
