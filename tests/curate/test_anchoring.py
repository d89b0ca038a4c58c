"""Passages after an edit of their document: five verdicts, and nothing tied that was not asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from capture import DRAFT

from kg.cli import run
from kg.curate.adding.add import add
from kg.curate.anchoring.repair import repair
from kg.curate.anchoring.ties import Checked, checked
from kg.curate.checking import check_ledger
from kg.curate.formatting import formatted
from kg.errors import LedgerError
from kg.readers.read import read_document
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = {"subject": "ketamine", "object": "anxiety"}
QUOTES = (
    "Ketamine may reduce anxiety.",
    "Some experts say that low doses help adults.",
    "It was first made\nin 1962.",
)


@pytest.fixture(params=["quote", "hash"])
def tied(ledger: Path, request: pytest.FixtureRequest) -> Path:
    """A ledger with three passages of the draft beside it."""
    for number, (quote, effect) in enumerate(
        zip(QUOTES, ("decrease", "increase", "mixed"), strict=True)
    ):
        cells = {**CLAIM, "effect": effect, "text": f"C{number}", "quote": quote}
        given = {"document": str(ledger.parent / "draft.md"), "carry": request.param}
        add(ledger, "claim", {**cells, **given})
    return ledger


def now(ledger: Path) -> Checked:
    return checked(open_ledger(ledger), read_document(str(ledger.parent / "draft.md")))


def rewrite(ledger: Path, text: str) -> None:
    (ledger.parent / "draft.md").write_text(text, encoding="utf-8")


def verdicts(found: Checked) -> list[str]:
    return [tie.verdict for tie in found.ties]


def test_an_untouched_document_stands(tied: Path) -> None:
    found = now(tied)
    assert verdicts(found) == ["exact"] * 3
    assert found.version is not None
    before = tied.read_bytes()
    done = repair(tied, read_document(str(tied.parent / "draft.md")), {})
    assert done.written == ()
    assert tied.read_bytes() == before


def test_what_moved_is_tied_anew_and_the_rest_is_not(tied: Path) -> None:
    rewrite(tied, "New.\n\n" + DRAFT.replace("help adults", "help most adults"))
    found = now(tied)
    carried = bool(found.ties[0].recorded)
    assert verdicts(found) == ["moved", "changed" if carried else "lost", "moved"]
    done = repair(tied, read_document(str(tied.parent / "draft.md")), {})
    assert len(done.written) == (2 if carried else 0)  # a hash alone has nobody beside it
    again = now(tied)
    expected = ["exact", "changed", "exact"] if carried else ["moved", "lost", "moved"]
    assert sorted(verdicts(again)) == sorted(expected)
    assert not check_ledger(tied)
    assert formatted(tied).text.encode() == tied.read_bytes()


def test_hashes_that_moved_together_support_each_other(tied: Path) -> None:
    rewrite(tied, "New words.\n\n" + DRAFT)
    assert all(tie.sure for tie in now(tied).ties)
    done = repair(tied, read_document(str(tied.parent / "draft.md")), {})
    assert len(done.written) == 3
    assert verdicts(now(tied)) == ["exact"] * 3


def test_a_look_alike_is_taken_only_by_name(ledger: Path) -> None:
    add(
        ledger,
        "claim",
        {**CLAIM, "effect": "decrease", "text": "C", "from": f"{ledger.parent}/draft.md:3:5"},
    )
    rewrite(ledger, "Quite other words stand here now.\n\nKetamine may reduce anxiety. And more.\n")
    found = now(ledger)
    assert verdicts(found) == ["changed"]  # the same words, between others
    reading = read_document(str(ledger.parent / "draft.md"))
    assert repair(ledger, reading, {}).written == ()
    name = found.ties[0].id
    assert repair(ledger, reading, {name: None}).written == (name,)
    assert verdicts(now(ledger)) == ["exact"]
    with pytest.raises(LedgerError, match="no passage of this document"):
        repair(ledger, reading, {"nobody": None})


def test_of_several_places_one_is_named(ledger: Path) -> None:
    add(
        ledger,
        "claim",
        {
            **CLAIM,
            "effect": "decrease",
            "text": "C",
            "quote": "It was first sold later. It was first sold later.",
            "document": str(ledger.parent / "draft.md"),
        },
    )
    twice = "It was first sold later. It was first sold later."
    rewrite(ledger, f"{twice}\n\nOther.\n\n{twice}\n")
    found = now(ledger)
    assert verdicts(found) == ["ambiguous"]
    assert len(found.ties[0].placement.others) == 2
    reading, name = read_document(str(ledger.parent / "draft.md")), found.ties[0].id
    with pytest.raises(LedgerError, match=r"several places \(1:1, 5:1\)"):
        repair(ledger, reading, {name: None})
    repair(ledger, reading, {name: (5, 0)})
    tie = now(ledger).ties[0]
    assert (tie.verdict, reading.place(tie.placement.start or 0).line) == ("exact", 5)


def test_a_lost_passage_has_no_place_to_take(ledger: Path) -> None:
    add(
        ledger,
        "claim",
        {**CLAIM, "effect": "decrease", "text": "C", "from": f"{ledger.parent}/draft.md:3:5"},
    )
    rewrite(ledger, "Nothing of the kind.\n")
    found = now(ledger)
    assert verdicts(found) == ["lost"]
    with pytest.raises(LedgerError, match="there is no such place"):
        repair(ledger, read_document(str(ledger.parent / "draft.md")), {found.ties[0].id: None})


def test_a_document_that_is_not_known_is_named(ledger: Path) -> None:
    with pytest.raises(LedgerError, match="--document ID"):
        now(ledger)


def test_the_command(
    tied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    draft = str(tied.parent / "draft.md")
    assert run(["-g", str(tied), "anchor", "check", draft]) == 0
    rewrite(tied, "New words.\n\n" + DRAFT.replace("help adults", "help most adults"))
    capsys.readouterr()
    assert run(["-g", str(tied), "anchor", "check", draft]) == 1
    shown = capsys.readouterr().out
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert " │ " in shown
    assert run(["-g", str(tied), "anchor", "check", draft, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "kg.anchor/1"
    assert sum(answer["summary"].values()) == len(answer["passages"]) == 3
    assert run(["-g", str(tied), "anchor", "repair", draft]) == 1  # one is left
    assert run(["-g", str(tied), "anchor", "repair", draft, "--take", "=x"]) == 3
    assert run(["-g", str(tied), "anchor", "check", str(tied.parent / "none.md")]) == 3
