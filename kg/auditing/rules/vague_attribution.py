"""A claim laid at the door of nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_HELP = "name the study or the people, and cite them"


def check(case: Case) -> Iterator[Hit]:
    """Statements that name unnamed knowers and cite nothing."""
    for statement in case.statements:
        if statement.attribution == "unnamed" and not statement.cited and statement.role != "talk":
            words = statement.attribution_text or "the attribution"
            yield Hit(statement, f'"{words}" names nobody', _HELP, key=f"{statement.quote}")


_UNNAMED = """
SELECT s.iri AS key, s.claim, s.iri, a.attribution_text
FROM said AS s JOIN assertion AS a ON a.iri = s.iri
WHERE s.attribution = 'unnamed' AND NOT s.sourced"""


def tell(facts: Facts, row: Row) -> Hit:
    """An assertion of the ledger that names nobody."""
    said = f'"{row[3] or "the attribution"}" names nobody'
    return on_assertion(facts, row, said, _HELP, (row[2],))


RULE = Rule(
    code="KG103",
    name="vague-attribution",
    severity=Severity.WARNING,
    summary="A claim laid at the door of nobody in particular.",
    what='Flags words such as "some studies", "experts" or "it is believed" where no source is '
    "cited in the same sentence.",
    why="Such words lend authority that nobody can check.",
    instead="Name the study, or say it in your own voice with a source.",
    examples=(
        Example("Some studies suggest that ketamine reduces anxiety.", ("Some studies",)),
        Example("Some studies suggest that ketamine reduces anxiety (Berg 2019)."),
    ),
    check=check,
    questions=(Question(_UNNAMED, tell),),
    references=("Wikipedia: Manual of Style, words to watch (weasel words)",),
    measured=Measured(
        34,
        37,
        "of the demonstration draft (3 of 3) and of one article from the web (15 of "
        "15), with which the words were collected, and of the two thirds of the "
        "labelled passages in tests/gold that are not kept unseen (16 of 19).",
    ),
)
