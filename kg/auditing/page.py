"""A rule's page, made of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.auditing.rule import Rule


def page(rule: Rule) -> str:
    """The documentation of a rule in Markdown.

    Args:
        rule: the rule.

    Returns:
        What it does, why it matters, examples and references.
    """
    flagged = [e for e in rule.examples if e.flags]
    passed = [e for e in rule.examples if not e.flags]
    parts = [
        f"# {rule.code} {rule.name} ({rule.severity.word})",
        rule.summary,
        f"## What it does\n\n{_lines(rule.what)}",
        f"## Why it matters\n\n{_lines(rule.why)}",
        "## Example\n\n" + "\n\n".join(_quoted(e.text) for e in flagged),
        f"## Instead\n\n{_lines(rule.instead)}",
    ]
    if passed:
        parts.append("Not flagged:\n\n" + "\n\n".join(_quoted(e.text) for e in passed))
    if rule.needs_ledger:
        parts.append("It needs a ledger to hold the text against.")
    parts.append(f"Leave it out of a run with `kg audit --ignore {rule.name}`.")
    if rule.references:
        parts.append("## References\n\n" + "\n".join(f"- {one}" for one in rule.references))
    return "\n\n".join(parts)


def _lines(prose: str) -> str:
    """One sentence a line."""
    return prose.replace(". ", ".\n")


def _quoted(example: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in example.splitlines())
