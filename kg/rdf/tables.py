"""The tables of the index, read off the models and written as plain data into kg/store.

    python -m kg.rdf.tables          writes the files anew

Listing and searching read layout.py and never import the models; building an index reads all.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from pprint import pformat
from typing import TYPE_CHECKING, Final

from kg.model.codes import CODES
from kg.model.entity import ValueNode
from kg.model.header import MODEL_VERSION
from kg.model.kinds import CLASSES, KINDS, VALUE_NODES
from kg.model.qualifiers import DIMENSIONS
from kg.rdf.fields import Field, fields_of
from kg.terms import expand

if TYPE_CHECKING:
    from kg.model.entity import Entity

STORE: Final = Path(__file__).parents[1] / "store"
ENTITY_KEY: Final = ("iri",)
NODE_KEY: Final = ("owner", "field", "ord", "iri")
_NAMING: Final = {"skos:prefLabel": "label", "rdfs:label": "label", "dcterms:title": "label"}
_NUMERIC: Final = {"integer", "boolean"}
_START: Final = """

from __future__ import annotations

# fmt: off
"""
_HEADS: Final = {
    "code_lists.py": '"""Values of closed lists by IRI; written by `python -m kg.rdf.tables`."""',
    "layout.py": '"""Tables and closed lists as data; written by `python -m kg.rdf.tables`."""',
    "plans.py": '''"""What becomes of each predicate; written by `python -m kg.rdf.tables`.

`(column, code)` fills one column of the entity's row, through a closed list where one is named.
`("many" | "codes", field, code)` adds rows to `many`, `("label", kind, "")` to `label` and
`("value" | "level", dimension, code)` to `qualifier`.
`("node", field, "")` adds a row to the table of the node's class, and `("fold", field, "")` puts
the columns of an inner node into the row of its owner.
"""''',
}
_FILES: Final = {
    "CODES": "code_lists.py",
    **dict.fromkeys(("KINDS", "NODES", "PLANS"), "plans.py"),
}
"""Where a table is written that does not stand in layout.py."""

_TEXTS: Final = "tuple[str, ...]"
_TYPES: Final = {
    "VERSION": "str",
    "MODEL_VERSION": "int",
    "DIMENSIONS": _TEXTS,
    "TABLES": f"dict[str, {_TEXTS}]",
    "INTEGERS": f"dict[str, {_TEXTS}]",
    "DEFAULTS": "dict[str, dict[str, str | int]]",
    "KINDS": "dict[str, tuple[str, str, str]]",
    "NODES": "dict[str, tuple[str, str, str]]",
    "WORDS": f"dict[str, {_TEXTS}]",
    "CODES": "dict[str, dict[str, str]]",
    "PLANS": "dict[str, dict[str, tuple[int, str] | tuple[str, str, str]]]",
}

Step = tuple[int, str] | tuple[str, str, str]


@dataclass
class _Table:
    """A table while it is put together: columns after the key, in order, and their defaults."""

    key: tuple[str, ...]
    columns: list[str] = field(default_factory=list)
    numeric: set[str] = field(default_factory=set)
    defaults: dict[str, str | int] = field(default_factory=dict)

    def column(self, bound: Field, default: object) -> int:
        """The place of a field's column, added if it is new."""
        if bound.name not in self.columns:
            self.columns.append(bound.name)
        if bound.term.form in _NUMERIC:
            self.numeric.add(bound.name)
        if isinstance(default, str | int):
            self.defaults[bound.name] = str(default) if isinstance(default, str) else default
        return len(self.key) + self.columns.index(bound.name)


def table_name(cls: type[Entity]) -> str:
    """The table that holds a class: `EvidenceLine` is `evidence_line`; inner nodes share one.

    Args:
        cls: a class of `kg.model.kinds`.

    Returns:
        The name of the table.
    """
    for outer in VALUE_NODES:
        if any(cls.__name__ in f.term.owned for f in fields_of(outer)):
            return table_name(outer)
    if any(cls.__name__ in f.term.owned and f.term.form == "value" for f in _all_fields()):
        return "qualifier"
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def _all_fields() -> tuple[Field, ...]:
    return tuple(f for kind in KINDS for f in fields_of(kind))


def _step(cls: type[Entity], bound: Field, table: _Table) -> Step:
    term = bound.term
    if term.form == "lang":
        kind = _NAMING.get(term.curie, "synonym" if term.curie == "skos:altLabel" else bound.name)
        return ("label", kind, "")
    if term.form == "value":
        return ("value", bound.name, "")
    if term.form == "owned":
        return ("fold" if issubclass(cls, ValueNode) else _owned(term.owned), bound.name, "")
    code = term.code.__name__ if term.code else ""
    if bound.many:
        if bound.name in DIMENSIONS:
            return ("level", bound.name, code)
        return ("codes" if code else "many", bound.name, code)
    default = cls.model_fields[bound.name].default
    code = "boolean" if term.form == "boolean" else code
    return (table.column(bound, None if bound.required else default), code)


def _owned(names: tuple[str, ...]) -> str:
    tables = {table_name(CLASSES[name]) for name in names}
    return "value" if tables == {"qualifier"} else "node"


def layout() -> dict[str, object]:
    """Everything that the two files hold, by the name of its constant."""
    tables: dict[str, _Table] = {"qualifier": _Table(NODE_KEY, ["level", "concept", "words"])}
    plans: dict[str, dict[str, dict[str, list[Step]]]] = {"kinds": {}, "nodes": {}}
    for cls in (*KINDS, *VALUE_NODES):
        node = issubclass(cls, ValueNode)
        table = tables.setdefault(table_name(cls), _Table(NODE_KEY if node else ENTITY_KEY))
        plan = plans["nodes" if node else "kinds"].setdefault(cls.__name__, {})
        for bound in fields_of(cls):
            step = _step(cls, bound, table)
            if step not in plan.setdefault(bound.term.iri, []):
                plan[bound.term.iri].append(step)
    return _constants(tables, plans)


def _constants(
    tables: dict[str, _Table], plans: dict[str, dict[str, dict[str, list[Step]]]]
) -> dict[str, object]:
    def rows(group: str) -> dict[str, tuple[str, ...]]:
        return {
            expand(CLASSES[name].rdf_type): (CLASSES[name].kind, table_name(CLASSES[name]), name)
            for name in plans[group]
        }

    found: dict[str, object] = {
        "MODEL_VERSION": MODEL_VERSION,
        "DIMENSIONS": tuple(d for d in DIMENSIONS),
        "TABLES": {name: (*table.key, *table.columns) for name, table in tables.items()},
        "INTEGERS": {
            name: tuple(sorted(table.numeric)) for name, table in tables.items() if table.numeric
        },
        "DEFAULTS": {name: table.defaults for name, table in tables.items() if table.defaults},
        "KINDS": rows("kinds"),
        "NODES": rows("nodes"),
        "WORDS": {code.__name__: tuple(m.value for m in code) for code in CODES},
        "CODES": {code.__name__: {m.iri: m.value for m in code} for code in CODES},
        "PLANS": {
            name: {iri: steps[0] for iri, steps in plan.items()}
            for group in plans.values()
            for name, plan in group.items()
        },
    }
    return {"VERSION": hashlib.sha256(repr(found).encode()).hexdigest()[:16], **found}


def render() -> dict[str, str]:
    """The text of the generated files of kg/store, by file name."""
    texts = {name: [head + _START] for name, head in _HEADS.items()}
    for name, value in layout().items():
        data = pformat(value, width=99, compact=True, sort_dicts=False).replace("'", '"')
        if "\n" in data:
            data = f"{data[0]}\n {data[1:-1]},\n{data[-1]}"
        texts[_FILES.get(name, "layout.py")].append(f"{name}: {_TYPES[name]} = {data}\n")
    return {name: "\n".join(parts) for name, parts in texts.items()}


if __name__ == "__main__":
    for file_name, text in render().items():
        (STORE / file_name).write_text(text, encoding="utf-8")
