"""Sentences of reason: what a ground says of the values in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.judge.context.dimensions import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.judge.context.grounds import Ground
    from kg.store.records import ValueRow

    Values = tuple[ValueRow, ...]

_KINDS: Final = {
    "mass": "an administered amount",
    "mass/mass": "an administered amount per body weight",
    "mass/area": "an administered amount per body surface",
    "mass/time": "an administered amount per time",
    "mass/mass/time": "an administered amount per body weight and time",
    "mass/volume": "a concentration",
    "substance": "an administered amount of substance",
    "substance/mass": "an administered amount of substance per body weight",
    "substance/volume": "a concentration of substance",
    "activity": "international units",
    "activity/volume": "a concentration in international units",
    "volume": "a volume",
    "percent": "a percentage",
    "number": "a number without a unit",
}
_BLOOD: Final = frozenset({"plasma", "serum", "blood"})
_ROLES: Final = {
    "untreated": "no added treatment",
    "control": "a control",
    "dose": "another dose",
    "uncompared": "nothing",
    "active": "an active comparator",
    "placebo": "placebo",
    "baseline": "baseline",
}


def words(values: Values) -> str:
    """Values of one side in a line."""
    return ", ".join(dict.fromkeys(value.text for value in values))


def reason(dimension: str, ground: Ground, a: Values, b: Values) -> str:
    """Why two sides lie to each other as they do.

    Args:
        dimension: its name.
        ground: the relation and the rule that decided.
        a: values of the first side, in their words.
        b: values of the second side.

    Returns:
        One sentence.
    """
    name, both = spoken(dimension), f"{words(a)} | {words(b)}"
    if ground.relation == "unstated":
        return f"neither side states {name}"
    if ground.cause == "one-side":
        return f"only the {ground.detail[0]} side states {name}"
    verb = {"overlap": "overlaps", "disjoint": "differs", "unknown": "cannot be compared"}
    tell = _TOLD.get(ground.cause)
    more = tell(ground.detail, a, b) if tell else _FIXED.get(ground.cause, "")
    return f"{name} {verb[ground.relation]}: {both}{f' ({more})' if more else ''}"


def _kinds(detail: tuple[str, ...], a: Values, b: Values) -> str:
    first, second = (_kind(kind, side) for kind, side in zip(detail, (a, b), strict=True))
    return f"the first side gives {first}, the second {second}"


def _kind(kind: str, values: Values) -> str:
    name = _KINDS.get(kind, f"an amount {kind}")
    in_blood = kind.endswith("/volume") and _BLOOD & set(words(values).casefold().split())
    return f"{name} in blood" if in_blood else name


def _band(detail: tuple[str, ...], *_: Values) -> str:
    level, band = detail
    return f"what {level} means is said by band {band} of this ledger"


def _regimen_once(detail: tuple[str, ...], *_: Values) -> str:
    return f"only the {detail[0]} side states a regimen"


def _anchors(detail: tuple[str, ...], *_: Values) -> str:
    return f"counted from different events: {detail[0]}, {detail[1]}"


def _phase(detail: tuple[str, ...], *_: Values) -> str:
    return f'how long "{detail[0]}" lasts is not recorded'


def _role(detail: tuple[str, ...], *_: Values) -> str:
    return f"{_ROLES[detail[0]]} against {_ROLES[detail[1]]}"


_FIXED: Final = {
    "regimen": "the regimen differs: how often it is given",
    "word-number": "a word against a number; no band of this ledger says what it means here",
    "kin": "neither is a kind of the other, and they are not declared disjoint",
    "words": "different words that no grammar reads",
    "role": "comparators of one role",
    "inverse": "more of the one is less of the other",
    "other-measure": "one thing, measured in other ways",
    "declared": "declared disjoint",
    "denial": "one denies what the other says",
}
"""What a sentence adds in brackets, by cause."""
_TOLD: Final[dict[str, Callable[[tuple[str, ...], Values, Values], str]]] = {
    "kinds": _kinds,
    "band": _band,
    "regimen-once": _regimen_once,
    "anchors": _anchors,
    "phase": _phase,
    "roles": _role,
}
"""The same, where it names details."""
