"""The filters of a selection, in the words that Python, the command line and JSON share."""

from __future__ import annotations

from typing import NamedTuple


class Filters(NamedTuple):
    """What to narrow a ledger to; None does not narrow, several filters all hold.

    Concept filters take a label, a synonym, a local id, a CURIE or an IRI, and reach narrower
    concepts.

    Attributes:
        about: terms that all occur as subject, object, mediator or in a nested claim.
        subject: subject of the claim (the intervention).
        object: object of the claim.
        outcome: object of the claim or outcome measure.
        predicate: relation of the claim.
        effect: increase, decrease, no-difference-found, equivalent, mixed, unspecified, none.
        type: claim type.
        dose: a dose word (low, medium, high) or an amount or interval (`0.1..0.5 mg/kg`).
        population: population as stated by the claim or an assertion of it.
        comparator: comparator as stated.
        status: computed status.
        document: a document that asserts the claim.
        source: a document that some evidence line of the claim rests on.
        text: words that all occur in the claim or in a quote of it.
    """

    about: tuple[str, ...] = ()
    subject: str | None = None
    object: str | None = None
    outcome: str | None = None
    predicate: str | None = None
    effect: str | None = None
    type: str | None = None
    dose: str | None = None
    population: str | None = None
    comparator: str | None = None
    status: str | None = None
    document: str | None = None
    source: str | None = None
    text: str | None = None

    def stated(self) -> dict[str, str | tuple[str, ...]]:
        """The filters that narrow, by name."""
        return {name: value for name, value in self._asdict().items() if value}
