"""Two sides in one dimension: like forms are compared, the most telling form first.

What one side says in several forms (`low`, `0.5 mg/kg`) describes one exposure more closely, so
the first form that decides is taken. Values of one form are alternatives, except co-interventions,
which belong together.
"""

from __future__ import annotations

from functools import partial
from itertools import product, starmap
from typing import TYPE_CHECKING, Any, Final

from kg.judge.context import grounds
from kg.judge.context.grounds import Ground, over
from kg.judge.context.sides import BAND, RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.judge.context.norms import Norm, Side
    from kg.judge.context.world import World

_OTHER: Final = frozenset({"level", "time", "span", "named", "words"})
"""Forms beside the kinds of amounts."""
_ALONE: Final[dict[str, Callable[[Any, Any], Ground]]] = {
    "time": grounds.times,
    "span": grounds.spans,
    "level": grounds.levels,
}
"""Forms that are compared alike in every dimension, the most telling first."""
_UNKNOWN: Final = Ground("unknown", "forms")
_UNSTATED: Final = Ground("unstated", "unstated")
_FIRST_ONLY: Final = Ground("unknown", "one-side", ("first",))
_SECOND_ONLY: Final = Ground("unknown", "one-side", ("second",))
_SAME: Final = Ground("overlap", "shared")


def ground(dimension: str, x: Side | None, y: Side | None, world: World) -> Ground:
    """How two sides lie to each other, and which rule says so.

    Args:
        dimension: one of `COMPARED`.
        x: the first side as `World.side` gives it; None if it states nothing.
        y: the second side.
        world: what both were made with.

    Returns:
        The ground.
    """
    if x is None or y is None:
        return _lone(x, y)
    if x is y:
        return _SAME
    if dimension == "co_intervention":
        return _together(x, y, world)
    if (sole := _of_sole_form(dimension, x, y, world)) is not None:
        return sole
    first: Ground | None = None
    for found in _by_form(dimension, x, y, world):
        if found.relation != "unknown":
            return found
        first = first or found
    return first or _incomparable(x, y)


def _lone(x: Side | None, y: Side | None) -> Ground:
    if x is y:
        return _UNSTATED
    return _FIRST_ONLY if y is None else _SECOND_ONLY


def _of_sole_form(dimension: str, x: Side, y: Side, world: World) -> Ground | None:
    """Two sides of one and the same form, which are most: None if there is more to compare."""
    if not len(x.forms) == len(y.forms) == 1:
        return None
    (form,), (like,) = x.forms, y.forms
    compare = _sole(form, dimension, world) if form == like else None
    return compare and _alike(x.forms[form], y.forms[form], compare)


def _sole(form: str, dimension: str, world: World) -> Callable[[Any, Any], Ground] | None:
    """What compares two sides that have this form alone; None if that takes more."""
    if form == "named":
        return _naming(dimension, world)
    if form == "words":
        return partial(grounds.words, dimension=dimension, outcomes=world.tell_outcomes)
    return grounds.amounts if _is_amount(form) else _ALONE.get(form)


def _naming(dimension: str, world: World) -> Callable[[Any, Any], Ground]:
    """What compares concepts; made once for a world."""
    found = world.naming.get(dimension)
    if found is None:
        found = world.naming[dimension] = partial(
            grounds.named,
            dimension=dimension,
            hierarchy=world.hierarchy,
            outcomes=world.tell_outcomes,
        )
    return found


def _by_form(dimension: str, x: Side, y: Side, world: World) -> Iterator[Ground]:
    """Grounds, the most telling form first."""
    one, other = x.forms, y.forms
    kinds = [form for form in one if form in other and _is_amount(form)]
    yield from _either([_alike(one[kind], other[kind], grounds.amounts) for kind in kinds])
    for form, compare in _ALONE.items():
        yield from _either([_shared(one, other, form, compare)])
    yield from _either([*_lent(one, other), *_lent(other, one)])
    yield from _either([_shared(one, other, "named", _naming(dimension, world))])
    wording = partial(grounds.words, dimension=dimension, outcomes=world.tell_outcomes)
    yield from _either([_shared(one, other, "words", wording)])
    yield from _either(
        [
            _alike(one.get(here, ()), other.get(there, ()), wording)
            for here, there in (("named", "words"), ("words", "named"))
        ]
    )


def _is_amount(form: str) -> bool:
    return form not in _OTHER and not form.startswith((RATE, BAND))


def _either(found: list[Ground | None]) -> Iterator[Ground]:
    """Of forms that tell equally much: one that overlaps, else one that decides, else any."""
    rank = {"overlap": 0, "disjoint": 1, "unknown": 2}
    told = [one for one in found if one is not None]
    if told:
        yield min(told, key=lambda one: rank[one.relation])


def _shared(
    one: dict[str, tuple[Norm, ...]],
    other: dict[str, tuple[Norm, ...]],
    form: str,
    compare: Callable[[Any, Any], Ground],
) -> Ground | None:
    return _alike(one.get(form, ()), other.get(form, ()), compare)


def _alike(
    one: tuple[Norm, ...], other: tuple[Norm, ...], compare: Callable[[Any, Any], Ground]
) -> Ground | None:
    if len(one) == len(other) == 1:
        return compare(one[0], other[0])
    return over(compare(x, y) for x, y in product(one, other))


def _lent(
    one: dict[str, tuple[Norm, ...]], other: dict[str, tuple[Norm, ...]]
) -> Iterator[Ground | None]:
    """What a band or a regimen lends the one side, against amounts that the other states."""
    for mark, compare in ((BAND, grounds.bounded), (RATE, grounds.amounts)):
        for form, norms in one.items():
            kind = form.removeprefix(mark)
            if kind != form and kind not in one and kind in other:
                yield _alike(norms, other[kind], compare)


def _together(x: Side, y: Side, world: World) -> Ground:
    """Values that hold all at once: two that exclude each other are enough, else one shared."""
    found = [
        one
        for (form, ones), (like, others) in product(x.forms.items(), y.forms.items())
        if (compare := _both(form, like, world)) is not None
        for one in starmap(compare, product(ones, others))
    ]
    apart = [one for one in found if one.relation == "disjoint"]
    return next(iter(apart), None) or next(iter(_either([*found])), _UNKNOWN)


def _both(form: str, like: str, world: World) -> Callable[[Any, Any], Ground] | None:
    """What compares values of two forms that hold at once; None if nothing does."""
    if form == like == "named":
        return partial(grounds.named, dimension="co_intervention", hierarchy=world.hierarchy)
    if {form, like} <= {"named", "words"}:
        return partial(grounds.words, dimension="co_intervention")
    if form != like:
        return None
    return grounds.amounts if _is_amount(form) else _ALONE.get(form)


def _incomparable(x: Side, y: Side) -> Ground:
    """No form is shared: which ones stand against each other."""
    kinds = [next((form for form in side.forms if _is_amount(form)), "") for side in (x, y)]
    if all(kinds):
        return Ground("unknown", "kinds", tuple(kinds))
    if any(kinds) and ("level" in x.forms or "level" in y.forms):
        return Ground("unknown", "word-number")
    return _UNKNOWN
