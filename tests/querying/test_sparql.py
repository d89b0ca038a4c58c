"""SPARQL asked of a ledger: formats, limits, hostile text, two languages."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import examples_ledger
import pytest
import rdflib
from lxml import etree

from kg.errors import FilterError, KGError, LedgerError, QueryFault, SyntaxFault
from kg.querying.sparql.answer import Term
from kg.querying.sparql.ask import Question, bindings
from kg.querying.sparql.named import every, named
from kg.store.backends import oxigraph
from kg.store.ledger import Ledger, open_ledger

HOURS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SR = "{http://www.w3.org/2005/sparql-results#}"
HOSTILE = '=cmd|"/c calc"!A1, <b>&\u202e\u0007 "quoted" \U0001f9e0 \u0906\u0924\u0902\u0915'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    path = tmp_path / "ledger.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    return open_ledger(path)


def hostile(tmp_path: Path) -> Ledger:
    path = tmp_path / "hostile.ttl"
    written = json.dumps(HOSTILE, ensure_ascii=False)
    label = f"rdfs:label {written}@en , {json.dumps('Übung', ensure_ascii=True)}@de"
    text = examples_ledger.text()
    old = next(line for line in text.splitlines() if "rdfs:label" in line and "claim" not in line)
    head = old[: old.index("rdfs:label")]
    path.write_text(text.replace(old, f"{head}{label} ;", 1), encoding="utf-8")
    return open_ledger(path)


def ask(ledger: Ledger, query: str, **more: object) -> Question:
    return Question(ledger, query, **more)  # type: ignore[arg-type] # as a test says


def test_a_select_gives_frozen_terms(ledger: Ledger) -> None:
    query = "SELECT ?c ?l ?n ?u { ?c a kg:Claim ; rdfs:label ?l ; kg:supportCount ?n }"
    found = ask(ledger, query).answer()
    assert found.variables == ("c", "l", "n", "u")
    assert found.total == len(found.rows) == len(ledger.select().claims)
    claim, label, count, unbound = found.rows[0]
    assert claim is not None
    assert claim.kind == "iri"
    assert label is not None
    assert label.language == "en"
    assert count is not None
    assert str(count.datatype).endswith("#integer")
    assert unbound is None
    with pytest.raises(AttributeError):
        claim.value = ""  # type: ignore[misc] # frozen


def test_the_limit_counts_what_it_leaves_out(ledger: Ledger) -> None:
    found = ask(ledger, "SELECT ?c { ?c a kg:Claim } ORDER BY ?c").answer(limit=2)
    assert (len(found.rows), found.total) == (2, len(ledger.select().claims))


def test_ask_construct_describe(ledger: Ledger) -> None:
    assert ask(ledger, "ASK { ?c kg:status kg:ContestedStatus }").answer().truth is True
    assert ask(ledger, "ASK { ?c a kg:Nothing }").answer().truth is False
    query = "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a kg:Claim ; rdfs:label ?l }"
    text = ask(ledger, query).answer().text
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(ledger.select().claims)
    assert text == ask(ledger, query).answer().text, "the same order each time"
    described = b"".join(ask(ledger, "DESCRIBE :ketamine").serialized("nt"))
    assert len(rdflib.Graph().parse(data=described, format="nt")) > 1


def test_standard_formats_are_read_by_standard_readers(tmp_path: Path) -> None:
    ledger = hostile(tmp_path)
    query = "SELECT ?l { ?c a kg:Claim ; rdfs:label ?l } ORDER BY ?l"
    whole = {f: b"".join(ask(ledger, query).serialized(f)) for f in ("json", "csv", "tsv", "xml")}
    found = json.loads(whole["json"])
    labels = [row["l"]["value"] for row in found["results"]["bindings"]]
    assert HOSTILE in labels
    assert "Übung" in labels
    rows = list(csv.reader(io.StringIO(whole["csv"].decode("utf-8"), newline="")))
    assert [row[0] for row in rows] == ["l", *labels]
    assert len(whole["tsv"].decode().splitlines()) == len(labels) + 1
    answer = ask(ledger, query).answer()
    assert [row[0].value for row in answer.rows if row[0]] == labels


def test_xml_results(ledger: Ledger) -> None:
    query = "SELECT ?l { ?c a kg:Claim ; rdfs:label ?l }"
    tree = etree.fromstring(b"".join(ask(ledger, query).serialized("xml")))
    assert len(tree.findall(f".//{SR}literal")) == len(ledger.select().claims)
    truth = etree.fromstring(b"".join(ask(ledger, "ASK { ?a ?b ?c }").serialized("xml")))
    assert truth.findtext(f"{SR}boolean") == "true"


@pytest.mark.parametrize(
    ("query", "wrong"), [("SELECT * { ?a ?b ?c }", "ttl"), ("DESCRIBE :x", "csv")]
)
def test_a_format_that_does_not_fit_is_refused(ledger: Ledger, query: str, wrong: str) -> None:
    with pytest.raises(QueryFault, match="choose from"):
        ask(ledger, query).serialized(wrong)


def test_a_label_in_two_languages_is_one_row(tmp_path: Path) -> None:
    ledger = hostile(tmp_path)
    found = ask(ledger, named("known-only-from-recalled-or-retracted").text).answer()
    assert len({row[-1] for row in found.rows}) == len(found.rows)
    shown = ask(ledger, "SELECT ?c ?l { ?c a kg:Claim ; kg:shownAs ?l }").answer()
    assert shown.total == len(ledger.select().claims)


def test_graphs(ledger: Ledger) -> None:
    def count(pattern: str, head: str = "") -> int:
        row = ask(ledger, f"SELECT (COUNT(*) AS ?n) {head} {{ {pattern} }}").answer().rows[0]
        return int(row[0].value) if row[0] else -1

    claims = len(ledger.select().claims)
    assert count("GRAPH kg:derived { ?c kg:status ?s }") == claims
    assert count("?c kg:status ?s", "FROM kg:derived") == claims
    assert count("?c a kg:Claim", "FROM kg:derived") == 0
    assert count("GRAPH kg:ontology { kg:Claim skos:definition ?d }") == 1
    assert count("?c a skos:Concept") == len(ledger.concepts())
    assert count("kg:ContestedStatus rdfs:label ?l") == 1


def test_a_syntax_error_has_line_and_column(ledger: Ledger) -> None:
    with pytest.raises(SyntaxFault) as caught:
        ask(ledger, "SELECT * {\n  ?é ?b }", name="mine.rq").answer()
    assert (caught.value.path, caught.value.line) == ("mine.rq", 2)
    assert "\n" not in str(caught.value)


def test_a_query_that_runs_for_hours_is_stopped(ledger: Ledger) -> None:
    before = time.monotonic()
    with pytest.raises(QueryFault, match=r"stopped after 0\.5 seconds"):
        ask(ledger, HOURS, timeout=0.5).answer()
    assert time.monotonic() - before < 20
    assert not workers()


def test_what_takes_too_long_names_the_command_that_does_not(ledger: Ledger) -> None:
    with pytest.raises(QueryFault) as caught:
        ask(ledger, HOURS, timeout=0.5, instead="kg conflicts").answer()
    assert "(kg conflicts)" in caught.value.hint
    assert "--timeout" in caught.value.hint


def test_a_stream_that_never_ends_is_stopped(ledger: Ledger) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    chunks: list[bytes] = []
    with pytest.raises(QueryFault, match="stopped"):
        chunks.extend(ask(ledger, endless, timeout=0.5).serialized("csv"))
    assert chunks
    assert not workers()


def test_a_reader_who_goes_away_leaves_no_process(ledger: Ledger) -> None:
    stream = ask(ledger, "SELECT * { ?a ?b ?c . ?d ?e ?f }").serialized("csv")
    assert next(stream)
    stream.close()  # type: ignore[attr-defined] # a generator
    assert not workers()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is that of Linux")
def test_a_query_that_eats_memory_is_stopped(ledger: Ledger) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
    with pytest.raises(QueryFault, match="more than 64 MiB"):
        ask(ledger, greedy, timeout=60, memory=64).answer()


def test_ctrl_c_leaves_no_process(ledger: Ledger) -> None:
    script = "import sys; from kg.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "-g", str(ledger.path), "sparql", HOURS]
    started = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    waiting = time.monotonic() + 30
    while not workers(started.pid) and time.monotonic() < waiting:
        time.sleep(0.05)
    assert workers(started.pid)
    time.sleep(0.5)
    os.kill(started.pid, signal.SIGINT)
    assert started.wait(20) != 0
    time.sleep(0.2)
    assert not workers(started.pid)


def test_a_parent_that_is_killed_takes_the_worker_along(ledger: Ledger) -> None:
    script = "import sys; from kg.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "-g", str(ledger.path), "sparql", HOURS]
    started = subprocess.Popen(command)
    waiting = time.monotonic() + 30
    while not (found := workers(started.pid)) and time.monotonic() < waiting:
        time.sleep(0.05)
    started.kill()
    started.wait()
    waiting = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in found) and time.monotonic() < waiting:
        time.sleep(0.1)
    assert found
    assert not any(Path(f"/proc/{pid}").exists() for pid in found)


def workers(parent: int | None = None) -> list[int]:
    """Processes that answer for this process, or for the one named."""
    wanted = str(parent or os.getpid())
    listed = subprocess.run(
        ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
    )
    return [
        int(fields[0])
        for line in listed.stdout.splitlines()
        if (fields := line.split(maxsplit=2))[1] == wanted and "sparql.worker" in line
    ]


def test_values_are_bound_never_pasted(ledger: Ledger) -> None:
    query = "SELECT ?c ?t { ?c a kg:Claim . BIND(?t AS ?copy) }"
    given = {"t": ("text", '" } . SERVICE <http://a.example/> { ?x ?y "')}
    found = ask(ledger, query, given=given).answer()
    assert {row[1] for row in found.rows} == {Term("literal", given["t"][1])}


def test_bindings_resolve_names(ledger: Ledger) -> None:
    found = bindings(ledger, ["?a=ketamine", 'b="ketamine"', "c=3", "d=0.5"])
    assert found["a"] == ("iri", f"{ledger.base}ketamine")
    assert found["b"] == ("text", "ketamine")
    assert found["c"][0].endswith("#integer")
    assert found["d"][0].endswith("#decimal")
    pair = named("claims-about-a-pair")
    with pytest.raises(QueryFault, match="object is not given"):
        bindings(ledger, ["subject=ketamine"], pair)
    with pytest.raises(QueryFault, match="has no parameter 'nope'"):
        bindings(ledger, ["nope=ketamine"], pair)
    with pytest.raises(QueryFault, match="no name=value"):
        bindings(ledger, ["subject"], pair)
    with pytest.raises((LedgerError, FilterError), match="ketamxne"):
        bindings(ledger, ["subject=ketamxne", "object=anxiety"], pair)


def test_a_variable_that_is_not_selected_cannot_be_bound(ledger: Ledger) -> None:
    with pytest.raises(QueryFault, match=r"\?t is bound, but not among what it selects"):
        ask(ledger, "SELECT ?c { ?c a ?t }", given={"t": ("text", "x")}).answer()


def test_the_network_is_out_of_reach_even_for_a_query_that_was_not_refused(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.querying.sparql.guard._may_call", lambda _: False)
    asked = ask(ledger, "SELECT * { SERVICE <http://127.0.0.1:8123/> { ?a ?b ?c } }")
    with pytest.raises(QueryFault, match=r"open files|descriptor"):
        asked.answer()


def test_a_changed_ledger_is_answered_anew(ledger: Ledger, cache: Path) -> None:
    query = "SELECT ?c { ?c a kg:Claim }"
    before = ask(ledger, query).answer().total
    assert len(list(cache.glob("*.nt"))) == 1
    text = ledger.path.read_text(encoding="utf-8")
    ledger.path.write_text(
        text.replace(":e-less-anxiety a kg:Claim", ":e-more a kg:Claim"), encoding="utf-8"
    )
    again = open_ledger(ledger.path)
    found = ask(again, "ASK { :e-more kg:status ?s }").answer()
    assert found.truth is True
    assert ask(again, query).answer().total == before
    assert len(list(cache.glob("*.nt"))) == 1, "the old one is gone"
    assert not list(cache.glob("*.tmp"))


def test_a_store_on_disk_answers_alike(
    ledger: Ledger, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.querying.derived import VERSION, derived

    content = oxigraph.Content(
        ledger.path, ledger.index.meta["sha256"], lambda: derived(ledger), VERSION
    )
    memory = set(oxigraph.in_memory(content))
    assert set(oxigraph.on_disk(content)) == memory
    assert len(list(cache.glob("*.oxigraph"))) == 1
    assert set(oxigraph.on_disk(content)) == memory
    monkeypatch.setenv("KG_CACHE", str(ledger.path / "no-folder"))
    assert set(oxigraph.on_disk(content)) == memory, "where nothing can be kept"


def test_a_ledger_that_changes_meanwhile_is_an_error(ledger: Ledger) -> None:
    content = oxigraph.Content(ledger.path, "0" * 64, lambda: (), "1")
    with pytest.raises(KGError, match="changes while it is read"):
        oxigraph.in_memory(content)


def test_shipped_queries_say_what_they_are() -> None:
    shipped = every()
    assert len(shipped) == 12
    assert [query.audience for query in shipped] == [
        *["researchers"] * 4,
        *["editors"] * 4,
        *["graph people"] * 4,
    ]
    for query in shipped:
        assert query.question.endswith("?")
        assert query.same.startswith("kg ")
        assert all(f"?{parameter.name}" in query.text for parameter in query.parameters)
