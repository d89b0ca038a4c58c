from __future__ import annotations

import gc
import socket
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ReadError, SyntaxFault
from kg.rdf.parse import FORMATS, parse_quads, parse_turtle

GOOD = b"@prefix : <https://x.example/#> .\n@base <https://x.example/> .\n:a :b 0.50 .\n"


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_streams_triples_and_remembers_prefixes_and_base(tmp_path: Path, bom: bytes) -> None:
    parsing = parse_turtle(file(tmp_path, "x.ttl", bom + GOOD))
    triple = next(parsing)
    assert isinstance(triple, ox.Triple)
    assert isinstance(triple.object, ox.Literal)
    assert triple.object.value == "0.50"
    assert list(parsing) == []
    assert parsing.prefixes == {"": "https://x.example/#"}
    assert parsing.base == "https://x.example/"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b"# only\r\n", b"#"])
def test_empty_files_hold_nothing(tmp_path: Path, content: bytes) -> None:
    assert list(parse_turtle(file(tmp_path, "x.ttl", content))) == []


def test_every_format_by_its_ending(tmp_path: Path) -> None:
    triple = next(parse_turtle(file(tmp_path, "x.ttl", GOOD)))
    for ending, kind in FORMATS.items():
        data = ox.serialize([triple], format=kind)
        assert data is not None
        path = file(tmp_path, f"y{ending.upper()}", b"\xef\xbb\xbf" * (ending != ".rdf") + data)
        assert list(parse_turtle(path)) == [triple]
        assert [quad.triple for quad in parse_quads(path)] == [triple]


@pytest.mark.parametrize("name", ["x.trig", "x.nq"])
def test_graph_names_are_kept_or_refused(tmp_path: Path, name: str) -> None:
    graph = "<a:g> { <a:s> <a:p> <a:o> }" if name == "x.trig" else "<a:s> <a:p> <a:o> <a:g> ."
    path = file(tmp_path, name, graph.encode())
    assert [quad.graph_name for quad in parse_quads(path)] == [ox.NamedNode("a:g")]
    with pytest.raises(ReadError, match=r"named graph, <a:g>; bring it in with kg import"):
        list(parse_turtle(path))


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        (b'<a:a> <a:b>\n  "\xc3\xa9\xf0\x9f\xa7\xaa" foo .', 2, 8, "not a valid"),
        (b":a <b:c> <d:e> .", 1, 1, "declared; declare the prefix"),
        (b'<a:a> <a:b> "x"', 1, 16, "dot; end the statement"),
        (b"<a> <a:b> <a:c> .", 1, 1, "write the IRI in full"),
        (b'<a:a> <a:b> "x\xffy" .', 1, 15, "UTF-8.*; save the file as UTF-8"),
        (b'<a:a> <a:b>\n"x\0y" .', 2, 0, "NUL"),
        (b"\xef\xbb\xbf\xef\xbb\xbf<a:a> <a:b> 1 .", 1, 1, "not a valid subject"),
    ],
)
def test_syntax_faults_name_the_place_and_the_remedy(
    tmp_path: Path, content: bytes, line: int, column: int, said: str
) -> None:
    path = file(tmp_path, "x.ttl", content)
    with pytest.raises(SyntaxFault, match=said) as caught:
        list(parse_turtle(path))
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert caught.value.column == column
    assert "\n" not in str(caught.value)
    assert "Parser error" not in str(caught.value)


def test_what_came_before_a_fault_was_already_given(tmp_path: Path) -> None:
    parsing = parse_turtle(file(tmp_path, "x.ttl", GOOD + b":a :b broken .\n"))
    next(parsing)
    with pytest.raises(SyntaxFault):
        next(parsing)


def test_utf_16_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, "x.ttl", GOOD.decode().encode("utf-16"))
    with pytest.raises(ReadError, match=r"UTF-16.*save the file as UTF-8"):
        parse_turtle(path)


def test_a_nul_far_into_a_file(tmp_path: Path) -> None:
    path = file(tmp_path, "x.ttl", GOOD + b"# c\n" * 50_000 + b"\0")
    with pytest.raises(SyntaxFault) as caught:
        list(parse_turtle(path))
    assert caught.value.line == 50_004


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.ttl: no such file"):
        parse_turtle(tmp_path / "none.ttl")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(ReadError, match="is a folder"):
        parse_turtle(tmp_path / "folder.ttl")
    with pytest.raises(ReadError, match=r"no RDF format ends in '.txt'; rename it"):
        parse_turtle(file(tmp_path, "x.txt", GOOD))
    with pytest.raises(ReadError, match="ends in 'nothing'"):
        parse_quads("x")
    with pytest.raises(ReadError):
        parse_turtle("a\0b.ttl")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = file(tmp_path, "x.ttl", GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="may not be read; change its permissions"):
        parse_turtle(path)


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    content = b'{"@context": "http://localhost:9/c.jsonld", "http://a/b": "x"}'
    with pytest.raises(SyntaxFault, match="nothing is fetched"):
        list(parse_turtle(file(tmp_path, "x.jsonld", content)))
    entity = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>'
    with pytest.raises(SyntaxFault):
        list(parse_turtle(file(tmp_path, "x.rdf", entity)))


def test_a_parsing_that_nobody_reads_gives_its_file_back(tmp_path: Path) -> None:
    path = file(tmp_path, "x.ttl", GOOD)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        parse_turtle(path)
        begun = parse_turtle(path)
        next(begun)
        del begun
        gc.collect()
    assert seen == []
