from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from standin import SMALL, small_view

from kg.graph.multigraph import to_networkx
from kg.graph.project import MODES, project
from kg.graph.view import claim_of
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from kg.graph.view import View

BASE = "https://claims.example/small#"


@pytest.mark.parametrize("mode", MODES)
def test_the_store_is_a_view_like_the_obvious_one(mode: str) -> None:
    view: View = open_ledger(SMALL).select()
    found = {(type(e), e.id, e.kind) for e in project(view, mode)}
    assert found == {(type(e), e.id, e.kind) for e in project(small_view(), mode)}
    assert to_networkx(view, mode).number_of_nodes()


def test_a_term_is_a_claim_or_not() -> None:
    for home in (open_ledger(SMALL), small_view().ledger):
        nested = claim_of(home, f"{BASE}low-dose-ketamine-reduces-anxiety-1a2b3c")
        assert nested is not None
        assert nested.text == "Low doses of ketamine reduce anxiety."
        for other in (f"{BASE}ketamine", f"{BASE}taylor2018", "http://elsewhere.example/x", ""):
            assert claim_of(home, other) is None
