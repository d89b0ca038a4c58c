"""The lexicon of outcomes as look-up tables: what is measured, and which words turn it round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.text.lexicons import part
from kg.text.names import outcome_words

Better = Literal["more", "less"]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What is measured.

    Args:
        name: its name in one form.
        better: its better side, None where that depends.
        event: whether it happens or does not.
    """

    name: Words
    better: Better | None
    event: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What a word before or behind a thing says of it.

    Args:
        name: its entry in the lexicon.
        sign: 1 if more of the words is more of the thing, -1 if less, 0 if that depends on which
            side of the thing is better.
        aspect: what of the thing is measured; empty if the word does not say.
        never: words that it does not turn round.
    """

    name: str
    sign: int
    aspect: str = ""
    never: Words = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, by words in one form."""

    things: dict[Words, Thing]
    opposites: dict[Words, Words]
    before: dict[Words, Turn]
    behind: dict[Words, Turn]
    contrasts: dict[Words, frozenset[int]]


@cache
def outcome_lexicon() -> Lexicon:
    """Read the lexicon.

    Raises:
        KeyError: an entry lacks a field.
    """
    before: dict[Words, Turn] = {}
    behind: dict[Words, Turn] = {}
    signs = {"reversal": -1, "improvement": 0, "increase": 1}
    for kind, entry in _entries("reversals"):
        turn = Turn(entry["name"], signs[kind], never=tuple(entry.get("except", ())))
        before.update({outcome_words(words): turn for words in entry["before"]})
        behind.update({outcome_words(words): turn for words in entry["words"]})
    for _, entry in _entries("aspects"):
        turn = Turn(entry["name"], entry["sign"], aspect=entry["name"])
        before.update({outcome_words(words): turn for words in entry["before"]})
        behind.update({outcome_words(words): turn for words in entry.get("behind", ())})
    opposites = {
        outcome_words(words): outcome_words(entry["of"])
        for _, entry in _entries("opposites")
        for words in entry["words"]
    }
    contrasts: dict[Words, frozenset[int]] = {}
    for number, (_, entry) in enumerate(_entries("contrasts")):
        for words in entry["words"]:
            key = outcome_words(words)
            contrasts[key] = contrasts.get(key, frozenset()) | {number}
    return Lexicon(_things(), opposites, before, behind, contrasts)


def _things() -> dict[Words, Thing]:
    found: dict[Words, Thing] = {}
    for _, entry in _entries("things"):
        for words in (*entry["words"], *(() if entry.get("each") else (entry["name"],))):
            key = outcome_words(words)
            name = key if entry.get("each") else outcome_words(entry["name"])
            found[key] = Thing(name, entry["better"], entry.get("event", False))
    return found


def _entries(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a file, each with the table that it stands in."""
    record = part(f"outcomes/{name}.toml")
    return [(kind, entry) for kind, listed in record.items() for entry in listed]
