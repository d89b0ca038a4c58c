"""Every command answers on a folder as it does on the one file that the folder was split from."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.store.locate import shipped_ledger

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"Concept": "concepts.ttl", "Document": "sources.ttl", "Claim": "claims/{}.ttl"}


def split(ledger: Path, folder: Path) -> Path:
    """Deal the paragraphs of a canonical file out to files: by kind, claims by their first letter,
    everything else to documents/."""
    head, *rest = ledger.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    files: dict[str, list[str]] = {}
    for number, paragraph in enumerate(p for p in rest if not p.startswith("#")):
        kind = re.match(r"\S+ a \w+:(\w+)", paragraph)
        assert kind is not None
        place = KINDS.get(kind[1], f"documents/{number % 3}.ttl").format(paragraph[1])
        files.setdefault(place, [head]).append(paragraph)
    for place, paragraphs in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return split(shipped_ledger(), tmp_path_factory.mktemp("split") / "claims")


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "ketamine", "--format", "json"),
        ("claims", "--dose", "low", "--status", "contested"),
        ("show", "ketamine", "--format", "json"),
        ("evidence", "28-1-of-us-adults-had-an-anxiety-disorder-within-2dccf5", "--format", "json"),
        ("conflicts", "--format", "json"),
        ("stats", "--format", "json"),
        ("audit", "--format", "json"),
        ("check", "--format", "json"),
        ("export", "-", "--format", "turtle"),
        ("export", "-", "--format", "jsonld"),
        ("export", "-", "--format", "csv"),
        ("export", "-", "--format", "gexf"),
        ("sparql", "opposite-claims", "--format", "csv"),
        ("sparql", "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_a_command_answers_as_on_one_file(
    folder: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(folder.parent)  # paths are written in full where they lie elsewhere
    answers = []
    for ledger in (shipped_ledger(), folder):
        code = run(["-g", str(ledger), *words])
        told = capfdbinary.readouterr().out.replace(os.fsencode(ledger), b"LEDGER")
        told = told.replace(b'"path": "claims"', b'"path": "LEDGER"')
        answers.append((code, told))
    assert answers[0][0] in {0, 1}
    assert answers[0][1]
    assert answers[0] == answers[1]


def test_a_subject_in_two_files_ends_with_three(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    shutil.copy(copy / "sources.ttl", copy / "sources-again.ttl")
    for words in (["-g", str(copy), "stats"], ["check", str(copy)]):
        assert run(words) == 3
        told = capsys.readouterr().err
        assert re.search(
            r"sources\.ttl:\d+: :\S+ is described in .*sources-again\.ttl:\d+ too", told
        )
        assert told.count("\n") == 1


def test_a_folder_from_the_first_to_the_last_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "mine/", "--title", "Mine"]) == 0
    (tmp_path / "t.csv").write_text("text,subject,object,effect\nA helps.,A,B,decrease\n")
    assert run(["-g", "mine", "import", "t.csv"]) == 0
    assert run(["-g", "mine", "check", "--shacl"]) == 0
    assert run(["-g", "mine", "fmt", "--check"]) == 0
    assert "mine/claims/a.ttl: canonical\n" in capsys.readouterr().err
    claims = tmp_path / "mine" / "claims" / "a.ttl"
    claims.write_text(claims.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run(["fmt", "--check", "mine"]) == 1
    assert run(["fmt", "mine"]) == 0
    assert "mine/claims/a.ttl: rewritten\n" in capsys.readouterr().err
    assert run(["-g", "mine", "claims"]) == 0
    assert "A helps." in capsys.readouterr().out


def test_an_export_does_not_become_a_part_of_the_ledger(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("new.ttl", "claims/k.ttl"):
        before = {file: file.read_bytes() for file in folder.rglob("*.ttl")}
        assert run(["-g", str(folder), "export", str(folder / place), "--force"]) == 3
        assert "lies in the ledger" in capsys.readouterr().err
        assert {file: file.read_bytes() for file in folder.rglob("*.ttl")} == before


def test_an_empty_folder_names_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-g", str(tmp_path), "claims"]) == 3
    assert f"kg init {tmp_path}/" in capsys.readouterr().err
