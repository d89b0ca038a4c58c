"""How two normal forms lie to each other, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.judge.context.regimens import regimens_differ
from kg.judge.context.roles import roles_differ
from kg.text.wording import denial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.judge.context.hierarchy import Hierarchy
    from kg.judge.context.norms import Amount, Bound, Level, Named, Span, Time, Words

    TellOutcomes = Callable[[Named | Words, Named | Words], str]

Relation = Literal["overlap", "disjoint", "unknown", "unstated"]

_DENIABLE: Final = frozenset({"population", "condition", "intervention", "co_intervention"})
"""Where words that deny each other cannot both hold; of outcomes they are one question."""
_QUESTIONS: Final = frozenset({"comparator", "outcome", "intervention"})
"""Where two things of which neither is a kind of the other make two questions."""
_UNMARKED: Final = frozenset({"outcome", "co_intervention"})
"""Where concepts of nothing in common may still be told apart, or hold all at once."""
_EMPTY_WORDS: Final = frozenset(
    {
        *("a", "and", "in", "of", "on", "or", "the", "to", "with"),
        *("alone", "arm", "control", "dose", "drug", "group", "only", "placebo", "therapy"),
        *("change", "level", "mean", "measure", "rate", "score", "total", "treatment", "value"),
    }
)
"""Words that two names may share without naming like things."""


class Ground(NamedTuple):
    """A relation and what it rests on.

    Attributes:
        relation: how two sides lie to each other.
        cause: which rule decided, a key of the sentences in `kg.judge.context.reasons`.
        detail: what its sentence names.
    """

    relation: Relation
    cause: str
    detail: tuple[str, ...] = ()


class Marks(NamedTuple):
    """What of a concept bears on how it lies to others, so that most need not be compared.

    Two concepts without a common mark of kin are disjoint if both have `words` and share none,
    and cannot be told apart otherwise.

    Attributes:
        kin: itself, its kinds, what these exclude, its name.
        words: telling words of its name, where two things make two questions; else None.
    """

    kin: frozenset[str]
    words: frozenset[str] | None


SHARED: Final = Ground("overlap", "shared")
APART: Final = Ground("disjoint", "apart")
_OUTCOMES: Final = {
    "same": SHARED,
    "inverse": Ground("overlap", "inverse"),
    "other-measure": Ground("unknown", "other-measure"),
    "different": Ground("disjoint", "different"),
}
"""Outcomes that are inverse pose one question; whoever compares effects turns one of them."""


def amounts(x: Amount, y: Amount) -> Ground:
    """Two quantities of one kind: the single amount first, then how often it is given."""
    if not x.interval.overlaps(y.interval):
        return APART
    if regimens_differ(x.regimen, y.regimen):
        return Ground("disjoint", "regimen")
    if (x.regimen is None) != (y.regimen is None):
        return Ground("overlap", "regimen-once", ("second" if x.regimen is None else "first",))
    return SHARED


def bounded(x: Bound, y: Amount) -> Ground:
    """What a band says of a dose word, against an amount."""
    relation: Relation = "overlap" if x.interval.overlaps(y.interval) else "disjoint"
    return Ground(relation, "band", (x.level, x.band))


def levels(x: Level, y: Level) -> Ground:
    """Two dose words, as ordinals."""
    return SHARED if x.rank == y.rank else APART


def times(x: Time, y: Time) -> Ground:
    """Two times: in months if both were stated so, else in seconds."""
    if x.phase and x.phase == y.phase:
        return SHARED
    if x.anchor and y.anchor and x.anchor != y.anchor:
        return Ground("unknown", "anchors", (x.anchor, y.anchor))
    one, other = (
        (x.months, y.months)
        if x.months is not None and y.months is not None
        else (x.seconds, y.seconds)
    )
    shares = one.shares_stretch if x.counted == y.counted else one.overlaps
    if not shares(other):
        return APART
    if x.phase or y.phase:
        return Ground("unknown", "phase", (x.phase or y.phase,))
    return SHARED


def spans(x: Span, y: Span) -> Ground:
    """Two stretches of calendar time."""
    for one, other in ((x, y), (y, x)):
        if one.last is not None and other.first is not None and one.last < other.first:
            return APART
    return SHARED


def words(
    x: Words | Named, y: Words | Named, dimension: str, outcomes: TellOutcomes | None = None
) -> Ground:
    """Words, or the label of a concept: equal, denying each other, or not to be told."""
    if x.key == y.key:
        return SHARED
    if dimension == "outcome" and outcomes is not None:
        told = _OUTCOMES.get(outcomes(x, y))
        if told is not None:
            return told
    if dimension in _DENIABLE:
        (one, denies), (other, denied) = denial(x.key), denial(y.key)
        if one == other and denies != denied:
            return Ground("disjoint", "denial")
    return Ground("unknown", "words")


def named(
    x: Named,
    y: Named,
    dimension: str,
    hierarchy: Hierarchy,
    outcomes: TellOutcomes | None = None,
) -> Ground:
    """Two concepts, or comparators of known role."""
    if x.iri and y.iri:
        if hierarchy.overlap(x.iri, y.iri):
            return SHARED
        if hierarchy.are_disjoint(x.iri, y.iri):
            return Ground("disjoint", "declared")
    if dimension == "comparator" and (by_role := _roles(x, y)) is not None:
        return by_role
    by_words = words(x, y, dimension, outcomes)
    if by_words.relation != "unknown" or by_words.cause == "other-measure":
        return by_words
    if dimension in _QUESTIONS and x.iri and y.iri and _are_strangers(x, y, dimension, hierarchy):
        return Ground("disjoint", "different")
    return Ground("unknown", "kin")


def marks(x: Named, dimension: str, hierarchy: Hierarchy) -> Marks | None:
    """What makes a concept more to another one than a stranger.

    Args:
        x: a concept.
        dimension: where it stands.
        hierarchy: kinds of concepts.

    Returns:
        Its marks; None where more bears on it: roles of comparators, what outcomes measure, values
        that hold all at once.
    """
    if not x.iri or x.role is not None or dimension in _UNMARKED:
        return None
    kin = {*hierarchy.kinds_of(x.iri), *hierarchy.excluded_by(x.iri), f"={x.key}"}
    if dimension in _DENIABLE:
        kin.add(f"={denial(x.key)[0]}")
    asks = dimension in _QUESTIONS
    return Marks(frozenset(kin), frozenset({*x.key.split()} - _EMPTY_WORDS) if asks else None)


def strangers(x: Marks, y: Marks) -> Relation | None:
    """How two concepts lie to each other that have nothing in common; None if they have."""
    if not x.kin.isdisjoint(y.kin):
        return None
    if x.words is None or y.words is None:
        return "unknown"
    return "disjoint" if x.words.isdisjoint(y.words) else "unknown"


def _roles(x: Named, y: Named) -> Ground | None:
    one = x.role or ("active" if x.iri else None)
    other = y.role or ("active" if y.iri else None)
    if one is None or other is None or (differ := roles_differ(one, other)) is None:
        return None
    return Ground("disjoint", "roles", (one, other)) if differ else Ground("overlap", "role")


def _are_strangers(x: Named, y: Named, dimension: str, hierarchy: Hierarchy) -> bool:
    """Nothing hints at one thing under two names: no word in common, for outcomes no kind."""
    if (set(x.key.split()) & set(y.key.split())) - _EMPTY_WORDS:
        return False
    kinds = hierarchy.kinds_of(x.iri) & hierarchy.kinds_of(y.iri)
    return dimension != "outcome" or not kinds


def over(pairs: Iterable[Ground]) -> Ground | None:
    """Alternatives of two sides: one pair that overlaps is enough, disjoint are only all.

    Args:
        pairs: every value of one side against every value of the other.

    Returns:
        The ground of the two sides; None if there is no pair.
    """
    apart: Ground | None = None
    untold: Ground | None = None
    for one in pairs:
        if one.relation == "overlap":
            return one
        if one.relation == "disjoint":
            apart = apart or one
        else:
            untold = untold or one
    return untold or apart
