"""What a reader of documents hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.canonical import sha256_bytes, sha256_text

if TYPE_CHECKING:
    from kg.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of a document, as text.

    Args:
        path: the file as the user named it.
        format: name of the reader on the shelf `kg.readers.formats`.
        text: canonical text; all offsets count its code points.
        text_sha256: SHA-256 of the canonical text.
        bytes_sha256: SHA-256 of the bytes that were read.
        blocks: in order, not overlapping.
    """

    path: str
    format: str
    text: str
    text_sha256: str
    bytes_sha256: str
    blocks: tuple[Block, ...]


def reading_of(
    path: str, format_name: str, data: bytes, text: str, blocks: tuple[Block, ...]
) -> Reading:
    """A reading with both hashes computed.

    Args:
        path: the file as the user named it.
        format_name: name of the reader.
        data: the bytes that were read.
        text: the canonical text made of them.
        blocks: its blocks.

    Returns:
        The reading.
    """
    return Reading(path, format_name, text, sha256_text(text), sha256_bytes(data), blocks)
