"""The shelf of rules: every rule with its examples, its page and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examples_ledger
import pytest

from kg import shelf
from kg.auditing.audit import audit_article
from kg.auditing.ledger import audit_ledger
from kg.auditing.page import page
from kg.auditing.rule import RULES, rule, rules
from kg.errors import FilterError
from kg.judge import conflicts
from kg.readers.read import read_document
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from pathlib import Path

    from kg.auditing.rule import Example, Rule
    from kg.model.finding import Finding
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

CASES = [(one, example) for one in rules() for example in one.examples]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    path = tmp_path_factory.mktemp("ledger") / "examples.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    return open_ledger(path).select()


@pytest.mark.parametrize(
    ("one", "example"), CASES, ids=[f"{one.name}-{i}" for i, (one, _) in enumerate(CASES)]
)
def test_examples(one: Rule, example: Example, view: Selection, tmp_path: Path) -> None:
    found = _findings(one, example, view, tmp_path)
    assert len(found) == len(example.flags), found
    for finding, words in zip(found, example.flags, strict=True):
        assert words in finding.quote
        assert finding.code == one.code
        assert finding.message
        assert finding.help


def _findings(one: Rule, example: Example, view: Selection, folder: Path) -> tuple[Finding, ...]:
    if example.ledger or not example.text:
        ledger = folder / "more.ttl"
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
        ledger.write_text(f"{prefixes}{examples_ledger.text()}\n{example.ledger}", encoding="utf-8")
        view = open_ledger(ledger).select()
        if not example.text:
            return audit_ledger(view, str(ledger), [one]).findings
    path = folder / f"{one.name}.md"
    path.write_text(example.text, encoding="utf-8")
    return audit_article(read_document(str(path)), view, [one]).findings


def test_every_rule_has_both_kinds_of_examples() -> None:
    for one in rules():
        assert any(example.flags for example in one.examples), one.name
        assert any(not example.flags for example in one.examples), one.name


def test_a_rule_runs_on_articles_only_if_it_was_mostly_right_there() -> None:
    for one in rules():
        if one.check is not None and "article" in one.default_in:
            assert one.measured is not None, one.name
            assert one.measured.precision >= 0.8, one.name


def test_names_and_codes() -> None:
    assert [one.name for one in sorted(rules(), key=lambda r: r.name)] == list(shelf.names(RULES))
    assert len({one.code for one in rules()}) == len(rules())


@pytest.mark.parametrize("one", rules(), ids=lambda r: r.name)
def test_its_page_is_current(one: Rule, root: Path) -> None:
    written = (root / "docs" / "rules" / f"{one.name}.md").read_text(encoding="utf-8")
    assert written == page(one) + "\n"


def test_a_rule_by_code_or_name() -> None:
    assert rule("kg103") is rule("vague-attribution")
    with pytest.raises(FilterError, match="KG103 vague-attribution"):
        rule("nonsense")


def test_work_grows_with_what_is_said_and_not_with_its_length(
    view: Selection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Opposite claims told over and over: neither rule compares every two statements."""
    from kg.auditing import contradictions
    from kg.auditing.rules import one_sided_claim

    calls: list[str] = []
    true = conflicts.are_opposite

    def counted(a: ClaimRow, b: ClaimRow) -> bool:
        calls.append(a.ref.id)
        return true(a, b)

    for module in (one_sided_claim, contradictions):
        monkeypatch.setattr(module, "are_opposite", counted)
    path = tmp_path / "long.md"
    path.write_text("Ketamine reduces anxiety. Ketamine increases anxiety. " * 100, "utf-8")
    found = audit_article(read_document(str(path)), view).findings
    assert sum(one.code == "KG501" for one in found) == 1
    assert len(calls) < 2000
