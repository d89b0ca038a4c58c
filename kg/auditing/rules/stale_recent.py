"""A source that is called recent and is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.statement import Statement

OLD: Final = 8
"""Years by which a source that is called recent may be older than the newest one cited."""
_RECENT: Final = re.compile(
    r"\b(?:recent(?:ly)?|latest|newest|new) (?:\w+ ){0,3}"
    r"(?:stud(?:y|ies)|trials?|reviews?|research|analys[ei]s|meta-analys[ei]s|work|papers?|findings?"
    r"|evidence|guidelines?|surveys?|data)\b"
    r"|\b(?:stud(?:y|ies)|trials?|reviews?|research) (?:has |have )?recently\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check(case: Case) -> Iterator[Hit]:
    """Statements that call an old source recent."""
    years = {id(s): _years(s) for s in case.statements}
    newest = max((year for found in years.values() for year in found), default=None)
    if newest is None:
        return
    for statement in case.statements:
        word = _RECENT.search(statement.quote)
        own = years[id(statement)]
        if word is None or not own or newest - max(own) < OLD:
            continue
        yield Hit(
            statement,
            f'"{word.group()}" is of {max(own)}; the article itself cites one of {newest}',
            "say the year instead, and look for newer work",
            key=statement.quote,
        )


def _years(statement: Statement) -> list[int]:
    """Years of the sources that a statement cites."""
    known = [c.document.year for c in statement.cited if c.document and c.document.year]
    written = [int(y) for c in statement.cited if not c.document for y in _YEAR.findall(c.text)]
    return [*known, *written]


RULE = Rule(
    code="KG304",
    name="stale-recent",
    severity=Severity.SUGGESTION,
    summary="A source that is called recent and is not.",
    what=f"Flags a statement that calls a study, review or finding recent, new or the latest, "
    f"where the newest source that it cites is {OLD} years older than the newest one that the "
    "article cites anywhere.",
    why="What was new once may be overtaken since.",
    instead="Say the year.",
    examples=(
        Example(
            "A recent study saw less anxiety (Pratt 2004). Exercise reduces anxiety (Moor 2022).",
            ("A recent study",),
        ),
        Example(
            "A recent study saw less anxiety (Lind 2020). Exercise reduces anxiety (Moor 2022)."
        ),
    ),
    check=check,
    default_in=(),
)
