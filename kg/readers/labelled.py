"""Labelled sentences of a user, from JSON lines or a table, for `kg train`."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Final, cast

from kg.errors import ReadError, SyntaxFault
from kg.text.tasks import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.text.tasks import Task

COLUMNS: Final = ("text", "label", "group", "place")
"""`text` and `label` must be there; `place` is words such as `0 before`, separated by `;`."""
_SHOWN: Final = 6


def read_labelled(path: Path, task: Task, names: dict[str, str] | None = None) -> list[Row]:
    """Read labelled sentences.

    Args:
        path: a .jsonl, .csv or .tsv file in UTF-8.
        task: what the labels answer.
        names: what the file calls `COLUMNS`, where it calls them otherwise.

    Returns:
        A row for each sentence, in order.

    Raises:
        ReadError: the file is missing, is no UTF-8, or holds no sentence.
        SyntaxFault: a line is malformed, lacks a text or a label, or has an unknown label.
    """
    called = {name: (names or {}).get(name) or name for name in COLUMNS}
    try:
        whole = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}", "name a file of labelled sentences") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path}: no UTF-8 text", "save it as UTF-8") from None
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        found = _table(path, whole, "\t" if suffix == ".tsv" else ",")
    else:
        found = _lines(path, whole)
    rows = [_row(path, line, cells, called, task) for line, cells in found]
    if not rows:
        raise ReadError(f"{path}: no labelled sentence in it", "give one a line")
    return rows


def _lines(path: Path, whole: str) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(whole.split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError):
            raise SyntaxFault(str(path), number, 0, "no JSON", "write one object a line") from None
        if not isinstance(cells, dict):
            raise SyntaxFault(str(path), number, 0, "no JSON object", "write one object a line")
        yield number, cast("dict[str, object]", cells)


def _table(path: Path, whole: str, separator: str) -> Iterator[tuple[int, dict[str, object]]]:
    reader = csv.DictReader(whole.splitlines(keepends=True), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, {str(name): cell for name, cell in cells.items()}
    except csv.Error as error:
        raise SyntaxFault(str(path), reader.line_num, 0, str(error), "mend the table") from None


def _row(
    path: Path, line: int, cells: dict[str, object], called: dict[str, str], task: Task
) -> Row:
    text = cells.get(called["text"])
    if not isinstance(text, str) or not text.strip():
        known = ", ".join(list(cells)[:_SHOWN])
        message = f"no {called['text']!r} among its columns ({known})"
        raise SyntaxFault(str(path), line, 0, message, "name it with --text")
    label = _label(path, line, cells.get(called["label"]), called["label"], task)
    group = cells.get(called["group"])
    place = cells.get(called["place"])
    words = place if isinstance(place, list) else str(place or "").split(";")
    placed = tuple(str(word).strip() for word in words if str(word).strip())
    return Row(text, label, "" if group is None else str(group), placed)


def _label(path: Path, line: int, given: object, column: str, task: Task) -> str | float:
    if given is None or given == "":
        raise SyntaxFault(str(path), line, 0, f"no {column!r}", "name it with --label")
    if not task.labels:
        try:
            number = float(str(given))
        except ValueError:
            number = float("nan")
        if number != number or abs(number) == float("inf"):  # noqa: PLR0124 - not a number
            raise SyntaxFault(str(path), line, 0, f"{given!r} is no number", "mend the label")
        return number
    word = _SAME.get(str(given).strip().casefold(), str(given).strip().casefold())
    for known in task.labels:
        if _plain(word) == _plain(known):
            return known
    message = f"unknown label {str(given)[:40]!r}"
    raise SyntaxFault(str(path), line, 0, message, f"use {', '.join(task.labels)}")


_SAME: Final = {"true": "yes", "1": "yes", "false": "no", "0": "no"}


def _plain(word: str) -> str:
    found = word.casefold().replace("_", " ").replace("-", " ")
    return "no difference found" if found == "no difference" else found
