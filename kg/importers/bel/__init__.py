"""BEL, the Biological Expression Language: scripts, and graphs as PyBEL's node-link JSON.

Every causal or correlative statement is a claim; its citation, the words of its evidence and its
annotations are a line of evidence for it. What a statement says is what one article says, so two
statements that differ only in their annotations are two lines of one claim.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.importers.bel.concepts import declared, with_names
from kg.importers.bel.nodelink import read_node_link
from kg.importers.bel.relations import MEANINGS
from kg.importers.bel.rows import Annotated, rows_of
from kg.importers.bel.script import read_script
from kg.importers.table import import_rows
from kg.importers.table.mapping import Mapping, Places
from kg.importers.table.sheets import read_bytes
from kg.text.canonical import canonical_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.importers.bel.statements import Statement
    from kg.rdf.imported import Imported, Request

SUFFIXES: Final = (".bel", ".nodelink.json")


def read(path: str, request: Request) -> Imported:
    """Import a BEL document.

    Args:
        path: a BEL script, or the node-link JSON of a BEL graph.
        request: the ledger's namespace and entities; `columns` renames annotations to columns of
            the table format, `ignored` leaves annotations out.

    Returns:
        Concepts, documents, claims and evidence lines; what was left out stands in the notes.

    Raises:
        ReadError: the file is missing.
        SyntaxFault: it breaks the grammar of BEL or JSON.
        ImportFault: a node or link of a graph is malformed.
    """
    data = read_bytes(path)
    text = canonical_text(data, path)
    is_graph = path.lower().endswith(".json") or text.lstrip().startswith("{")
    found = (read_node_link if is_graph else read_script)(text, path, lenient=request.lenient)
    annotated = Annotated(path, request.columns, request.ignored)
    rows = tuple(rows_of(path, found.statements, annotated))
    mapping = Mapping(concepts=declared(rows, request.known, request.base), mint=())
    files = {Path(path).name: hashlib.sha256(data).hexdigest()}
    plain = replace(request, columns={}, ignored=(), mapping="", read_context=False)
    imported = import_rows(rows, plain, mapping, Places(()), files)
    return replace(
        imported,
        entities=tuple(with_names(entity) for entity in imported.entities),
        notes=(*found.notes, *_left_out(path, found.statements), *imported.notes),
    )


def _left_out(path: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    """What became no claim, or a claim without evidence."""
    structural = Counter(one.relation for one in statements if one.relation not in MEANINGS)
    for relation, number in sorted(structural.items()):
        yield f"{path}: {number} {relation} left out: it says what a term is, and claims nothing"
    uncited = sum(one.citation is None for one in statements if one.relation in MEANINGS)
    if uncited:
        yield f"{path}: {uncited} without a citation: claims without evidence"
