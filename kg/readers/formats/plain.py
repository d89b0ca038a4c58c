"""Plain text: blocks by blank lines, bullets and short lines without final punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.text.blocks import plain_blocks
from kg.text.canonical import canonical_text
from kg.text.reading import reading_of

if TYPE_CHECKING:
    from kg.text.reading import Reading

SUFFIXES: Final = (".txt", ".text")


def read(data: bytes, path: str) -> Reading:
    """Read plain text.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; its text is the whole canonical text.

    Raises:
        SyntaxFault: the bytes are no UTF-8 text.
    """
    text = canonical_text(data, path)
    return reading_of(path, "plain", data, text, plain_blocks(text))
