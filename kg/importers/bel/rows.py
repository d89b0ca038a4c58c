"""BEL statements as rows of the table format: a claim, and a line of evidence for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.importers.bel.annotations import SPECIES, dimension_of
from kg.importers.bel.relations import MEANINGS
from kg.importers.table.columns import DIMENSIONS, check_column
from kg.importers.table.row import Row, join_list
from kg.text.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.importers.bel.statements import Citation, Statement

_PMID: Final = re.compile(r"[1-9]\d{0,8}")
_TAXON: Final = re.compile(r"(?:NCBITaxon:)?(\d{1,9})", re.IGNORECASE)


class Annotated:
    """What the annotations of a document mean.

    Args:
        path: the file, for messages.
        renamed: annotation to dimension of the table format, where the usual one does not fit.
        ignored: annotations that are left out.

    Raises:
        ImportFault: an annotation is to be a column that does not exist.
    """

    def __init__(self, path: str, renamed: Mapping[str, str], ignored: tuple[str, ...]) -> None:
        self._renamed = {theirs: check_column(ours, path) for theirs, ours in renamed.items()}
        self._ignored = frozenset(ignored)

    def cells(self, annotations: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        """Conditions as studied, by column of the table format."""
        found: dict[str, list[str]] = {}
        for name, values in annotations.items():
            if name in self._ignored:
                continue
            dimension = self._renamed.get(name) or dimension_of(name) or "other"
            column = f"evidence_{dimension}" if dimension in DIMENSIONS else dimension
            told = values if dimension != "other" else tuple(f"{name}: {one}" for one in values)
            found.setdefault(column, []).extend(
                species_name(one) if dimension == "species" else one for one in told
            )
        return {column: join_list(tuple(dict.fromkeys(told))) for column, told in found.items()}


def rows_of(path: str, statements: tuple[Statement, ...], annotated: Annotated) -> Iterator[Row]:
    """The rows of the statements that claim something.

    Args:
        path: the file, for messages.
        statements: what it says.
        annotated: what its annotations mean.
    """
    for one in statements:
        meaning = MEANINGS.get(one.relation)
        if meaning is None:
            continue
        cells = {
            "text": f"{one.subject} {meaning.words} {one.object}",
            "subject": join_list((one.subject,)),
            "predicate": meaning.predicate,
            "object": join_list((one.object,)),
            "effect": meaning.effect,
        }
        if one.citation is not None:
            cells |= {
                "direction": "supports",
                "evidence_effect": meaning.effect,
                "evidence_quote": one.evidence,
                "note": f"{one.subject} {one.relation} {one.object}",
                **_source(one.citation),
                **annotated.cells(one.annotations),
            }
        filled = {name: cell for name, cell in cells.items() if cell}
        yield Row(path, one.line, filled, _PLACED)


_PLACED: Final = {"subject": "statement", "object": "statement"}


def _source(citation: Citation) -> dict[str, str]:
    """The columns of a source by its kind of reference."""
    kind, reference = citation.type.casefold(), citation.reference
    found = {"source_title": citation.name}
    if kind in {"pubmed", "pmid"} and _PMID.fullmatch(reference):
        found["pmid"] = reference
    elif kind == "doi":
        found["doi"] = reference
    else:
        found["source"] = reference
    date = read_date(citation.date)
    if date is not None:
        found["year"] = date
    return found


def species_name(words: str) -> str:
    """The name of a species by its number in the NCBI Taxonomy, else the words."""
    number = _TAXON.fullmatch(words)
    if number is None:
        return words
    return SPECIES[number[1]][0] if number[1] in SPECIES else f"NCBITaxon:{number[1]}"
