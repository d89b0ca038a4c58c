"""Text that XML 1.0 can carry."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.element import Scalar

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All code points outside production [2] `Char` of XML 1.0 (fifth edition)."""

_SPECIAL: Final = re.compile(r"[&<>\"\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML forbids and what it reads as markup, in one class: most texts hold none of it."""

_ENTITIES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_MARKUP: Final = {character: _ENTITIES[character] for character in '&<>"'}
"""The printable ones, the ampersand first; all that XML forbids is not printable."""
REPLACEMENT: Final = "\ufffd"
"""What stands for a character that a format cannot carry."""


def legal(text: str) -> str:
    """A text without the characters that XML 1.0 forbids.

    Args:
        text: any text, lone surrogates included.

    Returns:
        The text with each such character replaced by U+FFFD; it can be encoded as UTF-8.
    """
    return _ILLEGAL.sub(REPLACEMENT, text)


def xml(text: str) -> str:
    """A text as it stands in an attribute or between tags.

    Tabs and line ends are written as references: parsers turn plain ones in attributes into
    spaces.

    Args:
        text: any text.

    Returns:
        Escaped text.
    """
    if not text.isprintable():
        return _SPECIAL.sub(lambda found: _ENTITIES.get(found.group(), REPLACEMENT), text)
    for character, entity in _MARKUP.items():
        if character in text:
            text = text.replace(character, entity)
    return text


def all_xml(texts: Sequence[str]) -> Sequence[str]:
    """Many texts, escaped; one look tells whether any of them needs it.

    Args:
        texts: any texts.

    Returns:
        The texts themselves if none needs an escape, else a new list.
    """
    joined = "".join(texts)
    if joined.isprintable() and not any(character in joined for character in _MARKUP):
        return texts
    return [xml(text) for text in texts]


def lexical(value: Scalar) -> str:
    """A scalar in the lexical form of XML Schema, escaped.

    Args:
        value: text, a number or a truth value.

    Returns:
        Such as `true`, `-INF`, `0.5`.
    """
    if isinstance(value, str):
        return xml(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("INF" if value > 0 else "-INF")
    return repr(value)
