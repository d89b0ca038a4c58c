"""A ledger as it would be: with sources retracted, or without some evidence lines.

Nothing is written: temporary tables and views of one connection stand before those of the index,
so that whatever asks the index sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.cache import Cache
from kg.store.ledger import Ledger
from kg.store.schema import SUMMARY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from kg.store.index import Keeper

_SUPPOSED: Final = (
    "CREATE TEMP TABLE supposed_retracted (document TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE supposed_gone (iri TEXT PRIMARY KEY) WITHOUT ROWID",
)
_VIEWS: Final = (
    """CREATE TEMP TABLE supposed_touched AS SELECT DISTINCT claim AS iri FROM main.evidence_line
    WHERE claim IS NOT NULL AND (source IN (SELECT document FROM supposed_retracted)
        OR iri IN (SELECT iri FROM supposed_gone))""",
    """CREATE TEMP VIEW evidence_line AS SELECT * FROM main.evidence_line
    WHERE iri NOT IN (SELECT iri FROM supposed_gone)""",
    """CREATE TEMP VIEW retracted AS SELECT document FROM main.retracted
    UNION SELECT document FROM supposed_retracted""",
    """CREATE TEMP VIEW notice AS SELECT * FROM main.notice UNION ALL
    SELECT document, 'notices', 1000000, document, 'retraction', '9999-12-31', NULL, NULL
    FROM supposed_retracted""",
    # sets of claims tell what was; without them the tables are asked
    "CREATE TEMP VIEW posting AS SELECT * FROM main.posting WHERE false",
    """CREATE TEMP TABLE supposed_summary AS SELECT * FROM main.claim_summary LIMIT 0""",
)
_SUMMED: Final = """CREATE TEMP VIEW claim_summary AS SELECT * FROM main.claim_summary
    WHERE claim NOT IN (SELECT iri FROM supposed_touched)
    UNION ALL SELECT * FROM supposed_summary"""


class _Supposing:
    """Opens the index of a ledger, and lays what is supposed before it."""

    def __init__(self, kept: Keeper, retracted: tuple[str, ...], gone: tuple[str, ...]) -> None:
        self._kept = kept
        self._retracted = retracted
        self._gone = gone
        self.file = kept.file
        self.keeps = False

    def open(self, *, rebuild: bool = False) -> sqlite3.Connection:
        """A connection of its own."""
        from kg.store.stem import Stem

        connection = self._kept.open(rebuild=rebuild)
        found = connection.execute("SELECT value FROM meta WHERE name = 'stem'").fetchone()
        short = Stem(found[0] if found else "").short
        for statement in _SUPPOSED:
            connection.execute(statement)
        for table, iris in (("retracted", self._retracted), ("gone", self._gone)):
            connection.executemany(
                f"INSERT OR IGNORE INTO supposed_{table} VALUES (?)",
                ((short(iri),) for iri in iris),
            )
        for statement in _VIEWS:
            connection.execute(statement)
        chosen = "IN (SELECT iri FROM supposed_touched)"
        summed = SUMMARY.format(
            line=f" AND evidence_line.claim {chosen}", claim=f" WHERE claim.iri {chosen}"
        )
        into = summed.replace("INSERT INTO claim_summary", "INSERT INTO supposed_summary")
        connection.execute(into)
        connection.execute(_SUMMED)
        return connection


def suppose(ledger: Ledger, retracted: Iterable[str], gone: Iterable[str]) -> Ledger:
    """A ledger as it would be.

    Args:
        ledger: as it is.
        retracted: IRIs of documents to suppose retracted.
        gone: IRIs of evidence lines to suppose absent.

    Returns:
        A ledger whose lists, judgements and graphs are those of the supposition; its file, and so
        its triples, are as they are.
    """
    kept = ledger.keeper or Cache(ledger.path)
    return Ledger(ledger.path, keeper=_Supposing(kept, tuple(retracted), tuple(gone)))


def touched(ledger: Ledger, retracted: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    """The claims in force that rest on some sources or lines.

    Args:
        ledger: where they stand.
        retracted: IRIs of documents.
        gone: IRIs of evidence lines.

    Returns:
        Their IRIs, in order.
    """
    index = ledger.index
    rows = index.rows(
        "SELECT iri FROM claim WHERE state IN ('accepted', 'candidate') AND iri IN ("
        "SELECT claim FROM evidence_line WHERE source IN (SELECT value FROM json_each(?))"
        " OR iri IN (SELECT value FROM json_each(?))) ORDER BY iri",
        index.array(retracted),
        index.array(gone),
    )
    return tuple(str(row[0]) for row in rows)
