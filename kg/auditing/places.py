"""Places of an article that are no statements, such as an entry of its reference list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.statement import Statement
from kg.model.finding import Span

if TYPE_CHECKING:
    from kg.auditing.case import Case


def at(start: int, end: int, case: Case) -> Statement:
    """A place of the text, for a finding that points there.

    Args:
        start: code-point offset into the text.
        end: end of it, exclusive.
        case: the article; it has a text.
    """
    assert case.reading is not None
    return Statement(
        quote=case.reading.text[start:end],
        span=Span(start, end),
        block=None,
        role="background",
        hedging="categorical",
        boosters=(),
        attribution="author",
        attribution_text=None,
        cited=(),
        links=(),
        effect=None,
        subjects=(),
        objects=(),
        context={},
    )
