"""Comments that earlier audits left in a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.readers.word.comments import threads_of
from kg.readers.word.runs import W

if TYPE_CHECKING:
    from collections.abc import Collection

    from docx.document import Document


def tidied(document: Document, current: Collection[str]) -> frozenset[str]:
    """Take out the comments of audits whose finding is gone; what people said stays.

    Args:
        document: the document, which is changed.
        current: fingerprints of the findings that there are now.

    Returns:
        Fingerprints of the findings that have a comment already.
    """
    kept = set()
    gone = set()
    for one in threads_of(document):
        if one.fingerprint in current or one.resolved or one.answers:
            kept.add(one.fingerprint)
        else:
            gone.add(one.number)
    if gone:
        _remove(document, gone)
    return frozenset(kept)


def _remove(document: Document, numbers: Collection[str]) -> None:
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    for element in list(document.element.body.iter(*marks)):
        if element.get(f"{W}id") not in numbers:
            continue
        run = element.getparent()
        held = element
        if element.tag == marks[2] and run is not None and len(run) <= 2:  # noqa: PLR2004 - its style
            held = run
        parent = held.getparent()
        if parent is not None:
            parent.remove(held)
    for comment in list(document.comments):
        if str(comment.comment_id) in numbers:
            element = comment._comment_elm  # noqa: SLF001 - python-docx cannot remove comments
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
