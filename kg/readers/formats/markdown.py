"""Markdown (CommonMark with tables and footnotes): offsets are into the source, markup stays."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.readers.woven import reading_of_text
from kg.text.blocks import FOOTNOTE, REFERENCE_HEADING, Block, BlockKind, is_residue, with_sections
from kg.text.encodings import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kg.text.reading import Reading

SUFFIXES: Final = (".md", ".markdown", ".mdown", ".mkd")
VERSION: Final = 1

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*\[\^?[^\]\s]{1,50}\]:?[ \t]", re.MULTILINE)


def read(data: bytes, path: str) -> Reading:
    """Read Markdown.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; its text is the whole canonical source, markup included.

    Raises:
        SyntaxFault: the bytes are no text.
    """
    return reading_of_text(path, ("markdown", VERSION), data, decoded(data, path), _blocks)


def _blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a source in order; where two overlap, the first is kept."""
    found = sorted(_Source(text).blocks(), key=lambda block: (block.start, block.end))
    kept: list[Block] = []
    for block in found:
        if block.start < block.end and (not kept or block.start >= kept[-1].end):
            kept.append(block)
    return with_sections(text, kept)


class _Source:
    """The source with the offsets of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.references = 0

    def blocks(self) -> Iterator[Block]:
        """All blocks, in no particular order."""
        front = _FRONT_MATTER.match(self.text)
        source = self.text
        if front:
            yield self.trimmed("comment", 0, front.end())
            source = "\n" * front.group().count("\n") + self.text[front.end() :]
        containers: list[str] = []
        level = 0
        for token in _tokens(source):
            if token.type.endswith("_open"):
                containers.append(token.type)
                level = int(token.tag[1:]) if token.type == "heading_open" else level
            elif token.type.endswith("_close"):
                containers.pop()
            if token.map:
                yield from self.of_token(token, containers, level)
        for match in _DEFINITION.finditer(self.text):
            yield self.trimmed("reference", match.start(), match.end())

    def of_token(self, token: Token, containers: list[str], level: int) -> Iterator[Block]:
        """The blocks of one token that has a place in the source."""
        first, last = token.map or [0, 0]
        start, end = self.starts[first], min(self.starts[last], len(self.text))
        if token.type in {"fence", "code_block"}:
            yield self.trimmed("code", start, end)
        elif token.type == "html_block":
            comment = self.text[start:end].lstrip().startswith("<!--")
            yield self.trimmed("comment" if comment else "code", start, end)
        elif token.type == "tr_open":
            yield self.trimmed("table-row", start, end)
        elif token.type == "inline" and containers[-1] == "heading_open" and token.content:
            yield self.heading(token.content, start, end, level)
        elif token.type == "inline" and containers[-1] == "paragraph_open":
            at = self.text.find(token.content.split("\n", 1)[0], start, self.starts[first + 1])
            if self.references:  # the number of a list item is the label of the entry
                at = start
            yield from self.paragraph(self.trimmed("paragraph", max(start, at), end), containers)

    def heading(self, content: str, start: int, end: int, level: int) -> Block:
        """A heading without its marks or underline."""
        at = max(start, self.text.find(content.split("\n", 1)[0], start, end))
        if content in self.text[at:end]:
            end = at + len(content)
        block = replace(self.trimmed("heading", at, end), level=level)
        if not self.references or level <= self.references:
            title = self.text[block.start : block.end]
            self.references = level if REFERENCE_HEADING.fullmatch(title) else 0
        return block

    def paragraph(self, block: Block, containers: list[str]) -> Iterator[Block]:
        """What a paragraph turns out to be by its words and by what holds it."""
        if self.references or FOOTNOTE.match(self.text, block.start):
            yield from self.entries(block)
            return
        kind: BlockKind = "paragraph"
        depth = containers.count("list_item_open")
        if "blockquote_open" in containers:
            kind = "quotation"
        elif is_residue(self.text[block.start : block.end].split("\n", 1)[0]):
            kind = "residue"
        elif depth:
            kind = "list-item"
        yield replace(block, kind=kind, level=depth if kind == "list-item" else 0)

    def entries(self, block: Block) -> Iterator[Block]:
        """The entries of a reference paragraph: each label at a line's start opens one."""
        start = block.start
        for match in _ENTRY.finditer(self.text, block.start, block.end):
            if match.start() > start:
                yield self.trimmed("reference", start, match.start())
            start = match.start()
        yield self.trimmed("reference", start, block.end)

    def trimmed(self, kind: BlockKind, start: int, end: int) -> Block:
        """A block without outer white space."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return Block(kind, start, start + len(words.strip()))


def _tokens(source: str) -> list[Token]:
    """The block tokens of markdown-it; inline markup is not parsed, which would be slow."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    return parser.parse(source)
