from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from standin import SMALL, MemoryLedger, small_view

from kg.errors import ExportFault, FilterError, WriteError
from kg.exporters.export import SHELF, export, format_of
from kg.shelf import member, names

FORMATS = ["csv", "dot", "gexf", "graphml", "jsonld", "turtle"]


def test_every_member_says_what_it_is() -> None:
    assert [name for name in names(SHELF) if name in FORMATS] == FORMATS
    suffixes = [suffix for name in FORMATS for suffix in member(SHELF, name).SUFFIXES]
    assert len(set(suffixes)) == len(suffixes)
    for name in FORMATS:
        assert name == member(SHELF, name).NAME
        assert "/" in member(SHELF, name).MEDIA_TYPE


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_and_a_stream_get_the_same_bytes(name: str, tmp_path: Path) -> None:
    stream = BytesIO()
    assert export(small_view(), stream, name) == name
    for suffix in member(SHELF, name).SUFFIXES:
        path = tmp_path / f"é out{suffix.upper()}"
        assert export(small_view(), path) == name
        assert path.read_bytes() == stream.getvalue()
    assert len(list(tmp_path.iterdir())) == len(member(SHELF, name).SUFFIXES), "no litter"


@pytest.mark.parametrize("name", ["x.xlsx", "x", "x.", ".ttl"])
def test_an_unknown_suffix_lists_the_formats(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportFault, match=r"gexf \(\.gexf\)") as caught:
        export(small_view(), tmp_path / name)
    assert name in str(caught.value)


def test_an_unknown_format_or_none_lists_the_formats() -> None:
    with pytest.raises(ExportFault, match=r"'xlsx'.*graphml"):
        format_of(Path("x.ttl"), "xlsx")
    with pytest.raises(ExportFault, match="stream"):
        export(small_view(), BytesIO())


@pytest.mark.parametrize("name", FORMATS)
def test_a_suffix_names_its_format(name: str) -> None:
    for suffix in member(SHELF, name).SUFFIXES:
        for word in (suffix, suffix.removeprefix("."), suffix.upper()):
            assert format_of(None, word) == name
    with pytest.raises(ExportFault, match="no export format"):
        format_of(None, ".")


def test_a_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportFault, match=r"x\.csv exists.*--force"):
        export(small_view(), path)
    assert path.read_text(encoding="utf-8") == "mine"
    export(small_view(), str(path), force=True)
    assert path.read_text(encoding="utf-8").startswith("claim_id")


def test_the_ledger_itself_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ledger.ttl"
    shutil.copyfile(SMALL, path)
    view = replace(small_view("low"), ledger=MemoryLedger(path))
    (tmp_path / "link.ttl").symlink_to(path)
    for name in ("ledger.ttl", "link.ttl"):
        with pytest.raises(ExportFault, match="the ledger itself"):
            export(view, tmp_path / name, force=True)
    assert path.read_bytes() == SMALL.read_bytes()


def test_a_fault_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FilterError):
        export(small_view(), tmp_path / "x.gexf", mode="half")
    with pytest.raises(WriteError, match="make the folder"):
        export(small_view(), tmp_path / "none" / "x.gexf")
    with pytest.raises(ExportFault, match="folder"):
        export(small_view(), tmp_path, "csv", force=True)
    assert list(tmp_path.iterdir()) == []


def test_an_option_that_the_format_lacks_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ExportFault, match=r"turtle has no option mode; it has: none"):
        export(small_view(), tmp_path / "x.ttl", mode="full")
    with pytest.raises(ExportFault, match=r"it has: certainty, mode"):
        export(small_view(), tmp_path / "x.dot", colour="red")
