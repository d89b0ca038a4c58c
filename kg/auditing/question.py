"""What a rule asks of a whole ledger: one query over the index, one row a place at fault.

A ledger of a million claims is not walked claim by claim: the index answers for all of them at
once, and only the rows at fault become findings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.auditing.facts import Facts
    from kg.auditing.rule import Hit
    from kg.store.condition import Cell

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the index.

    Attributes:
        sql: a SELECT over the tables of the index and those of `kg.auditing.facts`. Its first
            column tells one finding from another; the second is the IRI of the claim concerned,
            the third that of the assertion, or NULL.
        tell: makes a hit of the first row of a finding.
        sift: keeps the rows that a closer look confirms, where a query alone cannot tell.
    """

    sql: str
    tell: Callable[[Facts, Row], Hit]
    sift: Callable[[Facts, list[Row]], Iterable[Row]] | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What a rule could not judge in a ledger, counted.

    Attributes:
        reason: why, in one sentence.
        sql: a SELECT of one number.
    """

    reason: str
    sql: str


def ask(question: Question, facts: Facts) -> list[Hit]:
    """The hits of a question.

    Args:
        question: what to ask.
        facts: the ledger.

    Returns:
        One hit a finding, by the first column; one on an assertion names its document first.
    """
    rows: dict[Cell, Row] = {}
    for row in sorted(_rows(question, facts), key=lambda row: (str(row[0]), str(row[2]))):
        rows.setdefault(row[0], row)
    chosen = list(rows.values())
    facts.prepare(chosen)
    return [_placed(question.tell(facts, row), facts.stated_in(row[2])) for row in chosen]


def _placed(hit: Hit, document: str | None) -> Hit:
    """A hit that names first the document at fault."""
    if document is None:
        return hit
    others = (name for name in hit.related if name != document)
    return replace(hit, related=(document, *others))


def count(question: Question, facts: Facts) -> int:
    """How many findings a question has, without making them.

    Args:
        question: what to ask.
        facts: the ledger.

    Returns:
        The number of hits that `ask` would give.
    """
    if question.sift is None:
        return facts.number(f"SELECT count(DISTINCT key) FROM ({question.sql})")
    return len({row[0] for row in _rows(question, facts)})


def _rows(question: Question, facts: Facts) -> Iterable[Row]:
    rows = facts.rows(question.sql)
    return rows if question.sift is None else question.sift(facts, rows)
