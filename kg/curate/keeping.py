"""Comments of people: no ledger is written anew without them unless somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import WriteError
from kg.rdf.comments import foreign_comments
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import section_headings

if TYPE_CHECKING:
    from pathlib import Path


def keep_comments(path: Path, source: str, text: str) -> None:
    """Refuse to replace a ledger whose comments the new text does not hold.

    Args:
        path: the ledger, for the message.
        source: its text as it is.
        text: what would replace it.

    Raises:
        WriteError: names the first comment that would be lost.
    """
    lost = foreign_comments(source, text, section_headings(ledger_layout()))
    if lost:
        raise WriteError(
            f"{path}:{lost[0].line}:{lost[0].column}: the comment {lost[0].text.strip()!r} and "
            f"{len(lost) - 1} more would be lost",
            "move them into skos:note, or run kg fmt --drop-comments first",
        )
