"""Bodies of evidence in outline: what decides about a word, read in narrow rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.designs import POOLED
from kg.judge.certainty.differences import Differences
from kg.judge.certainty.loading import LIVE, Levels, listed, own, owned
from kg.judge.certainty.origins import origins
from kg.store.condition import Cell

if TYPE_CHECKING:
    from kg.judge.certainty.scope import Scope
    from kg.judge.certainty.sources import Sources
    from kg.store.ledger import Ledger

Row = tuple[Cell, ...]
IRI, CLAIM, SOURCE, DIRECTION, SIZE, EFFECT = range(6)
JUDGED: Final = slice(6, 10)
"""Design, question, level as stated and as adjusted."""
DESIGN, QUESTION, LEVEL, ADJUSTED = range(6, 10)
ESTIMATE: Final = slice(10, 14)
"""Estimate, what it measures, the ends of its interval."""

_CLAIMS: Final = "SELECT iri, claim_type, effect, negated FROM claim WHERE {claims}"
_LINES: Final = f"""
SELECT line.iri, line.claim, line.source, line.direction, {own("sample_size")}, line.effect,
    {own("study_design")}, line.question, line.level, line.adjusted_level,
    line.estimate, line.estimate_measure, line.estimate_low, line.estimate_high
FROM evidence_line AS line WHERE {{claims}}{LIVE}"""


class _Rooted(NamedTuple):
    """A line as far as its origin goes."""

    iri: str
    source: str
    studies: tuple[str, ...]
    pools: tuple[str, ...]
    row: Row


class Outlines:
    """Claims of a scope with their live lines that have a vote, as the index keeps them.

    Args:
        ledger: where they stand.
        scope: the claims.
        sources: what is known of documents.

    Attributes:
        claims: IRI, type, effect and whether negated.
        rows: live lines with a vote, by claim.
        differences: how their conditions lie to those of the claims.
        studies: studies that lines list, by line.
        arms: lines whose sizes are told arm by arm.
        levels: the levels that are stated.
        judged: declared considerations and risk of bias of lines that have any.
    """

    def __init__(self, ledger: Ledger, scope: Scope, sources: Sources) -> None:
        index = ledger.index
        self._sources = sources
        self.claims = index.rows_as_stored(
            _CLAIMS.format(claims=scope.claims("iri")), *scope.values
        )
        self.rows: dict[Cell, list[Row]] = {}
        lines = _LINES.format(claims=scope.claims("line.claim"))
        for row in index.rows_as_stored(lines, *scope.values):
            if row[CLAIM] in self.rows:
                self.rows[row[CLAIM]].append(row)
            else:
                self.rows[row[CLAIM]] = [row]
        self.differences = Differences(ledger, scope)
        self.studies = listed(index, scope, "study")
        self.arms = owned(index, scope, "n, events FROM arm")
        self.levels = Levels(index)
        declared = listed(index, scope, "considerations")
        bias = owned(index, scope, "tool, overall FROM risk_of_bias")
        self.judged = {one: (declared.get(one), bias.get(one)) for one in {*declared, *bias}}

    def included(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The studies of a line, and the designs of those that a pooling line lists."""
        studies = self.studies.get(row[IRI], ())
        pooled = studies and row[DESIGN] in POOLED
        return studies, self._sources.designs(studies) if pooled else ()

    def share_origins(self, rows: list[Row]) -> bool:
        """Whether lines of a claim may share an origin."""
        listed, citing = self.studies, self._sources.citing
        nodes: set[Cell] = set()
        count = 0
        for row in rows:
            source = row[SOURCE]
            own = {*listed[row[IRI]], source} if row[IRI] in listed else {source}
            nodes |= own
            count += len(own)
            if source in citing:
                return True
        return len(nodes) < count

    def origins(self, rows: list[Row]) -> list[list[Row]]:
        """Lines of a claim by origin."""
        rooted = []
        for row in rows:
            iri, source = str(row[IRI]), str(row[SOURCE])
            pools = self._sources.cited(source) if row[DESIGN] in POOLED else ()
            rooted.append(_Rooted(iri, source, self.studies.get(iri, ()), pools, row))
        return [[one.row for one in group] for group in origins(tuple(rooted))]
