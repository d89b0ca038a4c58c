"""Swapped roles: "A against B raises O" says what "B against A lowers O" says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.records import ValueRow

if TYPE_CHECKING:
    from kg.store.records import ClaimRow, Qualifiers

_OPPOSITE: Final = {"increase": "decrease", "decrease": "increase"}
_GIVEN: Final = ("dose", "route", "duration", "intervention")
"""Dimensions that tell how the subject was given: they go with it."""
_BEHIND: Final = "comparator_"
"""Before the dimensions of the comparator's own exposure; those names are not compared."""


def turned(claim: ClaimRow) -> ClaimRow | None:
    """A comparative claim seen from its comparator.

    Args:
        claim: any claim.

    Returns:
        The claim of the comparator against the subject, an increase for a decrease. How the
        subject was given (dose, route, duration, intervention) stands under `comparator_dose` and
        so on, since it says nothing of the new subject. Turned twice it is the claim again, the
        comparator in the words of its label. None where roles cannot be swapped: not one subject,
        not one comparator that is a concept, or a value (whose sign would be that of the other).
    """
    against = claim.qualifiers.get("comparator", ())
    if len(claim.subjects) != 1 or len(against) != 1 or claim.value is not None:
        return None
    other = against[0].concept
    if other is None:
        return None
    subject = claim.subjects[0]
    qualifiers: Qualifiers = {}
    for name, values in claim.qualifiers.items():
        qualifiers[_swapped(name)] = values
    qualifiers["comparator"] = (ValueRow(text=subject.label, concept=subject),)
    effect = claim.effect if claim.effect is None else _OPPOSITE.get(claim.effect, claim.effect)
    return claim._replace(subjects=(other,), effect=effect, qualifiers=qualifiers)


def _swapped(name: str) -> str:
    if name.removeprefix(_BEHIND) in _GIVEN:
        return name.removeprefix(_BEHIND) if name.startswith(_BEHIND) else _BEHIND + name
    return name
