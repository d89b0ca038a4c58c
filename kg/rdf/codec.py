"""Models to triples and back, by the terms that the fields name; nothing here knows any class."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import EntityError
from kg.model.entity import Entity, ValueNode
from kg.model.kinds import CLASSES, KINDS, VALUE_NODES
from kg.model.quantity import Words
from kg.model.values import LangText
from kg.rdf.fields import Field, fields_of, stated
from kg.terms import KG, NAMESPACES, RDF_TYPE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model.entity import Term

Node = NamedNode | Literal
Block = list[tuple[str, Node]]
"""The predicates and objects of one subject."""

_XSD: Final = NAMESPACES["xsd"]
_TYPE: Final = NamedNode(RDF_TYPE)
_DATATYPES: Final[dict[str, frozenset[str]]] = {
    "text": frozenset({f"{_XSD}string"}),
    "decimal": frozenset({f"{_XSD}decimal", f"{_XSD}integer"}),
    "integer": frozenset({f"{_XSD}integer", f"{_XSD}nonNegativeInteger"}),
    "boolean": frozenset({f"{_XSD}boolean"}),
    "date": frozenset({f"{_XSD}gYear", f"{_XSD}gYearMonth", f"{_XSD}date"}),
    "time": frozenset({f"{_XSD}dateTime"}),
}
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_MOST_DIGITS: Final = 300
_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
WANTED: Final[dict[str, str]] = {
    "iri": "an IRI",
    "text": "a plain string",
    "lang": "a string with a language",
    "decimal": "a decimal number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a year, month or day",
    "time": "a time",
    "code": "a word of a closed list",
    "owned": "a node of this entity's own",
    "value": "a concept, a value node or plain words",
}
"""What the objects of each form are called in messages."""


@dataclass(slots=True)
class Decoded:
    """What a set of triples holds.

    Attributes:
        entities: by IRI, value nodes inside their owners.
        leftovers: triples of known subjects or others that no field takes; they are kept.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    leftovers: list[Triple] = field(default_factory=list)


def encode(entity: Entity) -> Iterator[Triple]:
    """The triples of an entity and of its value nodes.

    Args:
        entity: any noun of `kg.model`.

    Yields:
        Triples, the type first; fields at their default are left out unless required.
    """
    subject = NamedNode(entity.iri)
    yield Triple(subject, _TYPE, NamedNode(expand(entity.rdf_type)))
    for bound, values in stated(entity):
        predicate = NamedNode(bound.term.iri)
        for one in values:
            yield Triple(subject, predicate, _object(one, bound.term))
            if isinstance(one, ValueNode):
                yield from encode(one)


def _object(value: object, term: Term) -> Node:
    if isinstance(value, Entity):
        return NamedNode(value.iri)
    if isinstance(value, LangText):
        return Literal(value.text, language=value.lang)
    if isinstance(value, Words):
        return Literal(value.text)
    if term.form in {"iri", "value"}:
        return NamedNode(str(value))
    if term.code is not None:
        return NamedNode(term.code(str(value)).iri)
    return _literal(value, term.form)


def _literal(value: object, form: str) -> Literal:
    if form == "boolean":
        return Literal("true" if value else "false", datatype=NamedNode(f"{_XSD}boolean"))
    lexical = str(value)
    if form == "text":
        return Literal(lexical)
    if form == "date":
        name = ("gYear", "gYearMonth", "date")[lexical.lstrip("-").count("-")]
    elif form == "time":
        name = "dateTime"
    else:  # a decimal without a point is an integer in every RDF syntax
        name = "integer" if _INTEGER.fullmatch(lexical) else "decimal"
    return Literal(lexical, datatype=NamedNode(_XSD + name))


def decode(triples: Iterable[Triple]) -> Decoded:
    """The entities that a set of triples holds.

    Args:
        triples: all triples of a ledger, in any order.

    Returns:
        Entities by IRI and the triples that no field takes.

    Raises:
        EntityError: a blank node, an unknown term of our own namespace, a missing or ill-typed
            field; the message names the entity and the field.
    """
    blocks = _blocks(triples)
    decoded = Decoded()
    used: set[str] = set()
    iri = ""
    try:
        for iri, block in blocks.items():
            cls = _class(iri, block, _KIND_BY_TYPE)
            if cls is not None:
                decoded.entities[iri] = _entity(iri, cls, blocks, decoded.leftovers, used)
        for iri, block in blocks.items():
            if iri not in decoded.entities and iri not in used:
                _refuse_unknown(iri, block)
                decoded.leftovers += [_triple(iri, p, o) for p, o in block]
    except EntityError as error:
        error.subject = iri
        raise
    return decoded


def decode_of(place: object, triples: Iterable[Triple]) -> Decoded:
    """The entities of a file; as `decode`, with the file named in the message.

    Args:
        place: the file, or whatever else the triples come from.
        triples: as for `decode`.

    Returns:
        As `decode`.

    Raises:
        EntityError: as `decode`; the message names the place too.
    """
    try:
        return decode(triples)
    except EntityError as error:
        named = EntityError(f"{place}: {error.message}", error.hint or "correct it")
        named.subject = error.subject
        raise named from error


_KIND_BY_TYPE: Final[Mapping[str, type[Entity]]] = {expand(kind.rdf_type): kind for kind in KINDS}
_NODE_BY_TYPE: Final[Mapping[str, type[Entity]]] = {
    expand(node.rdf_type): node for node in VALUE_NODES
}


def _blocks(triples: Iterable[Triple]) -> dict[str, Block]:
    blocks: dict[str, Block] = defaultdict(list)
    for triple in triples:
        subject, found = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(found, NamedNode | Literal):
            nested = isinstance(subject, Triple) or isinstance(found, Triple)
            kind = "a nested triple" if nested else "a blank node"
            raise _misplaced(triple, kind, "import the file, which names such nodes")
        if isinstance(found, Literal) and found.direction is not None:
            hint = "leave the direction out, the language says it"
            raise _misplaced(triple, "a text with a base direction", hint)
        blocks[subject.value].append((triple.predicate.value, found))
    return blocks


def _misplaced(triple: Triple, what: str, hint: str) -> EntityError:
    said = f"{triple.predicate.value} of {triple.subject}: {what} has no place in a ledger"
    error = EntityError(said, hint)
    error.subject = str(getattr(triple.subject, "value", ""))
    return error


def _class(iri: str, block: Block, table: Mapping[str, type[Entity]]) -> type[Entity] | None:
    """The class of a block, None if its types are not ours."""
    types = {o.value for p, o in block if p == RDF_TYPE and isinstance(o, NamedNode)}
    known = sorted(types & table.keys())
    if len(known) > 1:
        names = " and ".join(table[one].__name__ for one in known)
        raise EntityError(f"{_short(iri)}: one thing cannot be {names} at once")
    return table[known[0]] if known else None


def _entity(
    iri: str,
    cls: type[Entity],
    blocks: dict[str, Block],
    leftovers: list[Triple],
    used: set[str],
) -> Entity:
    """One entity with its value nodes; a node is marked as used by its owner."""
    table: dict[str, list[Field]] = defaultdict(list)
    for bound in fields_of(cls):
        table[bound.term.iri].append(bound)
    record: dict[str, object] = {"iri": iri}
    for predicate, found in blocks[iri]:
        if predicate == RDF_TYPE:
            if found.value != expand(cls.rdf_type):
                _refuse_unknown(iri, [(predicate, found)])
                leftovers.append(_triple(iri, predicate, found))
            continue
        chosen = _choose(table.get(predicate, []), found, blocks)
        if chosen is None:
            _refuse_unknown(iri, [(predicate, found)])
            leftovers.append(_triple(iri, predicate, found))
            continue
        owner = (iri, chosen.name)
        if _is_node(chosen, found, blocks):
            node = _class(found.value, blocks[found.value], _NODE_BY_TYPE)
            assert node is not None
            if found.value in used:
                raise EntityError(f"{_short(iri)}: {_short(found.value)} belongs to another entity")
            used.add(found.value)
            value: object = _entity(found.value, node, blocks, leftovers, used)
        else:
            value = _value(found, chosen.term, owner)
        _put(record, chosen, value, owner)
    return _build(cls, record)


def _choose(fields: list[Field], found: Node, blocks: dict[str, Block]) -> Field | None:
    """Two fields may share a property (`oa:hasSelector`): the type of the node decides."""
    if len(fields) > 1 and isinstance(found, NamedNode):
        node = _class(found.value, blocks.get(found.value, []), _NODE_BY_TYPE)
        fields = [f for f in fields if node is not None and node.__name__ in f.term.owned]
    return fields[0] if fields else None


def _is_node(bound: Field, found: Node, blocks: dict[str, Block]) -> bool:
    if not bound.term.owned or not isinstance(found, NamedNode):
        return False
    node = _class(found.value, blocks.get(found.value, []), _NODE_BY_TYPE)
    return node is not None and node.__name__ in bound.term.owned


def _value(found: Node, term: Term, owner: tuple[str, str]) -> object:
    place = f"{_short(owner[0])}: {owner[1]}"
    if isinstance(found, NamedNode):
        if term.code is not None:
            try:
                return term.code.from_iri(found.value)
            except ValueError as error:
                raise EntityError(f"{place}: {error}") from error
        if term.form in {"iri", "value"}:
            return found.value
        raise EntityError(f"{place}: <{found.value}> stands where {WANTED[term.form]} is expected")
    if term.form == "lang":
        if found.language is None:
            raise EntityError(f"{place}: {found.value!r} has no language tag", "add one: @en")
        return _checked(LangText, place, text=found.value, lang=found.language)
    if term.form == "value" and found.datatype.value == f"{_XSD}string":
        return _checked(Words, place, text=found.value)
    if found.language is not None or found.datatype.value not in _DATATYPES.get(term.form, ()):
        raise EntityError(f"{place}: {found} stands where {WANTED[term.form]} is expected")
    if term.form == "date" and _literal(found.value, "date") != found:
        raise EntityError(f"{place}: {found} is not of its datatype")
    return _plain(found, term.form, place)


def _checked(cls: type[LangText | Words], place: str, **parts: str) -> LangText | Words:
    try:
        return cls.model_validate(parts)
    except ValidationError as error:
        raise EntityError(f"{place}: {error.errors(include_url=False)[0]['msg']}") from error


def _plain(found: Literal, form: str, place: str) -> object:
    if form == "boolean":
        if found.value not in _BOOLEANS:
            raise EntityError(f"{place}: {found} is neither true nor false")
        return _BOOLEANS[found.value]
    integer = _INTEGER.fullmatch(found.value) is not None
    if found.datatype.value != f"{_XSD}decimal" and form in {"decimal", "integer"} and not integer:
        raise EntityError(f"{place}: {found} is not of its datatype")
    if form == "integer" and len(found.value) > _MOST_DIGITS:
        raise EntityError(f"{place}: a number of {len(found.value)} digits counts nothing")
    return int(found.value) if form == "integer" else found.value


def _put(record: dict[str, object], bound: Field, value: object, owner: tuple[str, str]) -> None:
    if bound.many:
        before = record.get(bound.name, ())
        assert isinstance(before, tuple)
        record[bound.name] = (*before, value)
        return
    if bound.name in record:
        raise EntityError(f"{_short(owner[0])}: {bound.name} has two values, one is allowed")
    record[bound.name] = value


def _build(cls: type[Entity], record: dict[str, object]) -> Entity:
    try:
        return cls.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "as a whole"
        raise EntityError(f"{_short(str(record['iri']))}: {where}: {first['msg']}") from error


def _refuse_unknown(iri: str, block: Block) -> None:
    """Unknown terms are kept, except in our own namespace, where they are spelling mistakes."""
    for predicate, found in block:
        term = found.value if predicate == RDF_TYPE else predicate
        if term.startswith(KG) and (predicate == RDF_TYPE or term not in _KNOWN):
            if term in _KNOWN_TYPES:
                raise EntityError(
                    f"{_short(iri)}: kg:{term.removeprefix(KG)} stands where it has no owner"
                )
            near = _nearest(term)
            raise EntityError(
                f"{_short(iri)}: kg:{term.removeprefix(KG)} is no term of this vocabulary",
                f"did you mean kg:{near}?" if near else "see schema/ontology.ttl",
            )


def _nearest(term: str) -> str | None:
    from difflib import get_close_matches

    local = [name.removeprefix(KG) for name in (*_KNOWN, *_KNOWN_TYPES) if name.startswith(KG)]
    found = get_close_matches(term.removeprefix(KG), local, n=1)
    return found[0] if found else None


_KNOWN: Final = frozenset(f.term.iri for cls in CLASSES.values() for f in fields_of(cls))
_KNOWN_TYPES: Final = frozenset(expand(cls.rdf_type) for cls in CLASSES.values())


def _triple(subject: str, predicate: str, found: Node) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), found)


def _short(iri: str) -> str:
    return iri.rpartition("#")[2] or iri
