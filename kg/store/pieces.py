"""A canonical file cut into pieces of some tens of kilobytes, at places that its content chooses.

A piece ends where an entity begins whose paragraph has a checksum of a certain kind, so that a
change moves the borders near it only: all other pieces of the changed file are those of the old
one. (Content-defined chunking with a least size, as in FastCDC, Xia et al. 2016, but between
paragraphs; https://www.usenix.org/conference/atc16/technical-sessions/presentation/xia.)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zlib import crc32

from kg.store.plans import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

_LEAST: Final = 48_000
"""Bytes of a piece before its end is looked for."""
_ONE_IN: Final = 8
"""Of the paragraphs of entities, how many may begin a piece."""
_MOST: Final = 1 << 24
"""Bytes without an end of a piece; what is longer is not canonical."""
_CHUNK: Final = 1 << 20
_GAP: Final = b"\n\n"


class PieceError(Exception):
    """The text has no place where it could be cut."""


def entity_start(prefixes: Mapping[str, str]) -> re.Pattern[bytes]:
    """The beginning of a paragraph about an entity.

    Args:
        prefixes: prefix to namespace, as the file declares them.
    """
    types = [
        re.escape(f"{prefix}:{iri[len(namespace) :]}")
        for iri in KINDS
        for prefix, namespace in prefixes.items()
        if iri.startswith(namespace)
    ]
    return re.compile(rf"[^\s<>\"]+ a (?:{'|'.join(types) or '(?!)'}) ".encode())


def cut(stream: BinaryIO, start: re.Pattern[bytes]) -> Iterator[bytes]:
    """The rest of a file in pieces.

    Args:
        stream: a file, read up to a border between paragraphs.
        start: see `entity_start`.

    Yields:
        Whole paragraphs; joined, they are the rest of the file.

    Raises:
        PieceError: a piece would become too long.
    """
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        place = 0
        while (end := _border(rest, place, start)) is not None:
            yield rest[place:end]
            place = end
        rest = rest[place:]
        if len(rest) > _MOST:
            raise PieceError
    if rest:
        yield rest


def _border(data: bytes, place: int, start: re.Pattern[bytes]) -> int | None:
    """Where the piece that begins at a place ends; None if that is not in the data."""
    gap = data.find(_GAP, place + _LEAST)
    while gap >= 0:
        begin = gap + len(_GAP)
        gap = data.find(_GAP, begin)
        if gap >= 0 and crc32(data[begin:gap]) % _ONE_IN == 0 and start.match(data, begin):
            return begin
    return None
