"""Names as people type them: one spelling for all that differ only in case, accents or blanks."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The spelling by which labels are compared.

    Args:
        text: any text.

    Returns:
        Without case, combining accents and repeated blanks; compatibility forms are unified.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())


def storable(text: str) -> str:
    """Text that SQLite takes: no lone surrogate, no U+0000 (neither occurs in any Turtle file)."""
    if text.isascii():
        return text.replace("\x00", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
