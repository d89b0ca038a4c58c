"""Write the pages of docs/ that are made of the program: one a rule, and the command reference."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg import shelf
from kg.auditing.page import page
from kg.auditing.rule import rules
from kg.cli.root import root
from kg.importers.table.columns import COLUMNS
from kg.querying.sparql.named import Named, every
from kg.rdf.ontology_page import ontology_page
from kg.text.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.auditing.rule import Rule
    from kg.text.phrases import Role

DOCS = Path(__file__).parent
BIN = Path(sys.executable).parent
_ABOUT_QUERIES = """Run one with `kg sparql NAME`, print one with `kg sparql --show NAME`; \
[how to write your own](howto/sparql.md).
The answers are those of the shipped ledger, their first rows where there are many."""
_ABOUT_PHRASES = """With `--read-context`, conditions are read out of the phrases of `subject`, \
`intervention`, `comparator`, `object` and `outcome` (and the `evidence_` ones).
What is not read whole stays in the name.
A column that states a dimension itself goes before what is read.
The claim keeps its words as label, and a note keeps the cells as written.
Spellings, plurals and short forms that the table explains (`heparin (LMWH)`) are one name; \
the import says which.
`--show-read N` shows examples of what was read, `--format json` all of it.
`kg check --suggest` shows concepts whose names resemble each other; you decide."""
_SETTLED = {"COLUMNS": "80", "SOURCE_DATE_EPOCH": "1780000000", "KG_AGENT": ""}
"""So that the same command prints the same everywhere, at any time."""
_CONSOLE = re.compile(r"```console\n\$ ([^\n]+)\n(?:.*?)```", re.DOTALL)


def pages() -> dict[Path, Callable[[], str]]:
    """What makes each generated page, by its path; some run many commands, so ask for few."""
    made: dict[Path, Callable[[], str]] = {
        DOCS / "rules" / f"{rule.name}.md": partial(_of_rule, rule) for rule in rules()
    }
    made[DOCS / "rules" / "README.md"] = _index
    made[DOCS / "cli.md"] = reference
    made[DOCS / "table-format.md"] = table_format
    made[DOCS / "queries.md"] = lambda: answered(queries())
    made[DOCS / "ontology.html"] = ontology_page
    for told in (DOCS.parent / "README.md", *sorted((DOCS / "howto").glob("*.md"))):
        made[told] = partial(_answered_anew, told)
    return made


def _of_rule(rule: Rule) -> str:
    return page(rule) + "\n"


def _answered_anew(path: Path) -> str:
    return answered(path.read_text(encoding="utf-8"))


def answered(text: str) -> str:
    """A page with the real output of every command in its `console` blocks."""
    return _CONSOLE.sub(lambda found: f"```console\n$ {found[1]}\n{_output(found[1])}```", text)


def _output(command: str) -> str:
    """What a command prints on a terminal of 80 columns, in the folder of the checkout."""
    environment = {**os.environ, **_SETTLED, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} 2>&1"],
        cwd=DOCS.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def _index() -> str:
    rows = [
        f"| [{rule.code}]({rule.name}.md) | {rule.name} | {rule.severity.word} | {rule.summary} |"
        for rule in rules()
    ]
    head = ["# Rules of the audit", "", "| code | name | severity | flags |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def table_format() -> str:
    """The columns of the table importer."""
    rows = [f"| `{column.name}` | {column.meaning} |" for column in COLUMNS.values()]
    head = [
        "# The table format",
        "",
        "What `kg import FILE.csv` (.tsv, .jsonl) reads: one row a claim and a line or passage.",
        "A missing column is not stated; an unknown one is refused by name with the nearest known.",
        "Rows of one `claim_id` (or of one meaning) are one claim.",
        "`duplicate_of` makes a row a restatement.",
        "Values that no grammar reads keep their words.",
        "",
        "| column | meaning |",
        "|---|---|",
    ]
    return "\n".join([*head, *rows, "", *_phrases()]) + "\n"


_EXAMPLES: Final[tuple[tuple[Role, str], ...]] = (
    ("intervention", "liarozole 150 mg"),
    ("intervention", "erlotinib in patients with rash"),
    ("intervention", "fulvestrant + anastrozole"),
    ("intervention", "atorvastatin 20 mg vs simvastatin"),
    ("intervention", "intermittent exercise for 12 weeks"),
    ("intervention", "extract containing 11 mg anthocyanin"),
    ("outcome", "hunger at 60 min"),
    ("outcome", "mean pain scores at 24 h after surgery"),
    ("outcome", "share of patients with HbA1c < 6.5 %"),
    ("outcome", "reduction in pain (week 28)"),
)


def _phrases() -> list[str]:
    """What `--read-context` makes of phrases, by the grammar itself."""
    rows = []
    for role, words in _EXAMPLES:
        phrase = read_phrase(words, role)
        found = "; ".join(f"{p.kind.replace('_', '-')}: {p.words}" for p in phrase.qualifiers)
        rows.append(f"| {role} | {words} | {phrase.head} | {found} |")
    return [
        "## Conditions in phrases",
        "",
        _ABOUT_PHRASES,
        "",
        "| read as | phrase | concept | conditions |",
        "|---|---|---|---|",
        *rows,
    ]


def queries() -> str:
    """The shipped SPARQL queries, each with its answer on the shipped ledger."""
    parts = [
        "# Shipped queries",
        _ABOUT_QUERIES,
    ]
    for audience, found in groupby(every(), lambda query: query.audience):
        parts.append(f"## For {audience}")
        parts += [_query(query) for query in found]
    return "\n\n".join(parts) + "\n"


def _query(query: Named) -> str:
    may = [f"`--with {p.name}={p.example}`" for p in query.parameters if not p.required]
    narrower = f"\nNarrower: {', '.join(may)}." if may else ""
    body = query.text[query.text.index("\nSELECT") + 1 :]
    return (
        f"### {query.name}\n\n{query.title}.\n{query.question}\n"
        f"The same by another way: `{query.same}`.{narrower}\n\n"
        f"```sparql\n{body}```\n\n```console\n$ {query.example} --limit 3\n```"
    )


def reference() -> str:
    """The help of every command."""
    parts = ["# Command reference", "Made of the program's own help by `make docs`."]
    with click.Context(root, info_name="kg", **root.context_settings) as top:
        parts.append(_help(top, root))
        for name in shelf.names("kg.cli.commands"):
            command = root.get_command(top, name)
            assert command is not None
            parts.append(f"## kg {name}")
            with click.Context(command, info_name=name, parent=top) as context:
                parts.append(_help(context, command))
                for noun, sub in getattr(command, "commands", {}).items():
                    parts.append(f"### kg {name} {noun}")
                    parts.append(_help(click.Context(sub, info_name=noun, parent=context), sub))
    return "\n\n".join(parts) + "\n"


def _help(context: click.Context, command: click.Command) -> str:
    context.terminal_width = 80
    lines = command.get_help(context).splitlines()
    return "```text\n" + "\n".join(line.rstrip() for line in lines) + "\n```"


if __name__ == "__main__":
    for path, made in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made(), encoding="utf-8")
