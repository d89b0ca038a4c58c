"""How many things of each kind there are, counted once and kept up to date.

A ledger is counted when it is indexed. A refresh takes off what the parts that go counted for, and
adds what the new ones do, by the same statements over fewer rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

    from kg.store.index import Index

COUNT_TABLE: Final = """
CREATE TABLE counted (part TEXT, name TEXT, n INTEGER, PRIMARY KEY (part, name)) WITHOUT ROWID;
"""
_IN_FORCE: Final = "('accepted', 'candidate')"
_ADDING: Final = """INSERT INTO counted SELECT part, name, n * {} FROM ({}) WHERE n <> 0
ON CONFLICT DO UPDATE SET n = n + excluded.n"""
# The braces of these take what narrows them to some subjects, lines or claims.
_KINDS: Final = f"""SELECT 'kind' AS part, kind AS name, count(*) AS n FROM entity
WHERE state IN {_IN_FORCE}{{among}} GROUP BY kind"""
_PASSAGES: Final = f"""SELECT 'further' AS part, 'passages' AS name, count(*) AS n FROM passage
JOIN entity ON entity.iri = passage.owner WHERE entity.state IN {_IN_FORCE}{{among}}"""
_UTTERANCES: Final = f"""SELECT 'further' AS part, 'restatements' AS name,
count(*) - count(DISTINCT CASE WHEN {{first}} THEN claim END) AS n
FROM assertion WHERE state IN {_IN_FORCE}{{among}}"""
_UTTERED_ELSEWHERE: Final = f"""EXISTS (SELECT 1 FROM assertion AS other
WHERE other.claim = assertion.claim AND other.state IN {_IN_FORCE}
AND other.iri NOT IN (SELECT iri FROM {{}}))"""
_STATUS: Final = f"""SELECT 'status' AS part, status AS name, count(*) AS n FROM claim_summary
JOIN listing USING (claim) WHERE listing.state IN {_IN_FORCE}{{among}} GROUP BY status"""
_LINES: Final = f"""SELECT 'direction' AS part, direction || CASE WHEN live THEN ''
ELSE ', not counted' END AS name, count(*) AS n FROM (
SELECT coalesce(line.direction, 'not stated') AS direction,
line.state = 'accepted' AND line.verification IS NOT 'recalled'
AND line.source NOT IN (SELECT document FROM {{retracted}}) AS live
FROM evidence_line AS line CROSS JOIN claim ON claim.iri = line.claim
WHERE line.state IN {_IN_FORCE} AND claim.state IN {_IN_FORCE}{{among}}) GROUP BY name"""
_OF_SUBJECTS: Final = """AND line.iri IN (SELECT iri FROM evidence_line
WHERE iri IN (SELECT iri FROM {0}) UNION SELECT iri FROM evidence_line
WHERE claim IN (SELECT iri FROM {0}))"""
_OF_SOURCES: Final = "AND line.source IN (SELECT document FROM {})"


def count_all(connection: sqlite3.Connection) -> None:
    """Count what a complete index holds."""
    for statement in (_KINDS, _PASSAGES, _STATUS):
        _add(connection, 1, statement.format(among=""))
    _add(connection, 1, _UTTERANCES.format(among="", first="true"))
    _add(connection, 1, _LINES.format(among="", retracted="retracted"))


def count_subjects(connection: sqlite3.Connection, among: str, sign: int) -> None:
    """Count what some subjects are, and the lines of those that are claims; not their status.

    Args:
        connection: an index in the midst of a refresh.
        among: a table with the subjects in its column `iri`.
        sign: 1 after they came, -1 before they go.
    """
    for statement in (_KINDS, _PASSAGES):
        found = f" AND entity.iri IN (SELECT iri FROM {among})"
        _add(connection, sign, statement.format(among=found))
    first = f"NOT {_UTTERED_ELSEWHERE.format(among)}"
    found = f" AND iri IN (SELECT iri FROM {among})"
    _add(connection, sign, _UTTERANCES.format(among=found, first=first))
    found = _OF_SUBJECTS.format(among)
    _add(connection, sign, _LINES.format(among=f" {found}", retracted="retracted"))


def count_retractions(connection: sqlite3.Connection, before: str, changed: str) -> None:
    """Count the lines of sources that are retracted, or reinstated, by a change.

    Args:
        connection: an index in the midst of a refresh, its lines up to date.
        before: a table with the documents that were retracted.
        changed: one with those that no longer are, or that were not.
    """
    found = f" {_OF_SOURCES.format(changed)}"
    _add(connection, -1, _LINES.format(among=found, retracted=before))
    _add(connection, 1, _LINES.format(among=found, retracted="retracted"))


def count_status(connection: sqlite3.Connection, among: str, sign: int) -> None:
    """Count some claims by status.

    Args:
        connection: an index in the midst of a refresh.
        among: a table with the claims in its column `iri`.
        sign: 1 after their status is worked out anew, -1 before.
    """
    found = f" AND claim IN (SELECT iri FROM {among})"
    _add(connection, sign, _STATUS.format(among=found))


def forget_zeros(connection: sqlite3.Connection) -> None:
    """Leave out what there is none of any more, as a new count does."""
    connection.execute("DELETE FROM counted WHERE n = 0")


def _add(connection: sqlite3.Connection, sign: int, statement: str) -> None:
    connection.execute(_ADDING.format(sign, statement))


def by_kind(index: Index) -> dict[str, int]:
    """Things in force by kind, then passages, restatements and retracted documents."""
    further = dict.fromkeys(("passages", "restatements"), 0)
    further |= _counted(index, "further")
    retracted = index.rows(
        "SELECT count(*) FROM retracted CROSS JOIN entity ON entity.iri = retracted.document"
        f" WHERE entity.state IN {_IN_FORCE}"
    )
    kinds = sorted(_counted(index, "kind").items())
    return {**dict(kinds), **further, "retracted-documents": int(retracted[0][0] or 0)}


def by_status(index: Index) -> dict[str, int]:
    """Claims in force by computed status, the most frequent first."""
    return _counted(index, "status")


def by_direction(index: Index) -> dict[str, int]:
    """Evidence lines in force of such claims by direction and by whether they count."""
    return _counted(index, "direction")


def _counted(index: Index, part: str) -> dict[str, int]:
    sql = "SELECT name, n FROM counted WHERE part = ? ORDER BY n DESC, name"
    return {str(name): int(number or 0) for name, number in index.rows(sql, part)}
