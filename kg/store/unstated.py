"""Conditions under which a claim found live support, and which the claim does not state itself.

They are few where claims are stated as carefully as they were studied, so that whoever asks what a
claim leaves out, or for whom it was never studied, need not compare all conditions of a ledger.
"""

from __future__ import annotations

from typing import Final

UNSTATED_TABLE: Final = """
CREATE TABLE unstated (claim TEXT, line TEXT, field TEXT, ord INTEGER,
    PRIMARY KEY (claim, line, field, ord)) WITHOUT ROWID;
"""
"""Each row is the key of one in `qualifier`, under the line's claim."""
FIELDS: Final = "('dose', 'dose_level', 'population', 'condition', 'species', 'route', 'timepoint')"
"""The dimensions that are compared."""
_ALIKE: Final = " AND ".join(
    f"own.{column} IS q.{column}"
    for column in ("concept", "level", "words", "value", "minimum", "maximum", "unit_text")
)
_UNSTATED: Final = f"""
INSERT INTO unstated
SELECT e.claim, q.owner, q.field, q.ord FROM {{}}
WHERE q.field IN {FIELDS} AND e.direction = 'supports' AND e.state = 'accepted'
    AND e.verification IS NOT 'recalled' AND e.source NOT IN (SELECT document FROM retracted)
    AND NOT EXISTS (
        SELECT 1 FROM qualifier AS own WHERE own.owner = e.claim AND own.field = q.field
            AND {_ALIKE})"""
# CROSS JOIN says which is read first: all conditions in their order, or the lines of some claims.
UNSTATED: Final = _UNSTATED.format(
    "qualifier AS q CROSS JOIN evidence_line AS e ON e.iri = q.owner AND e.claim IS NOT NULL"
)
"""A statement that fills the table."""
UNSTATED_OF: Final = _UNSTATED.format(
    "evidence_line AS e CROSS JOIN qualifier AS q ON q.owner = e.iri AND e.claim IN ({among})"
)
"""The same for the claims of a SELECT `among`."""
