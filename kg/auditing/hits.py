"""Hits in what a ledger records: on a claim, or on the words in which a document states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row


def on_claim(
    facts: Facts, row: Row, message: str, remedy: str, related: Iterable[object] = ()
) -> Hit:
    """A hit that quotes the claim's own label.

    Args:
        facts: the ledger.
        row: what a question found; its second column is the claim.
        message: what is wrong.
        remedy: how to mend it.
        related: IRIs of what it refers to.

    Returns:
        The hit, its key the first column.
    """
    return _hit(facts, row, facts.ref(row[1]).label, message, remedy, related)


def on_assertion(
    facts: Facts, row: Row, message: str, remedy: str, related: Iterable[object] = ()
) -> Hit:
    """A hit that quotes the words of an assertion.

    Args:
        facts: the ledger.
        row: what a question found; its second column is the claim, its third the assertion.
        message: what is wrong.
        remedy: how to mend it.
        related: IRIs of what it refers to.

    Returns:
        The hit, its key the first column.
    """
    return _hit(facts, row, facts.words(row[1], row[2]), message, remedy, related)


def _hit(
    facts: Facts, row: Row, quote: str, message: str, remedy: str, related: Iterable[object]
) -> Hit:
    return Hit(
        None,
        message,
        remedy,
        related=facts.ids(related),
        quote=quote,
        claim=facts.ref(row[1]).id,
        key=str(row[0]),
    )
