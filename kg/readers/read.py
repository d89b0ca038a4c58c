"""Opening a document: the reader is found by the suffix of its name."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, cast

from kg.errors import ReadError
from kg.readers.signatures import check_signature
from kg.shelf import member, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.text.reading import Reading

SHELF: Final = "kg.readers.formats"
LARGEST: Final = 256 * 1024 * 1024
"""Bytes; a longer file is no article."""
_DEFAULT = "plain"
"""A name without a suffix, such as README or standard input, is read as plain text."""
_CHEAP: Final = ("markdown", "plain")
"""Readers that are asked first: those of other formats import much."""
_WORDLESS: Final = {"html": "a page that is made by scripts has to be saved from a browser first"}


def suffixes() -> dict[str, str]:
    """Every suffix that a reader takes (lower case, with its dot) and the reader's name."""
    return {
        suffix: name
        for name in names(SHELF)
        for suffix in cast("tuple[str, ...]", member(SHELF, name).SUFFIXES)
    }


def read_document(path: str, stdin_name: str | None = None) -> Reading:
    """Read a document from a file or from standard input.

    Args:
        path: a file; `-` is standard input.
        stdin_name: the name that the text on standard input would have as a file, such as
            `draft.md`: it says the format and is the name used in messages.

    Returns:
        The reading.

    Raises:
        ReadError: no such file, not readable, too large, without words, or of a format that no
            reader takes.
        SyntaxFault: the bytes are not what the format wants.
    """
    name = (stdin_name or "<stdin>") if path == "-" else path
    _reader(name)  # what nobody reads is refused before it is opened
    return read_data(sys.stdin.buffer.read(LARGEST + 1) if path == "-" else _bytes(path), name)


def read_data(data: bytes, name: str) -> Reading:
    """Read a document that is in memory.

    Args:
        data: its bytes.
        name: the name that it has as a file; it says the format and is used in messages.

    Returns:
        The reading.

    Raises:
        ReadError: as of `read_document`.
    """
    reader, read = _reader(name)
    if len(data) > LARGEST:
        raise ReadError(
            f"{name}: is larger than {LARGEST // 1024 // 1024} MB", "give an article, or a part"
        )
    if not data:
        raise ReadError(f"{name}: is empty", "check that the right file was saved")
    check_signature(data, name, reader)
    reading = read(data, name)
    if not reading.text.strip():
        raise ReadError(f"{name}: holds no words", _WORDLESS.get(reader, "check the file"))
    return reading


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file", "check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{path}: is a folder, not a document", "name one file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: cannot be read ({reason})", "check path and rights") from error


def _reader(name: str) -> tuple[str, Callable[[bytes, str], Reading]]:
    """Name and function of the reader of a file; readers that are not needed are not imported."""
    suffix = "" if name == "<stdin>" else PurePath(name).suffix.lower()
    for reader in (*_CHEAP, *names(SHELF)) if suffix else (_DEFAULT,):
        module = member(SHELF, reader)
        if not suffix or suffix in module.SUFFIXES:
            return reader, cast("Callable[[bytes, str], Reading]", module.read)
    raise ReadError(
        f"{name}: no reader for {suffix} files",
        f"save it as one of {', '.join(sorted(suffixes()))}",
    )
