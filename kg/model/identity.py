"""Names of new entities: minted once, never recomputed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

SLUG_LENGTH: Final = 60
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """A readable local name made of a label.

    Args:
        text: any text; accents are folded, what has no Latin letter falls back to a hash.
        length: the most characters.

    Returns:
        A name of `[a-z0-9-]`, 1 to `length` characters, cut at a word where possible.
    """
    name = _NOT_SLUG.sub("-", _folded(text).lower()).strip("-")
    if not name:
        return "x" + digest(text, 12)
    if len(name) > length:
        cut = name.rfind("-", 0, length + 1)
        name = name[: cut if cut > length // 2 else length].strip("-")
    return name


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def source_name(text: str) -> str:
    """Local name of a document that a table or bibliography calls by an id of its own.

    Args:
        text: the id, such as `glue2017` or a web address.

    Returns:
        Its slug; with 6 digits of its hash where the slug loses a part of it, so that two long
        addresses, or two names in another script, stay two documents.
    """
    plain = slug(text)
    whole = slug(text, max(len(text), SLUG_LENGTH) * 4)
    vanished = any(c.isalnum() and not _folded(c) for c in text)
    if plain == whole and not vanished:
        return plain
    return f"{slug(text, SLUG_LENGTH - 7)}-{digest(text, 6)}"


def digest(content: str, digits: int) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def claim_name(label: str, key: str) -> str:
    """Local name of a new claim: a slug of its label and 6 digits of its meaning key."""
    return f"{slug(label, SLUG_LENGTH - 7)}-{digest(key, 6)}"


def assertion_name(content: str) -> str:
    """Local name of a new assertion: the letter and 16 digits of its content at birth."""
    return "a" + digest(content, 16)


def evidence_name(content: str) -> str:
    """Local name of a new evidence line: the letter and 16 digits of its content at birth."""
    return "e" + digest(content, 16)
