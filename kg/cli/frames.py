"""Findings as people read them: a place, a window on the words, and the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.console import plain
from kg.text.canonical import LineIndex

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.words import Words
    from kg.model.finding import Finding

_STYLE = {"error": "bold red", "warning": "bold yellow", "suggestion": "bold cyan"}
_WINDOW = 68
_ALSO = 6


def print_finding(shown: Console, finding: Finding, text: str | None) -> None:
    """Print one finding with a window on its words.

    Args:
        shown: where to print.
        finding: what to print.
        text: the article, None for a finding on a ledger.
    """
    severity = finding.severity.word
    head = plain(severity, _STYLE[severity])
    head.append_text(plain(f" {finding.code} {finding.message}"))
    head.append_text(plain(f"  [{finding.name}]", "dim"))
    shown.print(head)
    if text is not None and finding.start is not None and finding.end is not None:
        shown.print(plain(f"  --> {finding.path}:{finding.line}:{finding.column}", "dim"))
        for line in _window(text, finding.start, finding.end):
            shown.print(line)
        if finding.also:
            index = LineIndex(text)
            places = [index.place(span.start) for span in finding.also]
            listed = ", ".join(f"{line}:{column}" for line, column in places[:_ALSO])
            more = f" and {len(places) - _ALSO} more" if len(places) > _ALSO else ""
            shown.print(plain(f"  = also at {listed}{more}", "dim"))
    elif finding.quote and text is None:
        shown.print(plain(f'  | "{_cut(finding.quote, _WINDOW)}"'))
    if finding.claim:
        shown.print(plain(f"  = claim {finding.claim}", "dim"), soft_wrap=True)
    if finding.related:
        listed = ", ".join(finding.related[:_ALSO])
        more = f" and {len(finding.related) - _ALSO} more" if len(finding.related) > _ALSO else ""
        shown.print(plain(f"  = see {listed}{more}", "dim"))
    shown.print(plain(f"  help: {finding.help}"))
    shown.print()


def _window(text: str, start: int, end: int) -> list[Words]:
    """The words at fault, marked, with a little text before; long ones are cut in the middle."""
    line_start = text.rfind("\n", 0, start) + 1
    number = str(text.count("\n", 0, start) + 1)
    words = " ".join(text[start:end].split())
    before = text[max(line_start, start - 12) : start].replace("\n", " ")
    if line_start < start - 12:
        before = "…" + before
    shown = _cut(words, _WINDOW - len(before))
    rail = " " * len(number)
    first = plain(f"{number} | ", "dim")
    first.append_text(plain(before))
    first.append_text(plain(shown, "bold"))
    marks = plain(f"{rail} | " + " " * len(before), "dim")
    marks.append_text(plain("^" * len(shown), "bold red"))
    return [first, marks]


def _cut(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    tail = most // 3
    return f"{words[: most - tail - 3]} … {words[-tail:]}"
