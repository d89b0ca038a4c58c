"""The statements that make an index: tables, full text, and what is worked out set by set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.counting import COUNT_TABLE, count_all, count_status
from kg.store.layout import DEFAULTS, INTEGERS, TABLES
from kg.store.listing import LISTING, LISTING_INDEXES, LISTING_TABLES, POSTING_TABLES
from kg.store.unstated import UNSTATED, UNSTATED_OF, UNSTATED_TABLE
from kg.store.utterances import UTTERANCE_TABLE, UTTERANCES
from kg.store.wording import NOT_ASCII

if TYPE_CHECKING:
    import sqlite3

SCHEMA_VERSION: Final = "7"
"""Raised whenever a statement here or the filling changes; older indexes are then rebuilt."""

IN_FORCE: Final = "('accepted', 'candidate')"
"""States of entities that selections show; withdrawn and superseded ones stay in the index."""

_FIXED: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entity (iri TEXT PRIMARY KEY, kind TEXT, state TEXT) WITHOUT ROWID;
CREATE TABLE many (owner TEXT, field TEXT, ord INTEGER, value TEXT,
    PRIMARY KEY (owner, field, ord)) WITHOUT ROWID;
CREATE TABLE label (iri TEXT, kind TEXT, ord INTEGER, lang TEXT, text TEXT, folded TEXT,
    PRIMARY KEY (iri, kind, ord)) WITHOUT ROWID;
CREATE TABLE vocabulary (iri TEXT PRIMARY KEY, label TEXT, notation TEXT, scheme TEXT)
    WITHOUT ROWID;
CREATE TABLE claim_summary (claim TEXT PRIMARY KEY, supports INTEGER, disputes INTEGER,
    qualifies INTEGER, neutral INTEGER, retracted INTEGER, recalled INTEGER, status TEXT)
    WITHOUT ROWID;
CREATE TABLE piece (hash BLOB PRIMARY KEY, subjects BLOB) WITHOUT ROWID;
CREATE TABLE foreign_subject (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE renewed (claim TEXT PRIMARY KEY, turn INTEGER) WITHOUT ROWID;
CREATE TABLE retracted (document TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE said (n INTEGER PRIMARY KEY, claim TEXT);
CREATE VIRTUAL TABLE prose USING fts5(text, content='',
    tokenize='unicode61 remove_diacritics 2');
"""
_INDEXES: Final = """
CREATE INDEX summary_status ON claim_summary (status);
CREATE INDEX many_value ON many (value, field, owner);
CREATE INDEX label_folded ON label (folded) WHERE folded IS NOT NULL;
CREATE INDEX claim_predicate ON claim (predicate);
CREATE INDEX assertion_claim ON assertion (claim, document, state);
CREATE INDEX assertion_document ON assertion (document, claim);
CREATE INDEX evidence_claim ON evidence_line (claim, state, direction, verification, source);
CREATE INDEX evidence_source ON evidence_line (source, claim);
CREATE INDEX assessment_claim ON assessment (claim);
CREATE INDEX version_document ON version (document);
CREATE INDEX qualifier_concept ON qualifier (concept, field, owner) WHERE concept IS NOT NULL;
CREATE INDEX qualifier_words ON qualifier (field, words, owner) WHERE words IS NOT NULL;
CREATE INDEX concept_notation ON concept (notation) WHERE notation IS NOT NULL;
CREATE INDEX qualifier_level ON qualifier (level, field, owner) WHERE level IS NOT NULL;
CREATE INDEX qualifier_amount ON qualifier (field, unit_text, value, minimum, maximum, owner)
    WHERE value IS NOT NULL OR minimum IS NOT NULL OR maximum IS NOT NULL;
"""
# A retraction counts unless a later notice lifts it; notices of one day count in written order.
_RETRACTED: Final = """
INSERT INTO retracted
SELECT owner FROM (
    SELECT owner, notice_kind, row_number() OVER (
        PARTITION BY owner ORDER BY coalesce(date, '') DESC, ord DESC) AS newest
    FROM notice WHERE notice_kind IN ('retraction', 'reinstatement'))
WHERE newest = 1 AND notice_kind = 'retraction';
"""
# The braces of this and the next statement take what narrows them to some claims.
SUMMARY: Final = """
INSERT INTO claim_summary
SELECT iri, supports, disputes, qualifies, neutral, retracted, recalled,
    CASE
        WHEN supports > 0 AND disputes > 0 THEN 'contested'
        WHEN supports > 0 THEN 'supported'
        WHEN disputes > 0 THEN 'disputed'
        WHEN qualifies + neutral > 0 THEN 'qualified'
        WHEN retracted > 0 THEN 'retracted-only'
        WHEN claim_type IN ('definitional', 'normative', 'opinion', 'evidence-status')
            THEN 'not-applicable'
        ELSE 'unsupported'
    END
FROM (
    SELECT claim.iri, claim.claim_type,
        coalesce(sum(live AND direction = 'supports'), 0) AS supports,
        coalesce(sum(live AND direction = 'disputes'), 0) AS disputes,
        coalesce(sum(live AND direction = 'qualifies'), 0) AS qualifies,
        coalesce(sum(live AND direction = 'neutral'), 0) AS neutral,
        coalesce(sum(NOT recalled AND withdrawn), 0) AS retracted,
        coalesce(sum(recalled), 0) AS recalled
    FROM claim LEFT JOIN (
        SELECT claim, direction, verification IS 'recalled' AS recalled,
            retracted.document IS NOT NULL AS withdrawn,
            verification IS NOT 'recalled' AND retracted.document IS NULL AS live
        FROM evidence_line LEFT JOIN retracted ON retracted.document = evidence_line.source
        WHERE evidence_line.state = 'accepted'{line}
    ) AS line ON line.claim = claim.iri{claim}
    GROUP BY claim.iri);
"""
"""Tallies and status of claims."""
# What a claim says: its labels, and the quotes and attributions of those who utter it.
_PROSE: Final = f"""
CREATE TEMP TABLE saying AS
SELECT label.iri AS claim, label.text AS text FROM label
WHERE label.kind = 'label' AND label.iri IN ({{claims}})
UNION ALL
SELECT assertion.claim, passage.exact FROM assertion JOIN passage ON passage.owner = assertion.iri
WHERE passage.exact IS NOT NULL AND claim IS NOT NULL AND assertion.state IN {IN_FORCE}{{assertion}}
UNION ALL
SELECT assertion.claim, passage.excerpt FROM assertion
JOIN passage ON passage.owner = assertion.iri
WHERE passage.excerpt IS NOT NULL AND claim IS NOT NULL
    AND assertion.state IN {IN_FORCE}{{assertion}}
UNION ALL
SELECT claim, attribution_text FROM assertion
WHERE attribution_text IS NOT NULL AND claim IS NOT NULL AND state IN {IN_FORCE}{{assertion}};
INSERT INTO said SELECT rowid + {{said}}, claim FROM saying;
INSERT INTO prose (rowid, text)
SELECT rowid + {{said}},
    CASE WHEN {NOT_ASCII.format("text")} THEN kg_apart(text) ELSE text END FROM (
    SELECT rowid, CASE WHEN substr(text, 1, 1) = ':' THEN kg_full(text) ELSE text END AS text
    FROM saying);
INSERT OR REPLACE INTO meta SELECT 'said', {{said}} + count(*) FROM saying;
DROP TABLE saying;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables."""
    for table, columns in TABLES.items():
        whole = {*INTEGERS.get(table, ()), "ord"}
        stated = DEFAULTS.get(table, {})
        cells = ", ".join(
            f'"{c}" {"INTEGER" if c in whole else "TEXT"}'
            + (f" DEFAULT {stated[c]!r}" if c in stated else "")
            for c in columns
        )
        key = "iri" if columns[0] == "iri" else "owner, field, ord"
        connection.execute(f"CREATE TABLE {table} ({cells}, PRIMARY KEY ({key})) WITHOUT ROWID")
    tables = (LISTING_TABLES, POSTING_TABLES, UTTERANCE_TABLE, UNSTATED_TABLE, COUNT_TABLE)
    connection.executescript(_FIXED + "".join(tables))


def complete(connection: sqlite3.Connection) -> None:
    """Fill what follows from the rows: indexes, retractions, tallies, status, full text."""
    connection.executescript(_INDEXES)
    connection.executescript(_RETRACTED)
    connection.executescript(SUMMARY.format(line="", claim=""))
    connection.executescript(_PROSE.format(claims="SELECT iri FROM claim", assertion="", said=0))
    connection.executescript(LISTING.format(among="SELECT iri FROM claim"))
    connection.executescript(LISTING_INDEXES)
    connection.executescript(UTTERANCES.format(among="SELECT iri FROM claim"))
    connection.executescript(UNSTATED)
    count_all(connection)
    from kg.store.postings import add_postings

    add_postings(connection)


def renew_retracted(connection: sqlite3.Connection) -> None:
    """Work out anew which documents are retracted."""
    connection.execute("DELETE FROM retracted")
    connection.execute(_RETRACTED)


def renew_claims(connection: sqlite3.Connection, among: str, said: int) -> None:
    """Work out anew tallies, status and full text of some claims.

    The full text keeps the words of what is no longer said, under numbers that lead nowhere.

    Args:
        connection: an index in the midst of a transaction.
        among: a table with the claims in its column `iri`.
        said: the highest number that a saying ever had.
    """
    chosen = f"IN (SELECT iri FROM {among})"
    count_status(connection, among, -1)
    connection.execute(f"DELETE FROM claim_summary WHERE claim {chosen}")
    for table in ("said", "listing", "utterance", "unstated"):
        connection.execute(f"DELETE FROM {table} WHERE claim {chosen}")
    statements = (
        SUMMARY.format(
            line=f" AND evidence_line.claim {chosen}", claim=f" WHERE claim.iri {chosen}"
        ),
        _PROSE.format(
            claims=f"SELECT iri FROM {among} WHERE iri IN (SELECT iri FROM claim)",
            assertion=f" AND assertion.claim {chosen}",
            said=said,
        ),
        LISTING.format(among=f"SELECT iri FROM {among}"),
        UTTERANCES.format(among=f"SELECT iri FROM {among}"),
        UNSTATED_OF.format(among=f"SELECT iri FROM {among}"),
    )
    for statement in ";".join(statements).split(";"):  # executescript would commit
        connection.execute(statement)
    count_status(connection, among, 1)
    from kg.store.postings import renew_postings

    renew_postings(connection, among)
