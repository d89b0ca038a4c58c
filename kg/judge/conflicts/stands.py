"""What a claim says happens, and which two of those cannot both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from kg.store.records import ClaimRow

Kind = Literal["opposite", "no-difference", "negated"]
"""How two claims exclude each other: an increase a decrease, no difference a change, a denial what
it denies."""

KINDS: Final[tuple[Kind, ...]] = ("opposite", "no-difference", "negated")
CHANGE: Final = frozenset({"increase", "decrease"})
NO_CHANGE: Final = frozenset({"no-difference-found", "equivalent"})
TURNED: Final = {"increase": "decrease", "decrease": "increase"}


class Stand(NamedTuple):
    """Where a claim stands on its topic.

    Attributes:
        effect: the effect claimed; None where no change is.
        negated: the claim denies it.
        predicate: the relation, which matters for denials only.
    """

    effect: str | None
    negated: bool
    predicate: str

    def turned(self) -> Stand:
        """The same, said of the inverse outcome or from the other side of a comparison."""
        effect = self.effect
        return self if effect is None else self._replace(effect=TURNED.get(effect, effect))


def stand_of(claim: ClaimRow) -> Stand:
    """Where a claim stands."""
    return Stand(claim.effect, claim.negated, claim.predicate.iri)


def opposition(a: Stand, b: Stand) -> Kind | None:
    """How two claims of one topic exclude each other.

    Args:
        a: where the one stands.
        b: where the other stands.

    Returns:
        The kind; None if both may hold. A mixed or unsigned change, or none at all, is opposite to
        nothing but its own denial.
    """
    if a.negated != b.negated:
        same = a.effect == b.effect and a.predicate == b.predicate
        return "negated" if same else None
    if a.negated:
        return None
    if a.effect in CHANGE and b.effect in CHANGE:
        return None if a.effect == b.effect else "opposite"
    changed = (a.effect in CHANGE) + (b.effect in CHANGE)
    level = (a.effect in NO_CHANGE) + (b.effect in NO_CHANGE)
    return "no-difference" if changed == level == 1 else None


def are_opposite(a: ClaimRow, b: ClaimRow) -> bool:
    """The two claim different changes of one thing, or one denies what the other claims.

    Args:
        a: a claim.
        b: another one of the same topic; subjects and objects are not looked at.
    """
    return opposition(stand_of(a), stand_of(b)) is not None
