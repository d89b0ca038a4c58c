"""A citation without an entry in the reference list."""

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
    """Citations of which the article's own list has no entry."""
    if case.reading is None:
        return
    for citation, key in Listing.of(case.reading, case.references).unlisted():
        yield Hit(
            at(citation.start, citation.end, case),
            f"the reference list has no entry for {' '.join(key[1:])}",
            "add the entry, or correct the citation",
            key=" ".join(key),
        )


_LIST = """

## References

1. Berg A. A paper. 2019.
2. Lind B. A paper. 2020.
3. Moor C. A paper. 2022.
"""

RULE = Rule(
    code="KG104",
    name="unlisted-citation",
    severity=Severity.WARNING,
    summary="A citation without an entry in the reference list.",
    what="Flags a numeric, footnote or author-year citation of which the article's list has no "
    "entry, where the list has three entries of that form at least. "
    "An entry answers for an author-year citation if it holds the name and the year anywhere.",
    why="A reader cannot find a source that is not listed.",
    instead="Add the entry, or correct the citation.",
    examples=(
        Example(f"Exercise reduces anxiety [2,7].{_LIST}", ("[2,7]",)),
        Example(f"Exercise reduces anxiety [2,3].{_LIST}"),
    ),
    check=check,
    default_in=(),
)
