"""Every problem of a ledger names the file, the line and the column where its subject stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.curate.checking import check_ledger
from kg.curate.conformance import check_shapes
from kg.curate.creating import init_ledger

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/t#"
HEAD = f"""@prefix : <{BASE}> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

"""
LOST = ':b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :nowhere .'
WRONG = (
    LOST,
    ':b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :b .',
    ":b a skos:Concept .",
    ':b a skos:Concept ; skos:prefLabel "B" .',
    ':b a skos:Concept ; skos:prefLabel "B"@en ; kg:unheardOf "x" .',
    ':b a skos:Concept ; skos:prefLabel "B"@en--ltr .',
    ':b a skos:Concept ; skos:prefLabel "B"@en ; skos:note "שלום"@he--rtl .',
    ":b a kg:Nonsense .",
    ':b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader [ a skos:Concept ] .',
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    init_ledger(f"{path}/", "T", base=BASE)
    return path


def given(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", WRONG)
def test_the_place_in_a_folder(folder: Path, text: str) -> None:
    given(folder, "concepts.ttl", ':a a skos:Concept ; skos:prefLabel "A"@en .\n')
    path = given(folder, "deep.ttl", f':c a skos:Concept ; skos:prefLabel "ü"@de . {text}\n')
    (problem,) = check_ledger(folder)
    before = ':c a skos:Concept ; skos:prefLabel "ü"@de . '
    column = 1 + len(before) if "[" not in text else None
    if column is None:  # a blank node is a subject in none of the ways that a line begins with
        assert problem.file in {str(path), str(folder / "concepts.ttl")}
    else:
        assert problem.where == f"{path}:6:{column}"


def test_a_direction_is_named_with_what_to_do(folder: Path) -> None:
    given(folder, "x.ttl", WRONG[5])
    (problem,) = check_ledger(folder)
    assert "base direction" in problem.message
    assert "leave the direction out" in problem.message


def test_problems_of_several_files(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(folder, "a.ttl", LOST.replace(":b a", ":a a"))
    given(folder, "b.ttl", f"\n\n{LOST}")
    monkeypatch.chdir(folder.parent)
    assert run(["check", "ledger"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "ledger/a.ttl:6:1: a: broader names nowhere, which is not here",
        "ledger/b.ttl:8:1: b: broader names nowhere, which is not here",
    ]
    assert err == "ledger: 2 problems\n"
    assert run(["check", "ledger", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert [(one["path"], one["line"], one["column"], one["place"]) for one in found] == [
        ("ledger/a.ttl", 6, 1, "a"),
        ("ledger/b.ttl", 8, 1, "b"),
    ]


def test_what_is_about_all_stands_at_the_beginning(folder: Path) -> None:
    (folder / "ledger.ttl").unlink()
    (problem,) = check_ledger(folder)
    assert (problem.where, problem.message) == (
        f"{folder / 'concepts.ttl'}:1:1",
        "0 headers (kg:Ledger) instead of one",
    )


def test_two_headers_name_the_second(folder: Path) -> None:
    path = given(folder, "z.ttl", ':second a kg:Ledger ; dcterms:title "T"@en .\n')
    (problem,) = check_ledger(folder)
    assert problem.where == f"{path}:6:1"


def test_shapes_name_places_too(folder: Path) -> None:
    path = given(folder, "x.ttl", "\n:b a skos:Concept .")
    found = check_shapes(folder)
    assert found
    assert {problem.where for problem in found} == {f"{path}:7:1"}
