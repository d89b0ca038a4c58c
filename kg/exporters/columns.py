"""The names and types of attributes, gathered while nodes and edges stream by."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, cast

from kg.exporters.escape import all_xml, lexical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.element import Scalar


class Type(IntEnum):
    """What all values of one attribute are; numbers widen to the right of their neighbours."""

    BOOLEAN = 0
    INT = 1
    LONG = 2
    DOUBLE = 3
    STRING = 4


_INT_BITS: Final = 31
_LONG_BITS: Final = 63


def type_of(value: Scalar) -> Type:
    """The narrowest type that holds a value.

    Args:
        value: text, a number or a truth value.

    Returns:
        `STRING` for an integer beyond 64 bits too, which no graph format can declare.
    """
    if isinstance(value, str):
        return Type.STRING
    if isinstance(value, bool):
        return Type.BOOLEAN
    if isinstance(value, float):
        return Type.DOUBLE
    bits = (value if value >= 0 else ~value).bit_length()
    if bits <= _INT_BITS:
        return Type.INT
    return Type.LONG if bits <= _LONG_BITS else Type.STRING


class Columns:
    """Gathers one type a name: what differs and is no number is text."""

    def __init__(self) -> None:
        self._types: dict[str, Type] = {}

    def texts(self, name: str, values: Sequence[Scalar]) -> Sequence[str]:
        """The values of one attribute of several elements.

        Args:
            name: of the attribute.
            values: any scalars.

        Returns:
            As many texts in the lexical form of XML Schema, escaped.
        """
        kinds = set(map(type, values))
        if kinds == {str}:
            self.declare(name)
            return all_xml(cast("Sequence[str]", values))
        if kinds == {int}:
            self._widen(name, type_of(min(values)))
            self._widen(name, type_of(max(values)))
            return [*map(str, values)]
        for value in values:
            self._widen(name, type_of(value))
        return [lexical(value) for value in values]

    def declare(self, name: str) -> None:
        """An attribute is text, whatever else it may be."""
        self._types[name] = Type.STRING

    def sorted(self) -> list[tuple[str, Type]]:
        """Names and types, by name."""
        return sorted(self._types.items())

    def _widen(self, name: str, found: Type) -> None:
        known = self._types.setdefault(name, found)
        if known is not found and known is not Type.STRING:
            mixed = Type.BOOLEAN in {found, known}
            self._types[name] = Type.STRING if mixed else max(found, known)
