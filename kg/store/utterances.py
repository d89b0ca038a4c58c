"""What is asked of every assertion at once, laid out claim by claim.

One row for each assertion in force whose claim is described, beside what the claim says; whoever
counts over a whole ledger reads these narrow rows instead of looking up each claim and citation.
"""

from __future__ import annotations

from typing import Final

from kg.store.rungs import NOT_APPLICABLE

CITING: Final = "('cites', 'cites_as_evidence', 'disputes_source')"
"""Fields in which an assertion cites a document."""
UTTERANCE_TABLE: Final = """
CREATE TABLE utterance (claim TEXT, iri TEXT, document TEXT, hedging TEXT, attribution TEXT,
    presupposed INTEGER, effect TEXT, negated INTEGER, sourced INTEGER, of_world INTEGER,
    listed INTEGER, PRIMARY KEY (claim, iri)) WITHOUT ROWID;
"""
_IN_FORCE: Final = "('accepted', 'candidate')"
_NOT_OF_WORLD: Final = ", ".join(f"'{one}'" for one in sorted(NOT_APPLICABLE))
# One range of fields is one look into `many`, three fields are three.
UTTERANCES: Final = f"""
INSERT INTO utterance
SELECT a.claim, a.iri, a.document, a.hedging, a.attribution, a.explicitness IS 'presupposed',
    c.effect, coalesce(c.negated, 0),
    EXISTS (SELECT 1 FROM many AS m WHERE m.owner = a.iri
        AND m.field BETWEEN 'cites' AND 'disputes_source' AND m.field IN {CITING}),
    c.claim_type NOT IN ({_NOT_OF_WORLD}), c.state IN {_IN_FORCE}
FROM assertion AS a JOIN claim AS c ON c.iri = a.claim
WHERE a.claim IN ({{among}}) AND a.state IN {_IN_FORCE};
"""
"""A statement that fills the table for the claims of a SELECT `among`."""
