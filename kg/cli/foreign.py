"""Which importer reads a foreign file."""

from __future__ import annotations

from pathlib import Path, PurePath

import click

_HEAD = 1 << 16
_TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})


def format_of(path: str, mapping: str) -> str:
    """The member of the shelf of importers that a file is for, by its suffix and its beginning.

    Args:
        path: the file, or with a mapping a folder.
        mapping: the mapping file, empty if there is none.

    Raises:
        UsageError: the format cannot be told.
    """
    from kg import shelf

    if Path(path).is_dir() and not mapping:
        raise click.UsageError(
            f"{path} is a folder; name a file, or give a --mapping of its tables"
        )
    suffix = PurePath(path).suffix.lower()
    if mapping or suffix in _TABLES:
        return "table"
    if suffix == ".bel" or path.lower().endswith(".nodelink.json"):
        return "bel"
    if suffix == ".json":
        return _json_format(path)
    if suffix == ".csl":
        return "csl-json"
    if suffix in shelf.member("kg.importers", "rdf").SUFFIXES:
        return "rdf"
    names = ", ".join(shelf.names("kg.importers"))
    raise click.UsageError(
        f"the format of {path} cannot be told by its suffix; give --from, one of {names}"
    )


def _json_format(path: str) -> str:
    """JSON-LD names a context near its beginning, a node-link graph that it is directed."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - also what is no Path, such as NUL
            head = stream.read(_HEAD)
    except (OSError, ValueError):
        return "csl-json"  # the importer says what is wrong
    if b'"@context"' in head:
        return "rdf"
    return "bel" if b'"directed"' in head and b'"graph"' in head else "csl-json"
