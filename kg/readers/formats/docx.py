"""Word documents: paragraphs, tables, lists, text boxes and notes, as Word shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import ReadError
from kg.readers.word.document import Manuscript
from kg.readers.word.package import opened, related
from kg.readers.word.runs import W
from kg.readers.word.styles import Styles
from kg.readers.woven import reading_of_woven

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

    from kg.text.reading import Reading

SUFFIXES: Final = (".docx", ".docm", ".dotx")
VERSION: Final = 1


def read(data: bytes, path: str) -> Reading:
    """Read a Word document.

    Words that were inserted with changes tracked count, deleted ones do not; hidden text, comments,
    headers and footers are left out.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; `kg.readers.word.runs` finds the paragraph and run of a place.

    Raises:
        ReadError: the bytes are no Word document, a broken or protected one, or too large.
    """
    document = opened(data, path)
    try:
        styles = Styles(related(document, "styles"), related(document, "numbering"))
        notes = {**_notes(document, "footnote"), **_notes(document, "endnote")}
    except ReadError as error:
        raise ReadError(f"{path}: {error.message}", error.hint) from None
    body = getattr(document.element, "body", None)  # another element may stand in its place
    if body is None:
        raise ReadError(f"{path}: a Word document without a body", "save it again as .docx")
    manuscript = Manuscript(body, styles, _targets(document), notes)
    manuscript.weave()
    weaver = manuscript.weaver
    places = manuscript.places.bind(weaver.trace, weaver.text)
    return reading_of_woven(path, ("docx", VERSION), data, weaver, places)


def _notes(document: Document, kind: str) -> dict[tuple[str, str], _Element]:
    """The notes of a kind, without the lines that Word draws between text and notes."""
    part = related(document, f"{kind}s")
    return {
        (kind, one.get(f"{W}id") or ""): one
        for one in (part.iterchildren(f"{W}{kind}") if part is not None else ())
        if one.get(f"{W}type") in {None, "normal"}
    }


def _targets(document: Document) -> dict[str, str]:
    return {
        name: one.target_ref
        for name, one in document.part.rels.items()
        if one.is_external and one.reltype.endswith("/hyperlink")
    }
