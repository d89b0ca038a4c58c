"""The shipped ledger, built from its tables: `python -m kg.curate.build_ledger TABLES DATA`.

TABLES is the folder of the demonstration tables, DATA the project's own `data/`.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

from kg.curate.importing import Opened, canonical, merged
from kg.importers import csl_json, table
from kg.model.header import Header
from kg.model.values import LangText
from kg.rdf.codec import decode
from kg.rdf.imported import Request


def build(tables: Path, data: Path) -> str:
    """The ledger as canonical Turtle; the same bytes from the same files.

    Args:
        tables: folder with claims.csv, evidence.csv, sources.csv, sources.csl.json, article.txt.
        data: folder with `ketamine/mapping.toml` and `articles/`.

    Returns:
        The text of `data/claims.ttl`.

    Raises:
        KGError: a file is missing or cannot be imported.
    """
    mapping = data / "ketamine" / "mapping.toml"
    about = tomllib.loads(mapping.read_text(encoding="utf-8"))["ledger"]
    base = str(about["base"])
    header = Header(
        iri=f"{base}ledger",
        title=(LangText(text=about["title"]),),
        description=(LangText(text=about["description"]),),
        licence=about["licence"],
        searched=(LangText(text=about["searched"]),),
    )
    opened = _opened(canonical([header], (), base), base)
    sources = csl_json.read(str(tables / "sources.csl.json"), _request(opened))
    text, _ = merged(opened, sources, "import of the bibliography")
    opened = _opened(text, base)
    found = table.read(str(tables), _request(opened, str(mapping)))
    text, _ = merged(opened, found, "import of the tables")
    return text


def _request(opened: Opened, mapping: str = "") -> Request:
    return Request(base=opened.base, known=opened.entities, mapping=mapping)


def _opened(text: str, base: str) -> Opened:
    import pyoxigraph as ox

    quads = ox.parse(text, format=ox.RdfFormat.TURTLE)
    decoded = decode(quad.triple for quad in quads)
    seen = hashlib.sha256(text.encode()).hexdigest()
    return Opened(Path("claims.ttl"), base, decoded.entities, tuple(decoded.leftovers), seen)


def main(tables: str, data: str) -> None:
    """Write the ledger."""
    from kg.store.atomic import atomic_write

    folder = Path(data)
    atomic_write(folder / "claims.ttl", [build(Path(tables), folder).encode()])


if __name__ == "__main__":
    main(*sys.argv[1:])
