"""Step down: studies under other conditions than those that are claimed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.body import Line
    from kg.judge.certainty.side import Side

RULE: Final = "indirectness"
REFERENCE: Final = "grade-8"
COMPARED: Final = ("dose", "population", "condition", "species", "comparator", "outcome")
"""The dimensions that make evidence indirect."""
_NOT_HUMAN: Final = frozenset({"animal-study", "in-vitro-study"})
_ORDER: Final = {name: place for place, name in enumerate(COMPARED)}


class Indirectness(NamedTuple):
    """How the conditions as studied lie to those as claimed.

    Attributes:
        change: 0, -1 or -2.
        studies: studies that decide.
        differs: dimensions in which most of them were studied under other conditions.
        animals: the claim is about people, most of the studies are not.
        untold: dimensions that the claim states and some of them cannot be compared in.
    """

    change: int
    studies: int
    differs: tuple[str, ...]
    animals: bool
    untold: tuple[str, ...]

    def why(self) -> str:
        """One sentence."""
        parts = []
        if self.animals:
            parts.append("animals or cells for a claim about people")
        if self.differs:
            parts.append(f"most were studied under another {' and another '.join(self.differs)}")
        if not parts:
            parts.append("no condition of the claim differs in most studies")
        if self.untold:
            parts.append(f"cannot be compared: {', '.join(self.untold)}")
        return f"{counted(self.studies, 'study')}: {'; '.join(parts)}"


def weigh(side: Side) -> Indirectness:
    """Most studies differ in one dimension: one step; in two, or animals for people: two.

    A study differs in a dimension if all its lines do; what cannot be compared is no step, but is
    said.
    """
    studies = len(side.deciding)
    human = side.subject.species == "human"
    differs: Counter[str] = Counter()
    untold: set[str] = set()
    animals = 0
    for vote in side.deciding:
        first, *others = vote.mine
        if not (first.apart or first.untold or human or others):
            continue
        apart = {*first.apart}.intersection(*(line.apart for line in others))
        untold.update(*(line.untold for line in vote.mine))
        if human and all(map(_not_human, vote.mine)):
            animals += 1
            apart.discard("species")
        differs.update(apart)
    most = tuple(sorted((d for d in differs if 2 * differs[d] > studies), key=_place))
    across = 2 * animals > studies
    change = -2 if across else -min(2, len(most))
    return Indirectness(change, studies, most, across, tuple(sorted(untold - {*most}, key=_place)))


def _not_human(line: Line) -> bool:
    return line.design in _NOT_HUMAN or "species" in line.apart


def _place(dimension: str) -> int:
    return _ORDER.get(dimension, len(_ORDER))
