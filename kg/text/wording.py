"""Words in one spelling: case, plural, hyphens, British and American; and words that deny others.

The spelling is that of `kg.text.spelling`, for comparison only. It identifies nothing that is
spelt otherwise: no synonyms, no likeness.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kg.text.spelling import plain_word

_REMEMBERED: Final = 65_536
_PIECE: Final = re.compile(
    r"(?<![^\s(\[])[-\u2212]\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)?|[^\w\s]"
)
_DROPPED: Final = frozenset(
    ",;:.!?\"'`()[]{}-\u2010\u2011\u2012\u2013\u2014\u2018\u201c\u201d\u201e\u00ab\u00bb"
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
_ABBREVIATION: Final = re.compile(r"[(\[][A-Z][A-Za-z0-9+&/-]{0,9}[)\]]$")
_BOTH: Final = re.compile(r"\bwith (?:and|or) without\b|\bwithout (?:and|or) with\b")
_DENIALS: Final = (
    (re.compile(r"\bwithout "), "with "),
    (re.compile(r"\bnon(?: |(?=responder|smoker|diabetic|pregnant|user))"), ""),
    (re.compile(r"\babsence of "), "presence of "),
    (re.compile(r"\bnot "), ""),
    (re.compile(r"^no "), ""),
)


@lru_cache(maxsize=_REMEMBERED)
def normal_words(text: str) -> str:
    """Words in the spelling by which they are compared.

    Args:
        text: words as found.

    Returns:
        Case, accents, plural, hyphens, British spelling, a first article and a last abbreviation
        in brackets taken away; signs such as `<`, `+`, `%` and the minus of a number stay. The
        folded text itself where nothing would be left.
    """
    stripped = _ABBREVIATION.sub("", text.rstrip())
    if not any(c.isalnum() for c in stripped):
        stripped = text
    folded = _folded(stripped)
    pieces = [plain_word(piece) for piece in _PIECE.findall(folded) if piece not in _DROPPED]
    if len(pieces) > 1 and pieces[0] in _ARTICLES:
        del pieces[0]
    return " ".join(pieces) or folded.strip() or text.strip()


@lru_cache(maxsize=_REMEMBERED)
def denial(words: str) -> tuple[str, bool]:
    """What words say or deny: `patients without asthma` denies `patients with asthma`.

    Args:
        words: a result of `normal_words`.

    Returns:
        The words without what denies (`without`, `non-`, `not`, `no`, `absence of`), and whether
        there was exactly one denial; words with several, or `with or without`, are left as they
        are.
    """
    if _BOTH.search(words):
        return words, False
    found = [(one, plain) for one, plain in _DENIALS if one.search(words)]
    if len(found) != 1 or len(found[0][0].findall(words)) != 1:
        return words, False
    pattern, plain = found[0]
    return pattern.sub(plain, words), True


def _folded(text: str) -> str:
    plain = text.casefold().replace("\u2019", "'").replace("\u02bc", "'")
    if plain.isascii():
        return plain
    parted = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()
