"""An entry of the reference list that nothing cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.listing import Listing
from kg.auditing.places import at
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Entries that the prose does not cite."""
    if case.reading is None:
        return
    for entry in Listing.of(case.reading, case.references).uncited():
        yield Hit(
            at(entry.start, entry.end, case),
            "nothing in the text cites this entry",
            "cite it where you rely on it, or take it out",
            key=entry.text,
        )


_LIST = """

## References

1. Berg A. A paper. 2019.
2. Lind B. A paper. 2020.
"""

RULE = Rule(
    code="KG105",
    name="uncited-entry",
    severity=Severity.SUGGESTION,
    summary="An entry of the reference list that nothing cites.",
    what="Flags an entry that the prose cites neither by its label, nor by a name and year that it "
    "holds, nor by its DOI or PMID, where the prose cites in that form at all.",
    why="A list that is longer than what was used lends weight that the text has not.",
    instead="Cite it where you rely on it, or take it out.",
    examples=(
        Example(f"Exercise reduces anxiety [2].{_LIST}", ("Berg A.",)),
        Example(f"Exercise reduces anxiety [1, 2].{_LIST}"),
    ),
    check=check,
    default_in=(),
)
