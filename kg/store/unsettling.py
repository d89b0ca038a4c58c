"""Claims whose certainty may change though none of their statements does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

_CHANGED: Final = (
    "(SELECT iri FROM entity WHERE kind = '{kind}' AND iri IN (SELECT iri FROM {among}))"
)
_DOCUMENTS: Final = """
INSERT OR IGNORE INTO unsettled SELECT claim FROM evidence_line
WHERE source IN {changed} AND claim IS NOT NULL;
INSERT OR IGNORE INTO unsettled SELECT claim FROM many JOIN evidence_line
    ON evidence_line.iri = many.owner
WHERE many.field = 'study' AND many.value IN {changed} AND claim IS NOT NULL"""
# What is a kind of a changed concept, or measures it, and whoever states it as a condition; where
# the ledger has dose bands, also whoever speaks of it, since a band is that of a drug.
_CONCEPTS: Final = """
CREATE TEMP TABLE stating AS
WITH RECURSIVE reach (iri) AS (SELECT iri FROM {changed} UNION
    SELECT many.owner FROM reach JOIN many ON many.value = reach.iri
    AND many.field IN ('broader', 'measures', 'inversely_measures'))
SELECT DISTINCT owner FROM qualifier WHERE concept IN (SELECT iri FROM reach)
UNION SELECT owner FROM many WHERE field = 'subject' AND value IN (SELECT iri FROM reach)
AND EXISTS (SELECT 1 FROM dose_band);
INSERT OR IGNORE INTO unsettled SELECT iri FROM claim WHERE iri IN (SELECT owner FROM stating);
INSERT OR IGNORE INTO unsettled SELECT claim FROM evidence_line
WHERE iri IN (SELECT owner FROM stating) AND claim IS NOT NULL;
INSERT OR IGNORE INTO unsettled SELECT claim FROM evidence_line
WHERE (level IN {changed} OR adjusted_level IN {changed}) AND claim IS NOT NULL;
DROP TABLE stating"""
# A band bears on whoever words a dose; which drug it is for may lie in the kinds of concepts.
_BANDS: Final = """
INSERT OR IGNORE INTO unsettled SELECT iri FROM claim
WHERE iri IN (SELECT owner FROM qualifier WHERE level IS NOT NULL);
INSERT OR IGNORE INTO unsettled SELECT claim FROM evidence_line
WHERE iri IN (SELECT owner FROM qualifier WHERE level IS NOT NULL) AND claim IS NOT NULL"""
_BY_KIND: Final = {"documents": _DOCUMENTS, "concepts": _CONCEPTS, "dose-bands": _BANDS}


def unsettle(connection: sqlite3.Connection, among: str) -> None:
    """Note the claims whose certainty rests on documents, concepts or dose bands among subjects.

    Args:
        connection: an index in the midst of a transaction, with the table `unsettled`.
        among: a table with the subjects in its column `iri`.
    """
    for kind, statements in _BY_KIND.items():
        changed = _CHANGED.format(kind=kind, among=among)
        if connection.execute(f"SELECT 1 FROM {changed} LIMIT 1").fetchone() is None:
            continue
        for statement in statements.format(changed=changed).split(";"):
            connection.execute(statement)
