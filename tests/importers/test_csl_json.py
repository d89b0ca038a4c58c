"""CSL-JSON bibliographies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ImportFault, ReadError, SyntaxFault
from kg.importers.csl_json import read
from kg.model.document import Document
from kg.rdf.codec import decode, encode
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"


def bibliography(folder: Path, content: object, **asked: object) -> Imported:
    path = folder / "b.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return read(str(path), Request(base=BASE, **asked))  # type: ignore[arg-type] # fields by name


def one(folder: Path, **fields: object) -> Document:
    (document,) = bibliography(folder, [{"id": "x1", "type": "article-journal", **fields}]).entities
    assert isinstance(document, Document)
    return document


def test_a_reference_is_a_document(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        title="On <i>R. norvegicus</i> &amp; others",
        author=[
            {"family": "Bloch", "given": "MH"},
            {"family": "Nedelec", "given": "M", "non-dropping-particle": "Le"},
            {"literal": "World Health Organization"},
        ],
        issued={"date-parts": [["2018", 3, 31]]},
        **{"container-title": "J", "DOI": "https://doi.org/10.1038/npp.2017.194"},
        volume=43,
        PMID="123",
        page="1-2",
        URL="https://example.org/a",
    )
    assert document.iri == f"{BASE}x1"
    assert document.title[0].text == "On R. norvegicus & others"
    assert document.authors == "Bloch, MH; Le Nedelec, M; World Health Organization"
    assert document.issued == "2018-03-31"
    assert document.doi == "10.1038/npp.2017.194"
    assert (document.container, document.volume, document.pages) == ("J", "43", "1-2")
    assert document.genre is not None
    assert document.genre.endswith("JournalArticle")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2018]]}, "2018"),
        ({"date-parts": [[2018, 3]]}, "2018-03"),
        ({"date-parts": [[2018, 13]]}, "2018"),
        ({"date-parts": [[2018, 2, 30]]}, "2018-02"),
        ({"date-parts": [["-12", 13], ["-13", 14]]}, "-0012"),
        ({"date-parts": [[2017], [2019]]}, "2017"),
        ({"raw": "31 March 2026"}, "2026-03-31"),
        ({"literal": "in press"}, None),
        ({"date-parts": []}, None),
        ({"date-parts": "2018"}, None),
        (None, None),
    ],
)
def test_dates_are_as_precise_as_known(tmp_path: Path, issued: object, date: str | None) -> None:
    assert one(tmp_path, issued=issued).issued == date


def test_a_retraction_is_a_notice(tmp_path: Path) -> None:
    note = (
        "seen on a page; RETRACTED 31 March 2026 by the editors (errors). Older copies say nothing"
    )
    (notice,) = one(tmp_path, status="retracted", note=note).notices
    assert notice.notice_kind == "retraction"
    assert notice.date == "2026-03-31"
    assert notice.words is not None
    assert notice.words.startswith("RETRACTED 31 March")
    (undated,) = one(tmp_path, status="retracted").notices
    assert undated.date is None
    assert one(tmp_path, note=note).notices == ()


def test_a_known_document_keeps_its_name(tmp_path: Path) -> None:
    known = Document.model_validate({"iri": f"{BASE}own", "doi": "10.1/ABC"})
    found = bibliography(tmp_path, [{"id": "x", "DOI": "10.1/abc"}], known={known.iri: known})
    assert [e.iri for e in found.entities] == [known.iri]


def test_ids_that_look_alike_get_two_names(tmp_path: Path) -> None:
    found = bibliography(tmp_path, [{"id": "a:b"}, {"id": "a b"}, {"id": "a:b"}])
    assert len({e.iri for e in found.entities}) == 2


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        ("{", SyntaxFault, "not JSON"),
        ("[" * 100_000, SyntaxFault, r"b\.json"),
        ("3", ImportFault, "not a list"),
        ("[3]", ImportFault, "reference 1: not an object"),
        ('[{"title": "x"}]', ImportFault, "reference 1: it has no id"),
        ('[{"id": "  "}]', ImportFault, "it has no id"),
    ],
)
def test_malformed_files(
    tmp_path: Path, content: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        bibliography(tmp_path, content)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(str(tmp_path / "no.json"), Request(base=BASE))


def test_an_empty_bibliography(tmp_path: Path) -> None:
    assert bibliography(tmp_path, []).entities == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["title", "author", "issued", "DOI", "URL", "language", "custom", "note", "status", "volume"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(fields=st.dictionaries(KEYS, JSON))
def test_odd_values_are_dropped_or_told(tmp_path: Path, fields: dict[str, object]) -> None:
    try:
        document = one(tmp_path, **fields)
    except ImportFault as error:
        assert "x1" in str(error)
        return
    assert decode(encode(document)).entities == {document.iri: document}


@pytest.mark.shared
def test_public_files(shared_data: Path) -> None:
    files = sorted((shared_data / "citations" / "csl-json").glob("*.json"))
    assert len(files) >= 10
    for path in files:
        records = json.loads(path.read_text(encoding="utf-8"))
        found = read(str(path), Request(base=BASE))
        assert len(found.entities) == len({r["id"] for r in records}), path.name
        for entity in found.entities:
            assert decode(encode(entity)).entities == {entity.iri: entity}
