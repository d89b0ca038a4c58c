"""The everyday check of a ledger: every record by the model, every link to something there."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.curate.problem import Problem, placed
from kg.curate.reading import read_whole
from kg.errors import EntityError
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.entity import Entity, ValueNode
from kg.model.header import Header
from kg.model.kinds import CLASSES
from kg.model.meaning import meaning_key
from kg.rdf.codec import Decoded, decode
from kg.rdf.fields import fields_of
from kg.rdf.ontology import declared_terms
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_OF_VALUES: Final[dict[str, tuple[str, ...]]] = {"value": ("Concept",), "iri": ()}
"""Classes that the value of a dimension may name, and that a link may that names none."""


def check_ledger(path: str | Path) -> list[Problem]:
    """Check a ledger by the model.

    Args:
        path: a Turtle file, or a folder of such files.

    Returns:
        Problems with their places, the first ill-formed record alone if there is one; empty if all
        is well.

    Raises:
        ReadError: the file cannot be read or is no Turtle.
        LedgerError: the file names no base, was written by a newer version, or files of a folder do
            not fit together.
    """
    whole = read_whole(Path(path))
    files = [part.path for part in whole.parts]
    try:
        decoded = decode(whole.triples)
    except EntityError as error:
        local = error.subject.removeprefix(whole.base)
        return placed([Problem(local or str(path), str(error), error.subject)], files, whole.homes)
    return placed(_problems(decoded, whole.base), files, whole.homes)


def _problems(decoded: Decoded, base: str) -> Iterator[Problem]:
    entities = decoded.entities
    yield from _header(entities)
    for iri, entity in sorted(entities.items()):
        for message in (*_links(entity, entities, base), *_passages(entity)):
            yield Problem(iri.removeprefix(base), message, iri)
    for iri, message in (*_cycles(entities), *_twins(entities, base)):
        yield Problem(iri.removeprefix(base), message, iri)


def _links(entity: Entity, entities: Mapping[str, Entity], base: str) -> Iterator[str]:
    """Links to nothing, to no term, and to things of the wrong kind."""
    terms = declared_terms()
    for name, target, kinds in links(entity):
        if target.startswith(base) and target not in entities:
            yield f"{name} names {target.removeprefix(base)}, which is not here"
        elif target.startswith(KG) and terms and target not in terms:
            yield f"{name} names kg:{target.removeprefix(KG)}, which is no term"
        else:
            yield from _right_kind(name, entities.get(target), kinds, base)


def _header(entities: Mapping[str, Entity]) -> Iterator[Problem]:
    headers = [e for e in entities.values() if isinstance(e, Header)]
    if len(headers) != 1:
        second = headers[1].iri if headers else ""
        yield Problem("ledger", f"{len(headers)} headers (kg:Ledger) instead of one", second)


def links(entity: Entity) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The IRIs that an entity names; those that its value nodes name included.

    Args:
        entity: any noun.

    Yields:
        The field, the IRI, and the names of the classes of which the thing named must be one;
        none if any thing will do.
    """
    for bound in fields_of(type(entity)):
        value = getattr(entity, bound.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, ValueNode):
                for name, target, kinds in links(one):
                    yield f"{bound.name}.{name}", target, kinds
            elif isinstance(one, str) and bound.term.form in {"iri", "value"}:
                yield bound.name, one, bound.term.targets or _OF_VALUES[bound.term.form]


def _right_kind(
    name: str, found: Entity | None, kinds: tuple[str, ...], base: str
) -> Iterator[str]:
    """A link to an entity of the ledger that is of no kind that the field may name."""
    if found is None or not kinds or type(found).__name__ in kinds:
        return
    wanted = " or ".join(CLASSES[kind].kind for kind in kinds)
    target = found.iri.removeprefix(base)
    yield f"{name} names {target}, one of the {found.kind}, not of the {wanted}"


def _passages(entity: Entity) -> Iterator[str]:
    for passage in getattr(entity, "passages", ()):
        quote, position = passage.quote, passage.position
        if quote is not None and position is not None:
            span = position.end - position.start
            if span != len(quote.exact):
                yield f"the quote has {len(quote.exact)} characters, its place {span}"


def _cycles(entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    broader = {e.iri: e.broader for e in entities.values() if isinstance(e, Concept)}
    for iri in sorted(broader):
        seen: set[str] = set()
        waiting = list(broader[iri])
        while waiting:
            one = waiting.pop()
            if one == iri:
                yield iri, "is a kind of itself (skos:broader)"
                break
            if one not in seen:
                seen.add(one)
                waiting += broader.get(one, ())


def _twins(entities: Mapping[str, Entity], base: str) -> Iterator[tuple[str, str]]:
    meanings: dict[str, list[str]] = defaultdict(list)
    for claim in _claims(entities.values()):
        if claim.state in {"accepted", "candidate"}:
            meanings[meaning_key(claim)].append(claim.iri)
    for first, *others in meanings.values():
        if others:
            named = ", ".join(iri.removeprefix(base) for iri in others)
            yield first, f"means the same as {named}"


def _claims(entities: Iterable[Entity]) -> Iterator[Claim]:
    yield from (e for e in entities if isinstance(e, Claim))
