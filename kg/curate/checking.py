"""The everyday check of a ledger: every record by the model, every link to something there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.curate.newer import refuse_newer
from kg.errors import EntityError, LedgerError
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.entity import Entity, ValueNode
from kg.model.evidence import EvidenceLine
from kg.model.header import Header
from kg.model.meaning import meaning_key
from kg.rdf.codec import Decoded, decode
from kg.rdf.fields import fields_of
from kg.rdf.ontology import declared_terms
from kg.rdf.parse import parse_turtle
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


def check_ledger(path: str | Path) -> list[Problem]:
    """Check a ledger by the model.

    Args:
        path: a Turtle file.

    Returns:
        Problems, the first ill-formed record alone if there is one; empty if all is well.

    Raises:
        ReadError: the file cannot be read or is no Turtle.
        LedgerError: the file names no base, or was written by a newer version.
    """
    path = Path(path)
    parsing = parse_turtle(path)
    triples = list(parsing)
    refuse_newer(path, triples)
    try:
        decoded = decode(triples)
    except EntityError as error:
        return [Problem(str(path), str(error))]
    base = parsing.prefixes.get("")
    if base is None:
        raise LedgerError(f"{path}: no prefix ':' names the ledger's base", "add @prefix : <...#>")
    return list(_problems(decoded, base))


def _problems(decoded: Decoded, base: str) -> Iterator[Problem]:
    entities = decoded.entities
    yield from _header(entities)
    terms = declared_terms()
    for iri, entity in sorted(entities.items()):
        place = iri.removeprefix(base)
        for name, target in links(entity):
            if target.startswith(base) and target not in entities:
                yield Problem(place, f"{name} names {target.removeprefix(base)}, which is not here")
            elif target.startswith(KG) and terms and target not in terms:
                yield Problem(place, f"{name} names kg:{target.removeprefix(KG)}, which is no term")
        if isinstance(entity, Assertion | EvidenceLine):
            yield from _right_kind(place, "claim", entities.get(entity.claim), Claim)
        for passage in getattr(entity, "passages", ()):
            yield from _passage(place, passage)
    yield from _cycles(entities, base)
    yield from _twins(entities, base)


def _header(entities: dict[str, Entity]) -> Iterator[Problem]:
    headers = [e for e in entities.values() if isinstance(e, Header)]
    if len(headers) != 1:
        yield Problem("ledger", f"{len(headers)} headers (kg:Ledger) instead of one")


def links(entity: Entity) -> Iterator[tuple[str, str]]:
    """The IRIs that an entity names, with the fields that name them; value nodes included."""
    for bound in fields_of(type(entity)):
        value = getattr(entity, bound.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, ValueNode):
                for name, target in links(one):
                    yield f"{bound.name}.{name}", target
            elif isinstance(one, str) and bound.term.form in {"iri", "value"}:
                yield bound.name, one


def _right_kind(
    place: str, name: str, found: Entity | None, kind: type[Entity]
) -> Iterator[Problem]:
    if found is not None and not isinstance(found, kind):
        yield Problem(place, f"{name} names one of the {found.kind}, not of the {kind.kind}")


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
