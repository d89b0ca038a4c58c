"""The derived files of `schema/`, all of them, by one command.

    python -m kg.rdf.schema          writes them anew
    python -m kg.rdf.schema --check  exits with 1 if one is not current

`schema/ontology.ttl` is not among them: it is written by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.rdf.context import context_text
from kg.rdf.json_schema import entities_schema
from kg.rdf.result_schema import result_schemas
from kg.rdf.shapes import shapes_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rdf.context import Json

FOLDER: Final = Path(__file__).parents[2] / "schema"
"""Where the files stand in a checkout."""


def files() -> dict[str, str]:
    """Every derived file.

    Returns:
        Text by file name, as it should stand in `schema/`.
    """
    schemas = {"entities": entities_schema(), **result_schemas()}
    found = {"context.jsonld": context_text(), "shapes.ttl": shapes_text()}
    found |= {f"{name}.schema.json": _text(schema) for name, schema in schemas.items()}
    return found


def _text(schema: dict[str, Json]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def outdated(folder: Path) -> list[str]:
    """The names of files that are missing or differ from what the models say now.

    Args:
        folder: where the files should stand.

    Returns:
        File names, sorted; none if all is current.
    """
    return sorted(
        name
        for name, text in files().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    )


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Write the files, or check them.

    Args:
        arguments: `--check`, or nothing.
        folder: where the files stand.

    Returns:
        The exit code: 1 if a check found an outdated file, 2 for an unknown argument.
    """
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m kg.rdf.schema [--check]\n")
        return 2
    stale = outdated(folder)
    if arguments:
        for name in stale:
            sys.stderr.write(f"schema/{name} is not current; run python -m kg.rdf.schema\n")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    texts = files()
    for name in stale:
        (folder / name).write_text(texts[name], encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote schema/{name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
