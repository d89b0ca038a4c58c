from __future__ import annotations

from pathlib import Path

import pytest
from standin import SMALL

from kg.querying.short_ids import short_ids
from kg.store.ledger import Ledger, open_ledger

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=[SMALL, ROOT / "data" / "claims.ttl"], ids=["small", "shipped"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    return open_ledger(request.param)


def test_a_short_id_stands_for_its_claim_alone(ledger: Ledger) -> None:
    claims = ledger.select().claims
    short = short_ids((claim.ref.id for claim in claims), ledger)
    assert len({*short.values()}) == len(claims)
    for claim in claims:
        one = short[claim.ref.id]
        assert claim.ref.id.startswith(one)
        start = ledger.index.base + one
        every = (str(iri) for (iri,) in ledger.index.rows("SELECT iri FROM entity"))
        assert [iri for iri in every if iri.startswith(start)] == [claim.ref.iri]
        assert ledger.resolve(one) == claim.ref


def test_foreign_and_unknown_names_stay_whole(ledger: Ledger) -> None:
    names = ["mesh:D007649-and-more", "no-such-claim-in-this-ledger"]
    assert short_ids(names, ledger) == {name: name for name in names}
