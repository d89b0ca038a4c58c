"""The claims that an article may state.

Of a small ledger these are all of them. Of a large one they are those about what the article
names: no more is read than the article needs, however many claims there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

SMALL: Final = 2_000
"""Claims of a ledger up to which all are compared with every article."""
MOST: Final = 2_000
"""Claims of a larger one that are compared with one article."""
# Those come first of which the article names both sides.
_ABOUT: Final = f"""
WITH named (iri) AS (SELECT value FROM json_each(?)),
side (claim, field) AS (
    SELECT DISTINCT many.owner, many.field FROM named JOIN many ON many.value = named.iri
    WHERE many.field IN ('subject', 'object'))
SELECT claim, count(*) AS sides FROM side JOIN claim ON claim.iri = side.claim
WHERE claim.state IN {IN_FORCE} GROUP BY claim ORDER BY sides DESC, claim"""


def concepts_asked(view: Selection, named: Collection[str]) -> frozenset[str] | None:
    """What the claims compared with an article depend on.

    Args:
        view: the ledger.
        named: IRIs of the concepts that the article names, and of what they are kinds of.

    Returns:
        These concepts; None for a small ledger, of which all claims are compared.
    """
    if "claim_iris" in vars(view):
        is_small = len(view.claim_iris) <= SMALL
    else:
        rows = view.ledger.index.rows(f"SELECT 1 FROM claim LIMIT {SMALL + 1}")
        is_small = len(rows) <= SMALL
    return None if is_small else frozenset(named)


def claims_about(view: Selection, named: Collection[str] | None) -> tuple[ClaimRow, ...]:
    """The claims that an article may state.

    Args:
        view: the ledger.
        named: as `concepts_asked` gives them.

    Returns:
        All claims of a small ledger; of a large one at most `MOST`, those first of which the
        article names subject and object.
    """
    if named is None:
        return view.claims
    found = [str(row[0]) for row in view.ledger.index.among(_ABOUT, sorted(named))]
    chosen = {*view.among(found)}
    return view.ledger.claims_by_iri([iri for iri in found if iri in chosen][:MOST])
