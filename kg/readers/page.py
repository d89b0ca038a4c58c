"""An HTML page walked from its first tag to its last, its words woven into blocks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.readers.furniture import is_furniture, is_unseen
from kg.readers.notes import is_way_back, note_label
from kg.readers.tags import Closing, Opening, Words, tokens
from kg.readers.weaving import Weaver
from kg.text.blocks import REFERENCE_HEADING, is_banner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.readers.tags import Token
    from kg.text.blocks import BlockKind

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_CELLS: Final = frozenset({"td", "th"})
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
        "hr", "html", "legend", "li", "main", "nav", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", *_HEADINGS, *_LISTS,
    }
)  # fmt: skip
_REFERENCES: Final = frozenset(
    {"references", "reference-list", "ref-list", "reflist", "bibliography", "footnotes",
     "endnotes", "csl-bib-body", "doc-bibliography", "doc-endnotes", "doc-footnotes",
     "doc-footnote", "doc-endnote"}
)  # fmt: skip
_KINDS: Final[tuple[tuple[tuple[str, ...], BlockKind], ...]] = (
    (("pre",), "code"),
    (("caption", "figcaption"), "caption"),
    (("blockquote",), "quotation"),
    (("li",), "list-item"),
)
"""What words are by the elements around them; the first that fits."""


class _Frame(NamedTuple):
    name: str
    unseen: bool
    furniture: bool
    references: bool
    label: str


class Page:
    """Walks over the tokens of a page.

    Args:
        source: the page as text.
    """

    def __init__(self, source: str) -> None:
        self.weaver = Weaver()
        self._source = source
        self._stack: list[_Frame] = []
        self._open: Counter[str] = Counter()
        self._unseen = self._furniture = self._reference_boxes = 0
        self._lists: list[list[int]] = []
        """Of each open list: whether it is numbered, the last number, depth of the open item."""
        self._in_row = False
        self._reference_level = 0
        self._link: tuple[str, int, int] | None = None
        self._muted = False

    def weave(self) -> Weaver:
        """The page's blocks."""
        every = list(tokens(self._source))
        layout = _layout_tables(every)
        for number, token in enumerate(every):
            if isinstance(token, Words):
                self._words(token)
            elif isinstance(token, Opening):
                if token.name != "table" or number not in layout:
                    self._opening(token)
            else:
                self._closing(token)
        self._flush()
        return self.weaver

    def _words(self, token: Words) -> None:
        if self._unseen or self._muted:
            return
        if self._open["pre"]:
            self.weaver.write_verbatim(token.text, token.at, moving=token.moving)
        elif self._open["sup"] and token.moving:
            self.weaver.write_raised(token.text, token.at)
        else:
            self.weaver.write(token.text, token.at, moving=token.moving)

    def _opening(self, token: Opening) -> None:
        name = token.name
        if name in _BLOCKS:
            self._break(token.at)
            if self._open["p"]:
                self._pop_to("p")
        if name in VOID or token.empty:
            self._void(token)
            return
        if name == "li" and self._lists and self._lists[-1][2]:
            self._pop_until(self._lists[-1][2] - 1)
        self._push(token)
        if not self._unseen:
            self._entered(token)

    def _entered(self, token: Opening) -> None:
        """What begins with an element that is open now."""
        name = token.name
        if name in _LISTS:
            first = token.attributes.get("start", "")
            start = int(first) - 1 if first.isdecimal() and len(first) < 6 else 0  # noqa: PLR2004
            self._lists.append([name == "ol", start, 0])
        elif name == "li":
            self._item(token)
        elif name in _CELLS and self._in_row and self.weaver.is_open:
            self.weaver.separate(token.at)
        elif name == "tr" and self._open["table"]:
            self._flush()
            self._in_row = True
        elif name == "a":
            self._anchor(token)
        elif name == "q":
            self.weaver.write("\u201c", token.at, moving=False)
        if name != "li" and name in _BLOCKS:
            self._note(token)

    def _void(self, token: Opening) -> None:
        if token.name != "br" or self._unseen:
            return
        if self._open["pre"]:
            self.weaver.write_verbatim("\n", token.at, moving=False)
        elif self._in_row:
            self.weaver.write(" ", token.at, moving=False)
        elif self._in_references or self.weaver.ends_line:
            self._flush()
        elif self.weaver.is_open:
            self.weaver.write_verbatim("\n", token.at, moving=False)

    def _closing(self, token: Closing) -> None:
        if token.name in _BLOCKS:
            self._break(token.at)
        elif token.name == "q" and self._open["q"] and not self._unseen:
            self.weaver.write("\u201d", token.at, moving=False)
        if not self._open[token.name]:
            return
        if token.name == "a":
            self._end_link()
        self._pop_to(token.name)

    def _item(self, token: Opening) -> None:
        """A list item: its number, or the mark of a note, goes before its words."""
        if not self._lists:
            return
        last = self._lists[-1]
        value = token.attributes.get("value", "")
        last[1] = int(value) if value.isdecimal() and len(value) < 6 else last[1] + 1  # noqa: PLR2004
        last[2] = len(self._stack)
        if not self._note(token) and last[0]:
            self.weaver.prefix(f"{last[1]}. ", token.at)

    def _note(self, token: Opening) -> bool:
        """Whether an element is a note; its mark then goes before its words."""
        label = note_label(token.attributes.get("id", ""))
        if label:
            self.weaver.prefix(f"[^{label}]: ", token.at)
        return bool(label)

    def _anchor(self, token: Opening) -> None:
        target = token.attributes.get("href", "").strip()
        self._link = None
        if target.startswith("#"):
            label = note_label(target)
            if label and self.weaver.is_open:
                self.weaver.write(f"[^{label}]", token.at, moving=False)
            self._muted = bool(label) or is_way_back(target)
        elif target.lower().startswith(("http:", "https:", "//", "doi:")):
            self._link = target, self.weaver.at, len(self.weaver.blocks)

    def _end_link(self) -> None:
        self._muted = False
        if self._link is not None and self._link[2] == len(self.weaver.blocks):
            self.weaver.link(self._link[1], self._link[0])
        self._link = None

    @property
    def _in_references(self) -> bool:
        return bool(self._reference_level or self._reference_boxes)

    def _break(self, at: int) -> None:
        """The limit of a block; inside a table row it is a space."""
        if self._in_row and self._open["tr"]:
            self.weaver.write(" ", at, moving=False)
        else:
            self._flush()

    def _flush(self) -> None:
        """End the open block as what it is."""
        kind, level = self._kind()
        label = self._stack[-1].label if self._stack else ""
        block = self.weaver.end(kind, level, label)
        if block is None:
            return
        words = self.weaver.words(block)
        if kind == "heading" and (not self._reference_level or level <= self._reference_level):
            self._reference_level = level if REFERENCE_HEADING.fullmatch(words) else 0
        elif kind == "paragraph" and is_banner(words):
            self.weaver.rename("banner")

    def _kind(self) -> tuple[BlockKind, int]:
        if self._furniture:
            return "boilerplate", 0
        heading = next((level for name, level in _HEADINGS.items() if self._open[name]), 0)
        if heading and not self._in_row:
            return "heading", heading
        if self._in_references or self.weaver.opens_with("[^"):
            return "reference", 0
        if self._in_row:
            return "table-row", 0
        for names, kind in _KINDS:
            if any(self._open[name] for name in names):
                return kind, max(1, len(self._lists)) if kind == "list-item" else 0
        return "paragraph", 0

    def _push(self, token: Opening) -> None:
        said = {*token.attributes.get("class", "").lower().split()}
        said |= {token.attributes.get("role", "").lower(), token.attributes.get("id", "").lower()}
        inside = any(self._open[name] for name in ("article", "main", "blockquote"))
        name, identifier = token.name, token.attributes.get("id", "")
        label = f"{name}#{identifier}" if identifier and len(identifier) < 80 else name  # noqa: PLR2004
        before = self._stack[-1].label if self._stack else ""
        frame = _Frame(
            name,
            is_unseen(name, token.attributes),
            name not in _HEADINGS and is_furniture(name, token.attributes, in_article=inside),
            name in _BLOCKS and not said.isdisjoint(_REFERENCES) and name not in {"html", "body"},
            label if name in _BLOCKS else before,
        )
        self._count(frame, 1)
        self._stack.append(frame)

    def _count(self, frame: _Frame, step: int) -> None:
        self._open[frame.name] += step
        self._unseen += step * frame.unseen
        self._furniture += step * frame.furniture
        self._reference_boxes += step * frame.references

    def _pop_to(self, name: str) -> None:
        """Close elements up to the innermost of a name, which is open."""
        while self._pop() != name:
            pass

    def _pop_until(self, depth: int) -> None:
        while len(self._stack) > depth:
            self._pop()

    def _pop(self) -> str:
        if self._stack[-1].name in {"table", "tr"} and self._in_row:
            self._flush()
            self._in_row = False
        frame = self._stack.pop()
        self._count(frame, -1)
        if frame.name in _LISTS and self._lists and not frame.unseen:
            self._lists.pop()
        if self._lists and self._lists[-1][2] > len(self._stack):
            self._lists[-1][2] = 0
        if frame.name == "a":
            self._muted = False
        if frame.name in _BLOCKS:
            self.weaver.prefix("", 0)
        return frame.name


def _layout_tables(every: Sequence[Token]) -> set[int]:
    """Positions of the start tags of tables that lay out a page and hold no rows of data."""
    found: set[int] = set()
    open_tables: list[list[int]] = []
    for number, token in enumerate(every):
        if isinstance(token, Opening) and token.name == "table":
            found.update(table[0] for table in open_tables[-1:])
            open_tables.append([number, 0])
            if token.attributes.get("role", "").lower() in {"presentation", "none"}:
                found.add(number)
        elif not open_tables or isinstance(token, Words):
            continue
        elif isinstance(token, Opening):
            open_tables[-1][1] += token.name in _CELLS
            if token.name in _HEADINGS:
                found.add(open_tables[-1][0])
        elif token.name == "table":
            start, cells = open_tables.pop()
            found.update([start] * (cells < 2))  # noqa: PLR2004 - one cell is a box
    return found


def woven(source: str) -> Weaver:
    """The blocks of a page.

    Args:
        source: the page as text.
    """
    return Page(source).weave()
