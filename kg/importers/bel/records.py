"""The records of a BEL script: lines, joined while a quote or bracket is open.

Scripts are written by hand: evidence runs over lines with and without a backslash at their ends,
and holds quotes that nobody escaped. So a value in quotes ends with a quote at the end of a line,
and the next `SET` shows that one was never closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTE: Final = re.compile(r'SET\s+[^\s=]+(?:\s+[^\s=]+)?\s*=\s*"')
_QUOTED_WHOLE: Final = re.compile(r'SET\s+[^="]+=\s*"(?:[^"\\]|\\.)*"')
_BRACE: Final = re.compile(r"SET\s+[^\s=]+\s*=\s*\{|DEFINE\s")
_KEYWORD: Final = re.compile(r"(?:SET|UNSET|DEFINE)\s")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_COMMENT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<mark>#)')
_MOST_LINES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        line: 1-based line in which it begins.
        column: 1-based column in which it begins.
        text: its lines without comments.
    """

    line: int
    column: int
    text: str

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, both 1-based, of an offset into the text."""
        before = self.text[:at]
        lines = before.count("\n")
        if not lines:
            return self.line, self.column + at
        return self.line + lines, len(before) - before.rfind("\n")


def records(text: str, path: str) -> Iterator[Record]:
    """The records of a script in order.

    Args:
        text: the script.
        path: its file, for messages.

    Raises:
        SyntaxFault: a value is opened and never closed.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        stripped = lines[at].strip()
        if not stripped or stripped.startswith("#"):
            at += 1
            continue
        column = len(lines[at]) - len(lines[at].lstrip()) + 1
        stop = _last(lines, at, path)
        whole = "\n".join(lines[at : stop + 1])[column - 1 :]
        text = whole if _opens_quote(stripped) else _plain(whole)
        if text.strip():
            yield Record(at + 1, column, text)
        at = stop + 1


def _opens_quote(line: str) -> bool:
    """The line sets a value in quotes that no comment follows."""
    return bool(_QUOTE.match(line)) and not _QUOTED_WHOLE.fullmatch(_without_comment(line))


def _last(lines: list[str], first: int, path: str) -> int:
    """The line in which the record that begins in a line ends."""
    line = lines[first].strip()
    if _QUOTE.match(line):
        if _QUOTED_WHOLE.fullmatch(_without_comment(line)):
            return first
        closing, mark = _closing_quote, "quote"
    elif _BRACE.match(line):
        closing, mark = _closing_brace, "brace"
    else:
        return _continued(lines, first)
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        if at > first and _KEYWORD.match(lines[at]):
            break
        if closing(lines, first, at):
            return at
    raise SyntaxFault(path, first + 1, 0, f"a {mark} is opened and not closed", f"close the {mark}")


def _closing_quote(lines: list[str], first: int, at: int) -> bool:
    """The line ends with a quote that is not the opening one."""
    line = lines[at].rstrip()
    if at == first:
        return line.endswith('"') and line.index('"') < len(line) - 1
    return line.endswith('"')


def _closing_brace(lines: list[str], first: int, at: int) -> bool:
    bare = _STRING.sub("", "\n".join(lines[first : at + 1]))
    return '"' not in bare and bare.count("{") <= bare.count("}")


def _continued(lines: list[str], at: int) -> int:
    while lines[at].rstrip().endswith("\\") and at + 1 < len(lines):
        at += 1
    return at


def _plain(record: str) -> str:
    """A record without comments and without the backslashes that continue its lines."""
    return "\n".join(_without_comment(re.sub(r"\\\s*$", "", line)) for line in record.split("\n"))


def _without_comment(line: str) -> str:
    """The line up to a `#` outside of quotes."""
    for found in _COMMENT.finditer(line):
        if found["mark"]:
            return line[: found.start()].rstrip()
    return line.rstrip()
