"""SHACL shapes, derived from the models: one node shape a class, one property shape a field.

Shapes are open: a ledger keeps what it does not know, except in our own namespace.
A link may point to something that the ledger does not hold (a relation of the vocabulary, a MeSH
term); what it does hold must be of the right kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.entity import ValueNode
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.limits import FILLED, limits_of
from kg.rdf.shape_rules import RULES
from kg.terms import KG, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.entity import Entity, Term
    from kg.rdf.fields import Field
    from kg.rdf.limits import Limits

SHAPES: Final = KG.removesuffix("ns#") + "shapes#"
"""Namespace of the shapes; reserved by name, not registered."""

_PREFIXES: Final = (
    "kg", "cito", "dcterms", "oa", "prov", "qudt", "rdf", "rdfs", "schema", "skos", "xsd",
)  # fmt: skip
_DATATYPES: Final[dict[str, tuple[str, ...]]] = {
    "text": ("xsd:string",),
    "decimal": ("xsd:decimal", "xsd:integer"),
    "integer": ("xsd:integer", "xsd:nonNegativeInteger"),
    "boolean": ("xsd:boolean",),
    "date": (
        'xsd:gYear ; sh:pattern "^-?[0-9]+$"',  # rdflib checks no gYear by itself
        'xsd:gYearMonth ; sh:pattern "^-?[0-9]+-[0-9]+$"',
        "xsd:date",
    ),
    "time": ("xsd:dateTime",),
}
_UTC: Final = r"(Z|\+00:00)$"
"""rdflib rewrites the Z of a time, so both spellings of UTC pass."""


def shapes_text() -> str:
    """The shapes as the file `schema/shapes.ttl`, readable and always the same."""
    table = {prefix: NAMESPACES[prefix] for prefix in _PREFIXES}
    table |= {"sh": "http://www.w3.org/ns/shacl#", "shape": SHAPES}
    blocks = [
        "# Written by `python -m kg.rdf.schema` from the models; change kg/model instead.",
        "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in table.items()),
        *_link_shapes(),
        _one_kind(),
        _known_terms(),
        *(_node_shape(cls) for cls in CLASSES.values()),
    ]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _link_shapes() -> Iterator[str]:
    """One shape for each set of classes that some link may point to."""
    terms = [bound.term for cls in CLASSES.values() for bound in fields_of(cls)]
    for targets in sorted({term.targets for term in terms if term.targets}):
        yield (
            f"shape:{_link_name(targets)}\n"
            "    a sh:NodeShape ;\n"
            f'    rdfs:comment "{_listed(targets)}, or nothing that this ledger describes."@en ;\n'
            f"    sh:nodeKind sh:IRI ;\n{_no_other_kind(targets, '    ')} .\n"
        )
    owned = next(term.owned for term in terms if term.form == "value")  # the same in all fields
    inner = _no_other_kind(("Concept", *owned), "            ")
    yield (
        "shape:QualifierValue\n"
        "    a sh:NodeShape ;\n"
        '    rdfs:comment "A concept, a value node, or words as found."@en ;\n'
        "    sh:or (\n"
        f"        [\n            sh:nodeKind sh:IRI ;\n{inner}\n        ]\n"
        f"        [ sh:datatype xsd:string ; sh:pattern {_quoted(FILLED)} ]\n"
        "    ) .\n"
    )
    yield (
        "shape:TextInLanguage\n"
        "    a sh:NodeShape ;\n"
        '    rdfs:comment "Text with its language, and something to be seen in it."@en ;\n'
        f"    sh:datatype rdf:langString ;\n    sh:pattern {_quoted(FILLED)} .\n"
    )


def _link_name(targets: tuple[str, ...]) -> str:
    return "LinkTo" + "Or".join(targets)


def _listed(targets: tuple[str, ...]) -> str:
    return " or ".join(targets)


def _no_other_kind(names: tuple[str, ...], indent: str) -> str:
    """Not by `sh:class`: a walk through subclasses for every link takes minutes."""
    others = [cls.rdf_type for name, cls in CLASSES.items() if name not in names]
    each = "".join(f"{indent}        {other}\n" for other in others)
    return (
        f"{indent}sh:property [\n{indent}    sh:path rdf:type ;\n"
        f"{indent}    sh:not [ sh:in (\n{each}{indent}    ) ] ;\n{indent}]"
    )


def _one_kind() -> str:
    """A kind is one of ours, spelt right, and a thing has no two of them."""
    ours = sorted({cls.rdf_type for cls in CLASSES.values()})
    each = "".join(f"            {name}\n" for name in ours)
    own = "".join(f"                {name}\n" for name in ours if name.startswith("kg:"))
    return (
        "shape:OneKind\n"
        "    a sh:NodeShape ;\n"
        "    sh:targetSubjectsOf rdf:type ;\n"
        "    sh:property [\n"
        "        sh:path rdf:type ;\n"
        f"        sh:qualifiedValueShape [ sh:in (\n{each}        ) ] ;\n"
        "        sh:qualifiedMaxCount 1 ;\n"
        '        sh:message "one thing is of one kind"@en ;\n'
        "    ] ;\n"
        "    sh:property [\n"
        "        sh:path rdf:type ;\n"
        "        sh:or (\n"
        f"            [ sh:in (\n{own}            ) ]\n"
        f'            [ sh:not [ sh:pattern "^{KG}" ] ]\n'
        "        ) ;\n"
        '        sh:message "no class of this vocabulary"@en ;\n'
        "    ] .\n"
    )


def _known_terms() -> str:
    known = sorted({bound.term.iri for cls in CLASSES.values() for bound in fields_of(cls)})
    own = ",\n".join(f"            <{iri}>" for iri in known if iri.startswith(KG))
    return (
        "shape:KnownTerms\n"
        "    a sh:SPARQLConstraint ;\n"
        '    sh:message "{?path} is no term of this vocabulary"@en ;\n'
        '    sh:select """\n'
        "        SELECT DISTINCT $this ?path WHERE {\n"
        "            { SELECT DISTINCT $this ?path WHERE { ?node ?path ?object } }\n"
        f'            FILTER (STRSTARTS(STR(?path), "{KG}"))\n'
        f"            FILTER (?path NOT IN (\n{own}\n            ))\n"
        "        }\n"
        '    """ .\n\n'
        "# Asked once of the whole graph: a query for each node takes minutes on a small ledger.\n"
        "shape:Vocabulary\n"
        "    a sh:NodeShape ;\n"
        f"    sh:targetNode <{KG}> ;\n"
        "    sh:sparql shape:KnownTerms .\n"
    )


def _node_shape(cls: type[Entity]) -> str:
    name = cls.__name__
    properties = "".join(_property(cls, bound) for bound in fields_of(cls))
    owner = _owner(cls) if issubclass(cls, ValueNode) else ""
    return (
        f"shape:{name}\n"
        "    a sh:NodeShape ;\n"
        f"    sh:targetClass {cls.rdf_type} ;\n"
        "    sh:nodeKind sh:IRI ;\n"
        f"{properties}{owner}{RULES.get(cls, '')}"
        "    sh:severity sh:Violation .\n"
    )


def _property(cls: type[Entity], bound: Field) -> str:
    lines = [f"sh:path {bound.term.curie}", f'sh:name "{bound.name}"', *_demands(cls, bound)]
    body = "".join(f"        {line} ;\n" for line in lines)
    return f"    sh:property [\n{body}    ] ;\n"


def _demands(cls: type[Entity], bound: Field) -> Iterator[str]:
    shared = [other for other in fields_of(cls) if other.term.iri == bound.term.iri]
    if len(shared) > 1:  # the class of the node tells the fields apart
        classes = " ".join(CLASSES[name].rdf_type for name in bound.term.owned)
        yield f"sh:qualifiedValueShape [ sh:class {classes} ]"
        yield "sh:qualifiedMaxCount 1"
        return
    if bound.required:
        yield "sh:minCount 1"
    if not bound.many:
        yield "sh:maxCount 1"
    yield from _range(bound.term)
    if bound.term.form in {"text", "decimal", "integer", "date", "time"}:
        yield from _facets(limits_of(cls, bound.name), bound.term.form)


def _range(term: Term) -> Iterator[str]:
    if term.form == "lang":
        yield "sh:node shape:TextInLanguage"
    elif term.form in _DATATYPES:
        names = _DATATYPES[term.form]
        yield (
            f"sh:datatype {names[0]}"
            if len(names) == 1
            else _either(f"sh:datatype {name}" for name in names)
        )
    elif term.code is not None:
        each = "".join(f"            kg:{m.iri.removeprefix(KG)}\n" for m in term.code)
        yield f"sh:in (\n{each}        )"
    elif term.form == "owned":
        yield "sh:nodeKind sh:IRI"
        yield _either(f"sh:class {CLASSES[name].rdf_type}" for name in term.owned)
    elif term.form == "value":
        yield "sh:node shape:QualifierValue"
    else:
        yield "sh:nodeKind sh:IRI"
        if term.targets:
            yield f"sh:node shape:{_link_name(term.targets)}"


def _either(parts: Iterable[str]) -> str:
    each = list(parts)
    if len(each) == 1:
        return each[0]
    lines = "".join(f"            [ {part} ]\n" for part in each)
    return f"sh:or (\n{lines}        )"


def _facets(limits: Limits, form: str) -> Iterator[str]:
    pattern = _UTC if form == "time" else limits.pattern
    if pattern:
        yield f"sh:pattern {_quoted(pattern.replace('(?:', '('))}"
    if limits.min_length:
        yield f"sh:minLength {limits.min_length}"
    if limits.max_length is not None:
        yield f"sh:maxLength {limits.max_length}"
    if limits.minimum is not None:
        yield f"sh:minInclusive {limits.minimum}"


def _quoted(pattern: str) -> str:
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _owner(cls: type[Entity]) -> str:
    """A value node belongs to one owner."""
    paths = sorted(
        {
            bound.term.curie
            for owner in CLASSES.values()
            for bound in fields_of(owner)
            if cls.__name__ in bound.term.owned
        }
    )
    path = f"[ sh:inversePath {paths[0]} ]"
    if len(paths) > 1:
        each = "".join(f"                    {path}\n" for path in paths)
        path = (
            "[\n            sh:inversePath [\n                sh:alternativePath (\n"
            f"{each}                )\n            ]\n        ]"
        )
    least = "        sh:minCount 1 ;\n" if cls.rdf_type.startswith("kg:") else ""
    return (
        f"    sh:property [\n        sh:path {path} ;\n{least}        sh:maxCount 1 ;\n"
        '        sh:message "a value node belongs to one owner"@en ;\n    ] ;\n'
    )
