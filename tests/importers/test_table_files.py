"""The table format: columns and files, foreign, malformed and large."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import BASE, all_of, one, table

from kg.errors import EntityError, ImportFault, KGError, ReadError, SyntaxFault
from kg.importers.table import COLUMNS, read
from kg.model.claim import Claim
from kg.model.codes import DoseLevel
from kg.rdf.imported import Request

if TYPE_CHECKING:
    from pathlib import Path


HOSTILE = ['"', "\\", "<>", "#", ";", "{}", "\u202e", "é", "日本語", "'''", "kg:affects", "claim:x"]


@pytest.mark.parametrize(
    ("header", "nearest"),
    [("populatoin", "population"), ("dose level", None), ("Efect", "effect"), ("zzz", None)],
)
def test_an_unknown_column_is_refused_by_name(
    tmp_path: Path, header: str, nearest: str | None
) -> None:
    text = f"subject,object,{header}\nA,B,low\n"
    if header == "dose level":  # spaces do not matter
        assert one(table(tmp_path, text), Claim).dose_level == (DoseLevel.LOW,)
        return
    with pytest.raises(ImportFault, match=header) as caught:
        table(tmp_path, text)
    assert "--map" in str(caught.value)
    assert "--ignore-columns" in str(caught.value)
    if nearest:
        assert f"did you mean {nearest!r}" in str(caught.value)


def test_columns_may_be_mapped_and_ignored(tmp_path: Path) -> None:
    text = "Drug,object,comment\nA,B,nothing\n"
    found = table(tmp_path, text, columns={"Drug": "subject"}, ignored=("comment",))
    assert one(found, Claim).subject == (f"{BASE}a",)
    with pytest.raises(ImportFault, match="there is no column 'nope'"):
        table(tmp_path, text, columns={"nope": "subject"}, ignored=("comment",))


def test_missing_columns_state_nothing(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object\nA,B\n"), Claim)
    assert (claim.effect, claim.negated, claim.dose, claim.population) == (None, None, (), ())


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("A,B,sideways,,,", "effect"),
        ("A,B,,perhaps,,", "negated"),
        ("A,B,,,twelve,", "start"),
        ("A,B,,,,strongly", "hedging"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, line: str, column: str) -> None:
    header = "subject,object,effect,negated,start,hedging,document,passage\n"
    with pytest.raises(ImportFault, match=rf"t\.csv, row 2, column '{column}'"):
        table(tmp_path, f"{header}{line},d,words\n")


def test_other_forms_say_the_same(tmp_path: Path) -> None:
    comma = table(tmp_path, "subject,object,dose\nA,B,5 mg\n").entities
    tab = table(tmp_path, "subject\tobject\tdose\nA\tB\t5 mg\n", "t.tsv").entities
    record = {"subject": "A", "object": "B", "dose": "5 mg", "population": None}
    lines = table(tmp_path, json.dumps(record) + "\n\n", "t.jsonl").entities
    assert set(comma) == set(tab) == set(lines)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("t.csv", "", ImportFault),
        ("t.csv", "subject,subject\nA,B\n", ImportFault),
        ("t.csv", "subject,object\nA,B,C\n", ImportFault),
        ("t.csv", 'subject,object\n"A,B\n', SyntaxFault),
        ("t.csv", "subject,object\nA\0,B\n", SyntaxFault),
        ("t.jsonl", "[1]\n", SyntaxFault),
        ("t.jsonl", "{\n", SyntaxFault),
        ("t.jsonl", "[" * 100_000 + "\n", SyntaxFault),
    ],
)
def test_malformed_files_are_told(
    tmp_path: Path, name: str, text: str, error: type[KGError]
) -> None:
    with pytest.raises(error, match=name.replace(".", r"\.")):
        table(tmp_path, text, name)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with pytest.raises(ReadError, match="no such file"):
        read(str(path), Request(base=BASE))
    path.write_bytes(b"subject,object\nA,\xff\xfe\n")
    with pytest.raises(SyntaxFault, match=r"t\.csv:2.*not UTF-8"):
        read(str(path), Request(base=BASE))
    with pytest.raises(ImportFault, match="is a folder"):
        read(str(tmp_path), Request(base=BASE))


def test_a_header_alone_is_an_empty_import(tmp_path: Path) -> None:
    assert table(tmp_path, "subject,object\n").entities == ()


def test_a_large_table(tmp_path: Path) -> None:
    rows = "".join(f"A{n % 50},B{n % 40},{n} mg\n" for n in range(2000))
    assert len(all_of(table(tmp_path, f"subject,object,dose\n{rows}"), Claim)) == 2000


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning and column.name == name for name, column in COLUMNS.items())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    cells=st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE)), min_size=4, max_size=4
    )
)
def test_any_text_is_read_or_refused_in_words(tmp_path: Path, cells: list[str]) -> None:
    record = dict(zip(("subject", "object", "dose", "population"), cells, strict=True))
    line = json.dumps(record)
    try:
        found = table(tmp_path, line + "\n", "t.jsonl")
    except (ImportFault, SyntaxFault, EntityError) as error:
        assert "t.jsonl" in str(error)
        return
    for claim in all_of(found, Claim):
        assert claim.iri.startswith(BASE)


def test_no_far_fetched_column_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="unknown column 'abstract'; say --map"):
        table(tmp_path, "subject,abstract\nA,B\n")


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_told(tmp_path: Path, mark: str, name: str) -> None:
    with pytest.raises(ImportFault, match=f"parted by {name}; save it with commas"):
        table(tmp_path, f"subject{mark}predicate{mark}object\nA{mark}affects{mark}B\n")
