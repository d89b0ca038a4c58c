"""What listings need of every claim: its place in the order of labels, its computed certainty.

The certainty is worked out by the one function that explains it (`kg.store.rungs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.rungs import NOT_APPLICABLE, POOLED, rung
from kg.store.wording import NOT_ASCII, apart
from kg.terms import compact

if TYPE_CHECKING:
    import sqlite3

    from kg.store.stem import Stem

LISTING_TABLES: Final = """
CREATE TABLE listing (claim TEXT PRIMARY KEY, label TEXT, state TEXT) WITHOUT ROWID;
CREATE TABLE sureness (claim TEXT PRIMARY KEY, certainty TEXT) WITHOUT ROWID;
"""
POSTING_TABLES: Final = """
CREATE TABLE place (claim TEXT PRIMARY KEY, segment INTEGER, n INTEGER) WITHOUT ROWID;
CREATE TABLE posting (segment INTEGER, name TEXT, value, claims BLOB);
"""
"""Numbers and sets of claims, see `kg.store.postings`."""
_POOLED: Final = ", ".join(f"'{design}'" for design in sorted(POOLED))
_NOT_APPLICABLE: Final = ", ".join(f"'{one}'" for one in sorted(NOT_APPLICABLE))
_LISTED: Final = f"""
INSERT INTO listing SELECT claim.iri,
    CASE WHEN label.text IS NULL OR {NOT_ASCII.format("label.text")}
        OR substr(label.text, 1, 1) IN (':', char(1))
        THEN kg_key(label.text, claim.iri) ELSE lower(label.text) END,
    claim.state
FROM claim LEFT JOIN label
    ON label.iri = claim.iri AND label.kind = 'label' AND label.ord = 0
WHERE claim.iri IN ({{among}});
"""
_SURE: Final = f"""
INSERT INTO sureness
SELECT claim, kg_rung(best, origins, pooled, disputes > 0) AS word FROM (
    SELECT line.claim, count(DISTINCT coalesce(study.value, line.source)) AS origins,
        max(line.study_design IS NOT NULL AND line.study_design IN ({_POOLED})) AS pooled,
        min(CASE WHEN coalesce(line.adjusted_level, line.level) GLOB '*OCEBM*-[0-9]'
            THEN CAST(substr(coalesce(line.adjusted_level, line.level), -1) AS INTEGER) END)
            AS best
    FROM evidence_line AS line
    LEFT JOIN many AS study ON study.owner = line.iri AND study.field = 'study'
    WHERE line.claim IN ({{among}})
        AND line.direction = 'supports' AND line.state = 'accepted'
        AND line.verification IS NOT 'recalled'
        AND line.source NOT IN (SELECT document FROM retracted)
    GROUP BY line.claim) JOIN claim_summary USING (claim)
WHERE best IS NOT NULL AND claim IN
    (SELECT iri FROM claim WHERE claim_type NOT IN ({_NOT_APPLICABLE}));
INSERT INTO sureness
SELECT iri, 'not-applicable' FROM claim
WHERE claim_type IN ({_NOT_APPLICABLE}) AND iri IN ({{among}});
"""
LISTING: Final = _LISTED + _SURE
"""Statements that fill the tables for the claims of a SELECT `among`, after all others."""
LISTING_INDEXES: Final = """
CREATE INDEX claim_made ON claim (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX assertion_made ON assertion (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX evidence_made ON evidence_line (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX listing_label ON listing (label, claim, state);
CREATE INDEX claim_unlisted ON claim (state) WHERE state NOT IN ('accepted', 'candidate');
CREATE INDEX sureness_word ON sureness (certainty);
"""


def add_functions(connection: sqlite3.Connection, stem: Stem, prefixes: dict[str, str]) -> None:
    """Give a connection the functions that the statements of the index call.

    Args:
        connection: the index that is being filled.
        stem: of the ledger's own names.
        prefixes: namespaces by prefix.
    """

    def name(label: str | None, iri: str) -> str:
        if label is not None:
            return sort_key(stem.full(label))
        whole = stem.full(iri)
        if stem.base and whole.startswith(stem.base) and whole != stem.base:
            return sort_key(whole[len(stem.base) :])
        return sort_key(compact(whole, prefixes) or whole)

    def word(best: int | None, origins: int, pooled: int, disputed: int) -> str | None:
        return rung(best, origins, pooled=bool(pooled), disputed=bool(disputed))

    for title, count, function in (
        ("kg_apart", 1, apart),
        ("kg_key", 2, name),
        ("kg_rung", 4, word),
    ):
        connection.create_function(title, count, function, deterministic=True)


def sort_key(label: str) -> str:
    """What labels are ordered by: without regard to case."""
    return label.lower() if label.isascii() else label.casefold()
