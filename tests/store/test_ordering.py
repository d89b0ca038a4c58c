from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import LIVE, Naive, naive_of
from standin import SMALL
from worlds import BASE, worlds, write_ledger

from kg.errors import FilterError
from kg.store import postings
from kg.store.layout import WORDS
from kg.store.ledger import Ledger, open_ledger
from kg.store.ordering import SORTS
from kg.store.rungs import LADDER

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()


@pytest.fixture(params=["rows", "sets"], autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is asked of the rows, and of the sets that a large ledger's index keeps."""
    if request.param == "sets":
        monkeypatch.setattr(postings, "FEW", -1)
        monkeypatch.setattr(postings, "POPULAR", 2)


_small = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _rank(naive: Naive, iri: str, sort: str) -> str | int | None:
    claim = naive.claims[iri]
    lines = [e for e in naive.lines if e.claim == iri]
    match sort:
        case "label":
            return str(claim.label[0]).casefold()
        case "id":
            return iri
        case "status":
            return WORDS["Status"].index(naive.status(iri))
        case "certainty":
            word = naive.certainty(iri)
            return LADDER.index(word) if word in LADDER else None
        case "supports" | "disputes":
            return naive.tally(iri)[sort]
        case "year":
            years = [int(i[:4]) for e in lines if (i := naive.documents[e.source].issued)]
            return max(years, default=None)
    parts = [claim, *lines, *(a for a in naive.assertions if a.claim == iri)]
    return max((naive.acts[p.generated_by] for p in parts if p.generated_by), default=None)


@_small
@given(worlds(), st.sampled_from(SORTS[:-1]), st.booleans(), st.integers(0, 6))
def test_orders_agree_with_sorting_in_python(
    tmp_path: Path, world: list[Entity], sort: str, down: bool, limit: int
) -> None:
    ledger = open_ledger(write_ledger(tmp_path / f"w{next(_numbers)}.ttl", world))
    naive = naive_of(ledger)
    shown = [iri for iri, c in naive.claims.items() if c.state in LIVE]
    shown.sort(key=lambda iri: (str(naive.claims[iri].label[0]).casefold(), iri))
    ranks = {iri: _rank(naive, iri, sort) for iri in shown}
    stated = [iri for iri in shown if ranks[iri] is not None]
    stated.sort(key=lambda iri: ranks[iri], reverse=down)  # type: ignore[arg-type,return-value] # of one type
    expected = stated + [iri for iri in shown if ranks[iri] is None]
    view = ledger.select().ordered(f"{'-' * down}{sort}", limit)
    assert list(view.claim_iris) == expected[:limit]
    assert [claim.ref.iri for claim in view.claims] == expected[:limit]
    assert view.total == len(expected)
    assert [c.ref.iri for page in view.pages() for c in page] == expected[:limit]


@pytest.fixture(scope="module")
def small() -> Ledger:
    return open_ledger(SMALL)


def test_a_search_lists_the_closest_first(small: Ledger) -> None:
    view = small.select(text="ketamine")
    assert len(view.claims) > 1
    assert view.claim_iris == view.ordered("relevance").claim_iris
    assert sorted(view.claim_iris) == sorted(view.ordered("label").claim_iris)


def test_the_shorter_of_two_wordings_is_closer(tmp_path: Path) -> None:
    prefixes = f"@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> ."
    prefixes += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    prefixes += "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
    labels = {"a": "Sleep helps many things, and once anxiety", "b": "Anxiety eases", "c": "Other"}
    blocks = [
        f':{name} a kg:Claim ; rdfs:label "{label}"@en ; rdf:subject :x ; rdf:predicate :y ;'
        " kg:claimType kg:Causal ."
        for name, label in labels.items()
    ]
    path = tmp_path / "a.ttl"
    path.write_text("\n".join([prefixes, *blocks]), encoding="utf-8")
    ledger = open_ledger(path)
    names = [claim.ref.id for claim in ledger.select(text="anxiety").claims]
    assert names == ["b", "a"]
    down = [claim.ref.id for claim in ledger.select(text="anxiety").ordered("-relevance").claims]
    assert down == ["a", "b"]
    assert [c.ref.id for c in ledger.select(text="anx*").ordered(limit=1).claims] == ["b"]


def test_what_cannot_be_sorted_by_is_said(small: Ledger) -> None:
    with pytest.raises(FilterError, match="did you mean supports"):
        small.select().ordered("-support")
    with pytest.raises(FilterError, match="below zero"):
        small.select().ordered(limit=-1)
    with pytest.raises(FilterError, match="to which text"):
        _ = small.select().ordered("relevance").claims


def test_a_narrower_view_keeps_its_order(small: Ledger) -> None:
    view = small.select().ordered("-supports", 1)
    assert len(view.where(subject="ketamine").claims) == 1
    assert view.where(subject="ketamine").total > 1
