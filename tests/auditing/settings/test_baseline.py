"""Known findings, and fingerprints that outlive edits elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.auditing.audit import audit_article
from kg.auditing.rule import chosen_rules
from kg.auditing.settings.baseline import Baseline, baseline_text
from kg.auditing.telling.told import Told
from kg.errors import ReadError
from kg.readers.formats.markdown import read

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "Some studies say that tea cures all. Rye cures 20% of people (Lee 2020)."
HARMLESS = (
    "Tea is a drink (Berg 2019).",
    "# A heading",
    "Is it so?",
    "- an item\n- another",
    "> We drank it.",
    "\U0001fad6 \u05ea\u05d4",
    "```\ncode\n```",
)


def audited(text: str) -> Told:
    reading = read(text.encode(), "a.md")
    return Told(audit_article(reading, None, chosen_rules("article")), reading)


def prints(text: str) -> list[str]:
    return sorted(finding.fingerprint for finding in audited(text).report.findings)


BEFORE = prints(f"{FAULTY}\n")


@given(st.lists(st.sampled_from(HARMLESS)), st.lists(st.sampled_from(HARMLESS)))
def test_fingerprints_outlive_edits_elsewhere(above: list[str], below: list[str]) -> None:
    assert len(BEFORE) >= 1
    assert prints("\n\n".join([*above, FAULTY, *below]) + "\n") == BEFORE


@given(st.sampled_from(["\n", "  ", "\n  "]), st.sampled_from([" ", "\n"]))
def test_fingerprints_outlive_other_line_breaks(lead: str, gap: str) -> None:
    assert (
        prints(f"{lead if lead != '  ' else ''}{FAULTY.replace(' say', f'{gap}say')}\n") == BEFORE
    )


def test_a_document_without_references_stays_one_finding() -> None:
    without = "Tea cures 20% of all people."
    (one,) = [f for f in audited(f"{without}\n").report.findings if f.code == "KG102"]
    more = audited(f"Rye heals 30% of people.\n\n{without}\n")
    (other,) = [f for f in more.report.findings if f.code == "KG102"]
    assert one.fingerprint == other.fingerprint
    assert len(other.also) == 1


def test_a_reworded_statement_is_another_finding() -> None:
    assert prints(f"{FAULTY.replace('all', 'everything')}\n") != BEFORE


def test_what_is_known_is_passed_over_once_each(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    told = audited(f"{FAULTY}\n")
    path.write_text(baseline_text([told]), encoding="utf-8")
    known = Baseline.read(path)
    less = known.less(told)
    assert less.report.findings == ()
    assert [one.where for one in less.silenced] == [str(path)] * len(BEFORE)
    assert known.gone == 0
    assert known.less(told).report.findings == told.report.findings
    assert Baseline.read(path).gone == len(BEFORE)


def test_a_baseline_holds_no_words_of_the_article() -> None:
    text = baseline_text([audited(f"{FAULTY}\n")])
    assert "tea" not in text
    rows = json.loads(text)["findings"]
    assert len(rows) == len(BEFORE)
    assert rows[0].keys() == {"path", "code", "fingerprint"}
    assert json.loads(baseline_text([]))["findings"] == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "kg.baseline/2", "findings": []}'])
def test_what_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    with pytest.raises(ReadError, match="--update-baseline"):
        Baseline.read(path)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"known\.json: is no baseline"):
        Baseline.read(path)
