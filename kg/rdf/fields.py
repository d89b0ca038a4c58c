"""The one walk over the models: which field of which class is bound to which RDF term."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Union, get_args, get_origin

from kg.model.entity import Entity, Term

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one class.

    Attributes:
        name: the Python and JSON name.
        term: the RDF property and the form of its objects.
        many: it holds several values.
        required: an entity without it is refused.
    """

    name: str
    term: Term
    many: bool
    required: bool


@cache
def fields_of(cls: type[Entity]) -> tuple[Field, ...]:
    """All bound fields of a class, in the order in which they are written.

    Args:
        cls: a class of `kg.model.kinds`.

    Returns:
        The fields, inherited curation fields last; `iri` is not among them.
    """
    own = [_field(cls, name) for name in cls.model_fields if name != "iri"]
    last = {"state", "generated_by", "invalidated_by", "notes"}
    return tuple(sorted((f for f in own if f is not None), key=lambda f: f.name in last))


def _field(cls: type[Entity], name: str) -> Field | None:
    info = cls.model_fields[name]
    term = next((item for item in info.metadata if isinstance(item, Term)), None)
    if term is None:
        raise TypeError(f"{cls.__name__}.{name} names no RDF term")
    needs_one = any(getattr(item, "min_length", 0) for item in info.metadata)
    required = info.is_required() or needs_one
    return Field(name, term, _holds_many(info.annotation), required)


def _holds_many(annotation: object) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return any(_holds_many(part) for part in get_args(annotation))
    return origin is tuple


def stated(entity: Entity) -> Iterator[tuple[Field, tuple[object, ...]]]:
    """What an entity says: its fields with their values, without those left at their default.

    Args:
        entity: any noun.

    Yields:
        A field and its values, one or more; a required field even at its default.
    """
    for bound, default in _with_defaults(type(entity)):
        value = getattr(entity, bound.name)
        if value is not None and (bound.required or value != default):
            yield bound, value if bound.many else (value,)


@cache
def _with_defaults(cls: type[Entity]) -> tuple[tuple[Field, object], ...]:
    return tuple((bound, cls.model_fields[bound.name].default) for bound in fields_of(cls))
