"""Plain text: blocks by blank lines, bullets and short lines without final punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.readers.woven import reading_of_text
from kg.text.blocks import plain_blocks
from kg.text.encodings import decoded

if TYPE_CHECKING:
    from kg.text.reading import Reading

SUFFIXES: Final = (".txt", ".text")
VERSION: Final = 1


def read(data: bytes, path: str) -> Reading:
    """Read plain text.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; its text is the whole canonical text.

    Raises:
        SyntaxFault: the bytes are no text.
    """
    return reading_of_text(path, ("plain", VERSION), data, decoded(data, path), plain_blocks)
