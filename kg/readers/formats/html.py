"""HTML and XHTML: the words of the article; navigation, banners and the like set apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.readers.page import woven
from kg.readers.woven import reading_of_woven
from kg.text.composing import TracedLines
from kg.text.encodings import decoded

if TYPE_CHECKING:
    from kg.text.reading import Reading

SUFFIXES: Final = (".html", ".htm", ".xhtml")
VERSION: Final = 1
_HEAD: Final = 4096
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}(?P<html>[\w:.-]{1,40})"
    rb"|<\?xml[^>]{0,80}?encoding\s{0,9}=\s{0,9}[\"'](?P<xml>[\w:.-]{1,40})",
    re.IGNORECASE,
)


def read(data: bytes, path: str) -> Reading:
    """Read a page.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; its text is what a browser shows, without scripts and controls.

    Raises:
        SyntaxFault: the bytes are no text.
    """
    found = _CHARSET.search(data[:_HEAD])
    declared = (found["html"] or found["xml"]).decode("ascii") if found else None
    source = decoded(data, path, declared)
    weaver = woven(source.text)
    starts = [block.start for block in weaver.blocks]
    places = TracedLines(weaver.trace, source.text, starts, weaver.elements)
    return reading_of_woven(path, ("html", VERSION), data, weaver, places, source)
