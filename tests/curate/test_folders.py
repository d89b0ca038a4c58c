"""Folders as ledgers: made, checked, formatted, imported into; nothing lost, nothing doubled."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.curate import spreading
from kg.curate.checking import check_ledger
from kg.curate.conformance import check_shapes
from kg.curate.creating import init_ledger
from kg.curate.formatting import files_to_format, format_ledger, formatted
from kg.curate.importing import import_into, open_for_change
from kg.curate.placing import file_for
from kg.errors import LedgerError, ReadError, WriteError
from kg.importers.table import read
from kg.rdf.imported import Request
from kg.rdf.parse import parse_turtle
from kg.store.atomic import replace_if_unchanged
from kg.store.files import ledger_files, name_within
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"
COLUMNS = "claim_id,text,subject,object,effect,dose,document,passage,source,direction\n"
ROWS = (
    "1,A helps.,A,B,decrease,1 mg,d,words,s1,supports\n",
    "2,A harms.,A,B,increase,2 mg,d,more words,s2,supports\n",
    "3,Zinc helps.,zinc,B,decrease,,e,other words,d,disputes\n",
)
TABLE = COLUMNS + "".join(ROWS)
_numbers = itertools.count()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    init_ledger(f"{path}/", "Test", BASE)
    return path


def bring(ledger: Path, text: str = TABLE) -> dict[str, int]:
    table = ledger.parent / "t.csv"
    table.write_text(text, encoding="utf-8")
    opened = open_for_change(ledger)
    found = read(str(table), Request(base=opened.base, known=opened.entities))
    return dict(import_into(opened, found, "import of t.csv").added)


def names(ledger: Path) -> list[str]:
    return [name_within(ledger, file) for file in ledger_files(ledger)]


def contents(ledger: Path) -> dict[str, bytes]:
    return {name: (ledger / name).read_bytes() for name in names(ledger)}


def triples(ledger: Path) -> set[str]:
    return {str(t) for file in ledger_files(ledger) for t in parse_turtle(file)}


def test_a_new_folder_has_its_parts(ledger: Path) -> None:
    assert names(ledger) == ["concepts.ttl", "ledger.ttl", "sources.ttl"]
    assert (ledger / "claims").is_dir()
    assert (ledger / "documents").is_dir()
    assert check_ledger(ledger) == []
    assert check_shapes(ledger) == []
    assert open_ledger(ledger).title == "Test"


def test_an_empty_folder_is_filled_a_full_one_left(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    init_ledger(empty, "Test", BASE)
    assert check_ledger(empty) == []
    before = contents(empty)
    for again in (empty, f"{empty}/"):
        with pytest.raises(WriteError, match="already there"):
            init_ledger(again, "Test", BASE)
    assert contents(empty) == before


def test_an_import_goes_to_the_files_of_its_kinds(ledger: Path) -> None:
    bring(ledger)
    assert names(ledger) == [
        "claims/a.ttl",
        "claims/z.ttl",
        "concepts.ttl",
        "documents/d.ttl",
        "documents/e.ttl",
        "ledger.ttl",
        "sources.ttl",
    ]
    assert check_ledger(ledger) == []
    assert check_shapes(ledger) == []
    assert not any(formatted(file).changed for file in ledger_files(ledger))
    assert ":s1 a kg:Document" in (ledger / "sources.ttl").read_text(encoding="utf-8")
    assert ":d a kg:Document" in (ledger / "documents" / "d.ttl").read_text(encoding="utf-8")


def test_it_holds_what_one_file_would(ledger: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.ttl"
    init_ledger(one, "Test", BASE)
    assert bring(ledger) == bring(one)
    assert triples(ledger) == triples(one)
    assert open_ledger(ledger).counts() == open_ledger(one).counts()


def test_importing_again_writes_nothing(ledger: Path) -> None:
    bring(ledger)
    before = {file: file.stat().st_mtime_ns for file in ledger_files(ledger)}
    assert bring(ledger) == {}
    assert {file: file.stat().st_mtime_ns for file in ledger_files(ledger)} == before


def test_what_stands_in_a_file_stays_there_and_draws_its_own(ledger: Path) -> None:
    bring(ledger, COLUMNS + ROWS[0])
    (ledger / "claims" / "a.ttl").rename(ledger / "by-hand.ttl")
    bring(ledger, COLUMNS + ROWS[0] + "1,A helps.,A,B,decrease,1 mg,e,again,s3,disputes\n")
    assert "claims/a.ttl" not in names(ledger)
    assert (ledger / "by-hand.ttl").read_text(encoding="utf-8").count("kg:EvidenceLine ") == 2
    assert "documents/e.ttl" in names(ledger)
    assert check_ledger(ledger) == []


def test_only_files_that_change_are_written(ledger: Path) -> None:
    bring(ledger, COLUMNS + ROWS[2])
    kept = ledger / "claims" / "z.ttl"
    kept.write_text(kept.read_text(encoding="utf-8").replace("\n\n", "\n\n\n"), encoding="utf-8")
    before = kept.read_bytes()
    bring(ledger, COLUMNS + ROWS[0])
    assert kept.read_bytes() == before


def test_a_source_that_gains_an_assertion_stays_a_source(ledger: Path) -> None:
    bring(ledger, COLUMNS + ROWS[0])
    bring(ledger, COLUMNS + ROWS[0] + "5,A helps C.,A,C,decrease,,s1,its words,s2,supports\n")
    assert ":s1 a kg:Document" in (ledger / "sources.ttl").read_text(encoding="utf-8")
    assert "kg:statedIn :s1" in (ledger / "documents" / "s1.ttl").read_text(encoding="utf-8")
    assert check_ledger(ledger) == []


def test_a_killed_import_can_be_read_and_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    init_ledger(f"{whole}/", "Test", BASE)
    bring(whole)
    real = replace_if_unchanged
    for place in range(7):
        killed = tmp_path / f"killed{place}"
        init_ledger(f"{killed}/", "Test", BASE)
        left = itertools.count(place, -1)

        def dying(*given: object, left: itertools.count[int] = left) -> None:
            if next(left) == 0:
                raise KeyboardInterrupt
            real(*given)  # type: ignore[arg-type]  # handed on

        monkeypatch.setattr(spreading, "replace_if_unchanged", dying)
        with pytest.raises(KeyboardInterrupt):
            bring(killed)
        open_ledger(killed).counts()
        check_ledger(killed)
        monkeypatch.setattr(spreading, "replace_if_unchanged", real)
        bring(killed)
        assert check_ledger(killed) == []
        assert contents(killed) == contents(whole)


def test_a_change_in_between_is_not_lost(ledger: Path) -> None:
    bring(ledger, COLUMNS + ROWS[0])
    opened = open_for_change(ledger)
    table = ledger.parent / "t.csv"
    table.write_text(TABLE, encoding="utf-8")
    found = read(str(table), Request(base=opened.base, known=opened.entities))
    (ledger / "claims" / "new.ttl").write_text(f"@prefix : <{BASE}> .\n", encoding="utf-8")
    before = contents(ledger)
    with pytest.raises(WriteError, match=r"new.ttl: has changed since it was read"):
        import_into(opened, found, "import")
    (ledger / "claims" / "new.ttl").unlink()
    (ledger / "sources.ttl").write_text(f"@prefix : <{BASE}> .\n", encoding="utf-8")
    with pytest.raises(WriteError, match=r"sources.ttl: has changed since it was read"):
        import_into(opened, found, "import")
    del before["claims/new.ttl"], before["sources.ttl"]
    assert before.items() <= contents(ledger).items()


def test_comments_are_never_dropped_unasked(ledger: Path) -> None:
    path = ledger / "sources.ttl"
    path.write_text(f"# mine\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before = contents(ledger)
    with pytest.raises(WriteError, match=r"sources.ttl:1:1: the comment"):
        bring(ledger)
    assert contents(ledger) == before


def test_foreign_triples_stay_in_their_files(ledger: Path) -> None:
    for place in ("concepts.ttl", "extra.ttl"):
        with (ledger / place).open("a", encoding="utf-8") as stream:
            stream.write(
                f'{"" if place[0] == "c" else f"@prefix : <{BASE}> ."}\n:x{place[0]} :says "y" .\n'
            )
    bring(ledger)
    assert ':xc :says "y"' in (ledger / "concepts.ttl").read_text(encoding="utf-8")
    assert names(ledger).count("extra.ttl") == 1
    assert check_ledger(ledger) == []


def test_a_subject_in_two_files_is_refused_by_all(ledger: Path) -> None:
    bring(ledger)
    text = (ledger / "concepts.ttl").read_text(encoding="utf-8")
    (ledger / "copy.ttl").write_text(text, encoding="utf-8")
    for act in (check_ledger, open_for_change):
        with pytest.raises(
            LedgerError, match=r"copy.ttl:\d+: :\S+ is described in .*s.ttl:\d+ too"
        ):
            act(ledger)


def test_a_newer_folder_is_not_formatted(ledger: Path) -> None:
    path = ledger / "ledger.ttl"
    text = path.read_text(encoding="utf-8").replace(" ;\n", " ;\n    kg:modelVersion 99 ;\n", 1)
    path.write_text(text, encoding="utf-8")
    for act in (files_to_format, check_ledger, open_for_change):
        with pytest.raises(LedgerError, match="data model 99"):
            act(ledger)


def test_all_files_are_formatted(ledger: Path) -> None:
    bring(ledger)
    for file in files_to_format(ledger):
        file.write_text(file.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert all(format_ledger(file) for file in files_to_format(ledger))
    assert not any(formatted(file).changed for file in files_to_format(ledger))


def test_a_folder_that_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="kg init"):
        check_ledger(tmp_path)


@pytest.mark.parametrize(
    ("kind", "iri", "place"),
    [
        ("ledgers", f"{BASE}ledger", "ledger.ttl"),
        ("activities", f"{BASE}import-1", "ledger.ttl"),
        ("dose-bands", f"{BASE}low", "concepts.ttl"),
        ("documents", f"{BASE}glue2017", "sources.ttl"),
        ("versions", f"{BASE}glue2017", "documents/glue2017.ttl"),
        ("assertions", "https://doi.org/10.1000/A%2F..", "documents/a-2f.ttl"),
        ("evidence", f"{BASE}ketamine-helps-1a2b3c", "claims/k.ttl"),
        ("claims", f"{BASE}Über-alles", "claims/u.ttl"),
        ("unheard-of", f"{BASE}x", "other.ttl"),
    ],
)
def test_the_file_of_a_new_entity(ledger: Path, kind: str, iri: str, place: str) -> None:
    assert file_for(kind, iri, ledger) == ledger / place


def test_in_a_file_there_is_no_choice(tmp_path: Path) -> None:
    assert file_for("claims", f"{BASE}x", tmp_path / "a.ttl") == tmp_path / "a.ttl"


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(st.lists(st.sets(st.sampled_from(ROWS), min_size=1), min_size=1, max_size=3))
def test_imports_in_any_order_hold_what_one_file_would(
    tmp_path: Path, imports: list[set[str]]
) -> None:
    here = tmp_path / str(next(_numbers))
    here.mkdir()
    one, many = here / "one.ttl", here / "many"
    init_ledger(one, "Test", BASE)
    init_ledger(f"{many}/", "Test", BASE)
    for rows in imports:
        text = COLUMNS + "".join(sorted(rows))
        assert bring(many, text) == bring(one, text)
    assert triples(many) == triples(one)
    assert check_ledger(many) == check_ledger(one) == []
