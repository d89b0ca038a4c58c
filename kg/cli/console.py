"""What a person sees: tables and marks by rich, JSON as bytes of UTF-8.

Colour never carries a meaning alone; NO_COLOR and FORCE_COLOR are obeyed by rich.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

STATUS_MARK = {
    "contested": ("±", "yellow"),
    "supported": ("+", "green"),
    "disputed": ("-", "red"),
    "qualified": ("~", "cyan"),
    "retracted-only": ("x", "red"),
    "unsupported": ("?", "magenta"),
    "not-applicable": (" ", "dim"),
}


def console() -> Console:
    """A rich console on standard output, 80 columns wide where there is no terminal."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, emoji=False, markup=False)


def table(*columns: tuple[str, dict[str, object]]) -> Table:
    """An unframed table, its header in capitals.

    Args:
        columns: name and options of `rich.table.Table.add_column`.
    """
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, options in columns:
        made.add_column(name.upper(), **options)  # type: ignore[arg-type] # rich's own keywords
    return made


def plain(words: object, style: str = "") -> Text:
    """Words of a document or a ledger, never read as markup or as terminal commands."""
    from rich.text import Text

    cleaned = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(words))
    return Text(cleaned, style=style)


def status_text(status: str) -> Text:
    """A status with its mark."""
    mark, style = STATUS_MARK.get(status, ("?", ""))
    return plain(f"{mark} {status}", style)


def shown_path(path: str | Path) -> str:
    """A path as people write it: relative to the working folder where it lies in it."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def print_json(answer: object) -> None:
    """Print an answer as JSON."""
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
