from __future__ import annotations

import ast
from pathlib import Path

import kg.store
from kg.model.codes import CODES
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.tables import render, table_name
from kg.store import layout, plans

FOLDER = Path(kg.store.__file__).parent


def test_the_generated_files_are_current() -> None:
    for name, text in render().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run python -m kg.rdf.tables"


def test_the_generated_files_import_nothing() -> None:
    for name in render():
        tree = ast.parse((FOLDER / name).read_text(encoding="utf-8"))
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert [getattr(node, "module", "") for node in imports] == ["__future__"]


def test_every_field_has_a_place() -> None:
    for name, cls in CLASSES.items():
        plan = plans.PLANS[name]
        for bound in fields_of(cls):
            first, *rest = plan[bound.term.iri]
            if isinstance(first, int):
                assert layout.TABLES[table_name(cls)][first] == bound.name
            else:
                assert first in {"many", "codes", "label", "value", "level", "node", "fold"}
                assert rest


def test_words_are_those_of_the_closed_lists() -> None:
    expected = {code.__name__: tuple(member.value for member in code) for code in CODES}
    assert expected == layout.WORDS


def test_curated_entities_are_accepted_unless_they_say_otherwise() -> None:
    for table, columns in layout.TABLES.items():
        if "state" in columns:
            assert layout.DEFAULTS[table]["state"] == "accepted"
