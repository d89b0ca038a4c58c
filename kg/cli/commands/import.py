"""Bring tables, bibliographies or graphs into the ledger."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, print_json
from kg.cli.imported import say, shape

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--from", "source", metavar="FORMAT", help="table, csl-json, rdf or bel; by suffix.")
@click.option("--mapping", type=click.Path(readable=False), default="", help="A TOML mapping.")
@click.option("--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="Rename a column.")
@click.option("--ignore-columns", metavar="A,B", default="", help="Leave these columns out.")
@click.option("--context", "contexts", multiple=True, metavar="IRI=FILE", help="A saved context.")
@click.option("--lenient", is_flag=True, help="Mend IRIs, leave out broken BEL; each is told.")
@click.option(
    "--read-context",
    is_flag=True,
    help="Read doses, times, populations ... out of a table's phrases.",
)
@click.option(
    "--show-read", default=0, metavar="N", help="Show N examples of what was read out of phrases."
)
@click.option("--at", metavar="TIME", help="When it was done, in UTC; recorded if given.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session,
    paths: tuple[str, ...],
    source: str | None,
    mapping: str,
    pairs: tuple[str, ...],
    ignore_columns: str,
    contexts: tuple[str, ...],
    lenient: bool,
    read_context: bool,
    show_read: int,
    at: str | None,
    form: str,
) -> None:
    """Bring tables, bibliographies or graphs into the ledger.

    PATH is a table (.csv, .tsv, .jsonl), CSL-JSON (.json), RDF (.ttl, .nt, .rdf, ...) or BEL (.bel,
    .nodelink.json), or with --mapping the folder of the mapped tables. What the ledger says stands;
    what is new is added; importing the same file again adds nothing.
    Several PATHs are one act: all are written, or none if one cannot be read.
    """
    from dataclasses import replace

    from kg import shelf
    from kg.cli.foreign import format_of
    from kg.curate.importing import open_for_change, summed, unite, write
    from kg.rdf.imported import Request
    from kg.store.locate import refuse_shipped

    importers = [shelf.member("kg.importers", source or format_of(path, mapping)) for path in paths]
    refuse_shipped(session.option)
    opened = now = open_for_change(session.ledger.path)
    request = Request(
        base=opened.base,
        known=opened.entities,
        columns=_pairs(pairs, "--map", "THEIRS=OURS"),
        ignored=tuple(name.strip() for name in ignore_columns.split(",") if name.strip()),
        mapping=mapping,
        lenient=lenient,
        read_context=read_context,
        contexts=_pairs(contexts, "--context", "IRI=FILE"),
    )
    steps = []
    for path, importer in zip(paths, importers, strict=True):
        found = importer.read(path, replace(request, known=now.entities))
        steps.append(unite(now, found, f"import of {PurePath(path).name}", at))
        now = replace(now, entities=steps[-1].entities, leftovers=tuple(steps[-1].leftovers))
    write(opened, steps[-1])
    report = summed([step.report for step in steps])
    if form == "json":
        print_json(shape(report))
    else:
        say(report, show_read)


def _pairs(given: tuple[str, ...], option: str, form: str) -> dict[str, str]:
    """What stands before the last `=` of each to what stands behind it: IRIs may hold one."""
    found = {}
    for pair in given:
        left, sign, right = pair.rpartition("=")
        if not sign or not left or not right:
            raise click.BadParameter(f"{pair!r} is not {form}", param_hint=option)
        found[left] = right
    return found
