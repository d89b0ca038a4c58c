"""Suppressions written in the article: `<!-- kg: ignore KG102 reason -->`.

In plain text they stand on a line of their own, in brackets: `[kg: ignore KG102 reason]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from kg.text.blocks import PROSE
from kg.text.composing import TracedLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.blocks import Block
    from kg.text.reading import Reading

Verb = Literal["ignore", "ignore-file"]

_BODY: Final = r"\s{0,20}kg:\s{0,20}(?P<verb>[a-z-]{1,20})(?P<rest>[^\0]{0,500}?)"
_COMMENT: Final = re.compile(rf"<!--{_BODY}-->")
_BRACKETS: Final = re.compile(r"^[ \t]{0,20}\[kg:[ \t]{0,20}(?P<verb>[a-z-]{1,20})(?P<rest>[^\]\n]{0,500})\][ \t]{0,20}$", re.MULTILINE)  # fmt: skip # noqa: E501 - one pattern
_INLINE: Final = re.compile(
    r"(?:[^<>]|</?(?:a|abbr|b|cite|code|em|i|q|s|small|span|strong|su[bp]|u)\b[^<>]*>)*",
    re.IGNORECASE,
)
"""What may stand between the words of a block and a comment in the same block."""
_CODE: Final = re.compile(r"KG\d+", re.IGNORECASE)
_VERBS: Final = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression as written.

    Attributes:
        verb: `ignore` silences a sentence or a block, `ignore-file` all of the article.
        codes: codes of the rules that it silences.
        reason: why.
        start: its first code point.
        end: the code point after it.
        fault: why it is not heeded; empty if it is.
    """

    verb: str
    codes: tuple[str, ...]
    reason: str
    start: int
    end: int
    fault: str = ""


def directives(reading: Reading) -> tuple[Directive, ...]:
    """The suppressions of an article, in order.

    Args:
        reading: the article.

    Returns:
        All that are meant as one, also those that say nothing that can be heeded; none of those
        that stand in code.
    """
    source = reading.source
    if isinstance(source, TracedLines) and reading.format not in {"plain", "markdown"}:
        return tuple(_of_markup(reading, source))
    if "kg:" not in reading.text:
        return ()
    code = [block for block in reading.blocks if block.kind == "code"]
    pattern = _BRACKETS if reading.format == "plain" else _COMMENT
    return tuple(
        _directive(found)
        for found in pattern.finditer(reading.text)
        if not any(block.start < found.start() < block.end for block in code)
    )


def _of_markup(reading: Reading, source: TracedLines) -> Iterator[Directive]:
    """The comments of a page, each where its text would stand."""
    for found in _COMMENT.finditer(source.text) if "kg:" in source.text else ():
        at = bisect_left(range(len(reading.text)), found.start(), key=source.origin)
        inside = next((b for b in reversed(reading.blocks) if b.start < at), None)
        if inside is not None and at >= inside.end:
            gap = source.text[source.origin(inside.end - 1) + 1 : found.start()]
            at = inside.end if _INLINE.fullmatch(gap) else max(at, inside.end + 1)
        yield replace(_directive(found), start=at, end=at)


def without_directives(reading: Reading, found: tuple[Directive, ...]) -> Reading:
    """The article with its suppressions taken out of its prose, so that none is judged.

    Args:
        reading: the article.
        found: its suppressions.

    Returns:
        The same text; where a block holds a suppression on a line of its own, the blocks before
        and after it.
    """
    if not found or reading.format != "plain":
        return reading
    blocks = tuple(piece for block in reading.blocks for piece in _pieces(reading, block, found))
    return replace(reading, blocks=blocks)


def _pieces(reading: Reading, block: Block, found: tuple[Directive, ...]) -> Iterator[Block]:
    start = block.start
    for one in found:
        if block.start <= one.end and one.start <= block.end:
            yield from _trimmed(reading.text, block, start, min(one.start, block.end))
            start = max(start, one.end)
    yield from _trimmed(reading.text, block, start, block.end)


def _trimmed(text: str, block: Block, start: int, end: int) -> Iterator[Block]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if words and block.kind in PROSE:
        yield replace(block, start=start, end=start + len(words))
    elif words:
        yield block


def _directive(found: re.Match[str]) -> Directive:
    codes, reason, fault = _read(found["rest"])
    if found["verb"] not in _VERBS:
        fault = f"{found['verb']!r} is unknown, write ignore or ignore-file"
    elif not fault and not codes:
        fault = "it names no rule"
    elif not fault and not reason:
        fault = "it gives no reason"
    return Directive(found["verb"], codes, reason, found.start(), found.end(), fault)


def _read(rest: str) -> tuple[tuple[str, ...], str, str]:
    """Codes, reason and fault of what follows the verb."""
    from kg.auditing.rule import rules

    known = {name: one.code for one in rules() for name in (one.code.casefold(), one.name)}
    words = rest.split()
    codes: list[str] = []
    fault = ""
    while words:
        parts = [part for part in words[0].strip(",:;").split(",") if part]
        if all(part.casefold() in known for part in parts):
            codes += [known[part.casefold()] for part in parts]
        elif all(_CODE.fullmatch(part) for part in parts):
            unknown = next(part for part in parts if part.casefold() not in known)
            fault = f"there is no rule {unknown}"
        else:
            break
        words.pop(0)
    reason = " ".join(words).lstrip(":;,\N{EM DASH}\N{EN DASH}- ").strip()
    return tuple(dict.fromkeys(codes)), reason, fault
