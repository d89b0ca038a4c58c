"""XML as a stream of events with offsets into its characters; nothing is expanded or fetched."""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from kg.errors import SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Callable


class Walker(NamedTuple):
    """What is told of a document; offsets count characters of its text.

    Attributes:
        start: name without namespace prefix, attributes, offset.
        end: name and offset.
        words: characters, offset, and whether each stands where it is in the source.
    """

    start: Callable[[str, dict[str, str], int], None]
    end: Callable[[str, int], None]
    words: Callable[[str, int, bool], None]


_REMEDY: Final = "correct the line, or export the file again if it breaks off"
_DECLARED: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DEEPEST: Final = 5_000


def walk(source: str, path: str, walker: Walker) -> None:
    """Tell a walker of a document, in order.

    Args:
        source: the document, as characters with LF line ends.
        path: the file as the user named it, for messages.
        walker: is told.

    Raises:
        SyntaxFault: it is not well-formed, declares an entity of its own, or is nested too deep.
    """
    _Stream(source, path, walker).run()


class _Stream:
    def __init__(self, source: str, path: str, walker: Walker) -> None:
        self._walker = walker
        self._path = path
        head = _DECLARED.match(source)
        # what the declaration says of bytes is no longer so; its place is kept
        blank = " " * head.end() if head else ""
        self._skipped = len(blank)
        self._data = codecs.encode(source[self._skipped :], "utf-8", "surrogatepass")
        self._shift = source[: self._skipped].count("\n")
        self._parser = parser = ParserCreate("utf-8")
        parser.ordered_attributes = False
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._named
        self._byte = self._character = 0
        self._depth = 0

    def run(self) -> None:
        try:
            self._parser.Parse(self._data, True)  # noqa: FBT003 - the C function takes no keywords
        except ExpatError as error:
            said = f"not well-formed XML: {str(error).partition(':')[0]}"
            self._refuse(said, error.lineno, error.offset + 1, _REMEDY)

    def _at(self) -> int:
        """The offset in characters; events come in the order of the bytes."""
        now = self._parser.CurrentByteIndex
        if now > self._byte:
            passed = self._data[self._byte : now]
            self._character += len(passed.decode("utf-8", "replace"))
            self._byte = now
        return self._skipped + self._character

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._stop(f"elements nested deeper than {_DEEPEST}", "check what made the file")
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self._walker.start(name.rpartition(":")[2], bare, self._at())

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._walker.end(name.rpartition(":")[2], self._at())

    def _words(self, words: str) -> None:
        at = self._at()
        there = self._data[self._byte : self._byte + 1] != b"&"
        self._walker.words(words, at, there)

    def _named(self, name: str, parameter: bool) -> None:
        """A name such as `alpha` that a DTD outside the file would explain: the usual letter."""
        if not parameter:
            self._walker.words(html5.get(f"{name};", f"&{name};"), self._at(), False)  # noqa: FBT003

    def _entity(self, name: str, *_: object) -> None:
        said = f"the file declares an entity of its own, {name!r}: none is expanded"
        self._stop(said, "write the text out where the entity stands")

    def _stop(self, said: str, remedy: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._refuse(said, line, column, remedy)

    def _refuse(self, said: str, line: int, column: int, remedy: str) -> None:
        raise SyntaxFault(self._path, line + self._shift, column, said, remedy)
