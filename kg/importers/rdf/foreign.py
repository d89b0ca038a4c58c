"""Things of shared vocabularies (SKOS, PROV) as others describe them, made fit for a ledger.

A ledger shows everything by a label in a language. Others leave out either; they are supplied and
told, so that a thesaurus or a nanopublication need not be rewritten before it can be read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pyoxigraph as ox

from kg.model.kinds import KINDS
from kg.rdf.fields import fields_of
from kg.terms import KG, NAMESPACES, RDF_TYPE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STRING: Final = NAMESPACES["xsd"] + "string"
_UNDETERMINED: Final = "und"
"""The language tag of a text whose language nobody has stated (BCP 47, section 4.1)."""
_NO_LANGUAGE: Final = "zxx"
"""The language tag of a name made of an IRI: no linguistic content."""


def fitted(triples: Iterable[ox.Triple]) -> tuple[list[ox.Triple], list[str]]:
    """Triples in which things of shared classes have labels, and their texts a language.

    Args:
        triples: of a graph, without blank nodes.

    Returns:
        The triples, those of our own classes untouched, and sentences about what was supplied.
    """
    held = list(triples)
    texts = _texts_of(held)
    labelled: set[str] = set()
    tagged = 0
    for place, triple in enumerate(held):
        name = _name(triple.subject)
        if name not in texts or triple.predicate.value not in texts[name]:
            continue
        found = triple.object
        if triple.predicate.value == texts[name][0]:
            labelled.add(name)
        if isinstance(found, ox.Literal) and found.datatype.value == _STRING:
            tagged += 1
            text = ox.Literal(found.value, language=_UNDETERMINED)
            held[place] = ox.Triple(triple.subject, triple.predicate, text)
    unlabelled = [name for name in texts if name not in labelled]
    held += [_label(name, texts[name][0]) for name in unlabelled]
    return held, _notes(tagged, unlabelled)


def _texts_of(triples: Iterable[ox.Triple]) -> dict[str, tuple[str, ...]]:
    """Subjects of shared classes, and the predicates of their texts, that of the label first."""
    found: dict[str, tuple[str, ...]] = {}
    for triple in triples:
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            predicates = _TEXTS.get(triple.object.value)
            if predicates is not None:
                found[_name(triple.subject)] = predicates
    return found


def _shared() -> Mapping[str, tuple[str, ...]]:
    """Classes of others that we use, and the predicates whose objects are texts in a language."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for cls in KINDS:
        iri = expand(cls.rdf_type)
        if not iri.startswith(KG):
            bound = sorted(fields_of(cls), key=lambda field: not field.required)
            found[iri] = tuple(field.term.iri for field in bound if field.term.form == "lang")
    return {iri: predicates for iri, predicates in found.items() if predicates}


_TEXTS: Final = _shared()


def _label(name: str, predicate: str) -> ox.Triple:
    local = unquote(name.rstrip("/#").replace("#", "/").rpartition("/")[2]) or name
    shown = "".join(c if c.isprintable() else "�" for c in local)
    label = ox.Literal(shown, language=_NO_LANGUAGE)
    return ox.Triple(ox.NamedNode(name), ox.NamedNode(predicate), label)


def _notes(tagged: int, unlabelled: list[str]) -> list[str]:
    notes = []
    if tagged:
        notes.append(f"texts without a language, kept as @{_UNDETERMINED} (undetermined): {tagged}")
    if unlabelled:
        notes.append(f"things without a label, called by their names: {len(unlabelled)}")
    return notes


def _name(subject: object) -> str:
    return subject.value if isinstance(subject, ox.NamedNode) else ""
