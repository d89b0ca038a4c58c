"""What of documents bears on certainty: notices, preprints, designs, and what reviews cite."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.store.condition import Cell
    from kg.store.index import Index

_CONCERN: Final = """
SELECT owner FROM (
    SELECT owner, notice_kind, row_number() OVER (
        PARTITION BY owner ORDER BY coalesce(date, '') DESC, ord DESC) AS newest
    FROM notice WHERE notice_kind IN ('expression-of-concern', 'reinstatement'))
WHERE newest = 1 AND notice_kind = 'expression-of-concern'"""
_PREPRINT: Final = """
SELECT iri FROM document WHERE genre LIKE '%preprint%' OR container LIKE '%preprint%'
OR container LIKE '%rxiv%' OR container LIKE 'research square%'"""
_CITED: Final = """
SELECT many.owner, many.value FROM many JOIN document ON document.iri = many.owner
WHERE many.field = 'cites' AND document.study_design IN ('meta-analysis', 'systematic-review')
ORDER BY many.owner, many.ord"""
_DESIGNS: Final = """
SELECT iri, study_design FROM document WHERE study_design IS NOT NULL AND iri IN (
    SELECT value FROM many WHERE field = 'study')"""


class Sources:
    """Facts of the documents of a ledger, each kind asked for once.

    Args:
        index: where to look.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def of_concern(self) -> frozenset[str]:
        """Documents whose newest notice of its kind is an expression of concern."""
        return frozenset(str(row[0]) for row in self._index.rows_as_stored(_CONCERN))

    @cached_property
    def preprints(self) -> frozenset[str]:
        """Documents that are preprints, by genre or by where they appeared."""
        return frozenset(str(row[0]) for row in self._index.rows_as_stored(_PREPRINT))

    @cached_property
    def _cited(self) -> dict[Cell, tuple[str, ...]]:
        found: dict[Cell, list[str]] = {}
        for owner, value in self._index.rows_as_stored(_CITED):
            found.setdefault(owner, []).append(str(value))
        return {owner: tuple(values) for owner, values in found.items()}

    @property
    def citing(self) -> Container[Cell]:
        """Sources that pool studies and cite something."""
        return self._cited.keys()

    def cited(self, source: str) -> tuple[str, ...]:
        """What a source that pools studies cites."""
        return self._cited.get(source, ())

    @cached_property
    def _designs(self) -> dict[str, str]:
        return {str(iri): str(design) for iri, design in self._index.rows_as_stored(_DESIGNS)}

    def designs(self, studies: tuple[str, ...]) -> tuple[str, ...]:
        """Designs of studies, as far as they are described."""
        known = self._designs
        return tuple(known[one] for one in studies if one in known)
