"""The audit of a ledger itself: the rules' questions, put to its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.facts import Facts
from kg.auditing.question import ask, count
from kg.auditing.reporting import finding
from kg.auditing.rule import default_rules
from kg.model.finding import Report, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.rule import Rule
    from kg.store.selection import Selection


def audit_ledger(view: Selection, path: str, only: Iterable[Rule] | None = None) -> Report:
    """Find the faults of what a ledger records, without any text at hand.

    Args:
        view: the ledger, or a part of it.
        path: the ledger as the user named it.
        only: the rules to run, those that run by default if not given.

    Returns:
        Findings on claims, evidence, concepts and documents.
    """
    facts = Facts(view)
    findings = []
    skipped = []
    for rule in _chosen(only):
        for question in rule.questions:
            findings += [finding(rule, [hit], path) for hit in ask(question, facts)]
        for one in rule.unjudged:
            number = facts.number(one.sql)
            if number:
                skipped.append(Skipped(rule.name, one.reason, number))
    findings.sort(key=lambda f: (-f.severity, f.code, f.claim or "", f.quote))
    statements = facts.number("SELECT count(*) FROM assertion WHERE claim IN chosen")
    claims = facts.number("SELECT count(*) FROM told")
    sourced = "SELECT count(*) FROM told WHERE sourced"
    return Report(
        path=path,
        findings=tuple(findings),
        skipped=tuple(skipped),
        statements=statements,
        claims=claims,
        judged=claims,
        sourced=facts.number(sourced),
    )


def counts(view: Selection, only: Iterable[Rule] | None = None) -> dict[str, int]:
    """How many findings each rule has in a ledger, without making them.

    Args:
        view: the ledger, or a part of it.
        only: the rules to count for, those that run by default if not given.

    Returns:
        Number by code, of every rule that was asked.
    """
    facts = Facts(view)
    return {
        rule.code: sum(count(question, facts) for question in rule.questions)
        for rule in _chosen(only)
        if rule.questions
    }


def _chosen(only: Iterable[Rule] | None) -> tuple[Rule, ...]:
    return default_rules("ledger") if only is None else tuple(only)
