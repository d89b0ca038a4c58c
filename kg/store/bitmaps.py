"""Sets of claims as whole numbers, one bit a claim: a filter among a million is one `&`.

A set is kept as its bits, or, where it holds few, as the numbers of these, whichever is shorter.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NUMBERS: Final = b"n"
_BITS: Final = b"b"
_WIDTH: Final = 32
"""Bits of one number."""
_FULL: Final = re.compile(rb"[^\0]")


def bits_of(numbers: Iterable[int], size: int) -> int:
    """The set of some numbers.

    Args:
        numbers: numbers in any order, each below `size`.
        size: how many there are.

    Returns:
        A whole number with these bits.
    """
    flags = bytearray((size >> 3) + 1)
    for number in numbers:
        flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")


def packed(numbers: array[int], size: int) -> bytes:
    """A set as it is kept.

    Args:
        numbers: numbers in any order, each below `size`, repeated or not.
        size: how many there are.

    Returns:
        The bytes that `unpacked` reads.
    """
    if len(numbers) * _WIDTH > size:
        return _BITS + bits_of(numbers, size).to_bytes((size >> 3) + 1, "little")
    return _NUMBERS + array("I", numbers).tobytes()


def unpacked(kept: bytes) -> int:
    """The set that was kept."""
    if kept[:1] == _BITS:
        return int.from_bytes(kept[1:], "little")
    numbers = array("I")
    numbers.frombytes(kept[1:])
    return bits_of(numbers, max(numbers, default=0) + 1)


def members(bits: int) -> Iterator[int]:
    """The numbers of a set, the least first."""
    flags = bits.to_bytes((bits.bit_length() >> 3) + 1, "little")
    for found in _FULL.finditer(flags):
        place, byte = found.start() << 3, found.group()[0]
        while byte:
            least = byte & -byte
            yield place + least.bit_length() - 1
            byte ^= least


def members_down(bits: int) -> Iterator[int]:
    """The numbers of a set, the greatest first."""
    size = bits.bit_length()
    flags = bits.to_bytes((size >> 3) + 1, "big")
    last = len(flags) - 1
    for found in _FULL.finditer(flags):
        place, byte = (last - found.start()) << 3, found.group()[0]
        while byte:
            most = byte.bit_length() - 1
            yield place + most
            byte ^= 1 << most
