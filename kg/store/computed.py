"""What is computed of all entities in force, as statements that tell it a page at a time."""

from __future__ import annotations

from typing import Final

from kg.store.fetch import AMONG
from kg.store.schema import IN_FORCE

PAIRED: Final = 20_000
"""Claims up to which every opposite pair is judged: pairs grow faster than claims do."""

_LABEL: Final = "LEFT JOIN label ON label.iri = {0}.iri AND label.kind = 'label' AND label.ord = 0"
CONCEPTS: Final = f"""SELECT concept.iri, label.text FROM concept {_LABEL.format("concept")}
WHERE concept.iri > ? AND concept.state IN {IN_FORCE} ORDER BY concept.iri"""
DOCUMENTS: Final = f"""SELECT document.iri, label.text, issued, document.iri IN
    (SELECT document FROM retracted) FROM document {_LABEL.format("document")}
WHERE document.iri > ? AND document.state IN {IN_FORCE} ORDER BY document.iri"""
CLAIMS: Final = f"""SELECT claim.iri, label.text, status, certainty, supports, disputes, qualifies,
    neutral
FROM claim CROSS JOIN claim_summary AS summary ON summary.claim = claim.iri
LEFT JOIN sureness ON sureness.claim = claim.iri {_LABEL.format("claim")}
WHERE claim.iri > ? AND claim.state IN {IN_FORCE} ORDER BY claim.iri"""
LINES: Final = f"""SELECT line.iri, line.claim,
    line.state = 'accepted' AND line.verification IS NOT 'recalled'
    AND line.source NOT IN (SELECT document FROM retracted), document.issued
FROM evidence_line AS line LEFT JOIN document ON document.iri = line.source
WHERE line.claim IN {AMONG} AND line.state IN {IN_FORCE}"""
SUBJECTS: Final = """SELECT DISTINCT value FROM many
WHERE field = 'subject' AND value > ? ORDER BY value LIMIT 100"""
STANCES: Final = f"""SELECT many.value, thing.value, effect, predicate, negated, count(*)
FROM many CROSS JOIN claim ON claim.iri = many.owner AND claim.state IN {IN_FORCE}
CROSS JOIN many AS thing ON thing.owner = many.owner AND thing.field = 'object'
WHERE many.value IN {AMONG} AND many.field = 'subject'
GROUP BY many.value, thing.value, effect, predicate, negated"""
