"""Comments of a Word document: what an audit wrote there, and what people answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.readers.word.package import opened, related
from kg.readers.word.runs import W

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MARK: Final = re.compile(r"\[kg (?P<fingerprint>[0-9a-f]{16})\]")
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TRUE: Final = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment of an audit with what was said below it.

    Attributes:
        fingerprint: of the finding.
        resolved: somebody marked it as done.
        answers: who answered, and in which words, in order.
        number: id of the comment in its document.
    """

    fingerprint: str
    resolved: bool
    answers: tuple[tuple[str, str], ...]
    number: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Comment:
    number: str
    author: str
    words: str
    paragraph: str


def mark(fingerprint: str) -> str:
    """What a comment bears so that its finding is known again, whatever program saved it."""
    return f"[kg {fingerprint}]"


def threads(data: bytes, path: str) -> tuple[Thread, ...]:
    """The comments of audits in a Word document.

    Args:
        data: the bytes of the file.
        path: the file as the user named it, for messages.

    Returns:
        Each with its answers: replies, comments on the very same words, and what was added to it.

    Raises:
        ReadError: it is no Word document, or its comments are broken.
    """
    return tuple(threads_of(opened(data, path)))


def threads_of(document: Document) -> list[Thread]:
    """The comments of audits in a document that is open.

    Raises:
        ReadError: its comments are broken.
    """
    part = related(document, "comments")
    if part is None:
        return []
    comments = [_comment(one) for one in part.iterchildren(f"{W}comment")]
    done, parents = _states(document)
    anchors = _anchors(document.element.body) if document.element.body is not None else {}
    found = []
    for one in comments:
        marked = _MARK.search(one.words)
        if marked is None:
            continue
        added = one.words[marked.end() :].strip()
        answers = [(one.author, added)] if added else []
        for other in comments:
            replies = parents.get(other.paragraph) == one.paragraph != ""
            beside = anchors.get(other.number, -1) == anchors.get(one.number, -2)
            if other is not one and _MARK.search(other.words) is None and (replies or beside):
                answers.append((other.author, other.words.strip()))
        resolved = one.paragraph in done
        found.append(Thread(marked["fingerprint"], resolved, tuple(answers), one.number))
    return found


def _comment(element: _Element) -> _Comment:
    paragraphs = list(element.iter(f"{W}p"))
    words = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)
    last = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
    return _Comment(element.get(f"{W}id", ""), element.get(f"{W}author", ""), words, last)


def _states(document: Document) -> tuple[set[str], dict[str, str]]:
    """Last paragraphs of comments that are done, and of those that are replied to by which."""
    part = related(document, "commentsExtended")
    done: set[str] = set()
    parents: dict[str, str] = {}
    for one in part.iterchildren(f"{_W15}commentEx") if part is not None else ():
        own = one.get(f"{_W15}paraId", "")
        if one.get(f"{_W15}done") in _TRUE:
            done.add(own)
        if one.get(f"{_W15}paraIdParent"):
            parents[own] = one.get(f"{_W15}paraIdParent", "")
    return done, parents


def _anchors(body: _Element) -> dict[str, int]:
    """Comments that begin at the same place, by the number of the run that follows."""
    found: dict[str, int] = {}
    passed = 0
    for one in body.iter(f"{W}commentRangeStart", f"{W}r"):
        if one.tag == f"{W}r":
            passed += 1
        else:
            found[one.get(f"{W}id", "")] = passed
    return found
