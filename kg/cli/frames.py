"""Findings as people read them: a place, a window on the words, and the help."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import also, spot, where
from kg.auditing.telling.told import span_of
from kg.cli.console import plain
from kg.cli.words import Piece, breaks, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.telling.told import Silenced, Told
    from kg.cli.console import Console
    from kg.cli.words import Words
    from kg.model.finding import Finding, Span

_STYLE: Final = {"error": "bold red", "warning": "bold yellow", "suggestion": "bold cyan"}
_MOST: Final = 6
_BESIDE: Final = 24
"""Characters of the text that are shown on either side of the words at fault."""
_LINES: Final = 4
"""Lines of a window; of longer words the middle is left out."""


def print_finding(
    shown: Console, finding: Finding, told: Told, silenced: Silenced | None = None
) -> None:
    """Print one finding with a window on its words.

    Args:
        shown: where to print.
        finding: what to print.
        told: the audit that it is of.
        silenced: who silenced it, if anybody did.
    """
    severity = finding.severity.word
    head = plain(severity, _STYLE[severity])
    head.append_text(plain(f" {finding.code} {finding.message}"))
    head.append_text(plain(f"  [{finding.name}]", "dim"))
    shown.print(head)
    span = span_of(finding)
    if span is not None and told.reading is not None:
        shown.print(plain(f"  --> {where(told, finding)}", "dim"), soft_wrap=True)
        for line in _window(told.reading.text, span, _rail(told, span), shown.width):
            shown.print(line, soft_wrap=True)
        _print_also(shown, finding, told)
    elif finding.quote:
        shown.print(plain(f'  | "{_cut(finding.quote, shown.width - 6)}"'))
    if finding.claim:
        shown.print(plain(f"  = claim {finding.claim}", "dim"), soft_wrap=True)
    if finding.related:
        more = f" and {len(finding.related) - _MOST} more" if len(finding.related) > _MOST else ""
        _print_fact(shown, f"see {', '.join(finding.related[:_MOST])}{more}")
    if silenced is not None:
        _print_fact(shown, f"silenced: {silenced.reason} ({silenced.where})")
    shown.print_behind(plain("  help: "), plain(finding.help), 8)
    shown.print()


def _print_also(shown: Console, finding: Finding, told: Told) -> None:
    listed = also(told, finding, _MOST)
    if listed:
        _print_fact(shown, f"also at {listed}")


def _rail(told: Told, span: Span) -> str:
    """What stands before the first line of a window: its number, where the file has lines."""
    words = spot(told, span) or ""
    return words.partition(":")[0] if words[:1].isdigit() else ""


def _print_fact(shown: Console, words: str) -> None:
    shown.print_behind(plain("  = ", "dim"), plain(words, "dim"), 4)


def _window(text: str, span: Span, number: str, width: int) -> Iterator[Words]:
    """The words at fault, marked, with a little text on either side, on a few lines."""
    room = max(20, width - len(number) - 3)
    before, after = _before(text, span.start), _after(text, span.end)
    words = _cut(text[span.start : span.end], room * _LINES - len(before) - len(after) - room // 3)
    whole = before + words + after
    marked = range(len(before), len(before) + len(words))
    rail = " " * len(number)
    yield plain(f"{rail} |", "dim")
    places = [0, *breaks(whole, room), len(whole)]
    for start, end in itertools.pairwise(places):
        line = plain(f"{rail if start else number} | ", "dim")
        for piece in _styled(whole, start, end, marked):
            line.append_text(plain(*piece))
        yield line
        first, last = max(start, marked.start), min(end, marked.stop)
        under = whole[first:last].rstrip()
        if under:
            marks = plain(f"{rail} | {' ' * cells(whole[start:first])}", "dim")
            marks.append_text(plain("^" * cells(under), "bold red"))
            yield marks


def _styled(whole: str, start: int, end: int, marked: range) -> Iterator[Piece]:
    first, last = max(start, min(marked.start, end)), max(start, min(marked.stop, end))
    yield Piece(whole[start:first])
    yield Piece(whole[first:last], "bold")
    yield Piece(whole[last:end].rstrip())


def _before(text: str, start: int) -> str:
    """Whole words of the line before a place."""
    line = text.rfind("\n", 0, start) + 1
    near = text[max(line, start - _BESIDE) : start]
    if line < start - _BESIDE:
        near = "… " + near.partition(" ")[2]
    return _shown(near)


def _after(text: str, end: int) -> str:
    """Whole words of the line behind a place."""
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    near = text[end : min(stop, end + _BESIDE)]
    if stop > end + _BESIDE:
        near = near.rpartition(" ")[0] + " …"
    return _shown(near)


def _shown(words: str) -> str:
    return "".join(piece.text for piece in plain(words.replace("\n", " ")).line)


def _cut(words: str, most: int) -> str:
    """Words on one line; of many the middle is left out, between words where there are any."""
    flat = _shown(" ".join(words.split()))
    if cells(flat) <= most:
        return flat
    most = most * len(flat) // max(1, cells(flat))
    head, tail = flat[: most * 2 // 3 - 3], flat[-most // 3 :]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head} … {tail}"
