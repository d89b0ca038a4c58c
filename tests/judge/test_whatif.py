"""A supposition is what the ledger would say if it were so, and it leaves no trace."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import worlds, write_ledger

from kg.errors import LedgerError
from kg.judge.certainty import certainties
from kg.judge.whatif import whatif
from kg.model.codes import NoticeKind
from kg.model.document import Document, Notice
from kg.model.evidence import EvidenceLine
from kg.store.ledger import Ledger, open_ledger
from kg.store.supposing import suppose

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
Answers = dict[str, tuple[object, ...]]


def told(ledger: Ledger) -> Answers:
    """What a ledger says of its claims, in words and by every way of asking."""
    view = ledger.select()
    found = certainties(ledger, view.claim_iris)
    return {
        iri: (
            view.status(iri),
            view.tallies(iri),
            found[iri],
            view.certainty(iri),
            [(line.id, line.counts) for line in view.evidence(iri)],
            ledger.select(status="supported", certainty="very-low").claim_iris,
        )
        for iri in view.claim_iris
    }


@_few
@given(worlds(), st.data())
def test_a_supposed_retraction_is_as_a_real_one(
    tmp_path: Path, entities: list[Entity], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from([e for e in entities if isinstance(e, Document)]))
    ledger = open_ledger(write_ledger(tmp_path / f"a{next(_numbers)}.ttl", entities))
    before = told(ledger)
    notice = Notice(iri=f"{chosen.iri}-z", notice_kind=NoticeKind.RETRACTION, date="9999")
    real = [
        e.model_copy(update={"notices": (*chosen.notices, notice)}) if e is chosen else e
        for e in entities
    ]
    expected = told(open_ledger(write_ledger(tmp_path / f"b{next(_numbers)}.ttl", real)))
    assert told(suppose(ledger, [chosen.iri], ())) == expected
    assert told(ledger) == before
    found = whatif(ledger, [chosen.iri])
    changed = {one.claim.ref.iri for one in found.claims if one.changes}
    assert {i for i in before if before[i][:1] != expected[i][:1]} <= changed
    assert {i for i in before if before[i][2] != expected[i][2]} <= {
        one.claim.ref.iri for one in found.claims
    }


@_few
@given(worlds(), st.data())
def test_a_line_supposed_absent_is_as_if_it_were_not_written(
    tmp_path: Path, entities: list[Entity], data: st.DataObject
) -> None:
    lines = [e for e in entities if isinstance(e, EvidenceLine)]
    if not lines:
        return
    chosen = data.draw(st.sampled_from(lines))
    ledger = open_ledger(write_ledger(tmp_path / f"c{next(_numbers)}.ttl", entities))
    rest = [e for e in entities if e is not chosen]
    expected = told(open_ledger(write_ledger(tmp_path / f"d{next(_numbers)}.ttl", rest)))
    assert told(suppose(ledger, (), [chosen.iri])) == expected


def test_the_claim_that_loses_its_only_support_is_named(root: Path) -> None:
    path = root / "data" / "claims.ttl"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    found = whatif(open_ledger(path), ["bowdle1998"])
    lost = {one.claim.text for one in found.claims if one.loses_support}
    assert "High doses of ketamine increase anxiety." in lost
    (high,) = (one for one in found.claims if one.claim.text.startswith("High doses"))
    assert (high.before.status, high.after.status) == ("contested", "disputed")
    assert (high.before.certainty.word, high.after.certainty.word) == ("very-low", None)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_source_that_is_retracted_as_it_is_changes_nothing(root: Path) -> None:
    found = whatif(open_ledger(root / "data" / "claims.ttl"), ["mills2025"])
    assert [ref.id for ref in found.already] == ["mills2025"]
    assert not any(one.changes for one in found.claims)
    assert found.pairs == ()


def test_several_sources_together(root: Path) -> None:
    ledger = open_ledger(root / "data" / "claims.ttl")
    both = whatif(ledger, ["glue2017", "glue2020"])
    (high,) = (one for one in both.claims if one.claim.text.startswith("High doses"))
    assert (high.before.status, high.after.status) == ("contested", "supported")
    assert high.after.certainty.direction == "for"


@pytest.mark.parametrize("names", [((), ()), (("no-such",), ()), ((), ("glue2020",))])
def test_what_is_no_source_or_line_is_refused(
    root: Path, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    with pytest.raises(LedgerError):
        whatif(open_ledger(root / "data" / "claims.ttl"), *names)
