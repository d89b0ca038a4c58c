"""The tables that the questions of the rules are put to, laid once for all rules.

Beside the tables of the index (`kg.store.schema`) a question may name:

- `chosen (iri)`: the claims that are looked at;
- `said (iri, claim, document, hedging, attribution, words, presupposed, effect, negated, sourced,
  of_world)`: their assertions, with the claim's effect; `presupposed` if other words only take the
  claim along, `sourced` if they cite anything, `of_world` unless the claim is a definition, advice,
  an opinion or a statement on research;
- `told`: those of `said` that are `of_world`;
- `line (iri, claim, source, direction, effect, p, own_design, design, level, year, verification,
  counts)`: their evidence lines, `design` being the document's where the line states none, `level`
  the number on the OCEBM 2011 ladder, as adjusted;
- `live`: those of `line` that count.

They are temporary tables of the connection, so that twenty questions share one look at the ledger.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.judge.hierarchy import Hierarchy
from kg.store import fetch
from kg.store.lines import evidence_of
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.question import Row
    from kg.store.records import DocumentRow, EvidenceRow, PassageRow, Ref
    from kg.store.selection import Selection

NOT_OF_THE_WORLD: Final = "('definitional', 'normative', 'opinion', 'evidence-status')"
OF_EFFECT: Final = (
    "('causal', 'correlational', 'mechanistic', 'comparative', 'dose-response', 'statistical')"
)
"""Types of claims that studies can bear out."""
_SIGNED: Final = "('increase', 'decrease', 'no-difference-found', 'equivalent')"
_NO_CHANGE: Final = "('no-difference-found', 'equivalent')"
_PAGE: Final = 1_000
"""Claims whose lines are fetched at once."""
CITING: Final = "('cites', 'cites_as_evidence', 'disputes_source')"
"""Fields in which an assertion cites a document."""
_HUMAN_WORDS: Final = ("human", "humans", "human beings", "homo sapiens", "people", "man")
_HUMAN_TERMS: Final = (
    "http://id.nlm.nih.gov/mesh/D006801",
    "http://purl.obolibrary.org/obo/NCBITaxon_9606",
    "http://www.wikidata.org/entity/Q15978631",
)
"""Homo sapiens in MeSH, the NCBI taxonomy and Wikidata."""
_NAMES: Final = ("VIEW told", "VIEW live", "TABLE chosen", "TABLE said", "TABLE line")
_STATED_IN: Final = f"SELECT iri, document FROM assertion WHERE iri IN {fetch.AMONG}"
_CHOSEN: Final = "CREATE TEMP TABLE chosen (iri TEXT PRIMARY KEY) WITHOUT ROWID"
_ALL: Final = f"INSERT INTO chosen SELECT iri FROM claim WHERE state IN {IN_FORCE}"
_NAMED: Final = "INSERT OR IGNORE INTO chosen SELECT value FROM json_each(?)"
_REST: Final = (
    f"""CREATE TEMP TABLE said AS
    SELECT a.iri, a.claim, a.document, a.hedging, a.attribution, a.attribution_text AS words,
        a.explicitness IS 'presupposed' AS presupposed,
        c.effect, coalesce(c.negated, 0) AS negated,
        EXISTS (SELECT 1 FROM many AS m WHERE m.owner = a.iri AND m.field IN {CITING}) AS sourced,
        c.claim_type NOT IN {NOT_OF_THE_WORLD} AS of_world
    FROM assertion AS a JOIN claim AS c ON c.iri = a.claim
    WHERE c.iri IN chosen AND a.state IN {IN_FORCE}""",
    "CREATE INDEX said_claim ON said (claim)",
    "CREATE TEMP VIEW told AS SELECT * FROM said WHERE of_world",
    f"""CREATE TEMP TABLE line AS
    SELECT e.iri, e.claim, e.source, e.direction, e.effect, e.p, e.study_design AS own_design,
        coalesce(e.study_design, d.study_design) AS design,
        CASE WHEN coalesce(e.adjusted_level, e.level) LIKE '%OCEBM%-_'
            THEN CAST(substr(coalesce(e.adjusted_level, e.level), -1) AS INTEGER) END AS level,
        substr(d.issued, 1, 4) AS year,
        e.verification, e.state = 'accepted' AND e.verification IS NOT 'recalled'
            AND e.source NOT IN (SELECT document FROM retracted) AS counts
    FROM evidence_line AS e LEFT JOIN document AS d ON d.iri = e.source
    WHERE e.claim IN chosen AND e.state IN {IN_FORCE} ORDER BY e.claim""",
    "CREATE INDEX line_claim ON line (claim)",
    "CREATE TEMP VIEW live AS SELECT * FROM line WHERE counts",
)


def opposite(one: str, other: str) -> str:
    """The condition that two rows of the table `claim` are opposite, as in `kg.judge.conflicts`.

    Args:
        one: alias of the first row.
        other: alias of the second row.

    Returns:
        A condition in brackets.
    """
    return (
        f"(CASE WHEN coalesce({one}.negated, 0) <> coalesce({other}.negated, 0)"
        f" THEN {one}.effect IS {other}.effect AND {one}.predicate = {other}.predicate"
        f" WHEN {one}.negated THEN 0 ELSE {one}.effect <> {other}.effect"
        f" AND {one}.effect IN {_SIGNED} AND {other}.effect IN {_SIGNED}"
        f" AND NOT ({one}.effect IN {_NO_CHANGE} AND {other}.effect IN {_NO_CHANGE}) END)"
    )


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
        """All rows of a SELECT over the tables above and those of the index.

        Args:
            sql: the question, with a question mark for each value.
            values: texts and IRIs.

        Returns:
            The rows.
        """
        self._lay()
        return self.index.rows(sql, *values)

    def _lay(self) -> None:
        """Lay the tables, unless they lie there; another look at the ledger may have been since."""
        index = self.index
        if index.scratch == (self, index.connection):
            return
        index.connection.execute("PRAGMA temp_store = MEMORY")
        for name in _NAMES:
            index.connection.execute(f"DROP {name.replace(' ', ' IF EXISTS temp.')}")
        index.connection.execute(_CHOSEN)
        if self.whole:
            index.connection.execute(_ALL)
        else:
            index.among(_NAMED, self._chosen)
        for statement in _REST:
            index.connection.execute(statement)
        index.scratch = (self, index.connection)

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
        return Hierarchy.of_ledger(self.view.ledger)

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
        self._refs |= self.index.refs(names - self._refs.keys())
        self._read({str(row[2]) for row in rows if len(row) > 2 and row[2] is not None})  # noqa: PLR2004 - the third column is the assertion
        self._waiting = [str(row[1]) for row in rows if row[1] is not None]

    def _read(self, assertions: set[str]) -> None:
        """Fetch the passages of assertions, all at once."""
        missing = assertions - self._passages.keys()
        found = fetch.passages(self.index, sorted(missing))
        self._passages |= {iri: found.get(iri, ()) for iri in missing}
        rows = self.index.among(_STATED_IN, sorted(missing))
        self._stated_in |= {str(iri): self.index.local_id(str(document)) for iri, document in rows}

    def labels(self, iris: Iterable[object]) -> dict[str, str]:
        """Labels of things by IRI; what is no thing bears itself as label."""
        names = {str(iri) for iri in iris}
        self._refs |= self.index.refs(names - self._refs.keys())
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
