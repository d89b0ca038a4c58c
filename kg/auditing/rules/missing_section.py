"""A section that is announced and does not follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.auditing.places import at
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity
from kg.text.alike import senses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case

_ANNOUNCED: Final = re.compile(
    r"\b(?:see|in|under) (?:the |our )?(?:sections?|chapters?) (?:on|about|called|titled|named)"
    r" (?P<on>[^.,;:!?()\n]{3,60})"
    r"|\b(?:see|in) (?:the )?[\"\u201c](?P<named>[^\"\u201d\n]{3,60})[\"\u201d] (?:section|below)",
    re.IGNORECASE,
)
_CLOSE: Final = 0.5
"""Share of the announced words that a heading holds."""


def check(case: Case) -> Iterator[Hit]:
    """Sections that the text names and that no heading answers to."""
    if case.reading is None:
        return
    text = case.reading.text
    headings = [b for b in case.reading.blocks if b.kind == "heading"]
    if not headings:
        return
    held = [_keys(text[b.start : b.end]) for b in headings]
    for block in case.reading.blocks:
        if block.kind not in {"paragraph", "list-item"}:
            continue
        for match in _ANNOUNCED.finditer(text, block.start, block.end):
            words = [s.keys for s in senses(match["on"] or match["named"]) if s.whole]
            if words and not any(_holds(keys, words) for keys in held):
                yield Hit(
                    at(match.start(), match.end(), case),
                    "no heading answers to the section that is announced here",
                    "add the section, or take the announcement out",
                    key=match.group(),
                )


def _keys(title: str) -> frozenset[str]:
    return frozenset().union(*(sense.keys for sense in senses(title)))


def _holds(heading: frozenset[str], words: list[frozenset[str]]) -> bool:
    return sum(bool(keys & heading) for keys in words) / len(words) >= _CLOSE


RULE = Rule(
    code="KG602",
    name="missing-section",
    severity=Severity.SUGGESTION,
    summary="A section that is announced and does not follow.",
    what='Flags words such as "see the section on side effects" where no heading of the article '
    "holds half of the words that name the section. "
    "An article without headings is passed over.",
    why="The reader looks for what is not there; often it was cut, and with it the caveats.",
    instead="Add the section, or take the announcement out.",
    examples=(
        Example(
            "# Sleep\n\nSee the section on side effects. Sleep well.",
            ("see the section on side effects".capitalize(),),
        ),
        Example("# Sleep\n\nSee the section on side effects.\n\n# Side effects\n\nThere are some."),
    ),
    check=check,
    default_in=(),
)
