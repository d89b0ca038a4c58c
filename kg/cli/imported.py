"""What is told of an import: in lines, and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from kg.cli.console import counted

if TYPE_CHECKING:
    from kg.curate.importing import ImportReport
    from kg.rdf.imported import ReadWords

_MOST: Final = 10
_DIMENSIONS: Final = {
    "dose": "dose",
    "dose_level": "dose word",
    "route": "route",
    "duration": "duration",
    "timepoint": "time point",
    "population": "population",
    "condition": "condition",
    "comparator": "comparator",
    "co_intervention": "co-intervention",
    "outcome": "outcome measure",
}
_KINDS: Final = {"activities": "activity", "evidence": "evidence line", "dose-bands": "dose band"}
"""One of a kind, where that is not the kind's name without its s."""


def shape(report: ImportReport) -> dict[str, object]:
    """The report as `kg.import/1`."""
    return {
        "schema": "kg.import/1",
        "added": dict(report.added),
        "other": report.other,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "differing": list(report.differing),
        "kept_words": [
            {"file": k.file, "row": k.row, "column": k.column, "words": k.words}
            for k in report.kept_words
        ],
        "notes": list(report.notes),
        "read": {
            "counts": _counts(report),
            "examples": [
                {
                    "file": r.file,
                    "row": r.row,
                    "column": r.column,
                    "dimension": r.dimension,
                    "words": r.words,
                }
                for r in report.read_words
            ],
        },
    }


def _counts(report: ImportReport) -> dict[str, int]:
    """How often each dimension was read out of a phrase, the most frequent first."""
    return dict(Counter(read.dimension for read in report.read_words).most_common())


def say(report: ImportReport, examples: int) -> None:
    """Print the report to standard error, with some examples of what was read out of phrases."""
    added = [counted(number, _KINDS.get(kind, kind[:-1])) for kind, number in report.added.items()]
    added += [counted(report.other, "other triple")] if report.other else []
    click.echo(f"added: {', '.join(added) or 'nothing'}", err=True)
    click.echo(f"changed: {report.changed}, unchanged: {report.unchanged}", err=True)
    if report.read_words:
        counts = [
            counted(n, _DIMENSIONS[name]) if name in _DIMENSIONS else f"{n} {name}"
            for name, n in _counts(report).items()
        ]
        click.echo(f"read out of phrases: {', '.join(counts)}", err=True)
    for read in spread(report.read_words, examples):
        click.echo(f"read: {read}", err=True)
    for title, listed in (
        ("the ledger's value stands for", report.differing),
        ("kept as words", [str(k) for k in report.kept_words]),
        ("note", report.notes),
    ):
        for line in listed[:_MOST]:
            click.echo(f"{title}: {line}", err=True)
        if len(listed) > _MOST:
            click.echo(f"{title}: and {len(listed) - _MOST} more (--format json)", err=True)


def spread(found: tuple[ReadWords, ...], number: int) -> tuple[ReadWords, ...]:
    """That many examples, taken evenly over the file, so that all of its kinds are seen."""
    if number <= 0:
        return ()
    step = max(1, len(found) // number)
    return found[::step][:number]
