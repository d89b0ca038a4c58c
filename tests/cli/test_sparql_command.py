"""`kg sparql` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import examples_ledger
import pytest

from kg.cli import run

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "examples.ttl"
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


def test_query_text_file_and_standard_input(ledger: str, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }"
    (tmp_path / "mine.rq").write_text(f"\ufeff{query}", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('not mine')", encoding="utf-8")
    told = [
        kg("-g", ledger, "sparql", query, "--format", "csv", folder=tmp_path),
        kg("-g", ledger, "sparql", "mine.rq", "--format", "csv", folder=tmp_path),
        kg("-g", ledger, "sparql", "-", "--format", "csv", stdin=query, folder=tmp_path),
    ]
    assert {done.stdout for done in told} == {"n\n7\n"}, told


def test_tables_fit_eighty_columns(ledger: str) -> None:
    for words in (["--list"], ["edges"], ["opposite-claims"], ["SELECT ?c { ?c a kg:Claim }"]):
        done = kg("-g", ledger, "sparql", *words)
        assert done.returncode == 0, done.stderr
        assert all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout
        assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["SELECT * { ?a ?b "], "query:1:18"),
        (["DELETE WHERE { ?a ?b ?c }"], "only reads"),
        (["SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }"], "nothing is fetched"),
        (["opposite-claim"], "did you mean opposite-claims?"),
        (["evidence-of-a-claim"], "--with claim="),
        (["--show", "nothing"], "--list"),
        (["-"], "empty"),
        (
            [
                "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a",
                "--timeout",
                "0.2",
            ],
            "--timeout",
        ),
    ],
)
def test_a_failure_is_one_line_and_exit_3(ledger: str, words: list[str], said: str) -> None:
    done = kg("-g", ledger, "sparql", *words)
    assert done.returncode == 3, done
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_no_query_is_a_usage_error(ledger: str) -> None:
    assert run(["-g", ledger, "sparql"]) == 2


def test_no_solution_is_told_and_fine(ledger: str) -> None:
    done = kg("-g", ledger, "sparql", "SELECT * { ?a a kg:Nothing }")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no solution\n")


def test_a_shipped_query_knows_the_command_that_answers_the_same(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def run_nothing(request: dict[str, object], _: str) -> list[bytes]:
        asked.append(request)
        return []

    monkeypatch.setattr("kg.querying.sparql.child.run", run_nothing)
    for query in ("opposite-claims", "SELECT * { ?c a kg:Claim }"):
        assert run(["-g", ledger, "sparql", query, "--format", "csv"]) == 0
    assert [request["instead"] for request in asked] == ["kg conflicts", ""]


def test_a_ledger_too_large_for_pairs_says_so(
    ledger: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-g", ledger, "sparql", "opposite-claims"]
    assert run(words) == 0
    assert "no opposite pairs" not in capsys.readouterr().err
    monkeypatch.setattr("kg.store.computed.PAIRED", 3)
    assert run(words) == 0
    assert "kg conflicts finds them" in capsys.readouterr().err
    assert run([*words[:-1], "citations"]) == 0
    assert "no opposite pairs" not in capsys.readouterr().err


def test_yes_or_no(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", ledger, "sparql", "ASK { ?c kg:status kg:ContestedStatus }"]) == 0
    assert capsys.readouterr().out == "yes\n"
    assert run(["-g", ledger, "sparql", "ASK { ?c a kg:Nothing }"]) == 0
    assert capsys.readouterr().out == "no\n"


def test_a_file_is_written_whole_or_not_at_all(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert run(["-g", ledger, "sparql", "SELECT ?c { ?c a kg:Claim }", "-o", str(path)]) == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))["results"]["bindings"]) == 7
    before = path.read_bytes()
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    words = ["-g", ledger, "sparql", endless, "--timeout", "0.3", "-o", str(path)]
    assert run(words) == 3
    assert run([*words, "--force"]) == 3
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.glob("out*")) == ["out.json"]
    assert run(["-g", ledger, "sparql", "edges", "-o", ledger, "--force"]) == 3
    assert Path(ledger).read_text(encoding="utf-8") == examples_ledger.text()


def test_a_named_query_is_shown_as_it_can_be_run(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sparql", "--show", "edges"]) == 0
    path = tmp_path / "mine.rq"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["-g", ledger, "sparql", str(path), "--format", "csv"]) == 0


def test_piping_into_head_is_quiet(ledger: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    done = subprocess.run(
        f"{sys.executable} {ROOT / 'cli.py'} -g {ledger} sparql '{query}' --format csv | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_help_and_list_import_no_engine(ledger: str) -> None:
    script = (
        "import sys; from kg.cli import run; code = run(sys.argv[1:]);"
        "heavy = {'pyoxigraph', 'rdflib', 'pydantic', 'networkx'} & set(sys.modules);"
        "sys.exit(bool(heavy) or code)"
    )
    kg("-g", ledger, "stats")
    for words in (["--help"], ["sparql", "--help"], ["sparql", "--list"], ["sparql", "edges"]):
        done = subprocess.run(
            [sys.executable, "-c", script, "-g", ledger, *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, (words, done.stderr)
