"""What the checked types of a field demand, as plain facts that every schema language can say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final, get_args, get_origin

from pydantic import AfterValidator

from kg.model.values import (
    DECIMAL,
    PARTIAL_DATE,
    SHA256,
    TIMESTAMP,
    Decimals,
    FilledText,
    PartialDate,
    Sha256,
    Timestamp,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.entity import Entity

FILLED: Final = r"\S"
"""Text with at least one visible character, in every dialect of regular expressions."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a literal of a field must look like, beyond its datatype.

    Attributes:
        pattern: a regular expression found somewhere in the lexical form; "" if any will do.
        min_length: the least number of characters.
        max_length: the most, None if there is no end.
        minimum: the least number, None if there is none.
    """

    pattern: str = ""
    min_length: int = 0
    max_length: int | None = None
    minimum: int | None = None


def _checks(*parts: object) -> Iterator[AfterValidator]:
    """The validators inside an annotation, such as that of `FilledText | None`."""
    for part in parts:
        if isinstance(part, AfterValidator):
            yield part
        elif get_origin(part) is Annotated:
            yield from _checks(*part.__metadata__)  # type: ignore[attr-defined] # of Annotated
        else:
            yield from _checks(*get_args(part))


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


_FILLED: Final = Limits(pattern=FILLED, min_length=1)
_TYPES: Final[tuple[tuple[object, Limits], ...]] = (
    (FilledText, _FILLED),
    (Decimals, Limits(pattern=_whole(DECIMAL))),
    (PartialDate, Limits(pattern=_whole(PARTIAL_DATE))),
    (Timestamp, Limits(pattern=_whole(TIMESTAMP))),
    (Sha256, Limits(pattern=_whole(SHA256), min_length=64, max_length=64)),
)
_BY_CHECK: Final = {check.func: limits for alias, limits in _TYPES for check in _checks(alias)}


def limits_of(cls: type[Entity], name: str) -> Limits:
    """The demands on the values of one field.

    Args:
        cls: a class of `kg.model.kinds`.
        name: one of its fields.

    Returns:
        The demands on each single value.
    """
    info = cls.model_fields[name]
    found = Limits()
    for check in _checks(info.annotation, *info.metadata):
        found = _BY_CHECK.get(check.func, found)
    least = next((item.ge for item in info.metadata if hasattr(item, "ge")), None)
    return found if least is None else replace(found, minimum=int(least))
