"""Values of one side, brought into normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.judge.context.norms import Amount, Level, Named, Span, Words
from kg.judge.context.quantities import quantity, rate
from kg.text.wording import normal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.judge.context.norms import Bound, Norm, Role
    from kg.store.records import ValueRow

RANKS: Final = {"low": 0, "medium": 1, "high": 2}
_TIMED: Final = frozenset({"duration", "timepoint"})
_FIRST, _LAST = (1, 1), (12, 31)
RATE: Final = "a day: "
"""Before the kind of an amount that was reckoned a day from its regimen."""
BAND: Final = "by band: "
"""Before the kind of an amount that a band gives for a dose word."""


def forms(
    dimension: str,
    values: Iterable[ValueRow],
    bounds: Iterable[Bound],
    role: Callable[[str, str], Role | None],
) -> dict[str, tuple[Norm, ...]]:
    """The normal forms of values, by form.

    Args:
        dimension: what they state.
        values: the values of one side.
        bounds: what its dose words mean.
        role: the role of a comparator by its concept and label.

    Returns:
        Distinct normal forms in a fixed order, so that equal sides are equal.
    """
    found: dict[str, set[Norm]] = {}
    for value in values:
        for form, norm in _norms(dimension, value, role):
            found.setdefault(form, set()).add(norm)
        for bound in bounds:
            if bound.level == value.level:
                found.setdefault(BAND + bound.kind, set()).add(bound)
    return {form: tuple(sorted(found[form], key=repr)) for form in sorted(found)}


def _norms(
    dimension: str, value: ValueRow, role: Callable[[str, str], Role | None]
) -> Iterator[tuple[str, Norm]]:
    if value.level in RANKS:
        yield "level", Level(RANKS[value.level])
        return
    if value.concept is not None:
        key = normal_words(value.concept.label)
        part = role(value.concept.iri, value.concept.label) if dimension == "comparator" else None
        yield "named", Named(value.concept.iri, key, part)
        return
    if value.unread and (unread := tuple(_unread(dimension, value.text))):
        yield from unread
        return
    read = quantity(value)
    if isinstance(read, Amount):
        yield read.kind, read
        if (daily := rate(read)) is not None:
            yield RATE + daily.kind, daily
        if dimension == "comparator":
            yield "named", Named("", normal_words(value.text), "dose")
    elif read is not None:
        yield "time", read
    elif (span := _span(value)) is not None:
        yield "span", span
    else:
        yield "words", Words(normal_words(value.text))


def _unread(dimension: str, text: str) -> Iterator[tuple[str, Norm]]:
    """Words in which no importer found a quantity or concept."""
    if dimension in _TIMED:
        from kg.judge.context.time_words import read_times

        yield from (("time", one) for one in read_times(text))
    elif dimension == "comparator":
        from kg.judge.context.role_words import role_of

        if part := role_of(text):
            yield "named", Named("", normal_words(text), part)


def _span(value: ValueRow) -> Span | None:
    first, last = _day(value.start, _FIRST), _day(value.end, _LAST)
    if (first is None and last is None) or (first and last and first > last):
        return None
    return Span(first, last)


def _day(date: str | None, ends: tuple[int, int]) -> tuple[int, int, int] | None:
    """A date as precise as known, as its first or last day; None for none and for no date."""
    sign, digits = (-1, (date or "")[1:]) if (date or "").startswith("-") else (1, date or "")
    parts = digits.partition("T")[0].split("-")
    if len(parts) > len(ends) + 1 or not all(part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), *ends[len(parts) - 1 :])
    return sign * year, month, day
