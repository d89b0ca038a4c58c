"""Paragraphs and runs of a Word document, counted as a reading's places count them.

Who writes into a document at a place (a comment, say) finds paragraph and run by these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}sdtPr", _FALLBACK})
"""What is not shown: deleted words, those that were moved away, properties, a second picture."""
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HELD: Final = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"})
BOX: Final = f"{W}txbxContent"


class Part(NamedTuple):
    """Something in a run.

    Attributes:
        words: its text; empty for the mark of a note.
        note: `footnote` or `endnote` and the id, for the mark of one.
    """

    words: str
    note: tuple[str, str] | None = None


def paragraphs(body: _Element) -> list[_Element]:
    """The paragraphs in order, those of tables and text boxes among them; the first is number 1.

    Args:
        body: the element `w:body`, or that of a note.
    """
    return [p for p in _walk(body, frozenset({_FALLBACK})) if p.tag == f"{W}p"]


def held(parent: _Element) -> Iterator[_Element]:
    """The children of a body, table, row or cell, those in content controls and insertions too."""
    stack = list(reversed(parent))
    while stack:
        one = stack.pop()
        if one.tag in _HELD:
            stack.extend(reversed(one))
        else:
            yield one


def runs(paragraph: _Element) -> list[_Element]:
    """The runs of a paragraph whose words count, in order; the first is number 1.

    Inserted words count, deleted ones do not; text boxes have paragraphs of their own.
    """
    return [one for one in inline(paragraph) if one.tag in {f"{W}r", f"{M}r"}]


def inline(paragraph: _Element) -> Iterator[_Element]:
    """Runs, and the links and other elements around them, in order."""
    return _walk(paragraph, _GONE | {BOX})


def boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph."""
    return (one for one in _walk(paragraph, _GONE) if one.tag == BOX)


def parts(run: _Element) -> Iterator[Part]:
    """What a run holds: its words, and the marks of notes."""
    for child in run:
        if child.tag in {f"{W}t", f"{M}t"}:
            yield Part(child.text or "")
        elif child.tag in _SIGNS:
            yield Part(_SIGNS[child.tag])
        elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = child.tag.removeprefix(W).removesuffix("Reference")
            yield Part("", (kind, child.get(f"{W}id") or ""))


def run_text(run: _Element) -> str:
    """The words of a run; the character of a place counts in these."""
    return "".join(part.words for part in parts(run))


def has(run: _Element, name: str) -> str | None:
    """The value of a property of a run, `on` if it has none of its own; None if unset or off."""
    found = run.find(f"{W}rPr/{W}{name}")
    if found is None:
        return None
    value = found.get(f"{W}val") or "on"
    return None if value in {"0", "false", "off"} else value


def _walk(root: _Element, skipped: frozenset[str]) -> Iterator[_Element]:
    """Descendants in order, without those in elements that are skipped."""
    stack = list(reversed(root))
    while stack:
        one = stack.pop()
        if one.tag in skipped and one.tag != BOX:
            continue
        yield one
        if one.tag not in skipped:
            stack.extend(reversed(one))
