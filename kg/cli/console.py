"""What a person sees: words and tables, painted by rich on a terminal; JSON as UTF-8.

Colour never carries a meaning alone; NO_COLOR and FORCE_COLOR are obeyed by rich.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from kg.cli.width import page_width
from kg.cli.words import Piece, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import rich.console

    from kg.cli.table import Table
    from kg.cli.words import Line

STATUS_MARK = {
    "contested": ("±", "yellow"),
    "supported": ("+", "green"),
    "disputed": ("-", "red"),
    "qualified": ("~", "cyan"),
    "retracted-only": ("x", "red"),
    "unsupported": ("?", "magenta"),
    "not-applicable": (" ", "dim"),
}
_PAINTING: Final = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which rich takes what is no terminal for one."""


class Console:
    """A page on standard output.

    Where nobody sees styles, lines are written as they are, without importing rich.
    """

    def __init__(self) -> None:
        self._painter = _painter()
        self._width = page_width() if self._painter is None else self._painter.width

    @property
    def width(self) -> int:
        """Cells of a line."""
        return self._width

    def print(self, shown: Words | Table | None = None, *, soft_wrap: bool = False) -> None:
        """Print words, folded to the page, or a table; an empty line if nothing is given.

        Args:
            shown: what to print.
            soft_wrap: leave words on one line, however long, so that they can be copied.
        """
        if shown is None:
            self._write([()])
        elif isinstance(shown, Words):
            self._write([shown.line] if soft_wrap else shown.folded(self._width))
        else:
            self._write(shown.lines(self._width))

    def print_behind(self, label: Words, words: Words, width: int) -> None:
        """Print words folded behind a label.

        Args:
            label: stands on the first line; the words of the others hang beneath.
            words: what to print.
            width: cells that the label fills.
        """
        first, *others = words.folded(max(1, self._width - width))
        gap = Piece(" " * max(0, width - label.width))
        hanging = Piece(" " * width)
        self._write([(*label.line, gap, *first), *((hanging, *line) for line in others)])

    def rule(self, title: Words) -> None:
        """Print a title with a line behind it."""
        rest = self._width - title.width - 1
        title.append_text(Words(f" {'─' * max(0, rest)}", "green"))
        self.print(title)

    def _write(self, lines: Iterable[Line]) -> None:
        if self._painter is not None:
            _paint(self._painter, lines)
        else:
            told = ("".join(text for text, _ in line).rstrip() for line in lines)
            sys.stdout.write("".join(f"{line}\n" for line in told))


def console() -> Console:
    """A page on standard output, 80 columns wide where there is no terminal."""
    return Console()


def _painter() -> rich.console.Console | None:
    """Rich's console, where somebody may see styles."""
    if not sys.stdout.isatty() and not any(os.environ.get(name) for name in _PAINTING):
        return None
    from rich.console import Console as Painter

    return Painter(highlight=False, emoji=False, markup=False)


def _paint(painter: rich.console.Console, lines: Iterable[Line]) -> None:
    from rich.segment import Segment, Segments

    painted: list[Segment] = []
    for line in lines:
        for text, style in line:
            painted.append(Segment(text, painter.get_style(style) if style else None))
        painted.append(Segment.line())
    painter.print(Segments(painted), end="", crop=False)


def plain(words: object, style: str = "") -> Words:
    """Words of a document or a ledger, never read as markup or as terminal commands.

    Blanks of all kinds are shown as spaces, other characters that cannot be printed by a mark.
    """
    text = str(words)
    if not text.isprintable():
        text = "".join(_printable(c) for c in text)
    return Words(text, style)


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"


def status_text(status: str) -> Words:
    """A status with its mark."""
    mark, style = STATUS_MARK.get(status, ("?", ""))
    return plain(f"{mark} {status}", style)


def shown_path(path: str | Path) -> str:
    """A path as people write it: relative to the working folder where it lies in it."""
    from pathlib import Path

    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 claim`, `2 claims`, `3 activities`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("ty") else f"{number} {noun}s"


def print_json(answer: object) -> None:
    """Print an answer as JSON."""
    import json

    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def format_option(*formats: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """The option `--format`, the first format being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        envvar="KG_FORMAT",
        show_default=True,
        help="How to print the answer.",
    )
