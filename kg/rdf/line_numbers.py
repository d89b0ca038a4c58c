"""Where in a Turtle file a subject is described, for those who have to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import KGError
from kg.rdf.parse import parse_turtle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

# One token after the other, possessive, so that the scan is linear. A dot ends a statement where
# it ends a token.
_TOKEN: Final = re.compile(
    r"#[^\r\n]*+"
    r'|"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:""")?+'
    r"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:''')?+"
    r'|"(?:[^"\\\r\n]|\\.)*+"?+'
    r"|'(?:[^'\\\r\n]|\\.)*+'?+"
    r"|<[^<>\s]*+>"
    r"|[\[\](){};,]"
    r"|(?:[^\s<>\"'#;,\[\](){}\\]|\\.)++",
    re.DOTALL,
)
_WORDS_OF: Final = {"prefix": 2, "base": 1, "version": 1}
"""Directives without a dot at their end, and how many terms each has."""


def place_of(file: Path, subject: str) -> str:
    """A file and the line in it where a subject is first described.

    Args:
        file: a Turtle file.
        subject: an IRI, or the label of a blank node.

    Returns:
        `file:line`; the file alone where the line cannot be told.
    """
    line = line_of(file, subject)
    return f"{file}:{line}" if line else str(file)


def line_of(file: Path, subject: str) -> int | None:
    """The line of a file where a subject is first described, counted from 1.

    Args:
        file: a Turtle file.
        subject: an IRI, or the label of a blank node.

    Returns:
        The line; None if there is none, or the name is written in a way that only a parser reads.
    """
    found = lines_of(file, (subject,)).get(subject)
    return found.line if found else None


class LineAndColumn(NamedTuple):
    """A place in a text, both counted from 1; columns in code points."""

    line: int
    column: int


def lines_of(file: Path, subjects: Collection[str]) -> dict[str, LineAndColumn]:
    """Where in a file subjects are first described, in one pass.

    Args:
        file: a Turtle file.
        subjects: IRIs, or labels of blank nodes.

    Returns:
        Places by subject; one that is not found, or is written in a way that only a parser reads,
        is left out.
    """
    try:
        parsing = parse_turtle(file)
        for _ in parsing:
            pass
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except (KGError, OSError):
        return {}
    names = {name: one for one in subjects for name in _names(one, parsing.prefixes)}
    found: dict[str, LineAndColumn] = {}
    line, seen = 1, 0
    for name, place in _subjects(text):
        subject = names.get(name)
        if subject is None or subject in found:
            continue
        line, seen = line + text.count("\n", seen, place), place
        found[subject] = LineAndColumn(line, place - text.rfind("\n", 0, place))
        if len(found) == len(subjects):
            break
    return found


def _names(subject: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The ways in which a file may write a subject."""
    yield from (f"<{subject}>", f"_:{subject}")
    for prefix, namespace in prefixes.items():
        if subject.startswith(namespace):
            yield f"{prefix}:{subject[len(namespace) :]}"


def shown(iri: str, base: str) -> str:
    """A subject as the ledger writes it: `:name` under its base, else the IRI."""
    return f":{iri[len(base) :]}" if base and iri.startswith(base) else f"<{iri}>"


def _subjects(text: str) -> Iterator[tuple[str, int]]:
    """The first terms of all statements, with their places."""
    begins, depth, words = True, 0, 0
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token[0] == "#":
            continue
        if token in {"[", "(", "{"}:
            depth += 1
        elif token in {"]", ")", "}"}:
            depth -= 1
        ends = depth == 0 and token[-1] == "." and token[0] not in "\"'<"
        if words:
            words -= 1
            begins = words == 0
            continue
        if begins and token.lower() in _WORDS_OF:
            words, begins = _WORDS_OF[token.lower()], False
            continue
        if begins and depth == 0 and not ends:
            yield token.replace("\\", ""), found.start()
        begins = ends
