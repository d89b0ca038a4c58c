"""What is wrong with a ledger, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.rdf.line_numbers import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that is not as it must be.

    Attributes:
        place: local id of the entity; the file where it is none.
        message: what is wrong.
        subject: IRI, or label of a blank node, of what it is about, empty if it is about all.
        file: the file that describes the subject.
        line: where it begins there, counted from 1; 0 if that cannot be told.
        column: likewise, in code points.
    """

    place: str
    message: str
    subject: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    @property
    def where(self) -> str:
        """`file:line:column`, as far as it can be told."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def placed(
    problems: Iterable[Problem], files: Sequence[Path], homes: Mapping[str, Path] | None = None
) -> list[Problem]:
    """Problems with the places of their subjects; the files are read only if there are any.

    Args:
        problems: without places.
        files: of the ledger, at least one.
        homes: the file of each subject, where the ledger is a folder.

    Returns:
        The same, each with a file: what is about all stands at the beginning of the first. A
        subject that is written in a way that only a parser reads has no line.
    """
    problems = list(problems)
    wanted = {one.subject for one in problems if one.subject}
    found: dict[str, Problem] = {}
    for file in files:
        missing = wanted - found.keys()
        if not missing:
            break
        for subject, at in lines_of(file, missing).items():
            found[subject] = Problem("", "", subject, str(file), *at)
    found[""] = Problem("", "", file=str(files[0]), line=1, column=1)
    for subject in wanted - found.keys():
        home = (homes or {}).get(subject, files[0])
        found[subject] = Problem("", "", subject, str(home))
    return [
        replace(one, file=at.file, line=at.line, column=at.column)
        for one in problems
        for at in (found[one.subject],)
    ]
