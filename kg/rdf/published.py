"""What is published of the data: JSON Schemas, context, shapes and ontology, by name."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import LedgerError, ReadError
from kg.model.kinds import CLASSES
from kg.rdf.ontology import schema_file

if TYPE_CHECKING:
    from collections.abc import Mapping

TURTLE: Final = ("turtle", "ntriples")
FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "ontology": (*TURTLE, "html"),
    "shapes": TURTLE,
    "context": ("json",),
}
"""Formats of each published file, its own first; of all others JSON."""


class Published(NamedTuple):
    """One thing that is published.

    Attributes:
        name: what it is asked for by.
        about: one line.
        file: its file in `schema/`.
    """

    name: str
    about: str
    file: str


_FILES: Final = (
    Published("ontology", "what every term of the vocabulary means", "ontology.ttl"),
    Published("shapes", "what a ledger must look like, in SHACL", "shapes.ttl"),
    Published("context", "JSON-LD context of the entities", "context.jsonld"),
    Published("entities", "JSON Schema of all nouns", "entities.schema.json"),
)
_RESULTS: Final = {
    "audit": "kg audit",
    "claims": "kg claims",
    "compare": "kg compare",
    "conflicts": "kg conflicts",
    "evidence": "kg evidence CLAIM",
    "extract": "kg extract",
    "summary-of-findings": "kg evidence --about",
    "settle": "kg settle",
    "whatif": "kg whatif",
}
"""The command that prints it, by name."""


def published() -> tuple[Published, ...]:
    """All that can be asked for: files, shapes of answers, and single nouns."""
    answers = (
        Published(
            name, f"JSON Schema of what {command} --format json prints", f"{name}.schema.json"
        )
        for name, command in _RESULTS.items()
    )
    nouns = (
        Published(name, str(one.get("description", "")), "entities.schema.json")
        for name, one in _definitions().items()
        if name in CLASSES
    )
    return (*_FILES, *answers, *nouns)


def schema_text(name: str, form: str = "") -> str:
    """One published thing as text.

    Args:
        name: see `published`; the case of nouns does not matter.
        form: one of its `FORMATS`, its own if empty.

    Raises:
        LedgerError: there is no such name, or it has no such format.
        ReadError: the installation lacks the file.
    """
    found = _named(name)
    forms = FORMATS.get(found.name, ("json",))
    if form and form not in forms:
        raise LedgerError(
            f"{found.name} has no format {form!r}", f"choose from: {', '.join(forms)}"
        )
    if form == "html":
        from kg.rdf.ontology_page import ontology_page

        return ontology_page()
    text = _read(found.file)
    if form == "ntriples":
        return _ntriples(text)
    if found.file == "entities.schema.json" and found.name != "entities":
        return _noun(found.name, json.loads(text))
    return text


def _named(name: str) -> Published:
    every = {one.name: one for one in published()}
    folded = {known.casefold(): one for known, one in every.items()}
    found = every.get(name) or folded.get(name.casefold())
    if found is None:
        near = get_close_matches(name.casefold(), folded, n=1)
        meant = f"did you mean {folded[near[0]].name}?" if near else "kg schema lists them"
        raise LedgerError(f"no schema is named {name!r}", meant)
    return found


def _read(file: str) -> str:
    path = schema_file(file)
    if path is None:
        raise ReadError(f"schema/{file} is missing", "install claimkg anew")
    return path.read_text(encoding="utf-8")


def _ntriples(turtle: str) -> str:
    import pyoxigraph as ox

    triples = [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None  # it is returned unless an output is given
    return data.decode()


def _definitions() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(_read("entities.schema.json"))["$defs"]
    return found


def _noun(name: str, whole: Mapping[str, object]) -> str:
    """The schema of one noun, with the definitions that it needs."""
    definitions = whole["$defs"]
    assert isinstance(definitions, dict)
    needed: dict[str, object] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in needed:
            needed[one] = definitions[one]
            waiting += _references(definitions[one])
    schema = {
        "$schema": whole["$schema"],
        "$id": f"{str(whole['$id']).rpartition('/')[0]}/{name}.schema.json",
        **definitions[name],
        "$defs": {one: needed[one] for one in sorted(needed)},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _references(schema: object) -> list[str]:
    if isinstance(schema, dict):
        own = [str(schema["$ref"]).rpartition("/")[2]] if "$ref" in schema else []
        return own + [name for part in schema.values() for name in _references(part)]
    if isinstance(schema, list):
        return [name for part in schema for name in _references(part)]
    return []
