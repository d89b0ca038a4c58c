"""Adding to a ledger in a folder, and withdrawing from it: each thing into its file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from capture import CELLS, CLAIM, DRAFT, RECORDS, ROOT, entities, prepared, whole

from kg.curate.adding.add import add
from kg.curate.checking import check_ledger
from kg.curate.creating import init_ledger
from kg.curate.withdrawing import withdraw
from kg.errors import EntityError, LedgerError, WriteError
from kg.store.files import ledger_files, name_within

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/t#"


@pytest.fixture
def folder(tmp_path: Path, signed: None) -> Path:
    del signed
    path = tmp_path / "ledger"
    init_ledger(f"{path}/", "T", base=BASE)
    for label in ("ketamine", "anxiety", "adults"):
        add(path, "concept", {"labels": label})
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return path


def contents(path: Path) -> dict[str, bytes]:
    return {name_within(path, file): file.read_bytes() for file in ledger_files(path)}


def changed(path: Path, before: dict[str, bytes]) -> list[str]:
    after = contents(path)
    assert before.keys() <= after.keys()
    return sorted(name for name, data in after.items() if before.get(name) != data)


@pytest.mark.parametrize("noun", CELLS)
@pytest.mark.parametrize("by_record", [False, True])
def test_a_folder_holds_what_one_file_would(
    folder: Path, ledger: Path, noun: str, *, by_record: bool
) -> None:
    done = []
    for path in (folder, ledger):
        prepared(path, noun)
        record = RECORDS[noun] if by_record else None
        done.append(add(path, noun, None if by_record else CELLS[noun], record))
    assert (done[0].id, done[0].written, done[0].rewritten) == (done[1].id, done[1].written, "")
    found = [whole(path) for path in (folder, ledger)]
    assert found[0].keys() == found[1].keys()
    assert all(found[0][name].kind == found[1][name].kind for name in found[0])
    assert found[0][done[0].id].model_copy(update={"generated_by": None}) == found[1][
        done[0].id
    ].model_copy(update={"generated_by": None})


@pytest.mark.parametrize(
    ("noun", "cells", "files"),
    [
        ("concept", {"labels": "x"}, ["concepts.ttl", "ledger.ttl"]),
        ("document", {"title": "x"}, ["ledger.ttl", "sources.ttl"]),
        ("claim", CLAIM, ["claims/k.ttl", "ledger.ttl"]),
        ("claim", {**CLAIM, "id": "z"}, ["claims/z.ttl", "ledger.ttl"]),
    ],
)
def test_the_file_of_its_kind_and_no_other(
    folder: Path, noun: str, cells: dict[str, str], files: list[str]
) -> None:
    before = contents(folder)
    done = add(folder, noun, cells)
    assert changed(folder, before) == files
    assert sorted(name_within(folder, folder / one) for one in files) == sorted(
        name_within(folder, type(folder)(one)) for one in done.files
    )
    whole(folder)


def test_a_passage_goes_with_its_document_evidence_with_its_claim(folder: Path) -> None:
    before = contents(folder)
    done = add(folder, "claim", {**CLAIM, "from": f"{folder.parent / 'draft.md'}:3"})
    assert changed(folder, before) == ["claims/k.ttl", "documents/draft.ttl", "ledger.ttl"]
    found = entities(folder)
    assert getattr(found["draft-text"], "path", "") == "../draft.md"
    add(folder, "document", {"title": "Trial", "id": "trial"})
    (folder / "claims" / "k.ttl").rename(folder / "mine.ttl")
    before = contents(folder)
    add(folder, "evidence", {"claim": done.id, "source": "trial", "direction": "supports"})
    assert changed(folder, before) == ["ledger.ttl", "mine.ttl"]
    whole(folder)


def test_the_layout_of_people_is_kept(folder: Path) -> None:
    (folder / "concepts.ttl").rename(folder / "terms.ttl")
    add(folder, "concept", {"labels": "x"})
    assert not (folder / "concepts.ttl").exists()
    add(folder, "claim", {**CLAIM, "id": "c"})
    (folder / "claims" / "c.ttl").rename(folder / "all-claims.ttl")
    before = contents(folder)
    add(folder, "claim", {**CLAIM, "dose": "low", "id": "z"})
    assert changed(folder, before) == ["all-claims.ttl", "ledger.ttl"]
    whole(folder)


def test_one_file_in_a_folder_stays_one(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    ledger.rename(folder / "ledger.ttl")
    add(folder, "claim", {**CLAIM, "id": "c"})
    add(folder, "concept", {"labels": "x"})
    assert sorted(contents(folder)) == ["claims/c.ttl", "ledger.ttl"]
    whole(folder)


def test_a_withdrawal_changes_the_file_that_holds_it(folder: Path) -> None:
    add(folder, "claim", {**CLAIM, "id": "c"})
    (folder / "claims" / "c.ttl").rename(folder / "mine.ttl")
    before = contents(folder)
    done = withdraw(folder, "c", "Misread.")
    assert done.new
    assert changed(folder, before) == ["ledger.ttl", "mine.ttl"]
    assert getattr(whole(folder)["c"], "state", "") == "withdrawn"
    assert b"Misread." in (folder / "ledger.ttl").read_bytes()


def test_a_name_of_another_file_is_refused_with_both_places(folder: Path) -> None:
    with (folder / "sources.ttl").open("a", encoding="utf-8") as stream:
        stream.write('\n:note :says "x" .\n')
    before = contents(folder)
    for name, place in (("anxiety", r"concepts\.ttl:\d+"), ("note", r"sources\.ttl:3")):
        for cells in ({**CLAIM, "id": name},):
            with pytest.raises(EntityError, match=place) as caught:
                add(folder, "claim", cells)
            assert f"claims{os.sep}{name[0]}.ttl" in str(caught.value)
    assert contents(folder) == before


def test_files_in_any_form_are_found_and_kept(folder: Path) -> None:
    add(folder, "claim", {**CLAIM, "id": "c"})
    path = folder / "claims" / "c.ttl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8", newline=""
    )
    loose = (folder / "concepts.ttl").read_text(encoding="utf-8").replace(":adults", "\n\n:adults")
    (folder / "concepts.ttl").write_text(loose, encoding="utf-8")
    before = contents(folder)
    add(folder, "document", {"title": "d", "id": "d"})
    assert changed(folder, before) == ["ledger.ttl", "sources.ttl"]
    done = add(folder, "evidence", {"claim": "c", "source": "d", "direction": "supports"})
    assert done.rewritten.startswith("claims/c.ttl: ")
    assert changed(folder, before) == ["claims/c.ttl", "ledger.ttl", "sources.ttl"]
    assert check_ledger(folder) == []


def test_a_comment_in_one_file_leaves_all_as_they_are(folder: Path) -> None:
    path = folder / "sources.ttl"
    path.write_text(f"# mine\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(WriteError, match=r"sources\.ttl:1:1: the comment"):
        add(folder, "document", {"title": "d"})
    assert contents(folder) == before
    add(folder, "concept", {"labels": "x"})
    assert path.read_bytes() == before["sources.ttl"]


def test_a_file_that_cannot_be_written_leaves_all_as_they_are(folder: Path) -> None:
    before = contents(folder)
    (folder / "concepts.ttl").chmod(0o444)
    with pytest.raises(WriteError, match=r"concepts\.ttl: is marked read-only"):
        add(folder, "concept", {"labels": "x"})
    assert contents(folder) == before
    assert not list(folder.rglob("*.kg-tmp"))


def test_a_change_in_another_file_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.curate.at_hand import AtHand

    real = AtHand._write

    def meanwhile(self: AtHand, changes: list[object]) -> None:
        with (folder / "sources.ttl").open("a", encoding="utf-8") as stream:
            stream.write("# typed just now\n")
        real(self, changes)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(AtHand, "_write", meanwhile)
    before = contents(folder)
    with pytest.raises(WriteError, match="has changed since it was read"):
        add(folder, "concept", {"labels": "x"})
    assert changed(folder, before) == ["sources.ttl"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from kg.curate.adding.add import add
left = int(sys.argv[2])
def dying(self, target):
    global left
    if str(target).endswith(".ttl"):
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    return os.replace(self, target)
Path.replace = dying
add(sys.argv[1], "claim", {"subject": "ketamine", "object": "anxiety", "effect": "decrease",
                           "from": sys.argv[3]})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_a_sound_ledger(folder: Path) -> None:
    draft = f"{folder.parent / 'draft.md'}:3:1"
    before = contents(folder)
    for place, files in enumerate((0, 1, 2)):
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(folder), str(place), draft], cwd=ROOT, check=False
        )
        assert done.returncode == -signal.SIGKILL
        assert len(changed(folder, before)) == files
        assert check_ledger(folder) == []
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder), "9", draft], cwd=ROOT, check=False
    )
    assert done.returncode == 0
    assert any(name.startswith("documents/") for name in changed(folder, before))
    assert not list(folder.rglob("*.kg-tmp"))
    whole(folder)


_SIX = """
import sys
from kg.cli import run
folder, name = sys.argv[1:]
codes = [
    run(["-g", folder, "add", "claim", "--subject", "ketamine", "--object", "anxiety",
         "--effect", "decrease", "--other", f"{name} {n}", "--id", f"{name}-{n}"])
    for n in range(6)
]
sys.exit(any(codes))
"""


def test_two_processes_lose_nothing_of_each_other(folder: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _SIX, str(folder), name], cwd=ROOT)
        for name in ("left", "right")
    ]
    assert [one.wait(timeout=300) for one in both] == [0, 0]
    assert {f"{name}-{n}" for name in ("left", "right") for n in range(6)} <= whole(folder).keys()


def test_a_folder_that_is_no_ledger(tmp_path: Path, signed: None) -> None:
    del signed
    (tmp_path / "x.ttl").write_text("<a:b> <a:c> <a:d> .\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="names the ledger's base"):
        add(tmp_path, "concept", {"labels": "x"})


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run

    assert run(["-g", str(folder), "add", "concept", "--label", "x", "--format", "json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == [str(folder / "ledger.ttl"), str(folder / "concepts.ttl")]
    assert run(["-g", str(folder), "withdraw", "x", "--why", "No."]) == 0
    assert "concepts.ttl: withdrawn" in capsys.readouterr().err
