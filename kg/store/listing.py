"""What listings need of every claim: its place in the order of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.wording import NOT_ASCII, apart
from kg.terms import compact

if TYPE_CHECKING:
    import sqlite3

    from kg.store.stem import Stem

LISTING_TABLES: Final = """
CREATE TABLE listing (claim TEXT PRIMARY KEY, label TEXT, state TEXT) WITHOUT ROWID;
"""
POSTING_TABLES: Final = """
CREATE TABLE place (claim TEXT PRIMARY KEY, segment INTEGER, n INTEGER) WITHOUT ROWID;
CREATE TABLE posting (segment INTEGER, name TEXT, value, claims BLOB);
"""
"""Numbers and sets of claims, see `kg.store.postings`."""
LISTING: Final = f"""
INSERT INTO listing SELECT claim.iri,
    CASE WHEN label.text IS NULL OR {NOT_ASCII.format("label.text")}
        OR substr(label.text, 1, 1) IN (':', char(1))
        THEN kg_key(label.text, claim.iri) ELSE lower(label.text) END,
    claim.state
FROM claim LEFT JOIN label
    ON label.iri = claim.iri AND label.kind = 'label' AND label.ord = 0
WHERE claim.iri IN ({{among}});
"""
"""Statements that fill the tables for the claims of a SELECT `among`, after all others."""
LISTING_INDEXES: Final = """
CREATE INDEX claim_made ON claim (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX assertion_made ON assertion (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX evidence_made ON evidence_line (generated_by) WHERE generated_by IS NOT NULL;
CREATE INDEX listing_label ON listing (label, claim, state);
CREATE INDEX claim_unlisted ON claim (state) WHERE state NOT IN ('accepted', 'candidate');
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

    for title, count, function in (
        ("kg_apart", 1, apart),
        ("kg_key", 2, name),
    ):
        connection.create_function(title, count, function, deterministic=True)


def sort_key(label: str) -> str:
    """What labels are ordered by: without regard to case."""
    return label.lower() if label.isascii() else label.casefold()
