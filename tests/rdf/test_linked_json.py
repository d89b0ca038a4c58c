"""JSON-LD of others, and what a JSON-LD reader leaves out in silence."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from kg.errors import EntityError, ReadError, SyntaxFault
from kg.rdf.context import CONTEXT_IRI, context
from kg.rdf.parse import Parsing, parse_quads

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

CONTEXT = {"@context": {"name": "http://ex/name", "knows": {"@id": "http://ex/k", "@type": "@id"}}}
NODE = {"@id": "http://ex/a", "name": "A"}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def parsed(folder: Path, document: object, **contexts: str) -> Parsing[ox.Quad]:
    path = folder / "x.jsonld"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    return parse_quads(path, contexts={f"http://ex/{k}": v for k, v in contexts.items()})


def names(parsing: Parsing[ox.Quad]) -> list[str]:
    return [str(quad.object) for quad in parsing]


@pytest.mark.parametrize(
    "stated",
    [
        "c.jsonld",
        "./deep/c.jsonld",
        ["deep/../c.jsonld", {"other": "http://ex/o"}],
        {"@version": 1.1, "@import": "c.jsonld"},
        "deep/chain.jsonld",
        CONTEXT["@context"],
    ],
)
def test_a_context_inside_or_beside(tmp_path: Path, stated: object) -> None:
    (tmp_path / "deep").mkdir()
    for place in ("c.jsonld", "deep/c.jsonld"):
        (tmp_path / place).write_text(json.dumps(CONTEXT), encoding="utf-8")
    (tmp_path / "deep" / "chain.jsonld").write_text('{"@context": "../c.jsonld"}')
    assert names(parsed(tmp_path, {"@context": stated, **NODE})) == ['"A"']


def test_a_context_of_one_term(tmp_path: Path) -> None:
    (tmp_path / "c.jsonld").write_text(json.dumps(CONTEXT), encoding="utf-8")
    stated = {"@version": 1.1, "in": {"@id": "http://ex/in", "@context": "c.jsonld"}}
    found = names(parsed(tmp_path, {"@context": stated, "@id": "http://ex/b", "in": NODE}))
    assert sorted(found) == ['"A"', "<http://ex/a>"]


def test_a_context_that_the_user_has_saved(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    file = tmp_path / "saved" / "c.json"
    file.write_text(json.dumps(CONTEXT), encoding="utf-8")
    document = {"@context": "http://ex/c", **NODE}
    assert names(parsed(tmp_path, document, c=str(file))) == ['"A"']
    with pytest.raises(SyntaxFault, match=r"gone\.json.*put|is not there"):
        parsed(tmp_path, document, c=str(tmp_path / "gone.json"))


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("http://localhost:9/c.jsonld", r":2:.*is remote, and nothing is fetched; save it and"),
        ("//localhost:9/c.jsonld", "is remote"),
        ("file:///etc/passwd", "is remote"),
        (["c.jsonld", "https://ex/"], "is remote"),
        ({"@import": "http://localhost:9/"}, "is remote"),
        ({"t": {"@id": "http://ex/t", "@context": "http://localhost:9/"}}, "is remote"),
        ("none.jsonld", "is not there; put the file beside"),
        ("../c.jsonld", "lies outside the document's folder"),
        ("/etc/passwd", "lies outside the document's folder"),
        ("link.jsonld", "lies outside the document's folder"),
        ("broken.jsonld", "cannot be read as JSON"),
        ("list.jsonld", "a file without @context"),
        ("circle.jsonld", "without end"),
        ({"@import": "many.jsonld"}, "no single context"),
    ],
)
def test_contexts_that_are_refused(tmp_path: Path, stated: object, said: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "c.jsonld").write_text(json.dumps(CONTEXT), encoding="utf-8")
    (home / "link.jsonld").symlink_to(tmp_path / "c.jsonld")
    for name, text in {
        "c": json.dumps(CONTEXT),
        "broken": "{",
        "list": "[]",
        "circle": '{"@context": "circle.jsonld"}',
        "many": '{"@context": [{}, {}]}',
    }.items():
        (home / f"{name}.jsonld").write_text(text, encoding="utf-8")
    with pytest.raises(SyntaxFault, match=said):
        parsed(home, json.dumps({"@context": stated, **NODE}, indent=1))


def test_a_base_of_a_context_file_is_not_the_documents(tmp_path: Path) -> None:
    held = {"@context": {"@base": "http://else/", **CONTEXT["@context"]}}
    (tmp_path / "c.jsonld").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(EntityError, match="'a' is a relative IRI"):
        list(parsed(tmp_path, {"@context": "c.jsonld", "@id": "a", "name": "A"}))


def test_keys_without_a_meaning_are_told(tmp_path: Path) -> None:
    parsing = parsed(tmp_path, {**CONTEXT, **NODE, "nick": "B", "inner": {"name": "C"}})
    assert names(parsing) == ['"A"']
    assert parsing.notes == (
        "left out, as the @context does not define them: the keys 'nick', 'inner'",
    )


@pytest.mark.parametrize(
    "change", [{"@id": "#me"}, {"@id": ""}, {"knows": "b"}, {"@type": "Person"}]
)
def test_relative_iris_are_refused(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(EntityError, match=r'relative IRI.*add "@base"'):
        list(parsed(tmp_path, {**CONTEXT, **NODE, **change}))
    based = {"@context": [CONTEXT["@context"], {"@base": "http://ex/x"}], **NODE, **change}
    assert len(list(parsed(tmp_path, based))) >= 1


def test_invalid_iris_are_refused_with_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(EntityError, match=r"no IRI.*; write http://ex/a%20b"):
        list(parsed(tmp_path, {**CONTEXT, **NODE, "knows": "http://ex/a b"}))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"@context": {},\n "a" 1}', r":2:6: not JSON"),
        ('{"@context": {}, "a": 1, "a": 2}', "has the key 'a' twice; make it a list"),
        ('{"a": 1}', "is no JSON-LD.*; add one"),
        ("[1, 2]", "is no JSON-LD"),
        ('"words"', "is no JSON-LD"),
        ('{"@context": {"a": "http://ex/a"}, "a": "\\ud800"}', "surrogate"),
        ('{"@context": {}, "a": ' + "[" * 100_000, "nested too deeply"),
        ('{"@context": {"@version": 2}}', "x.jsonld: "),
    ],
)
def test_what_is_no_linked_data(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        list(parsed(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    path.write_bytes(b'{\n"@context": "\xff"}')
    with pytest.raises(SyntaxFault, match=r"x\.jsonld:2: not UTF-8; save the file as UTF-8"):
        parse_quads(path)


@pytest.mark.parametrize("stated", [CONTEXT_IRI, context(), [CONTEXT_IRI]])
def test_our_own_context_knows_no_other_key(tmp_path: Path, stated: object) -> None:
    node = {"iri": "http://ex/k", "type": "Concept", "labels": [{"text": "k", "lang": "en"}]}
    assert len(list(parsed(tmp_path, {"@context": stated, "@graph": [node]}))) == 2
    with pytest.raises(EntityError, match=r"'lables' is not known.*did you mean 'labels'"):
        parsed(tmp_path, {"@context": stated, "@graph": [{**node, "lables": "x"}]})
