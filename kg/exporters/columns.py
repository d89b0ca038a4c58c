"""The names and types of attributes, gathered while nodes and edges stream by."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.exporters.escape import lexical, xml

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_SHORT: Final = 40
"""Code points of a text that probably comes again: a code, a design, a dose."""

_often = lru_cache(4096)(xml)


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
    """Writes attributes, and gathers one type a name: what differs and is no number is text.

    Args:
        before: what stands before a value, `{}` for the escaped name of its attribute.
        after: what stands after it.
    """

    def __init__(self, before: str, after: str) -> None:
        self._before = before
        self._after = after
        self._starts: dict[str, str] = {}
        self._types: dict[str, Type] = {}

    def cells(self, attributes: Mapping[str, Scalar]) -> str:
        """The attributes of one element, each between its start and its end.

        Args:
            attributes: by name, any scalars.

        Returns:
            XML, in the order of the attributes.
        """
        pieces: list[str] = []
        types, starts, after = self._types, self._starts, self._after
        for name, value in attributes.items():
            if value.__class__ is str:
                text = _often(value) if len(value) <= _SHORT else xml(value)
                if types.get(name) is not Type.STRING:
                    types[name] = Type.STRING
            else:
                text = lexical(value)
                self._widen(name, type_of(value))
            start = starts.get(name) or self._start(name)
            pieces.append(f"{start}{text}{after}")
        return "".join(pieces)

    def sorted(self) -> list[tuple[str, Type]]:
        """Names and types, by name."""
        return sorted(self._types.items())

    def _start(self, name: str) -> str:
        return self._starts.setdefault(name, self._before.format(xml(name)))

    def _widen(self, name: str, found: Type) -> None:
        known = self._types.setdefault(name, found)
        if known is not found and known is not Type.STRING:
            mixed = Type.BOOLEAN in {found, known}
            self._types[name] = Type.STRING if mixed else max(found, known)
