"""Rows of a SPARQL answer as people read them, and the list of the shipped queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kg.cli.console import console, plain
from kg.cli.table import Column, Table
from kg.cli.width import page_width
from kg.cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.querying.sparql.answer import Answer, Term
    from kg.store.ledger import Ledger

_NUMBERS: Final = ("#integer", "#decimal", "#double", "#gYear")
_NARROW: Final = 24
"""A column that is broken below this width reads badly."""


def print_solutions(found: Answer, ledger: Ledger, bound: Collection[str]) -> None:
    """Print the solutions of a SELECT: a table if it fits, else one record a solution.

    How many there are goes to standard error.

    Args:
        found: the answer.
        ledger: shortens IRIs; its own are shown as `:name`.
        bound: variables that were given, which are the same in all rows and are not shown.
    """
    click.echo(_count(found), err=True)
    names = [name for name in found.variables if name not in bound]
    places = [found.variables.index(name) for name in names]
    rows = [[_shown(row[place], ledger) for place in places] for row in found.rows]
    if not rows:
        return
    widths = [
        min(_NARROW, max(len(name), *(len(row[place]) for row in rows)))
        for place, name in enumerate(names)
    ]
    if sum(widths) + 2 * len(widths) <= page_width():
        numbers = [_are_numbers([row[place] for row in found.rows]) for place in places]
        columns = [
            Column(name, right=number, whole=number)
            for name, number in zip(names, numbers, strict=True)
        ]
        _table(columns, rows)
    else:
        _records(names, rows)


def _table(columns: list[Column], rows: list[list[str]]) -> None:
    made = Table(*columns)
    for row in rows:
        made.add_row(*map(plain, row))
    console().print(made)


def _records(names: list[str], rows: list[list[str]]) -> None:
    shown = console()
    width = 2 + max(map(len, names))
    for number, row in enumerate(rows):
        if number:
            shown.print()
        for name, cell in zip(names, row, strict=True):
            if cell:
                shown.print_behind(plain(name, "dim"), plain(cell), width)


def _are_numbers(terms: list[Term | None]) -> bool:
    """All that is bound is a number: set flush right, and never broken."""
    known = [term for term in terms if term is not None]
    return bool(known) and all((term.datatype or "").endswith(_NUMBERS) for term in known)


def _shown(term: Term | None, ledger: Ledger) -> str:
    if term is None:
        return ""
    if term.kind == "blank":
        return f"_:{term.value}"
    if term.kind != "iri":
        return term.value
    name = ledger.index.local_id(term.value)
    return f":{name}" if ledger.base and term.value == ledger.base + name else name


def _count(found: Answer) -> str:
    shown = len(found.rows)
    if found.total == 0:
        return "no solution"
    if found.total is None:
        return f"the first {shown} rows of very many; --format csv gives all"
    rows = "row" if found.total == 1 else "rows"
    if shown < found.total:
        return f"{shown} of {found.total} {rows}; --limit or --format csv gives more"
    return f"{shown} {rows}"


def print_shipped() -> None:
    """Print the shipped queries with what each answers."""
    from kg.querying.sparql.named import every

    shown = console()
    for query in every():
        head = plain(query.name, "bold")
        head.append_text(plain(f"  for {query.audience}", "dim"))
        for parameter in query.parameters:
            word = f" --with {parameter.name}=…"
            head.append_text(plain(word if parameter.required else f" [{word.strip()}]"))
        shown.print(head, soft_wrap=True)
        shown.print_behind(Words(), plain(query.question), 2)


def say_if_unpaired(text: str, ledger: Ledger) -> None:
    """Say that a large ledger has no pairs to ask for, so that no answer is not taken for none.

    Args:
        text: the query.
        ledger: what it is put to.
    """
    from kg.store.computed import PAIRED

    if "OppositePair" in text and ledger.select().total > PAIRED:
        click.echo(
            f"SPARQL sees no opposite pairs in a ledger of more than {PAIRED:,} claims;"
            " kg conflicts finds them, kg:OppositeTopic tells what they are about",
            err=True,
        )
