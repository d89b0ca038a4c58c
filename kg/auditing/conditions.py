"""Whether a sentence says the conditions under which a claim holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.text.alike import senses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store.records import ClaimRow, ValueRow
    from kg.text.cues import Cue

_CLOSE: Final = 0.6
"""Share of a condition's words that a sentence holds if it says the condition."""
_NO_CONDITION: Final = frozenset({"outcome", "other"})
"""How something was measured, which articles seldom say; and what separates no two claims."""


def states_conditions(
    claim: ClaimRow, keys: frozenset[str], named: frozenset[str], doses: Sequence[Cue]
) -> bool:
    """A sentence says all under which a claim holds.

    A sentence that leaves a condition out says more than the claim, which the evidence for the
    claim does not bear.

    Args:
        claim: the claim.
        keys: what the words of the sentence may mean.
        named: IRIs of the concepts in the sentence and of what they are kinds of.
        doses: its dose words.
    """
    levels = {cue.strength for cue in doses}
    return all(
        (all if name == "co_intervention" else any)(
            _is_said(row, keys, named, levels) for row in rows
        )
        for name, rows in claim.qualifiers.items()
        if name not in _NO_CONDITION
    )


def _is_said(row: ValueRow, keys: frozenset[str], named: frozenset[str], levels: set[str]) -> bool:
    if row.level is not None:
        return row.level in levels or bool(keys & _words(row.level)[0])
    if row.concept is not None and row.concept.iri in named:
        return True
    own = _words(row.text.rpartition(": ")[2])
    return not own or sum(bool(word & keys) for word in own) / len(own) >= _CLOSE


@lru_cache(maxsize=4096)
def _words(condition: str) -> tuple[frozenset[str], ...]:
    return tuple(sense.keys for sense in senses(condition) if sense.whole) or (frozenset(),)
