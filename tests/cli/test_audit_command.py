"""How an audit is asked and told on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import examples_ledger
import pytest

from kg.cli import run

ROOT = Path(__file__).parent.parent.parent
VAGUE = "Some studies say that tea cures all."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ledger") / "examples.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without any ledger or configuration above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_LEDGER", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def draft(folder: Path, text: str, name: str = "a.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_ten_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(folder, "\n\n".join(VAGUE.replace("tea", f"tea{n}") for n in range(12)))
    run(["audit", "a.md", "--select", "KG103"])
    shown = capsys.readouterr().out
    assert shown.count("warning KG103") == 10
    assert "and 2 more in a.md: --all shows them" in shown
    run(["audit", "a.md", "--select", "KG103", "--all"])
    assert capsys.readouterr().out.count("warning KG103") == 12
    run(["audit", "a.md", "--select", "KG103", "--format", "concise"])
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_the_next_finding_is_the_most_serious_of_all(
    ledger: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    draft(folder, "Ketamine cut anxiety scores (Voss 2021).", "b.md")
    assert run(["-g", ledger, "audit", "a.md", "b.md", "--next"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("error KG201")
    assert "more after this one" in shown
    draft(folder, "Tea is a drink.", "c.md")
    assert run(["-g", ledger, "audit", "c.md", "--next"]) == 0
    assert capsys.readouterr().out == "nothing is left to handle\n"


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.json", "{"), ("out.sarif", "{"), ("out.xml", "<?xml"), ("out.html", "<!DOCTYPE")],
)
def test_the_suffix_says_the_format(
    name: str, start: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    assert run(["audit", "a.md", "-o", name]) == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(start)
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{name}: written as" in told.err
    assert run(["audit", "a.md", "-o", name]) == 0


def test_full_goes_into_a_file_as_well(folder: Path) -> None:
    draft(folder, VAGUE)
    assert run(["audit", "a.md", "--format", "full", "-o", "out.log"]) == 0
    assert "warning KG103" in (folder / "out.log").read_text(encoding="utf-8")


def test_what_people_write_into_is_not_replaced_unasked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    (folder / "out.xlsx").write_bytes(b"verdicts")
    assert run(["audit", "a.md", "-o", "out.xlsx"]) == 3
    assert "give --force" in capsys.readouterr().err
    assert (folder / "out.xlsx").read_bytes() == b"verdicts"
    assert run(["audit", "a.md", "-o", "out.xlsx", "--force"]) == 0
    assert (folder / "out.xlsx").read_bytes().startswith(b"PK")


def test_a_word_document_comes_back_with_comments(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = docx.Document()
    made.add_paragraph(VAGUE)
    made.save(str(folder / "a.docx"))
    assert run(["audit", "a.docx", "--select", "KG103", "-o", "checked.docx"]) == 0
    assert [one.author for one in docx.Document("checked.docx").comments] == ["claimkg"]
    assert run(["audit", "checked.docx", "--select", "KG103", "-o", "checked.docx"]) == 3
    assert "is read by this audit" in capsys.readouterr().err
    assert run(["audit", "a.docx", "--select", "KG103", "-o", "checked.docx"]) == 3
    assert "give --force" in capsys.readouterr().err
    assert run(["audit", "a.docx", "--select", "KG103", "--format", "concise"]) == 0
    assert capsys.readouterr().out.startswith("a.docx: paragraph 1: warning KG103")
    draft(folder, VAGUE)
    assert run(["audit", "a.md", "-o", "new.docx"]) == 3
    assert "audit one .docx file" in capsys.readouterr().err
    assert not (folder / "new.docx").exists()


def test_nothing_that_is_read_is_written_over(
    ledger: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft(folder, VAGUE)
    for target in ("a.md", ledger):
        before = Path(target).read_bytes()
        assert run(["-g", ledger, "audit", "a.md", "--format", "json", "-o", target]) == 3
        assert "is read by this audit" in capsys.readouterr().err
        assert Path(target).read_bytes() == before
    assert path.exists()


def test_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(folder, VAGUE)
    for words, says in (
        (["-o", "out.odd"], "no format has this suffix"),
        (["--format", "xlsx"], "-o FILE.xlsx"),
        (["--format", "odd"], "'odd' is not one of"),
        (["--update-baseline"], "needs --baseline"),
    ):
        assert run(["audit", "a.md", *words]) == 2
        assert says in capsys.readouterr().err


def test_the_environment_says_the_format(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(folder, VAGUE)
    monkeypatch.setenv("KG_FORMAT", "jsonl")
    assert run(["audit", "a.md", "--select", "KG103"]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == "KG103"
    monkeypatch.setenv("KG_FORMAT", "odd")
    assert run(["audit", "a.md"]) == 2
    monkeypatch.delenv("KG_FORMAT")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(["audit", "a.md", "--select", "KG103"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("::warning title=kg KG103 vague-attribution,file=a.md,line=1")
    assert "  --> a.md:1:1" in shown


def test_the_configuration_is_heeded_and_options_go_before_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    text = '[audit]\nselect = ["KG103"]\nfail-level = "warning"\nformat = "concise"\n'
    (folder / "kg.toml").write_text(text, encoding="utf-8")
    assert run(["audit", "a.md"]) == 1
    assert capsys.readouterr().out.startswith("a.md:1:1: warning KG103")
    assert run(["audit", "a.md", "--fail-level", "error"]) == 0
    assert run(["audit", "a.md", "--exit-zero"]) == 0
    assert run(["audit", "a.md", "--ignore", "KG103"]) == 0
    (folder / "kg.toml").write_text("[audit]\nfial-level = 1", encoding="utf-8")
    capsys.readouterr()
    assert run(["audit", "a.md"]) == 3
    assert "did you mean 'fail-level'" in capsys.readouterr().err


def test_what_is_silenced_is_counted_and_shown_if_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, f"{VAGUE} <!-- kg: ignore KG103 folklore -->\n")
    words = ["audit", "a.md", "--select", "KG103"]
    assert run(words) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "nothing found, 1 silenced;" in told.err
    assert run([*words, "--show-suppressed"]) == 0
    assert "= silenced: folklore (a.md:1)" in capsys.readouterr().out


def test_a_baseline_is_written_and_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    words = ["audit", "a.md", "--select", "KG103", "--fail-level", "warning"]
    assert run([*words, "--baseline", "known.json"]) == 3
    assert "--update-baseline" in capsys.readouterr().err
    assert run([*words, "--baseline", "known.json", "--update-baseline"]) == 0
    assert run([*words, "--baseline", "known.json"]) == 0
    draft(folder, f"# New\n\n{VAGUE}\n\nSome experts like rye.\n")
    capsys.readouterr()
    assert run([*words, "--baseline", "known.json"]) == 1
    shown = capsys.readouterr().out
    assert "a.md:5:1" in shown
    assert "a.md:3:1" not in shown
    draft(folder, "Tea is a drink.")
    assert run([*words, "--baseline", "known.json"]) == 0
    assert "1 of its findings were not met" in capsys.readouterr().err


def test_changed_lines_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(folder, f"{VAGUE}\n")
    assert run(["audit", "a.md", "--diff", "HEAD"]) == 3
    assert "lies in no git repository" in capsys.readouterr().err
    for words in (
        ["init", "-q"],
        ["add", "a.md"],
        ["-c", "user.name=t", "-c", "user.email=t@x", "-c", "commit.gpgsign=false",
         "commit", "-qm", "x"],
    ):  # fmt: skip
        subprocess.run(["git", *words], check=True, capture_output=True, cwd=folder)
    draft(folder, f"{VAGUE}\n\nSome experts like rye.\n")
    run(["audit", "a.md", "--diff", "HEAD", "--select", "KG103", "--format", "concise"])
    assert capsys.readouterr().out.startswith("a.md:3:1")


def test_many_files_in_processes_are_told_as_in_one(
    ledger: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(9):
        draft(folder, f"{VAGUE}\n\nKetamine cut anxiety by {n} % (Voss 2021).\n", f"in/{n}.md")
    (folder / "in" / "5b.md").write_bytes(b"\xff\xfe")
    told = []
    for jobs in ("1", "2"):
        assert run(["-g", ledger, "audit", "in", "--jobs", jobs, "--format", "json"]) == 3
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    files = [one["path"] for one in json.loads(told[0].out)["files"]]
    assert files == [f"in/{n}.md" for n in range(9)]
    assert "5b.md" in told[0].err


def test_an_article_that_cannot_be_read_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(folder, VAGUE)
    assert run(["audit", "none.md", "a.md", "--select", "KG103"]) == 3
    told = capsys.readouterr()
    assert "kg: none.md: no such file" in told.err
    assert "a.md:1:1" in told.out


UNWANTED = {
    *("rdflib", "networkx", "pydantic", "jinja2", "openpyxl", "docx", "pypdf", "lxml", "pygls"),
    *("rich.console", "multiprocessing", "subprocess", "charset_normalizer"),
    *("zipfile", "statistics", "kg.readers.formats.docx", "kg.readers.formats.pdf"),
}


def test_an_audit_of_an_article_imports_no_more_than_it_needs(ledger: str, folder: Path) -> None:
    draft(folder, VAGUE)
    script = (
        "import sys; from kg.cli import run; "
        f"run(['-g', {ledger!r}, 'audit', 'a.md']); print('|', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    loaded = set(done.stdout.rpartition("|")[2].split())
    assert not loaded & UNWANTED
