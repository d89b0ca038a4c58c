"""What `kg schema` prints: everything published, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pyoxigraph as ox
import pytest

from kg.cli import run
from kg.errors import LedgerError
from kg.model.kinds import CLASSES
from kg.rdf.ontology_page import ontology_page
from kg.rdf.published import FORMATS, published, schema_text
from kg.rdf.schema import files

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [one.name for one in published()]


def test_everything_is_published_once_and_every_noun_is_there() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert set(CLASSES) <= set(NAMES)
    assert {one.file for one in published()} >= set(files())
    assert all(one.about for one in published())


@pytest.mark.parametrize("name", [n for n in NAMES if n not in FORMATS])
def test_a_json_schema_is_one_and_stands_alone(name: str) -> None:
    schema = json.loads(schema_text(name, "json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    for target in {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}:
        assert target in schema["$defs"]


def test_a_noun_alone_judges_as_the_whole_does() -> None:
    claim = {
        "iri": "a:c",
        "type": "Claim",
        "label": [{"text": "x", "lang": "en"}],
        "subject": ["a:k"],
        "predicate": "a:p",
        "object": ["a:o"],
        "claim_type": "causal",
        "dose": [{"iri": "a:q", "type": "Quantity", "value": "0.50"}],
    }
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("claim")))
    validator.validate(claim)
    assert not validator.is_valid({**claim, "dose": [{"iri": "a:q", "type": "Quantity"}, 1]})
    assert not validator.is_valid({**claim, "doze": []})


@pytest.mark.parametrize("name", ["ontology", "shapes"])
def test_turtle_and_its_lines_say_the_same(name: str) -> None:
    turtle = ox.parse(schema_text(name), format=ox.RdfFormat.TURTLE)
    lines = ox.parse(schema_text(name, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    assert len(list(turtle)) == len(list(lines)) > 500


def test_the_page_of_the_ontology() -> None:
    assert schema_text("ontology", "html") == ontology_page()


def test_what_is_not_published() -> None:
    with pytest.raises(LedgerError, match="did you mean evidence"):
        schema_text("evidense")
    with pytest.raises(LedgerError, match="kg schema lists them"):
        schema_text("???")
    with pytest.raises(LedgerError, match="claims has no format 'html'; choose from: json"):
        schema_text("claims", "html")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert "ontology" in capsys.readouterr().out
    assert run(["schema", "--format", "json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == NAMES
    assert run(["schema", "shapes"]) == 0
    assert capsys.readouterr().out == files()["shapes.ttl"]
    path = tmp_path / "context.jsonld"
    assert run(["schema", "context", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == files()["context.jsonld"]
    assert run(["schema", "nothing-like-it"]) == 3
    assert run(["schema", "-o", str(path)]) == 2
