"""Where a quoted passage stands in the text of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.importers.table.row import Row


class Place(NamedTuple):
    """A passage in a text.

    Attributes:
        quote: its words; those of the text where it was found.
        start: first code point, None if the text does not hold it.
        end: code point after it, None likewise.
        remarks: what was found odd.
    """

    quote: str
    start: int | None
    end: int | None
    remarks: tuple[str, ...] = ()


def located(row: Row, text: str, quote: str, start: int | None, end: int | None) -> Place:
    """Where a quote stands in a text; a lost one keeps its words and loses its place.

    White space is no difference: tables strip their cells and fold line ends, so at the stated
    offsets the words of the text are taken as it has them.

    Args:
        row: the row, for messages.
        text: canonical text of the document.
        quote: the passage as the table has it.
        start: first code point as stated, None if the table states none.
        end: code point after it, None likewise.

    Raises:
        ImportFault: the quote occurs several times, and not at the stated offsets.
    """
    if start is not None and end is not None and _folded(text[start:end]) == _folded(quote):
        stated = text[start:end]
        first = start + len(stated) - len(stated.lstrip())
        last = start + len(stated.rstrip())
        return Place(text[first:last], first, last)
    count = text.count(quote)
    if count == 1:
        found = text.index(quote)
        return Place(quote, found, found + len(quote))
    if count:
        raise row.fault(
            "passage", f"occurs {count} times in the document", "give its place by start and end"
        )
    at = "" if start is None else f" It stood at {start}-{end} of an earlier version."
    return Place(quote, None, None, (f"The present text no longer holds this passage.{at}",))


def check_length(row: Row, quote: str, start: int | None, end: int | None) -> None:
    """Refuse offsets that are further apart, or less, than a passage is long.

    Raises:
        ImportFault: they do not fit it.
    """
    if quote and start is not None and end is not None and end - start != len(quote):
        raise row.fault(
            "end",
            f"the passage has {len(quote)} characters, not {end - start}",
            f"write {start + len(quote)}, or leave start and end empty",
        )


def _folded(words: str) -> str:
    return " ".join(words.split())
