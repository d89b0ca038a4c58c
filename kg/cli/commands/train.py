"""Train a small model from labelled sentences of your own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import console, counted, plain, shown_path
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.text.tasks import Row

_TASKS = ("claim", "strength", "certainty", "direction")
_LEAST = 10


@click.command()
@click.argument("task", type=click.Choice(_TASKS))
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Write the model to FILE.",
)
@click.option("--text", metavar="NAME", help="Column of the sentence, if it is not 'text'.")
@click.option("--label", metavar="NAME", help="Column of the label, if it is not 'label'.")
@click.option("--group", metavar="NAME", help="Column of the article, if it is not 'group'.")
@click.option("--source", metavar="WORDS", help="Where the data come from; kept in the model.")
def command(
    task: str,
    data: Path,
    output: Path,
    text: str | None,
    label: str | None,
    group: str | None,
    source: str | None,
) -> None:
    """Train a small model from labelled sentences of your own.

    DATA is a .jsonl, .csv or .tsv file with 'text' and 'label', one sentence a row. Sentences of
    one 'group' (an article) are never parted, so that the printed figures hold for new articles.
    TASK says what the label answers: claim (yes, no), strength (none, correlational,
    conditional_causal, direct_causal), certainty (a number), direction (increase, decrease,
    no-difference-found). `kg extract --model FILE` uses the model.
    """
    from kg.errors import ReadError
    from kg.readers.labelled import read_labelled
    from kg.store.atomic import atomic_write
    from kg.text.scoring import agreement, cross_validated
    from kg.text.tasks import TASKS, prepared
    from kg.text.training import trained

    names = {name: given for name, given in _given(text, label, group) if given}
    rows = read_labelled(data, TASKS[task], names)
    labels = [row.label for row in rows]
    if len(rows) < _LEAST or len(set(labels)) == 1:
        raise ReadError(
            f"{data}: {counted(len(rows), 'sentence')}, {counted(len(set(labels)), 'label')}",
            f"give at least {_LEAST} sentences and two labels",
        )
    recipe, examples = prepared(TASKS[task], rows)
    answers = cross_validated(examples, recipe)
    figure = agreement(labels, answers)
    about: dict[str, object] = {"texts": len(rows), "5-fold": figure}
    if source:
        about["trained on"] = source
    model = trained(examples, recipe, about)
    written = model.text.encode()
    atomic_write(output, [written])
    _tell(rows, answers, figure)
    click.echo(f"{shown_path(output)}: written, {len(written) / 1000:.0f} kB", err=True)


def _given(
    text: str | None, label: str | None, group: str | None
) -> tuple[tuple[str, str | None], ...]:
    return (("text", text), ("label", label), ("group", group))


def _tell(rows: list[Row], answers: list[tuple[str, float]], figure: dict[str, float]) -> None:
    """Print what cross-validation says of the model."""
    from kg.text.scoring import per_class

    shown = console()
    words = [row.label for row in rows if isinstance(row.label, str)]
    groups = len({row.group for row in rows if row.group})
    name, number = next(iter(figure.items()))
    kept = f", {counted(groups, 'group')} kept together" if groups else ""
    told = f"{name} {number:.3f} by 5-fold cross-validation of {counted(len(rows), 'sentence')}"
    shown.print(plain(f"{told}{kept}"))
    if not words:
        return
    table = Table(
        Column("label"),
        Column("precision", right=True),
        Column("recall", right=True),
        Column("f1", right=True),
        Column("sentences", right=True),
    )
    for one in per_class(words, [label for label, _ in answers]):
        numbers = (f"{part:.2f}" for part in (one.precision, one.recall, one.f1))
        table.add_row(plain(one.label), *map(plain, numbers), plain(str(one.labels)))
    shown.print(table)
