"""Assertions and evidence lines of many claims at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from kg.store import fetch
from kg.store.records import AssertionRow, EvidenceRow
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.condition import Cell
    from kg.store.ledger import Ledger
    from kg.store.records import DocumentRow, PassageRow, Ref, ValueRow

_DIRECTIONS: Final = {"supports": 0, "disputes": 1, "qualifies": 2, "neutral": 3}
_FOREMOST: Final = 10**9
_COLUMNS: Final = """SELECT iri, claim, source, direction, effect, estimate, estimate_measure,
    estimate_low, estimate_high, p, sample_size, study_design, design_words, question, level,
    adjusted_level, adjustment_reason, verification, state FROM evidence_line"""


def assertions_of(ledger: Ledger, claims: Iterable[str]) -> dict[str, tuple[AssertionRow, ...]]:
    """Assertions in force of claims.

    Args:
        ledger: where to look.
        claims: IRIs of the claims.

    Returns:
        Assertions by claim, ordered by document and place in it.
    """
    index = ledger.index
    rows = index.among(
        "SELECT iri, claim, document, hedging, attribution, attribution_text, explicitness, state"
        f" FROM assertion WHERE claim IN {fetch.AMONG} AND state IN {IN_FORCE}",
        claims,
    )
    owners = [str(row[0]) for row in rows]
    passages = fetch.passages(index, owners)
    stated = fetch.values(index, owners)
    links = fetch.many(index, owners, "hedge_cues", "cites", "cites_as_evidence", "disputes_source")
    ledger.documents_by_iri(str(row[2]) for row in rows)  # asked for one by one in a moment
    found: dict[str, list[AssertionRow]] = defaultdict(list)
    for row in rows:
        iri, claim = str(row[0]), str(row[1])
        cited = ("cites", "cites_as_evidence", "disputes_source")
        found[claim].append(
            AssertionRow(
                iri=iri,
                id=index.local_id(iri),
                claim=claim,
                document=str(row[2]),
                hedging=str(row[3]),
                hedge_cues=tuple(links.get((iri, "hedge_cues"), ())),
                attribution=str(row[4]),
                attribution_text=cast("str | None", row[5]),
                explicitness=cast("str | None", row[6]),
                cites=tuple(sorted({one for f in cited for one in links.get((iri, f), ())})),
                passages=passages.get(iri, ()),
                qualifiers=fetch.qualifiers(stated.get(iri, {})),
                state=str(row[7]),
            )
        )
    return {claim: tuple(sorted(rows, key=_place)) for claim, rows in found.items()}


def _place(row: AssertionRow) -> tuple[str, int, str]:
    starts = [p.start for p in row.passages if p.start is not None]
    return row.document, min(starts, default=_FOREMOST), row.iri


def evidence_of(ledger: Ledger, claims: Iterable[str]) -> dict[str, tuple[EvidenceRow, ...]]:
    """Evidence lines in force of claims, whether or not they count.

    Args:
        ledger: where to look.
        claims: IRIs of the claims.

    Returns:
        Lines by claim: supporting, disputing, qualifying, neutral; of each the newest first.
    """
    rows = ledger.index.among(
        f"{_COLUMNS} WHERE claim IN {fetch.AMONG} AND state IN {IN_FORCE}", claims
    )
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for line in _made(ledger, rows):
        found[line.claim].append(line)
    return {claim: tuple(sorted(lines, key=_rank)) for claim, lines in found.items()}


def first_evidence_of(ledger: Ledger, claim: str, most: int) -> tuple[tuple[EvidenceRow, ...], int]:
    """The first evidence lines in force of a claim; the others are only counted.

    Args:
        ledger: where to look.
        claim: IRI of the claim.
        most: how many lines at most.

    Returns:
        Lines in the order of `evidence_of`, and how many there are in all.
    """
    rows = ledger.index.rows(
        "SELECT line.iri, direction, CAST(substr(issued, 1, 4) AS INTEGER) FROM evidence_line"
        " AS line LEFT JOIN document ON document.iri = line.source"
        f" WHERE claim = ? AND line.state IN {IN_FORCE}",
        claim,
    )
    rows.sort(key=lambda row: _key(str(row[1]), cast("int | None", row[2]), str(row[0])))
    wanted = [str(row[0]) for row in rows[:most]]
    found = _made(ledger, ledger.index.among(f"{_COLUMNS} WHERE iri IN {fetch.AMONG}", wanted))
    return tuple(sorted(found, key=_rank)), len(rows)


def _made(ledger: Ledger, rows: list[tuple[Cell, ...]]) -> Iterator[EvidenceRow]:
    index = ledger.index
    owners = [str(row[0]) for row in rows]
    levels = {str(level) for row in rows for level in row[14:16] if level is not None}
    parts = _Parts(
        sources=ledger.sources(str(row[2]) for row in rows),
        passages=fetch.passages(index, owners),
        stated=fetch.values(index, owners),
        studies=fetch.many(index, owners, "study"),
        summaries=_summaries(ledger, owners),
        refs=index.refs(levels),
        schemes=_schemes(ledger, levels),
    )
    for row in rows:
        yield parts.line(row, index.local_id(str(row[0])))


def _rank(row: EvidenceRow) -> tuple[int, int, str]:
    return _key(row.direction, row.source.year, row.iri)


def _key(direction: str, year: int | None, iri: str) -> tuple[int, int, str]:
    return _DIRECTIONS.get(direction, 4), -(year if year is not None else -_FOREMOST), iri


class _Parts:
    """What evidence lines are put together from, fetched for all of them at once."""

    def __init__(  # noqa: PLR0913 - one mapping a part
        self,
        *,
        sources: dict[str, DocumentRow],
        passages: dict[str, tuple[PassageRow, ...]],
        stated: dict[str, dict[str, list[ValueRow]]],
        studies: dict[tuple[str, str], list[str]],
        summaries: dict[str, str],
        refs: dict[str, Ref],
        schemes: dict[str, str],
    ) -> None:
        self._sources = sources
        self._passages = passages
        self._stated = stated
        self._studies = studies
        self._summaries = summaries
        self._refs = refs
        self._schemes = schemes

    def line(self, row: tuple[Cell, ...], local_id: str) -> EvidenceRow:
        """One line from its row."""
        iri, level, adjusted = str(row[0]), row[14], row[15]
        texts = cast("tuple[str | None, ...]", row)
        return EvidenceRow(
            iri=iri,
            id=local_id,
            claim=str(row[1]),
            source=self._sources[str(row[2])],
            study=tuple(self._studies.get((iri, "study"), ())),
            direction=str(row[3]),
            summary=self._summaries.get(iri),
            effect=texts[4],
            estimate=texts[5],
            estimate_measure=texts[6],
            estimate_low=texts[7],
            estimate_high=texts[8],
            p=texts[9],
            sample_size=cast("int | None", row[10]),
            design=texts[11],
            design_words=texts[12],
            question=texts[13],
            level=None if level is None else self._refs[str(level)],
            level_scheme=self._schemes.get(str(level)),
            adjusted_level=None if adjusted is None else self._refs[str(adjusted)],
            adjustment_reason=texts[16],
            verification=texts[17],
            passages=self._passages.get(iri, ()),
            qualifiers=fetch.qualifiers(self._stated.get(iri, {})),
            state=str(row[18]),
        )


def _summaries(ledger: Ledger, owners: list[str]) -> dict[str, str]:
    rows = ledger.index.among(
        f"SELECT iri, text FROM label WHERE kind = 'summary' AND ord = 0 AND iri IN {fetch.AMONG}",
        owners,
    )
    return {str(iri): str(text) for iri, text in rows}


def _schemes(ledger: Ledger, levels: set[str]) -> dict[str, str]:
    """Name of the scheme of each level: from the ledger, else from our own terms."""
    index = ledger.index
    rows = index.among(
        "SELECT iri, scheme FROM vocabulary WHERE scheme IS NOT NULL"
        f" AND iri IN {fetch.AMONG.replace('?', '?1')} UNION ALL"
        " SELECT iri, scheme FROM concept WHERE scheme IS NOT NULL"
        f" AND iri IN {fetch.AMONG.replace('?', '?1')}",
        levels,
    )
    schemes = {str(iri): str(scheme) for iri, scheme in rows}
    refs = index.refs(schemes.values())
    found = {level: refs[scheme].label for level, scheme in schemes.items()}
    for level in levels - found.keys():
        name = index.local_id(level).rpartition(":")[2]
        if name.startswith("OCEBM"):
            found[level] = "OCEBM"
    return found
