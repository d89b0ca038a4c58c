"""A JATS article walked from its title to its last reference, its words woven into blocks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.readers.weaving import Weaver
from kg.text.blocks import is_banner

if TYPE_CHECKING:
    from kg.text.blocks import BlockKind

_UNSEEN: Final = frozenset(
    {
        "journal-meta", "contrib-group", "aff", "author-notes", "history", "permissions",
        "kwd-group", "funding-group", "counts", "custom-meta-group", "related-article",
        "related-object", "supplementary-material", "tex-math", "object-id", "graphic", "media",
        "inline-graphic", "processing-meta", "sec-meta", "alt-text", "long-desc", "annotation",
        "article-categories", "self-uri", "front-stub", "x",
    }
)  # fmt: skip
"""Elements whose words are not read: metadata, pictures, formulas in TeX."""
_FURNITURE: Final = frozenset(
    {"ack", "notes", "fn-group", "glossary", "bio", "sub-article", "response", "app-group"}
)
_BLOCKS: Final = frozenset(
    {
        "article-title", "subtitle", "abstract", "trans-abstract", "sec", "title", "p", "list",
        "list-item", "disp-quote", "verse-group", "verse-line", "attrib", "fig", "table-wrap",
        "caption", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "table-wrap-foot", "fn",
        "ref-list", "ref", "disp-formula", "boxed-text", "preformat", "code", "def-list",
        "def-item", "term", "def", "statement", "body", "back", "front", "app", "fn-group", "ack",
        "notes", "glossary", "article", "sub-article", "response", "speech", "question", "answer",
    }
)  # fmt: skip
_FIGURES: Final = ("caption", "fig", "table-wrap-foot", "table-wrap")
_KINDS: Final[tuple[tuple[tuple[str, ...], BlockKind], ...]] = (
    (("ref",), "reference"),
    (tuple(sorted(_FURNITURE)), "boilerplate"),
    (("tr",), "table-row"),
    (_FIGURES, "caption"),
    (("disp-formula", "preformat", "code"), "code"),
    (("disp-quote", "verse-group"), "quotation"),
    (("list-item",), "list-item"),
)
"""What words are by the elements around them; the first that fits."""
_WHOLE: Final = ("tr", "caption", "ref", "fn")
"""Elements that are one block, whatever stands in them."""
_IN_FRONT: Final = ("title-group", "abstract", "trans-abstract")
_IDS: Final = {"doi": "doi:", "pmid": "PMID ", "pmcid": "PMC "}


class Article:
    """Is told of the elements of an article.

    Attributes:
        weaver: the blocks.
        is_article: an element `article` was seen.
        root: name of the outermost element.
    """

    def __init__(self) -> None:
        self.weaver = Weaver()
        self.is_article = False
        self.root = ""
        self._stack: list[tuple[str, str]] = []
        self._open: Counter[str] = Counter()
        self._unseen = 0
        self._items: list[list[int]] = []
        self._labelled = self._muted = False
        self._link: tuple[str, int] = ("", 0)
        self._cited: dict[str, str] = {}
        self._citing = ""

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """An element begins."""
        self.root = self.root or name
        self.is_article = self.is_article or name == "article"
        if name in _BLOCKS:
            self._break(name, at)
        identifier = attributes.get("id", "")
        self._stack.append((name, f"{name}#{identifier}" if identifier else name))
        self._open[name] += 1
        self._unseen += name in _UNSEEN
        if self._hidden:
            return
        if name in {"td", "th"} and self.weaver.is_open:
            self.weaver.separate(at)
        elif name == "list":
            self._items.append([attributes.get("list-type") == "order", 0])
        elif name == "list-item" and self._items:
            self._items[-1][1] += 1
            if self._items[-1][0]:
                self.weaver.prefix(f"{self._items[-1][1]}. ", at)
        elif name == "ref" and identifier in self._cited:
            self.weaver.prefix(f"{self._cited[identifier]}. ", at)
        elif name == "fn" and identifier:
            self.weaver.prefix(f"[^{identifier}]: ", at)
        else:
            self._inline(name, attributes, at)

    def _inline(self, name: str, attributes: dict[str, str], at: int) -> None:
        if name == "xref" and attributes.get("ref-type") == "fn" and not self._open["tr"]:
            self.weaver.write(f"[^{attributes.get('rid', '')}]", at, moving=False)
            self._muted = True
        elif name == "xref" and attributes.get("ref-type") == "bibr":
            self._citing = attributes.get("rid", "")
        elif name in {"ext-link", "uri"}:
            self._link = attributes.get("href", ""), self.weaver.at
        elif name == "pub-id" and self.weaver.is_open:
            self.weaver.write(
                f" {_IDS.get(attributes.get('pub-id-type', ''), '')}", at, moving=False
            )
        elif name == "label":
            self._muted = self._open["fn"] > 0
            if self._open["ref"]:
                self.weaver.prefix("", at)
        elif name == "break":
            self.weaver.write_verbatim("\n", at, moving=False)

    def words(self, words: str, at: int, moving: bool) -> None:
        """Characters."""
        if self._hidden or self._muted:
            return
        if self._citing and words.strip().isdecimal():
            self._cited.setdefault(self._citing, words.strip())
        if self._open["preformat"] or self._open["code"]:
            self.weaver.write_verbatim(words, at, moving=moving)
        elif self._open["sup"] and moving:
            self.weaver.write_raised(words, at)
        else:
            self.weaver.write(words, at, moving=moving)
        self._labelled = self._labelled and not words.strip()

    def end(self, name: str, at: int) -> None:
        """An element ends."""
        if not self._hidden:
            self._leave(name, at)
        if name in _BLOCKS:
            self._break(name, at)
        self._unseen -= name in _UNSEEN
        self._open[name] -= 1
        self._stack.pop()

    def _leave(self, name: str, at: int) -> None:
        if name == "list" and self._items:
            self._break(name, at)
            self._items.pop()
        elif name == "label":
            if self.weaver.is_open and not self._muted:
                self._end_label(at)
            self._muted = False
        elif name == "xref":
            self._muted, self._citing = False, ""
        elif name in {"ext-link", "uri"}:
            target, start = self._link
            if target.startswith(("http:", "https:")):
                self.weaver.link(start, target)
            self._link = "", 0
        elif name == "surname":
            self.weaver.write(" ", at, moving=False)
        elif name in {"name", "string-name", "collab"} and self._open["element-citation"]:
            self.weaver.write(", ", at, moving=False)
        elif len(self._stack) > 1 and self._stack[-2][0] == "element-citation":
            self.weaver.stop(".", at)

    def _end_label(self, at: int) -> None:
        """Behind a number or the like: what it labels is still of its block."""
        closed = self.weaver.ends_with((".", "]", ")", ":"))
        mark = "" if closed or self._stack[-2][0] in {"sec", "list-item"} else "."
        self.weaver.write(f"{mark} ", at, moving=False)
        self._labelled = True

    @property
    def _hidden(self) -> bool:
        if self._unseen:
            return True
        return self._open["front"] > 0 and not any(self._open[name] for name in _IN_FRONT)

    def _break(self, name: str, at: int) -> None:
        """The limit of a block; inside a row, a caption or an entry it is a space."""
        if self._labelled:
            return
        if name not in _WHOLE and any(self._open[one] for one in _WHOLE):
            if self.weaver.is_open:
                self.weaver.write(" ", at, moving=False)
        else:
            self._flush()

    def _flush(self) -> None:
        kind, level = self._kind()
        block = self.weaver.end(kind, level, self._stack[-1][1] if self._stack else "")
        self._labelled = False
        if block is not None and kind == "paragraph" and is_banner(self.weaver.words(block)):
            self.weaver.rename("banner")

    def _kind(self) -> tuple[BlockKind, int]:
        if self.weaver.opens_with("[^"):
            return "reference", 0
        if self._open["title-group"]:
            return "heading", 1
        for names, kind in _KINDS:
            if any(self._open[name] for name in names):
                return kind, max(1, len(self._items)) if kind == "list-item" else 0
        if self._open["title"]:
            parts = ("sec", "abstract", "trans-abstract", "ref-list", "app", "boxed-text")
            return "heading", min(6, 1 + max(1, sum(self._open[name] for name in parts)))
        return "paragraph", 0
