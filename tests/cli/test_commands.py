"""The commands as a user meets them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import examples_ledger
import pytest

from kg import shelf
from kg.cli import run
from kg.store.locate import shipped_ledger

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ledger") / "examples.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    return str(path)


def kg(
    *words: str, stdin: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        encoding="utf-8",
    )


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert run([*words, "--format", "json"]) in {0, 1}
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_help_lists_every_command_without_importing_one() -> None:
    done = kg("--help")
    assert done.returncode == 0
    for name in shelf.names("kg.cli.commands"):
        assert f"  {name} " in done.stdout


LIBRARIES = {"pydantic", "rdflib", "networkx", "asyncio", "pyoxigraph", "markdown_it", "sentencex"}
SLOW = {"dataclasses", "hashlib", "importlib.metadata", "rich.console", "shutil", "tempfile"}
"""Modules that a start need not wait for: each takes some milliseconds."""


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--help"], LIBRARIES | SLOW | {"pathlib", "sqlite3", "json"}),
        (["rules"], LIBRARIES),
        (["claims", "ketamine"], LIBRARIES | SLOW | {"decimal", "kg.judge"}),
        (["claims", "--text", "anxiety", "--limit", "1"], LIBRARIES | SLOW | {"decimal"}),
        (["claims", "ketamine", "--format", "json"], LIBRARIES | SLOW),
        (["show", "e-less"], LIBRARIES | SLOW),
        (["evidence", "e-less"], LIBRARIES | SLOW),
        (["stats"], LIBRARIES | SLOW),
        (["conflicts", "ketamine"], LIBRARIES),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_start_imports_no_more_than_it_needs(
    words: list[str], unwanted: set[str], ledger: str
) -> None:
    script = (
        "import sys; before = {*sys.modules}; from kg.cli import run; code = run(sys.argv[2:]);"
        "print(*({*sys.argv[1].split()} & {*sys.modules} - before), file=sys.stderr);"
        "sys.exit(code)"
    )
    os.utime(ledger, (0, 0))  # a young file is read again, to be sure
    assert kg("-g", ledger, "stats").returncode == 0  # so that the index is there
    done = subprocess.run(
        [sys.executable, "-c", script, " ".join(unwanted), "-g", ledger, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "TTY_COMPATIBLE"}},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == ""


def test_claims(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "-g", ledger, "claims", "ketamine,anxiety", "--dose", "low")
    assert found["schema"] == "kg.claims/1"
    assert found["total"] == 1
    claims = found["claims"]
    assert isinstance(claims, list)
    assert claims[0]["id"] == "low-k-less-anxiety"
    assert claims[0]["qualifiers"] == {"dose": [{"text": "low", "level": "low"}]}


def test_total_counts_before_the_limit(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "-g", ledger, "claims", "--limit", "2")
    assert (len(found["claims"]), found["total"]) == (2, 7)  # type: ignore[arg-type] # a list


def test_evidence_and_certainty(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "-g", ledger, "evidence", "e-less")
    assert (found["status"], found["certainty"]) == ("contested", "low")
    lines = found["lines"]
    assert isinstance(lines, list)
    assert [line["direction"] for line in lines] == ["supports", "disputes"]


def test_conflicts(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "-g", ledger, "conflicts", "--subject", "ketamine")
    pairs = {(p["a"], p["b"]): p["verdict"] for p in found["pairs"]}  # type: ignore[attr-defined]
    assert pairs["high-k-more-anxiety", "low-k-less-anxiety"] == "explained"
    assert pairs["k-more-anxiety", "k-less-anxiety"] == "conflict"
    assert found["summary"] == {"conflict": 1, "explained": 1, "undetermined": 2}


def test_audit_exit_codes(ledger: str, tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("Ketamine cut anxiety scores (Voss 2021).", encoding="utf-8")
    assert run(["-g", ledger, "audit", str(article)]) == 1
    assert run(["-g", ledger, "audit", str(article), "--exit-zero"]) == 0
    assert run(["-g", ledger, "audit", str(article), "--ignore", "retracted-source"]) == 0
    assert run(["-g", ledger, "audit", str(tmp_path / "none.md")]) == 3
    assert run(["-g", ledger, "audit", "--rule", "no-such-rule"]) == 3
    assert run(["-g", ledger, "audit", "--no-such-option"]) == 2


def test_audit_of_standard_input(ledger: str) -> None:
    done = kg("-g", ledger, "audit", "-", "--format", "json", stdin="Some studies help anxiety.")
    found = json.loads(done.stdout)
    assert [f["code"] for f in found["findings"]] == ["KG103"]
    assert found["findings"][0]["line"] == 1


def test_an_article_without_any_ledger_is_read_by_the_prose_rules(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Some studies say so.\n", encoding="utf-8")
    done = kg("audit", "a.md", folder=tmp_path)
    assert done.returncode == 0
    assert "KG103" in done.stdout
    assert "no ledger here" in done.stderr
    assert "no ledger was given" in done.stderr


def test_no_ledger_is_one_line_and_exit_3(tmp_path: Path) -> None:
    done = kg("claims", folder=tmp_path)
    assert done.returncode == 3
    assert "kg init" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"@prefix : <https://x.example/#> .\n:a :b .", "2:"),
        (b"\x00\x01\x02", "NUL"),
        (b"no turtle at all", "1:"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_broken_ledger_is_one_line_and_exit_3(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_bytes(content)
    for command in ("claims", "check", "fmt"):
        done = kg("-g", str(path), command)
        assert done.returncode == 3, (command, done)
        assert len(done.stderr.splitlines()) == 1
        assert "broken.ttl" in done.stderr
        assert said in done.stderr
    assert path.read_bytes() == content


def test_a_mistyped_concept_is_answered_with_the_nearest(ledger: str) -> None:
    done = kg("-g", ledger, "claims", "ketamin")
    assert done.returncode == 3
    assert "ketamine" in done.stderr


def test_fmt_and_check(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "l.ttl"
    text = Path(ledger).read_text(encoding="utf-8")
    path.write_text(text.replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert run(["fmt", "--check", str(path)]) == 1
    assert run(["fmt", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == text
    assert run(["fmt", "--check", str(path)]) == 0
    assert run(["check", str(path)]) == 0


def test_fmt_does_not_drop_comments_of_people(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "l.ttl"
    text = Path(ledger).read_text(encoding="utf-8") + "# I must not forget this\n"
    path.write_text(text, encoding="utf-8")
    done = kg("fmt", str(path))
    assert done.returncode == 3
    assert "I must not forget this" in done.stderr
    assert path.read_text(encoding="utf-8") == text
    assert run(["fmt", "--drop-comments", str(path)]) == 0


def test_check_names_a_dangling_link(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "l.ttl"
    text = Path(ledger).read_text(encoding="utf-8")
    path.write_text(text.replace("kg:source :berg2019", "kg:source :nobody", 1), encoding="utf-8")
    done = kg("check", str(path))
    assert done.returncode == 1
    assert "nobody" in done.stdout


def test_init_makes_a_ledger_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "new" / "claims.ttl"
    assert run(["init", str(path), "--title", "Mine"]) == 0
    assert run(["check", str(path)]) == 0
    assert run(["fmt", "--check", str(path)]) == 0
    before = path.read_bytes()
    assert run(["init", str(path)]) == 3
    assert path.read_bytes() == before


def test_piping_into_head_is_quiet(ledger: str) -> None:
    done = subprocess.run(
        f"{sys.executable} {ROOT / 'cli.py'} -g {ledger} claims --format json | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "{\n"


def test_eighty_columns_and_no_colour(ledger: str) -> None:
    for words in (["claims"], ["conflicts"], ["evidence", "e-less"], ["rules"], ["stats"]):
        done = kg("-g", ledger, *words)
        assert done.returncode == 0, done.stderr
        assert all(len(line) <= 80 for line in done.stdout.splitlines()), words
        assert "\x1b" not in done.stdout


def test_text_of_a_ledger_is_never_a_terminal_command(tmp_path: Path, ledger: str) -> None:
    path = tmp_path / "l.ttl"
    text = Path(ledger).read_text(encoding="utf-8")
    path.write_text(text.replace("Exercise reduces", "[red]\\u001B[31mExercise"), encoding="utf-8")
    done = kg("-g", str(path), "claims", "exercise")
    assert "\x1b" not in done.stdout
    assert "[red]" in done.stdout


def test_the_shipped_ledger_is_never_changed(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("subject,predicate,object\nA,affects,B\n", encoding="utf-8")
    before = shipped_ledger().read_bytes()
    done = kg("-g", "demo", "import", str(table))
    after = shipped_ledger().read_bytes()
    if after != before:
        shipped_ledger().write_bytes(before)
    assert (done.returncode, after == before) == (3, True), done.stderr
    assert "kg init" in done.stderr


def test_an_import_counts_one_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "l.ttl"]) == 0
    rows = ("1,A helps.,A,B,decrease,s,supports", "2,A harms.,A,B,increase,s,supports")
    said = []
    for count in (1, 2):
        lines = ["claim_id,text,subject,object,effect,source,direction", *rows[:count]]
        (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
        assert run(["-g", "l.ttl", "import", "t.csv"]) == 0
        said.append(capsys.readouterr().err)
    assert "2 concepts, 1 document, 1 claim, 1 evidence line" in said[0]
    assert "1 claim, 1 evidence line" in said[1]


def test_a_folder_cannot_be_imported_without_a_mapping(ledger: str, tmp_path: Path) -> None:
    done = kg("-g", ledger, "import", str(tmp_path))
    assert done.returncode == 2
    assert "is a folder; name a file" in done.stderr


def test_an_imported_graph_that_breaks_the_model_is_named(ledger: str, tmp_path: Path) -> None:
    graph = tmp_path / "g.nt"
    graph.write_text(
        "<http://x.example/#a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://w3id.org/claimkg/ns#Claim> .\n",
        encoding="utf-8",
    )
    done = kg("-g", ledger, "import", str(graph))
    assert done.returncode == 3
    assert f"{graph}: a: label" in done.stderr


def test_what_is_not_judged_is_told_once_a_reason(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("Tea cures everything.", encoding="utf-8")
    done = kg("audit", str(article), folder=tmp_path)
    assert done.stderr.count("no ledger was given") == 1
    assert "1 statement, 1 claim," in done.stderr


def test_fmt_reads_standard_input_and_writes_standard_output(ledger: str) -> None:
    text = Path(ledger).read_text(encoding="utf-8")
    loose = text.replace("\n\n", "\n\n\n")
    done = kg("fmt", "-", stdin=loose)
    assert (done.returncode, done.stdout, done.stderr) == (0, text, "")
    assert kg("fmt", "--check", "-", stdin=text).returncode == 0
    done = kg("fmt", "--check", "-", stdin=loose)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "standard input: not canonical\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no turtle", "kg: standard input:1:1: "),
        ("<a:b> <a:c> <a:d> .", "kg: standard input: no prefix ':'"),
        ("@prefix : <https://x.example/#> . # mine\n", "kg: standard input:1:35: the comment"),
        ("", "kg: standard input: no prefix ':'"),
    ],
)
def test_fmt_of_bad_input_writes_nothing(text: str, told: str) -> None:
    done = kg("fmt", "-", stdin=text)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(told)


def test_stats_of_an_empty_ledger_have_no_empty_headings(tmp_path: Path) -> None:
    path = str(tmp_path / "empty.ttl")
    assert kg("init", path).returncode == 0
    done = kg("-g", path, "stats")
    assert "ENTITIES" in done.stdout
    assert "STATUS" not in done.stdout
    assert "DIRECTION" not in done.stdout


def test_one_is_told_as_one(ledger: str) -> None:
    assert re.search(r"of 1 claim$", kg("-g", ledger, "show", "nausea").stdout, re.MULTILINE)
