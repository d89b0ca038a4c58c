"""Blocks: the stretches of a text that a reader tells apart before any sentence is looked for.

Formats without markup of their own get their blocks from `plain_blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BlockKind = Literal[
    "heading",
    "paragraph",
    "list-item",
    "table-row",
    "quotation",
    "code",
    "reference",
    "residue",
    "banner",
    "comment",
    "caption",
    "boilerplate",
]
"""`banner` is a line of furniture in running text (a copyright line, an advertisement);
`boilerplate` is what the layout sets apart: navigation, cookie notices, running heads."""

PROSE: Final[frozenset[BlockKind]] = frozenset({"paragraph", "list-item", "quotation", "table-row"})
"""Kinds in which sentences are looked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    Args:
        kind: what it is.
        start: code-point offset into the canonical text.
        end: end of it, exclusive; `text[start:end]` neither begins nor ends with white space.
        section: words of the nearest heading above, empty before the first one.
        level: of a heading 1 to 6; of a list item its depth from 1; else 0.
        lead: of a list item the start and end of the sentence that introduces its list, which
            ends in a colon or stays open; else None.
    """

    kind: BlockKind
    start: int
    end: int
    section: str = ""
    level: int = 0
    lead: tuple[int, int] | None = None


class Line(NamedTuple):
    """A line without its line end and outer white space: offsets of what is left."""

    start: int
    end: int
    indent: int
    text: str


BULLET: Final = re.compile(r"(?:[•▪‣◦●·∙\u2013*+-]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+(?=\S)")
"""A list marker at the start of a block."""

REFERENCE_HEADING: Final = re.compile(
    r"(?:\d+\.?\s+)?(?:references?|reference list|bibliography|literature(?: cited)?|sources"
    r"|works cited|citations|endnotes|footnotes|notes|further reading)\s*:?",
    re.IGNORECASE,
)
FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,50}\]:")
LABELLED: Final = re.compile(r"\[[^\]\s]{1,50}\]:?\s|\d{1,3}[.)]\s|[¹²³⁰⁴-⁹]+\s?\S")
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_GLUED = re.compile(r"[^\W\d_A-Z]{3}(?=[A-Z][a-z])")
_CAMEL = re.compile(r"ClinicalTrials|JavaScript|PlayStation|WordPress|ResearchGate|ScienceDirect")
_FINAL = re.compile(r"[.!?;,…:。\uff01\uff1f][\"'”\u2019»)\]*_]*$")
_ENDS = re.compile(r"[.!?][\"'\u201d\u2019)\]]{0,3}\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])")
_FURNITURE = re.compile(
    r"(?:advertisement|sponsored content|share this\b.*|skip to (?:main )?content|©.*"
    r"|copyright\b.*|all rights reserved\.?|sign up for our\b.*|accept (?:all )?cookies)",
    re.IGNORECASE,
)
_MARKED: Final[tuple[tuple[re.Pattern[str], BlockKind], ...]] = (
    (FOOTNOTE, "reference"),
    (BULLET, "list-item"),
    (re.compile(">"), "quotation"),
)
_WRAP = 120
"""Hard-wrapped text breaks before this column; a longer line is a paragraph of its own."""
_HEADING_WORDS = 14
_HEADING_LENGTH = 100
_SMALL = 3
"""Words up to this length ("of", "the") may be lower-case in a title."""


def lines(text: str) -> Iterator[Line | None]:
    """The lines of a text in order; None for a blank one."""
    at = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            yield Line(at + indent, at + indent + len(bare), indent, bare)
        else:
            yield None
        at += len(raw) + 1


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text without markup: by blank lines, bullets, and short open lines.

    Args:
        text: canonical text.

    Returns:
        Blocks in order that do not overlap; together they hold every visible character.
    """
    found: list[Block] = []
    in_references = False
    for chunk in _chunks(text):
        pieces = list(_pieces(chunk, first=not found, in_references=in_references))
        for piece in pieces:
            if piece.kind == "heading":
                title = text[piece.start : piece.end]
                in_references = bool(REFERENCE_HEADING.fullmatch(title))
        found.extend(pieces)
    return with_sections(text, found)


def with_sections(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, each with the words of the nearest heading above it.

    List items get the sentence that leads to their list.
    """
    section = ""
    done: list[Block] = []
    leads: dict[int, tuple[int, int] | None] = {}
    for block in blocks:
        if block.kind == "list-item":
            above = [level for level in leads if level < block.level]
            lead = leads[max(above)] if above else None
            done.append(replace(block, section=section, lead=lead))
            leads = {level: span for level, span in leads.items() if level < block.level}
            leads[block.level] = _lead(text, block) or lead
            continue
        done.append(replace(block, section=section) if section else block)
        leads = {0: _lead(text, block)} if block.kind == "paragraph" else {}
        if block.kind == "heading":
            section = text[block.start : block.end]
    return tuple(done)


def _lead(text: str, block: Block) -> tuple[int, int] | None:
    """The last sentence of a block, if it leads to what comes next."""
    words = text[block.start : block.end]
    bare = words.rstrip("*_ ")
    if _FINAL.search(bare) and not bare.endswith((":", "\uff1a")):
        return None
    ends = [match.end() for match in _ENDS.finditer(words)]
    return block.start + (ends[-1] if ends else 0), block.end


def ends_sentence(line: str) -> bool:
    """Whether a line ends in punctuation that may end a sentence or a part of one."""
    return bool(_FINAL.search(line))


def is_banner(words: str) -> bool:
    """Whether a line is furniture: without letters or digits, or a copyright line or the like."""
    return not any(map(str.isalnum, words)) or bool(_FURNITURE.fullmatch(words))


def is_residue(line: str) -> bool:
    """Whether a line is a table row whose cell borders were lost.

    Such a line has words glued together at a lower-upper boundary and no final punctuation.
    """
    glued = len(_GLUED.findall(_CAMEL.sub("", line)))
    few = glued < 2  # noqa: PLR2004 - one boundary may be a product name
    if few:
        return False
    return not _FINAL.search(line) or glued * 8 > len(line.split())


def _chunks(text: str) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines(text):
        if line is None:
            if chunk:
                yield chunk
            chunk = []
        else:
            chunk.append(line)
    if chunk:
        yield chunk


def _pieces(chunk: list[Line], *, first: bool, in_references: bool) -> Iterator[Block]:
    """The blocks of one chunk of lines without a blank line between them."""
    if _heads(chunk, first=first, in_references=in_references):
        head = chunk[0]
        yield Block("heading", head.start, head.end, level=1 if first else 2)
        if REFERENCE_HEADING.fullmatch(head.text):
            in_references = True
        chunk = chunk[1:]
    if chunk and in_references:
        yield from _entries(chunk)
        return
    group: list[Line] = []
    kind: BlockKind = "paragraph"
    for line in chunk:
        own = _line_kind(line)
        continues = own == "paragraph" and group and len(group[-1].text) <= _WRAP
        if continues and kind in {"list-item", "quotation"}:
            continues = not _FINAL.search(group[-1].text) or line.indent > group[0].indent
        if continues and kind in {"paragraph", "list-item", "quotation", "reference"}:
            group.append(line)
            continue
        if group:
            yield _joined(kind, group)
        group, kind = [line], own
    if group:
        yield _joined(kind, group)


def _joined(kind: BlockKind, group: list[Line]) -> Block:
    level = 1 if kind == "list-item" else 0
    return Block(kind, group[0].start, group[-1].end, level=level)


def _line_kind(line: Line) -> BlockKind:
    """What a line is, seen alone."""
    if is_banner(line.text):
        return "banner"
    for pattern, kind in _MARKED:
        if pattern.match(line.text):
            return kind
    if is_residue(line.text):
        return "residue"
    if "\t" in line.text or line.text.count(" | ") > 1:
        return "table-row"
    return "paragraph"


def _entries(chunk: list[Line]) -> Iterator[Block]:
    """The entries of a reference list: by labels, else by lines with a year, else one."""
    labelled = any(LABELLED.match(line.text) for line in chunk)
    dated = all(_YEAR.search(line.text) for line in chunk)
    group: list[Line] = []
    for line in chunk:
        opens = bool(LABELLED.match(line.text)) if labelled else dated
        if opens and group:
            yield _joined("reference", group)
            group = []
        group.append(line)
    yield _joined("reference", group)


def _heads(chunk: list[Line], *, first: bool, in_references: bool) -> bool:
    """Whether the first line of a chunk is a heading."""
    head = chunk[0]
    if REFERENCE_HEADING.fullmatch(head.text) and (len(chunk) == 1 or head.text[0].isupper()):
        return True
    words = head.text.split()
    if (
        _line_kind(head) != "paragraph"
        or len(head.text) > _HEADING_LENGTH
        or len(words) > _HEADING_WORDS
        or not any(character.isalpha() for character in head.text)
        or (in_references and (_YEAR.search(head.text) or LABELLED.match(head.text)))
    ):
        return False
    if len(chunk) > 1:
        return _titled(words) and not _FINAL.search(head.text) and len(chunk[1].text) > _WRAP
    if head.text.endswith("?"):
        return first or _titled(words)
    return not _FINAL.search(head.text) and not head.text[0].islower()


def _titled(words: list[str]) -> bool:
    """Whether the words are written as in a title: all long ones with a capital."""
    long = [word for word in words if len(word) > _SMALL and word[0].isalpha()]
    return bool(long) and all(word[0].isupper() for word in long) and words[0][0].isupper()
