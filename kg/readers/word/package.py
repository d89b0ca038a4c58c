"""A Word file opened by python-docx, after a look at what it would unpack to."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from kg.errors import ReadError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of all parts, unpacked."""
LARGEST_XML: Final = 64 * 1024 * 1024
"""Bytes of one part that is XML, unpacked."""
_MOST_PARTS: Final = 20_000
_REMEDY: Final = "open it in a word processor and save it again as .docx"


def opened(data: bytes, path: str) -> Document:
    """A Word document.

    Args:
        data: the bytes of the file.
        path: the file as the user named it, for messages.

    Raises:
        ReadError: it is no Word document, is broken or protected, or unpacks to too much.
    """
    _look(data, path)
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001 - a library's parsers raise anything on hostile bytes
        said = str(error).split("\n", 1)[0][:120] or type(error).__name__
        raise ReadError(f"{path}: is no Word document that can be read ({said})", _REMEDY) from None


def related(document: Document, kind: str) -> BaseOxmlElement | None:
    """The XML of a part beside the text, such as the footnotes; None if there is none.

    Args:
        document: the document.
        kind: last word of the relationship's type, such as `footnotes`.

    Raises:
        ReadError: the part is not well-formed.
    """
    from docx.oxml import parse_xml

    for one in document.part.rels.values():
        if one.reltype.rpartition("/")[2] == kind and not one.is_external:
            try:
                return parse_xml(one.target_part.blob)
            except Exception as error:  # noqa: BLE001 - see `opened`
                raise ReadError(f"the part {kind} is broken ({error})", _REMEDY) from None
    return None


def _look(data: bytes, path: str) -> None:
    """Refuse what is no sound package of bounded size, by its table of contents alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadError(
            f"{path}: is no Word document, or a broken one ({error})", _REMEDY
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(f"{path}: is protected by a password", "save it without")
    size = sum(part.file_size for part in parts)
    xml = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MOST_PARTS or size > LARGEST or xml > LARGEST_XML:
        raise ReadError(
            f"{path}: unpacks to {size // 1024 // 1024} MB in {len(parts)} parts;"
            f" {LARGEST // 1024 // 1024} MB are allowed, {LARGEST_XML // 1024 // 1024} of one text",
            "save it without its pictures, or in pieces",
        )
