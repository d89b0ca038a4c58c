"""Names of value nodes: each carries the name of its one owner."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from kg.model.entity import Entity, ValueNode
from kg.model.identity import digest, slug

NODE_DIGITS = 6
"""Digits in a node's name: they only tell the few values of one field apart."""

PENDING = "urn:claimkg:pending"
"""Name of a value node before it has an owner."""

_E = TypeVar("_E", bound=Entity)


def owned_by(entity: _E, iri: str) -> _E:
    """The entity under a name, its value nodes named after it.

    Args:
        entity: any noun; the present names of its value nodes do not matter.
        iri: the name that it shall bear.

    Returns:
        A copy: the dose `0.5 mg/kg` of `…#e1` is `…#e1-dose-3fa2c1`.
    """
    changed: dict[str, object] = {"iri": iri}
    stated = {name: getattr(entity, name) for name in entity.model_fields_set}
    for name, value in stated.items():
        if isinstance(value, ValueNode):
            changed[name] = _named(value, iri, name)
        elif isinstance(value, tuple) and any(isinstance(one, ValueNode) for one in value):
            changed[name] = tuple(
                _named(one, iri, name) if isinstance(one, ValueNode) else one for one in value
            )
    return type(entity).model_validate({**stated, **changed})


def _named(node: ValueNode, owner: str, field: str) -> ValueNode:
    return owned_by(node, f"{owner}-{slug(field)}-{digest(content_of(node), NODE_DIGITS)}")


def content_of(entity: Entity) -> str:
    """All that an entity states, without its own name and those of its value nodes.

    Args:
        entity: any noun.

    Returns:
        One line a stated field, in order of names; equal for equal content.
    """
    lines = [type(entity).__name__]
    for name, value in sorted(_fields(entity).items()):
        if name != "iri" and value is not None and value != ():
            values = value if isinstance(value, tuple) else (value,)
            lines.append(f"{name}: {sorted(_content(one) for one in values)}")
    return "\n".join(lines)


def _content(value: object) -> str:
    return content_of(value) if isinstance(value, Entity) else str(value)


def _fields(entity: Entity) -> dict[str, object]:
    """What was stated, and defaults that state something: few of the many fields of a noun."""
    names = dict.fromkeys((*_telling_defaults(type(entity)), *entity.model_fields_set))
    return {name: getattr(entity, name) for name in names}


@cache
def _telling_defaults(cls: type[Entity]) -> tuple[str, ...]:
    fields = cls.model_fields.items()
    return tuple(name for name, field in fields if not field.is_required() and field.default)
