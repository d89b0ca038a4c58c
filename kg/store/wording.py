"""Full text: words, beginnings of words and phrases, in scripts with blanks and without.

The index keeps words as SQLite's FTS5 splits them, without case and accents. Scripts that are
written without blanks (Chinese, Japanese, Thai, ...) would be one word a sentence; their characters
are set apart when the index is filled, and a search for some of them is one for a phrase.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.store.condition import Condition

if TYPE_CHECKING:
    from kg.store.index import Index

_UNSPACED: Final = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u318f"
    "\u31a0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han and Hangul: one may look for a part of what stands there."""
NOT_ASCII: Final = "length({0}) < length(CAST({0} AS BLOB))"
"""The condition of SQL under which a text is worth handing to Python."""
_ASCII: Final = 0x7F

RELEVANCE: Final = """WITH scores (claim, score) AS MATERIALIZED (
SELECT said.claim, bm25(prose) FROM prose JOIN said ON said.n = prose.rowid WHERE prose MATCH ?)
SELECT claim, min(score) AS score FROM scores GROUP BY claim"""
"""Claims by their best wording (BM25 as FTS5 has it, k1 = 1.2, b = 0.75): the lower the better."""


RANKED: Final = 10_000
"""The most wordings that are ranked: of more, all with every word of a search, the first ones."""
FIRST: Final = f"""WITH ranked (n, score) AS MATERIALIZED (
SELECT rowid, bm25(prose) FROM prose WHERE prose MATCH ? LIMIT {RANKED})
SELECT said.claim, min(score) AS score FROM ranked JOIN said USING (n) GROUP BY said.claim"""
"""The same of the first wordings only: labels before quotes, each by the ids of the claims."""


def apart(text: str) -> str:
    """Text with blanks around each character of a script that has none.

    Args:
        text: any text.

    Returns:
        The text as it is split into words.
    """
    return text if text.isascii() else _character().sub(r" \1 ", text)


@cache
def _character() -> re.Pattern[str]:
    return re.compile(f"([{_UNSPACED}])")


def said(_: Index, text: str) -> list[Condition]:
    """Claims that hold all words and phrases of a search.

    Args:
        text: such as `anx* "low doses"`.

    Returns:
        One condition a word or phrase; one that nothing meets where there is neither.
    """
    return [
        Condition(
            "SELECT said.claim FROM prose JOIN said ON said.n = prose.rowid WHERE prose MATCH ?",
            (_quoted(term),),
        )
        for term in words_and_phrases(text)
    ] or [Condition("SELECT NULL")]


def any_of(text: str) -> str:
    """The full-text query for any word or phrase of a search, as `RELEVANCE` takes it."""
    return " OR ".join(_quoted(term) for term in words_and_phrases(text))


def all_of(text: str) -> str:
    """The full-text query for all words and phrases of a search in one wording."""
    return " AND ".join(_quoted(term) for term in words_and_phrases(text))


def too_common(index: Index, text: str) -> bool:
    """Whether more wordings hold all words and phrases of a search than are ranked."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM prose WHERE prose MATCH ? LIMIT {RANKED + 1})"
    return int(index.rows(sql, all_of(text))[0][0] or 0) > RANKED


def words_and_phrases(text: str) -> list[str]:
    """Words, and phrases in double quotes; what holds no letter or digit is left out."""
    found: list[str] = []
    for place, part in enumerate(text.replace("“", '"').replace("”", '"').split('"')):
        found += [part] if place % 2 else part.split()
    return [one for one in found if any(c.isalnum() for c in one)]


def _quoted(term: str) -> str:
    """A word or phrase in quotes, where nothing means anything to the full-text syntax.

    A star behind it is the only sign that is kept: it asks for words that begin like the last one.
    """
    kept = "".join(c if c.isalnum() or ord(c) > _ASCII else " " for c in term)
    star = " *" if term.rstrip().endswith("*") else ""
    return f'"{apart(kept)}"{star}'
