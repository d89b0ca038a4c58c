"""Evidence lines as a table."""

from __future__ import annotations

from typing import Any

from kg.cli.console import plain
from kg.cli.table import Column, Table

_SIGN = {"supports": ("+", "green"), "disputes": ("-", "red"), "qualifies": ("~", "cyan")}


def lines_table(lines: list[dict[str, Any]]) -> Table:
    """The lines of a claim; those that count for nothing stand in brackets."""
    made = Table(
        Column(" ", whole=True),
        Column("source"),
        Column("design"),
        Column("lvl", whole=True),
        Column("n", right=True, whole=True),
        Column("studied"),
        Column("finding"),
    )
    for line in lines:
        sign, style = _SIGN.get(line["direction"], ("o", "dim"))
        made.add_row(
            plain(sign if line["counts"] else f"({sign})", style if line["counts"] else "dim"),
            plain(_source(line)),
            plain(str(line["source"]["design"] or "-").replace("-", " ")),
            plain(line["level"]["value"].rpartition("-")[2] if line["level"] else "-"),
            plain("-" if line["n"] is None else line["n"]),
            plain(_studied(line["qualifiers"])),
            plain(_finding(line)),
        )
    return made


def _source(line: dict[str, Any]) -> str:
    notice = {"retraction": " RETRACTED"}.get(line["source"]["notice"] or "", "")
    year = f" {line['source']['year']}" if line["source"]["year"] else ""
    name = str(line["source"]["id"])
    return name + ("" if year.strip() in name else year) + notice


def _studied(qualifiers: dict[str, list[dict[str, Any]]]) -> str:
    words = [value["text"] for values in qualifiers.values() for value in values]
    return "; ".join(dict.fromkeys(words)) or "-"


def _finding(line: dict[str, Any]) -> str:
    recalled = " [recalled]" if line["verification"] == "recalled" else ""
    return f"{line['summary'] or line['quote'] or '-'}{recalled}"
