"""How many claims and evidence lines there are of each kind, counted where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from kg.store.index import Index

_STATUS: Final = f"""
SELECT status, count(*) AS n FROM claim_summary
WHERE claim NOT IN (SELECT iri FROM claim WHERE state NOT IN {IN_FORCE})
GROUP BY status ORDER BY n DESC, status"""
_LIVE: Final = """line.state = 'accepted' AND line.verification IS NOT 'recalled'
AND line.source NOT IN (SELECT document FROM retracted)"""
_DIRECTION: Final = f"""
SELECT direction || CASE WHEN {_LIVE} THEN '' ELSE ', not counted' END AS name, count(*) AS n
FROM evidence_line AS line WHERE line.state IN {IN_FORCE}
AND line.claim IN (SELECT iri FROM claim WHERE state IN {IN_FORCE})
GROUP BY name ORDER BY n DESC, name"""


def by_status(index: Index) -> dict[str, int]:
    """Claims in force by computed status, the most frequent first."""
    return _counted(index, _STATUS)


def by_direction(index: Index) -> dict[str, int]:
    """Evidence lines in force of such claims by direction and by whether they count."""
    return _counted(index, _DIRECTION)


def _counted(index: Index, sql: str) -> dict[str, int]:
    return {str(name): int(number or 0) for name, number in index.rows(sql)}
