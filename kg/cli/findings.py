"""A summary of findings as a table for people, and as files for programs and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.cli.console import counted, plain
from kg.cli.derivation import certainty_text
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.cli.console import Console
    from kg.cli.words import Words

Answer = dict[str, Any]
_MARKS: Final = {"increase": "↑", "decrease": "↓", "no-difference-found": "=", "equivalent": "≡"}
COLUMNS: Final = (
    *("outcome", "claim", "id", "conditions", "for", "against", "mixed", "people"),
    *("effect", "certainty", "certainty against", "reasons"),
)
_NUMBERS: Final = frozenset({"for", "against", "mixed", "people"})


def print_findings(shown: Console, answer: Answer) -> None:
    """Print the table, outcome by outcome, and the reasons below it."""
    with_effect = any(row["estimates"] for row in answer["rows"])
    outcome = object()
    table: Table | None = None
    for row in answer["rows"]:
        name = row["outcome"]["label"] if row["outcome"] else "no outcome"
        if name != outcome:
            _finish(shown, table)
            shown.print(plain(name, "bold"))
            outcome, table = name, _table(with_effect=with_effect)
        assert table is not None
        table.add_row(*_cells(row, with_effect=with_effect))
    _finish(shown, table)
    for reason in answer["reasons"]:
        label = plain(f"{reason['number']:>3}  ", "dim")
        change = "" if reason["change"] == "0" else f" {reason['change']}".replace("very-", "very ")
        shown.print_behind(label, plain(f"{reason['step']}{change}: {reason['why']}"), 5)
    if answer["reasons"]:
        shown.print()
    for words in _footer(answer, with_effect=with_effect):
        shown.print(plain(words, "dim"))


def _finish(shown: Console, table: Table | None) -> None:
    if table is not None:
        shown.print(table)
        shown.print()


def _table(*, with_effect: bool) -> Table:
    middle = (Column("effect", least=10),) if with_effect else ()
    return Table(
        Column("claim"),
        Column("for", right=True, whole=True),
        Column("agst", right=True, whole=True),
        Column("people", right=True, whole=True),
        *middle,
        Column("certainty", least=16, most=22, whole=True),
    )


def _cells(row: Answer, *, with_effect: bool) -> tuple[Words, ...]:
    claim = plain(f"{_MARKS.get(row['effect'] or '', ' ')} {row['text']}")
    conditions = _conditions(row)
    if conditions:
        claim.append_text(plain(f" ({conditions})", "dim"))
    middle = (plain(_effect(row)),) if with_effect else ()
    mixed = f"+{row['mixed']}±" if row["mixed"] else ""
    return (
        claim,
        plain(f"{row['for']}{mixed}"),
        plain(str(row["against"])),
        plain(_people(row)),
        *middle,
        _certainty(row),
    )


def _people(row: Answer) -> str:
    """How many people; with a mark where some studies do not record it."""
    if row["people"] is None:
        return "?"
    return f"{row['people']}{'+?' if row['studies_with_people'] < row['studies'] else ''}"


def _conditions(row: Answer) -> str:
    return "; ".join(
        dict.fromkeys(value["text"] for values in row["qualifiers"].values() for value in values)
    )


def _effect(row: Answer) -> str:
    """Estimates as the studies state them; nothing is pooled."""
    told = []
    for one in row["estimates"]:
        interval = ""
        if one["low"] is not None and one["high"] is not None:
            interval = f" ({one['low']:g} to {one['high']:g})"
        told.append(f"{one['measure']} {one['value']:g}{interval}".strip())
    return "; ".join(told) or "-"


def _certainty(row: Answer) -> Words:
    found = plain("")
    if row["direction"] != "against":
        found.append_text(certainty_text(row["certainty"]))
        found.append_text(plain(_numbers(row["reasons"]), "dim"))
    if row["direction"] in {"against", "both"}:
        gap = "; " if row["direction"] == "both" else ""
        found.append_text(plain(f"{gap}against: "))
        found.append_text(certainty_text(row["certainty_against"]))
        found.append_text(plain(_numbers(row["reasons_against"]), "dim"))
    return found


def _numbers(reasons: list[int]) -> str:
    return f" [{','.join(map(str, reasons))}]" if reasons else ""


def _footer(answer: Answer, *, with_effect: bool) -> Iterator[str]:
    yield (
        "For and against count studies: lines that share an origin are one. Certainty is computed,"
        " not judged: kg evidence ID --explain tells how."
    )
    if any(row["studies_with_people"] < row["studies"] for row in answer["rows"]):
        yield "+? and ?: some studies, or all, do not record how many took part."
    if answer["rows"] and not with_effect:
        yield "No size of an effect is recorded for these."
    without = len(answer["without_studies"])
    if without:
        yield f"{counted(without, 'more claim')} without a live study for or against it here."
    settled = len(answer["not_applicable"])
    if settled:
        yield f"{counted(settled, 'more claim')} of a kind that no study settles."
    yield f"Searched: {answer['searched']}."


def rows(answer: Answer) -> Iterator[list[str]]:
    """The table as texts, one list a row, in the order of `COLUMNS`."""
    for row in answer["rows"]:
        yield [
            row["outcome"]["label"] if row["outcome"] else "",
            row["text"],
            row["claim"],
            _conditions(row),
            str(row["for"]),
            str(row["against"]),
            str(row["mixed"]),
            "" if row["people"] is None else str(row["people"]),
            "" if not row["estimates"] else _effect(row),
            row["certainty"] or "",
            row["certainty_against"] or "",
            " ".join(str(n) for n in sorted({*row["reasons"], *row["reasons_against"]})),
        ]


def csv(answer: Answer) -> Iterator[str]:
    """Comma-separated values (RFC 4180); reasons are named by their numbers in the JSON."""
    from kg.cli.listing import csv_lines

    yield from csv_lines([list(COLUMNS), *rows(answer)])


def md(answer: Answer) -> Iterator[str]:
    """A table of GitHub's Markdown with the reasons as a numbered list."""
    from kg.cli.listing import bar, plain_words

    yield bar(COLUMNS)
    yield bar("---:" if name in _NUMBERS else "---" for name in COLUMNS)
    for cells in rows(answer):
        yield bar(plain_words(cell) for cell in cells)
    yield "\n"
    for reason in answer["reasons"]:
        words = plain_words(f"{reason['step']} {reason['change']}: {reason['why']}")
        yield f"{reason['number']}. {words}\n"


FORMATS: Final[dict[str, Callable[[Answer], Iterator[str]]]] = {"csv": csv, "md": md}
"""Pieces of a file by the name of its format."""
