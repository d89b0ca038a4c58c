"""Faults in what the ledger records of a claim, told where an article states the claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.auditing.facts import Facts
from kg.auditing.question import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.auditing.case import Case
    from kg.auditing.question import Question
    from kg.auditing.rule import Hit


def stated(*questions: Question) -> Callable[[Case], Iterator[Hit]]:
    """A check that flags each statement whose claim one of the questions finds at fault.

    Args:
        questions: each has one row a claim, the claim's IRI its key.

    Returns:
        A check for `kg.auditing.rule.Rule`.
    """

    def check(case: Case) -> Iterator[Hit]:
        told = [s for s in case.statements if s.role == "claim" and s.claim is not None]
        if case.view is None or not told:
            return
        facts = Facts(case.view, {s.claim.ref.iri for s in told if s.claim})
        for question in questions:
            found = {hit.key: hit for hit in ask(question, facts)}
            for statement in told:
                assert statement.claim is not None
                hit = found.get(statement.claim.ref.iri)
                if hit is not None:
                    yield replace(hit, statement=statement, quote="")

    return check
