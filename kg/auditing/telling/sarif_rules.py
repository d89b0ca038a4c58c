"""The rules as SARIF tells them: the tool's driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.auditing.rule import Rule

LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "note",
}
_PROBLEMS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "recommendation",
}
_LONGEST: Final = 1024
"""Characters of a description, by GitHub's limit."""


def driver() -> tuple[dict[str, object], dict[str, int]]:
    """The tool with all its rules.

    Returns:
        The `tool` object, and each rule's index by its code.
    """
    from importlib.metadata import version

    from kg.auditing.rule import rules

    every = rules()
    told = {
        "name": "kg",
        "fullName": "claimkg: audit of claims",
        "organization": "claimkg",
        "semanticVersion": version("claimkg"),
        "rules": [_rule(rule) for rule in every],
    }
    return {"driver": told}, {rule.code: at for at, rule in enumerate(every)}


def _rule(rule: Rule) -> dict[str, object]:
    from kg.auditing.page import page

    name = "".join(part.capitalize() for part in rule.name.split("-"))
    help_text = f"{rule.what} {rule.why} {rule.instead}"
    return {
        "id": rule.code,
        "name": name,
        "shortDescription": {"text": rule.summary[:_LONGEST]},
        "fullDescription": {"text": rule.what[:_LONGEST]},
        "help": {"text": help_text, "markdown": page(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "precision": "high" if "article" in rule.default_in else "medium",
            "problem.severity": _PROBLEMS[rule.severity],
            "tags": ["claims", rule.name],
        },
    }
