"""Normal forms: what a value says, whatever its words and units. All are hashable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from kg.judge.context.intervals import Interval
    from kg.judge.context.regimens import Regimen

Role = Literal["placebo", "untreated", "control", "baseline", "dose", "uncompared", "active"]
"""What a comparator is there for. `control` is one that is not described: placebo or untreated."""


class Amount(NamedTuple):
    """A quantity in the measure of its kind.

    Attributes:
        kind: such as `mass/mass`; amounts are compared within a kind.
        interval: in the smallest measure of the kind.
        regimen: how often it is given, None if nothing is said of it.
    """

    kind: str
    interval: Interval
    regimen: Regimen | None = None


class Level(NamedTuple):
    """A dose word.

    Attributes:
        rank: low 0, medium 1, high 2.
    """

    rank: int


class Bound(NamedTuple):
    """What a band of the ledger says that a dose word means.

    Attributes:
        kind: kind of the unit.
        interval: in the smallest measure of the kind.
        level: the dose word.
        band: id of the band.
    """

    kind: str
    interval: Interval
    level: str
    band: str


class Time(NamedTuple):
    """A length of time, or a time after an event.

    Attributes:
        seconds: from least to most; a month is 28 to 31 days.
        months: the same in months, where months or years were stated.
        anchor: the event it is counted from, in normal words; empty if none is named.
        phase: normal words of a phase (`during infusion`), whose `seconds` only say where it
            lies, not how long it takes; empty for times in numbers.
        counted: it is the nth of its unit (`week 28`), from the end of the one before to its own.
    """

    seconds: Interval
    months: Interval | None = None
    anchor: str = ""
    phase: str = ""
    counted: bool = False


class Span(NamedTuple):
    """Calendar time: first and last day as year, month and day; None is no bound."""

    first: tuple[int, int, int] | None
    last: tuple[int, int, int] | None


class Named(NamedTuple):
    """A concept, or a comparator whose role its words tell.

    Attributes:
        iri: the concept; empty where only a role is known.
        key: normal words of its label.
        role: for comparators, else None.
    """

    iri: str
    key: str
    role: Role | None = None


class Words(NamedTuple):
    """Words that no grammar reads, in normal spelling."""

    key: str


Norm = Amount | Level | Bound | Time | Span | Named | Words


class Side:
    """The normal forms of one side in one dimension, by form; equal sides of a world are one.

    Attributes:
        forms: normal forms by what can be compared: the kind of an amount, `level`, `time`,
            `span`, `named`, `words`; what bands say stands under `band` and the kind.
    """

    __slots__ = ("forms",)

    def __init__(self, forms: dict[str, tuple[Norm, ...]]) -> None:
        self.forms = forms

    def __repr__(self) -> str:
        return f"Side({self.forms!r})"
