"""What was drawn before, in constant memory: a Bloom filter."""

from __future__ import annotations

from hashlib import blake2b
from struct import unpack
from typing import Final

_BITS: Final = 1 << 27
"""16 megabytes: of ten million meanings one in 250 is taken for known, and drawn again."""


class Seen:
    """A set of texts that never forgets one, and rarely takes a new one for an old one."""

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, text: str) -> bool:
        """Remember a text.

        Returns:
            It is new; if False, it was there before, or looks so.
        """
        new = False
        for number in unpack("<4I", blake2b(text.encode(), digest_size=16).digest()):
            place = number % _BITS
            bit = 1 << (place & 7)
            if not self._bits[place >> 3] & bit:
                self._bits[place >> 3] |= bit
                new = True
        return new
