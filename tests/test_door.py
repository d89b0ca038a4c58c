"""The public door: its names, and the ten lines of a notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg

LEDGER = Path(__file__).parent.parent / "data" / "claims.ttl"


def test_the_names_are_kept() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert len(kg.__all__) <= 22
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert dir(kg) == kg.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018 - asking is the test


def test_importing_it_costs_nothing() -> None:
    script = "import sys, kg; sys.exit(bool({'pydantic', 'rdflib', 'click'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_ten_lines_of_a_notebook(tmp_path: Path) -> None:
    ledger = kg.open(LEDGER)
    view = ledger.select(subject="ketamine", object="anxiety", dose="low")
    assert {claim.effect for claim in view.claims} == {"decrease"}
    article = kg.read(LEDGER.parent / "articles" / "ketamine-draft.md")
    report = kg.audit(article, against=ledger)
    assert report.findings
    assert kg.audit(article).findings
    assert kg.audit(against=ledger).findings
    with pytest.raises(TypeError):
        kg.audit()
    everything = ledger.select(subject="ketamine", object="anxiety")
    assert kg.conflicts(everything).count("explained") > 0
    assert kg.evidence(view)[0]["schema"] == "kg.evidence/1"
    kg.export(view, tmp_path / "anxiety.gexf")
    assert view.to_networkx().number_of_nodes() > 0
    assert len(view.to_rdflib()) > 0
    assert {"id", "text", "status", "dose"} <= set(view.records()[0])
    assert [entity.iri for entity in view.entities] == list(view.claim_iris)


def test_the_rules_of_an_audit_are_chosen_as_on_the_command_line() -> None:
    ledger = kg.open(LEDGER)
    article = kg.read(LEDGER.parent / "articles" / "ketamine-draft.md")

    def codes(report: kg.Report) -> set[str]:
        return {finding.code for finding in report.findings}

    usual = codes(kg.audit(against=ledger))
    every = codes(kg.audit(against=ledger, all_rules=True))
    off = {one.code for one in kg.rules() if "ledger" not in one.default_in}
    assert every - usual == every & off != set()
    (one, *_) = sorted(every & off)
    assert codes(kg.audit(against=ledger, rules=one)) == {one}
    assert codes(kg.audit(against=ledger, rules=["KG102", one], ignore="missing-source")) == {one}
    assert codes(kg.audit(against=ledger, ignore=usual)) == set()
    assert codes(kg.audit(article, against=ledger, rules=["hedge-drift", "KG103"])) >= {"KG103"}
    assert codes(kg.audit(article, rules="vague-attribution")) == {"KG103"}
    with pytest.raises(kg.KGError, match="no rule is called 'nonsense'"):
        kg.audit(against=ledger, rules=["nonsense"])


def test_a_part_of_a_ledger_is_audited_as_well() -> None:
    view = kg.open(LEDGER).select(effect="decrease")
    found = kg.audit(against=view, rules="KG101").findings
    assert {one.claim for one in found} <= {claim.ref.id for claim in view.claims}
    assert 0 < len(found) < len(kg.audit(against=view.ledger, rules="KG101").findings)
