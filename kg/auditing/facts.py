"""A ledger as the questions of the rules see it, and what their findings are told with.

The tables that a question may name are those of the index and of `kg.auditing.tables`.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.auditing.tables import lay
from kg.judge.context import Hierarchy, World
from kg.store import fetch
from kg.store.lines import evidence_of
from kg.store.schema import IN_FORCE
from kg.store.sureness import ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.auditing.question import Row
    from kg.store.records import DocumentRow, EvidenceRow, PassageRow, Ref
    from kg.store.selection import Selection

_PAGE: Final = 1_000
"""Claims whose lines are fetched at once."""
_HUMAN_WORDS: Final = ("human", "humans", "human beings", "homo sapiens", "people", "man")
_HUMAN_TERMS: Final = (
    "http://id.nlm.nih.gov/mesh/D006801",
    "http://purl.obolibrary.org/obo/NCBITaxon_9606",
    "http://www.wikidata.org/entity/Q15978631",
)
"""Homo sapiens in MeSH, the NCBI taxonomy and Wikidata."""
_STATED_IN: Final = f"SELECT iri, document FROM assertion WHERE iri IN {fetch.AMONG}"


class Facts:
    """A ledger, or a part of it, as the questions of the rules see it.

    Args:
        view: which claims are looked at.
        claims: IRIs of claims, if others than those of the view are looked at.

    Attributes:
        whole: all claims of the ledger are looked at.
    """

    def __init__(self, view: Selection, claims: Iterable[str] | None = None) -> None:
        self.view = view
        self.index = view.ledger.index
        self.whole = claims is None and view.whole
        self._named = None if claims is None else tuple(claims)
        self._refs: dict[str, Ref] = {}
        self._passages: dict[str, tuple[PassageRow, ...]] = {}
        self._stated_in: dict[str, str] = {}
        self._lines: dict[str, tuple[EvidenceRow, ...]] = {}
        self._waiting: list[str] = []

    def rows(self, sql: str, *values: str) -> list[Row]:
        """All rows of a SELECT over the tables of `kg.auditing.tables` and those of the index.

        Args:
            sql: the question, with a question mark for each value.
            values: texts and IRIs.

        Returns:
            The rows.
        """
        if "sureness" in sql:
            ready(self.index)
        return self._asked(lambda: self.index.rows(sql, *values))

    def among(self, sql: str, iris: Iterable[str]) -> list[Row]:
        """Rows of a SELECT whose question mark is a JSON array of things, for `json_each(?)`."""
        return self._asked(lambda: self.index.among(sql, iris))

    def _asked(self, ask: Callable[[], list[Row]]) -> list[Row]:
        """An answer; the tables are laid again if the index was made anew while it was asked."""
        self._lay()
        try:
            return ask()
        except sqlite3.OperationalError:
            if self._lies():
                raise
        self._lay()
        return ask()

    def _lies(self) -> bool:
        return self.index.scratch == (self, self.index.connection)

    def _lay(self) -> None:
        """Lay the tables, unless they lie there; another look at the ledger may have been since."""
        if not self._lies():
            lay(self.index, None if self.whole else self._chosen)
            self.index.scratch = (self, self.index.connection)

    def number(self, sql: str) -> int:
        """The one number of a SELECT, 0 if it is none."""
        ((found,),) = self.rows(sql)
        return int(found or 0)

    @cached_property
    def _chosen(self) -> tuple[str, ...]:
        return self.view.claim_iris if self._named is None else self._named

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The ledger's concepts, kind-of and disjointness."""
        return self.world.hierarchy

    @cached_property
    def world(self) -> World:
        """What comparing conditions needs to know of the ledger."""
        return World.of_ledger(self.view.ledger)

    @cached_property
    def _humans(self) -> frozenset[str]:
        """Concepts that are people, by label or mapping."""
        words = ", ".join(f"'{word}'" for word in _HUMAN_WORDS)
        rows = self.index.among(
            "SELECT owner FROM many WHERE field IN ('exact_match', 'close_match')"
            f" AND value IN {fetch.AMONG}"
            f" UNION SELECT iri FROM label WHERE folded IN ({words})",
            _HUMAN_TERMS,
        )
        return frozenset(str(row[0]) for row in rows)

    def is_human(self, species: str) -> bool:
        """Whether a species, a concept's IRI or plain words, is that of people."""
        if species.casefold().strip() in _HUMAN_WORDS:
            return True
        return not self._humans.isdisjoint(self.hierarchy.kinds_of(species))

    def prepare(self, rows: Iterable[Row]) -> None:
        """Fetch labels and words of the claims and assertions of rows, all at once."""
        rows = tuple(rows)
        names = {str(cell) for row in rows for cell in (row[0], row[1]) if cell is not None}
        self._refs |= self.index.refs(name for name in names if name not in self._refs)
        self._read({str(row[2]) for row in rows if len(row) > 2 and row[2] is not None})  # noqa: PLR2004 - the third column is the assertion
        self._waiting = [str(row[1]) for row in rows if row[1] is not None]

    def _read(self, assertions: set[str]) -> None:
        """Fetch the passages of assertions, all at once."""
        missing = {one for one in assertions if one not in self._passages}
        found = fetch.passages(self.index, sorted(missing))
        self._passages |= {iri: found.get(iri, ()) for iri in missing}
        rows = self.index.among(_STATED_IN, sorted(missing))
        self._stated_in |= {str(iri): self.index.local_id(str(document)) for iri, document in rows}

    def labels(self, iris: Iterable[object]) -> dict[str, str]:
        """Labels of things by IRI; what is no thing bears itself as label."""
        names = {str(iri) for iri in iris}
        self._refs |= self.index.refs(name for name in names if name not in self._refs)
        return {name: self._refs[name].label for name in names}

    def ref(self, iri: object) -> Ref:
        """A thing with its id and label."""
        name = str(iri)
        if name not in self._refs:
            self._refs[name] = self.index.ref(name)
        return self._refs[name]

    def words(self, claim: object, assertion: object) -> str:
        """The words in which an assertion states a claim, the claim's own where it keeps none."""
        if str(assertion) not in self._passages:
            self._read({str(assertion)})
        passages = self._passages[str(assertion)]
        return next((p.words for p in passages if p.words), self.ref(claim).label)

    def stated_in(self, assertion: object) -> str | None:
        """Local id of the document of an assertion that was prepared, None if it is none."""
        return self._stated_in.get(str(assertion))

    def lines(self, claim: object) -> tuple[EvidenceRow, ...]:
        """The evidence lines of a claim, live or not; fetched for many claims at once."""
        iri = str(claim)
        if iri not in self._lines:
            start = self._waiting.index(iri) if iri in self._waiting else 0
            page = dict.fromkeys((iri, *self._waiting[start : start + _PAGE]))
            found = evidence_of(self.view.ledger, page)
            self._lines |= {one: found.get(one, ()) for one in page}
        return self._lines[iri]

    def support(self, claim: object) -> tuple[EvidenceRow, ...]:
        """The live lines that support a claim."""
        return tuple(x for x in self.lines(claim) if x.counts and x.direction == "supports")

    def document(self, iri: object) -> DocumentRow:
        """A document of the ledger.

        Raises:
            KeyError: the ledger does not know it.
        """
        return self.view.ledger.documents_by_iri((str(iri),))[str(iri)]

    def claims_of(self, source: object) -> tuple[str, ...]:
        """Local ids of the chosen claims that a document has evidence lines on."""
        rows = self.rows(
            "SELECT DISTINCT claim FROM evidence_line"
            f" WHERE source = ? AND claim IN chosen AND state IN {IN_FORCE}",
            str(source),
        )
        return self.ids(row[0] for row in rows)

    def ids(self, iris: Iterable[object]) -> tuple[str, ...]:
        """Local ids, sorted, each once."""
        return tuple(sorted({self.index.local_id(str(iri)) for iri in iris}))
