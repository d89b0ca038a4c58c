"""How a computed certainty came about, for people: in brief, or step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.cli.console import plain

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.words import Words

GLYPHS: Final = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕⊝", "low": "⊕⊕⊝⊝", "very-low": "⊕⊝⊝⊝"}
_STYLES: Final = {"high": "green", "moderate": "green", "low": "yellow", "very-low": "red"}
_WIDTH: Final = 9
_TITLES: Final = {"for": "For the claim", "against": "Against the claim"}


def certainty_text(word: str | None) -> Words:
    """A certainty with its glyphs."""
    if word not in GLYPHS:
        return plain((word or "none").replace("-", " "), "dim")
    return plain(f"{GLYPHS[word]} {word.replace('-', ' ')}", _STYLES[word])


def print_certainty(shown: Console, answer: dict[str, Any]) -> None:
    """The computed certainty in a line, on both sides where there are two."""
    line = plain("computed certainty ")
    line.append_text(certainty_text(answer["certainty"]))
    if answer["direction"] in {"against", "both"}:
        line.append_text(plain("   against it "))
        line.append_text(certainty_text(answer["certainty_against"]))
    shown.print(line)


def print_derivation(shown: Console, answer: dict[str, Any], *, explain: bool) -> None:
    """The steps of a certainty.

    Args:
        shown: where to print.
        answer: in the shape `kg.evidence/1`.
        explain: all steps, each with its rule, inputs and reference; else those that lead
            somewhere.
    """
    side = None
    for step in answer["reasons"]:
        if not explain and step["change"] == "0" and step["rule"] not in {"left-out", "concerns"}:
            continue
        if step["side"] != side and step["side"]:
            word = answer["certainty" if step["side"] == "for" else "certainty_against"]
            title = plain(f"{_TITLES[step['side']]}: ", "bold")
            title.append_text(certainty_text(word))
            shown.print(title)
        side = step["side"]
        label = plain(f"{step['change'].replace('-', ' ', step['change'][0] != '-'):>{_WIDTH}}  ")
        shown.print_behind(label, plain(f"{step['step']}: {step['why']}"), _WIDTH + 2)
        if explain:
            told = ", ".join(_told(*item) for item in step["inputs"].items())
            for words in (f"rule {step['rule']}: {told}", step["reference"]):
                shown.print_behind(plain(""), plain(words, "dim"), _WIDTH + 4)


def _told(name: str, value: object) -> str:
    words = name.replace("_", " ")
    if isinstance(value, bool):
        return f"{words} {'yes' if value else 'no'}"
    if isinstance(value, list):
        return f"{words} {' + '.join(map(str, value)) or 'none'}"
    return f"{words} {'not known' if value is None else value}"


def print_assessments(shown: Console, answer: dict[str, Any]) -> None:
    """What persons judge, beside what is computed."""
    for one in answer["assessments"]:
        who = " ".join(str(part) for part in (one["assessor"], one["date"]) if part)
        judged = [str(one[key]) for key in ("verdict", "certainty") if one[key]]
        head = f"Assessed{f' by {who}' if who else ''}: {', '.join(judged) or 'see the rationale'}"
        shown.print(plain(f"{head}. {one['rationale'] or ''}".rstrip()))
