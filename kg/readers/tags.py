"""HTML as a stream of tags and words with their offsets, in time that grows with the text.

The standard library's parser is not used: until its repair in 2025 it took minutes for a few
kilobytes of unclosed tags, and Pythons without that repair are supported.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Opening(NamedTuple):
    """A start tag.

    Attributes:
        name: in lower case.
        attributes: by lower-case name, the first of each; entities resolved.
        at: offset of its `<`.
        empty: it ends in `/>`.
    """

    name: str
    attributes: dict[str, str]
    at: int
    empty: bool = False


class Closing(NamedTuple):
    """An end tag: its lower-case name, and the offset of its `<`."""

    name: str
    at: int


class Words(NamedTuple):
    """Characters between tags.

    Attributes:
        text: an entity is a token of its own and is resolved here.
        at: offset of the first character.
        moving: each character stands where it is in the source; not so for an entity.
    """

    text: str
    at: int
    moving: bool = True


Token = Opening | Closing | Words

RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed"})
"""Elements whose content is no markup."""
_NEXT = re.compile(r"[<&]")
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>\0]{0,100})")
_NAME = re.compile(r"[\s/]*(?P<name>[^\s/>=][^\s/>=]*)?(?P<value>\s*=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def tokens(source: str) -> Iterator[Token]:
    """The tags and words of a page in order; comments and declarations are left out.

    Args:
        source: the page. Nothing in it is an error, as in a browser.
    """
    return _Scanner(source).tokens()


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._missing: dict[str, int] = {}

    def tokens(self) -> Iterator[Token]:
        source, at = self._source, 0
        while found := _NEXT.search(source, at):
            if found.start() > at:
                yield Words(source[at : found.start()], at)
            at = found.start()
            if source[at] == "&":
                token = self._entity(at)
                yield token
                at += self._width
            elif tag := _TAG.match(source, at):
                yield from self._tag(tag)
                at = self._end
            elif source.startswith(("<!", "<?", "</"), at):
                at = self._skipped(at)
            else:
                yield Words("<", at)
                at += 1
        if at < len(source):
            yield Words(source[at:], at)

    def _entity(self, at: int) -> Words:
        found = _ENTITY.match(self._source, at)
        self._width = found.end() - at if found else 1
        if found is None:
            return Words("&", at)
        said = unescape(found.group())
        return Words(said, at, moving=said == found.group())

    def _tag(self, tag: re.Match[str]) -> Iterator[Token]:
        """A tag, and what a script or style sheet holds; sets where to go on."""
        name = tag["name"].lower()
        if tag["slash"]:
            end = self._find(">", tag.end())
            self._end = len(self._source) if end < 0 else end + 1
            yield Closing(name, tag.start())
            return
        attributes, empty = self._attributes(tag.end())
        yield Opening(name, attributes, tag.start(), empty)
        if name not in RAW or empty:
            return
        first = self._end
        closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)
        found = closing.search(self._source, first)
        self._end = found.start() if found else len(self._source)
        if self._end > first:
            yield Words(self._source[first : self._end], first)

    def _attributes(self, at: int) -> tuple[dict[str, str], bool]:
        """The attributes from an offset on; sets where the tag ends."""
        source, found, empty = self._source, dict[str, str](), False
        while at < len(source):
            part = _NAME.match(source, at)
            assert part is not None  # it may match nothing, but it matches
            empty = "/" in source[at : part.start("name") if part["name"] else part.end()]
            at = part.end()
            value = ""
            if part["value"]:
                value, at = self._value(at)
            if part["name"]:
                found.setdefault(part["name"].lower(), unescape(value) if "&" in value else value)
            if source.startswith(">", at):
                self._end = at + 1
                return found, empty and not part["name"]
            if at == part.start():
                break
        self._end = max(at, len(source))
        return found, False

    def _value(self, at: int) -> tuple[str, int]:
        quote = self._source[at : at + 1]
        if quote in {'"', "'"}:
            end = self._find(quote, at + 1)
            if end >= 0:
                return self._source[at + 1 : end], end + 1
        found = _UNQUOTED.match(self._source, at)
        assert found is not None  # see above
        return found.group(), found.end()

    def _skipped(self, at: int) -> int:
        """The end of a comment, declaration or other thing that is not shown."""
        comment = self._source.startswith("<!--", at)
        if comment and self._source.startswith((">", "->"), at + 4):
            return at + 5 + (self._source[at + 4] == "-")
        mark = "-->" if comment else ">"
        end = self._find(mark, at + 4 if comment else at + 2)
        return len(self._source) if end < 0 else end + len(mark)

    def _find(self, mark: str, at: int) -> int:
        """Where a mark comes next, -1 if it does not; the far end is searched once only."""
        if at >= self._missing.get(mark, len(self._source) + 1):
            return -1
        found = self._source.find(mark, at)
        if found < 0:
            self._missing[mark] = at
        return found
