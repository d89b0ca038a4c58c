"""The everyday check of a ledger: every record by the model, every link to something there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that is not as it must be.

    Attributes:
        place: local id of the entity, or the file.
        message: what is wrong.
    """

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


_OF_VALUES: Final[dict[str, tuple[str, ...]]] = {"value": ("Concept",), "iri": ()}
"""Classes that the value of a dimension may name, and that a link may that names none."""


def check_ledger(path: str | Path) -> list[Problem]:
    """Check a ledger by the model.

    Args:
        path: a Turtle file, or a folder of such files.

    Returns:
        Problems, the first ill-formed record alone if there is one; empty if all is well.

    Raises:
        ReadError: the file cannot be read or is no Turtle.
        LedgerError: the file names no base, was written by a newer version, or files of a folder do
            not fit together.
    """
    whole = read_whole(Path(path))
    try:
        decoded = decode(whole.triples)
    except EntityError as error:
        return [Problem(str(path), str(error))]
    return list(_problems(decoded, whole.base))


def _problems(decoded: Decoded, base: str) -> Iterator[Problem]:
    entities = decoded.entities
    yield from _header(entities)
    terms = declared_terms()
    for iri, entity in sorted(entities.items()):
        place = iri.removeprefix(base)
        for name, target, kinds in links(entity):
            if target.startswith(base) and target not in entities:
                yield Problem(place, f"{name} names {target.removeprefix(base)}, which is not here")
            elif target.startswith(KG) and terms and target not in terms:
                yield Problem(place, f"{name} names kg:{target.removeprefix(KG)}, which is no term")
            else:
                yield from _right_kind(place, name, entities.get(target), kinds, base)
        for passage in getattr(entity, "passages", ()):
            yield from _passage(place, passage)
    yield from _cycles(entities, base)
    yield from _twins(entities, base)


def _header(entities: dict[str, Entity]) -> Iterator[Problem]:
    headers = [e for e in entities.values() if isinstance(e, Header)]
    if len(headers) != 1:
        yield Problem("ledger", f"{len(headers)} headers (kg:Ledger) instead of one")


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
    place: str, name: str, found: Entity | None, kinds: tuple[str, ...], base: str
) -> Iterator[Problem]:
    """A link to an entity of the ledger that is of no kind that the field may name."""
    if found is None or not kinds or type(found).__name__ in kinds:
        return
    wanted = " or ".join(CLASSES[kind].kind for kind in kinds)
    target = found.iri.removeprefix(base)
    yield Problem(place, f"{name} names {target}, one of the {found.kind}, not of the {wanted}")


def _passage(place: str, passage: object) -> Iterator[Problem]:
    quote = getattr(passage, "quote", None)
    position = getattr(passage, "position", None)
    if quote is not None and position is not None:
        span = position.end - position.start
        if span != len(quote.exact):
            yield Problem(place, f"the quote has {len(quote.exact)} characters, its place {span}")


def _cycles(entities: dict[str, Entity], base: str) -> Iterator[Problem]:
    broader = {e.iri: e.broader for e in entities.values() if isinstance(e, Concept)}
    for iri in sorted(broader):
        seen: set[str] = set()
        waiting = list(broader[iri])
        while waiting:
            one = waiting.pop()
            if one == iri:
                yield Problem(iri.removeprefix(base), "is a kind of itself (skos:broader)")
                break
            if one not in seen:
                seen.add(one)
                waiting += broader.get(one, ())


def _twins(entities: dict[str, Entity], base: str) -> Iterator[Problem]:
    meanings: dict[str, list[str]] = defaultdict(list)
    for claim in _claims(entities.values()):
        if claim.state in {"accepted", "candidate"}:
            meanings[meaning_key(claim)].append(claim.iri.removeprefix(base))
    for twins in meanings.values():
        if len(twins) > 1:
            yield Problem(twins[0], f"means the same as {', '.join(twins[1:])}")


def _claims(entities: Iterable[Entity]) -> Iterator[Claim]:
    yield from (e for e in entities if isinstance(e, Claim))
