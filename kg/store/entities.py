"""Claims as model entities: one streaming pass over the ledger file, then the codec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import EntityError
from kg.model.claim import Claim
from kg.rdf.codec import decode

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.store.ledger import Ledger


def claims_as_entities(ledger: Ledger, iris: tuple[str, ...]) -> tuple[Claim, ...]:
    """Claims with their value nodes, decoded.

    Args:
        ledger: where they stand.
        iris: the claims.

    Returns:
        The entities in the given order.

    Raises:
        EntityError: a claim breaks the model.
        SyntaxFault: the ledger was damaged meanwhile.
    """
    owners = {*iris}
    nodes = {
        str(row[0])
        for row in ledger.index.among(
            "SELECT iri FROM qualifier WHERE iri IS NOT NULL"
            " AND owner IN (SELECT value FROM json_each(?))",
            owners,
        )
    }
    wanted = owners | nodes
    kept: list[Triple] = [
        triple for triple in ledger.triples() if getattr(triple.subject, "value", "") in wanted
    ]
    entities = decode(kept).entities
    found = [entity for iri in iris if isinstance(entity := entities.get(iri), Claim)]
    if len(found) != len(iris):
        lost = next(iri for iri in iris if not isinstance(entities.get(iri), Claim))
        raise EntityError(f"{lost}: no longer a claim of {ledger.path}", "open the ledger again")
    return tuple(found)
