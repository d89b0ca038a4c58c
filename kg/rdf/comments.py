"""Comments in Turtle: the labels that the writer adds, and those that it would lose."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LABEL_WIDTH: Final = 60
"""A label comment is cut at so many characters (code points)."""

RULE_WIDTH: Final = 80
"""A section's comment line is filled with dashes up to this column."""

# Control characters, line and paragraph separators, and the marks that override the direction
# of text: none may move what stands behind the comment sign to another line or place.
_UNSAFE = re.compile("[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")

# One token after the other, each possessive, an unclosed string running to the end of its line
# (short) or of the text (long): no character is looked at again, so the scan is linear.
_TOKEN = re.compile(
    r"#(?P<comment>[^\r\n]*)"
    r'|"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:""")?'
    r"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:''')?"
    r'|"(?:[^"\\\r\n]|\\.)*+"?'
    r"|'(?:[^'\\\r\n]|\\.)*+'?"
    r"|<[^<>\s]*+>?"
    r"|\\.",
    re.DOTALL,
)


class Comment(NamedTuple):
    """A comment and its place.

    Attributes:
        line: 1-based.
        column: 1-based, in code points, of the `#`.
        text: what follows the `#`, without spaces at either end.
    """

    line: int
    column: int
    text: str


def label_comment(label: str) -> str:
    """A label as it may stand behind a comment sign.

    Args:
        label: any text.

    Returns:
        One line of at most `LABEL_WIDTH` characters without control characters; may be empty.
    """
    clean = _UNSAFE.sub(" ", label).strip()
    return clean if len(clean) <= LABEL_WIDTH else clean[: LABEL_WIDTH - 1].rstrip() + "…"


def section_line(heading: str) -> str:
    """The comment line above a section.

    Args:
        heading: such as `Claims`.

    Returns:
        `### Claims -----…`, without a line end.
    """
    start = f"### {label_comment(heading)} "
    return start + "-" * max(3, RULE_WIDTH - len(start))


def comments_in(text: str) -> Iterator[Comment]:
    """All comments of a Turtle text, in linear time, whether or not the text is well formed.

    Args:
        text: Turtle; strings, long strings and IRIs are skipped, so a `#` in them is none.

    Yields:
        Each comment with its place.
    """
    line, line_start, seen = 1, 0, 0
    for match in _TOKEN.finditer(text):
        found = match["comment"]
        if found is None:
            continue
        start = match.start()
        breaks = text.count("\n", seen, start)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", seen, start) + 1
        seen = start
        yield Comment(line, start - line_start + 1, found.strip())


def foreign_comments(text: str, canonical: str, headings: Iterable[str] = ()) -> list[Comment]:
    """The comments that would be lost if a text were replaced by its canonical form.

    Each comment text of the canonical form answers for as many of its like in the source as it
    has itself; the section lines of given headings are the writer's own wherever they stand
    (a section vanishes with its last subject).

    Args:
        text: the Turtle as it is.
        canonical: what the canonical writer makes of it.
        headings: headings of the layout's sections.

    Returns:
        The comments without a counterpart, in order; empty ones carry nothing and are left out.
    """
    own = Counter(comment.text for comment in comments_in(canonical))
    sections = {section_line(heading).removeprefix("#") for heading in headings}
    lost = []
    for comment in comments_in(text):
        if own[comment.text] > 0:
            own[comment.text] -= 1
        elif comment.text and comment.text not in sections:
            lost.append(comment)
    return lost
