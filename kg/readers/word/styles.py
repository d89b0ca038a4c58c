"""What a paragraph is by its style, and the number that Word shows before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.readers.word.runs import W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from kg.text.blocks import BlockKind

_KINDS: Final[tuple[tuple[re.Pattern[str], BlockKind], ...]] = (
    (re.compile(r"title|heading \d|subtitle"), "heading"),
    (re.compile(r"(?:intense )?quote|block text|quotations?|citation|zitat"), "quotation"),
    (re.compile(r"caption|table of figures"), "caption"),
    (re.compile(r"bibliography\s*\d*|references?"), "reference"),
    (re.compile(r"html preformatted|source code|code.*|plain text code|preformatted text"), "code"),
    (re.compile(r"toc \d|toc heading|header|footer|index \d"), "boilerplate"),
    (re.compile(r"list(?: bullet| number| paragraph)?(?: \d)?"), "list-item"),
)
_LONGEST_CHAIN: Final = 20
_DEEPEST: Final = 9


class Look(NamedTuple):
    """What the style of a paragraph says.

    Attributes:
        kind: what it is, None for ordinary text.
        level: of a heading, from 1; of a list item, from 1.
        label: what Word shows before it, such as `2. `; empty for a bullet.
    """

    kind: BlockKind | None
    level: int
    label: str


class Styles:
    """The styles and numberings of a document.

    Args:
        styles: the element `w:styles`, None if there is none.
        numbering: the element `w:numbering`, None if there is none.
    """

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._styles = {
            one.get(f"{W}styleId") or "": one
            for one in (styles.iterchildren(f"{W}style") if styles is not None else ())
        }
        self._levels = _levels(numbering)
        self._counts: dict[tuple[str, int], int] = {}

    def look(self, paragraph: _Element) -> Look:
        """What a paragraph is; each call counts on in its list."""
        properties = paragraph.find(f"{W}pPr")
        chain = self._chain(properties)
        kind: BlockKind | None = None
        level = 0
        for one in chain:
            name = _value(one, "name").lower()
            kind = next((kind for like, kind in _KINDS if like.fullmatch(name)), None)
            if kind is not None:
                digits = re.search(r"\d", name)
                level = int(digits.group()) if digits else 1
                break
        outline = _first("outlineLvl", properties, *(one.find(f"{W}pPr") for one in chain))
        if kind is None and outline.isdecimal() and int(outline) < _DEEPEST:
            kind, level = "heading", int(outline) + 1
        label, depth = self._number(properties, chain)
        if depth and kind in {None, "list-item"}:
            kind, level = "list-item", max(level if kind else 0, depth)
        return Look(kind, min(level, 6), label)

    def _chain(self, properties: _Element | None) -> list[_Element]:
        """The style of a paragraph and those it is based on."""
        name = _value(properties, "pStyle") or self._default
        found: list[_Element] = []
        while name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = _value(found[-1], "basedOn")
        return found

    @property
    def _default(self) -> str:
        return next(
            (name for name, one in self._styles.items()
             if one.get(f"{W}default") in {"1", "true"} and one.get(f"{W}type") == "paragraph"),
            "",
        )  # fmt: skip

    def _number(self, properties: _Element | None, chain: list[_Element]) -> tuple[str, int]:
        """The number shown, and the depth of the list; 0 in none."""
        for one in (properties, *(style.find(f"{W}pPr") for style in chain)):
            numbered = one.find(f"{W}numPr") if one is not None else None
            if numbered is not None:
                break
        else:
            return "", 0
        number, depth = _value(numbered, "numId"), _value(numbered, "ilvl") or "0"
        if number in {"", "0"} or not depth.isdecimal() or len(depth) > 2:  # noqa: PLR2004
            return "", 0
        level = int(depth)
        form, start = self._levels.get((number, level), ("bullet", 1))
        count = self._counts.get((number, level), start - 1) + 1
        self._counts[number, level] = count
        for deeper in range(level + 1, _DEEPEST):
            self._counts.pop((number, deeper), None)
        return _shown(form, count), level + 1


def _shown(form: str, count: int) -> str:
    if form in {"decimal", "decimalZero"}:
        return f"{count}. "
    if form in {"lowerLetter", "upperLetter"} and count <= 26:  # noqa: PLR2004 - letters
        letter = chr(ord("a") + count - 1)
        return f"{letter.upper() if form == 'upperLetter' else letter}. "
    return ""


def _levels(numbering: _Element | None) -> dict[tuple[str, int], tuple[str, int]]:
    """Format and first number by list and depth."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    if numbering is None:
        return found
    abstract = {
        one.get(f"{W}abstractNumId"): list(one.iterchildren(f"{W}lvl"))
        for one in numbering.iterchildren(f"{W}abstractNum")
    }
    for one in numbering.iterchildren(f"{W}num"):
        for level in abstract.get(_value(one, "abstractNumId"), ()):
            depth, start = level.get(f"{W}ilvl") or "0", _value(level, "start") or "1"
            if depth.isdecimal() and start.isdecimal() and len(start) < 6:  # noqa: PLR2004
                key = (one.get(f"{W}numId") or "", int(depth))
                found[key] = (_value(level, "numFmt"), int(start))
    return found


def _first(name: str, *properties: _Element | None) -> str:
    """The first value stated of a property."""
    return next((value for one in properties if (value := _value(one, name))), "")


def _value(parent: _Element | None, name: str) -> str:
    found = parent.find(f"{W}{name}") if parent is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""
