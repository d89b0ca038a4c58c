"""A reading made of a text, or of what a weaver has woven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.blocks import with_sections
from kg.text.canonical import sha256_bytes, sha256_text
from kg.text.composing import in_canonical_form
from kg.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.readers.weaving import Weaver
    from kg.text.blocks import Block
    from kg.text.encodings import Decoded
    from kg.text.reading import Source


def reading_of_woven(
    path: str,
    reader: tuple[str, int],
    data: bytes,
    weaver: Weaver,
    source: Source,
    decoded: Decoded | None = None,
) -> Reading:
    """The reading of a document with markup.

    Args:
        path: the file as the user named it.
        reader: name and version of the reader.
        data: the bytes that were read.
        weaver: the blocks, all ended.
        source: the way back.
        decoded: how bytes became characters, where they did.
    """
    text = weaver.text
    name, version = reader
    return Reading(
        path,
        name,
        text,
        sha256_text(text),
        sha256_bytes(data),
        with_sections(text, weaver.blocks),
        version=version,
        encoding=decoded.encoding if decoded else "",
        notes=(decoded.note,) if decoded and decoded.note else (),
        links=tuple(weaver.links),
        source=source,
    )


def reading_of_text(
    path: str,
    reader: tuple[str, int],
    data: bytes,
    source: Decoded,
    blocks: Callable[[str], tuple[Block, ...]],
) -> Reading:
    """The reading of a document that is text itself.

    Args:
        path: the file as the user named it.
        reader: name and version of the reader.
        data: the bytes that were read.
        source: its characters.
        blocks: makes blocks of canonical text.
    """
    text, places = in_canonical_form(source.text)
    name, version = reader
    return Reading(
        path,
        name,
        text,
        sha256_text(text),
        sha256_bytes(data),
        blocks(text),
        version=version,
        encoding=source.encoding,
        notes=(source.note,) if source.note else (),
        source=places,
    )
