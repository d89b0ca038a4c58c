"""A rule's page, made of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.auditing.rule import Example, Rule


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
        "## Example\n\n" + "\n\n".join(map(_shown, flagged)),
        f"## Instead\n\n{_lines(rule.instead)}",
    ]
    if passed:
        parts.append("Not flagged:\n\n" + "\n\n".join(map(_shown, passed)))
    if rule.check is None:
        parts.append("It looks at ledgers alone: run `kg audit` without an article.")
    elif rule.needs_ledger:
        parts.append("It needs a ledger to hold the text against.")
    if rule.check is not None:
        parts.append(f"## How often it is right\n\n{_measured(rule)}")
    parts.append(_switch(rule))
    if rule.references:
        parts.append("## References\n\n" + "\n".join(f"- {one}" for one in rule.references))
    return "\n\n".join(parts)


def _measured(rule: Rule) -> str:
    """The figure of its precision in articles, with the data behind it."""
    if rule.measured is None:
        return "It was not measured on articles."
    found = rule.measured
    figure = f"{found.right} of {found.flagged} places in articles ({found.precision:.2f})"
    return f"{figure}: {_lines(found.data)}"


def _switch(rule: Rule) -> str:
    """When it runs, and how to have it otherwise."""
    ways = ("ledger",) if rule.check is None else ("article", "ledger")
    off = [what for what in ways if what not in rule.default_in]
    leave = f"Leave it out of a run with `kg audit --ignore {rule.name}`."
    ask = f"ask for it with `kg audit --rule {rule.name}`"
    if not off:
        return leave
    if len(off) == len(ways):
        return f"It does not run by default: {ask}."
    return f"It does not run on an {off[0]} by default: {ask}.\n{leave}"


def _lines(prose: str) -> str:
    """One sentence a line."""
    return prose.replace(". ", ".\n")


def _shown(example: Example) -> str:
    """The article as a quotation, what the ledger has to say beside it as code."""
    lines = [f"> {line}" if line else ">" for line in example.text.splitlines()]
    parts = ["\n".join(lines)] if lines else []
    if example.ledger:
        intro = "where the ledger says" if lines else "A ledger that says"
        parts.append(f"{intro}\n\n```turtle\n{example.ledger.strip()}\n```")
    return "\n\n".join(parts) or "A ledger that says nothing of the kind."
