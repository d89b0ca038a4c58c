"""JATS XML, in which publishers and PubMed Central keep articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import SyntaxFault
from kg.readers.jats.article import Article
from kg.readers.jats.tree import Walker, walk
from kg.readers.woven import reading_of_woven
from kg.text.composing import TracedLines
from kg.text.encodings import decoded

if TYPE_CHECKING:
    from kg.text.reading import Reading

SUFFIXES: Final = (".xml", ".jats", ".nxml")
VERSION: Final = 1
_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{1,40})")


def read(data: bytes, path: str) -> Reading:
    """Read a JATS article.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading: title, abstract, sections, tables, captions, notes and reference list.

    Raises:
        SyntaxFault: the bytes are no text, no well-formed XML, declare entities, or hold no
            article.
    """
    found = _ENCODING.match(data.lstrip()[:200])
    source = decoded(data, path, found[1].decode("ascii") if found else None)
    article = Article()
    walk(source.text, path, Walker(article.start, article.end, article.words))
    if not article.is_article:
        said = f"the outermost element is <{article.root}>: this is XML, but no JATS article"
        raise SyntaxFault(path, 1, 1, said, "give JATS, or save it as .html or .docx")
    weaver = article.weaver
    starts = [block.start for block in weaver.blocks]
    places = TracedLines(weaver.trace, source.text, starts, weaver.elements)
    return reading_of_woven(path, ("jats", VERSION), data, weaver, places, source)
