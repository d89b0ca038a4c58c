"""A claim laid at the door of nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Statements that name unnamed knowers and cite nothing."""
    for statement in case.statements:
        if statement.attribution == "unnamed" and not statement.cited and statement.role != "talk":
            words = statement.attribution_text or "the attribution"
            yield Hit(
                statement,
                f'"{words}" names nobody',
                "name the study or the people, and cite them",
                key=f"{statement.quote}",
            )


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
    references=("Wikipedia: Manual of Style, words to watch (weasel words)",),
)
