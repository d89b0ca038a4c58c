"""Two statements of one document that cannot both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.contradictions import contradictions, side
from kg.auditing.question import Question
from kg.auditing.recorded import recorded
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_HELP = "say under which conditions each holds, or take one out"


def check(case: Case) -> Iterator[Hit]:
    """Opposite statements whose context does not tell them apart."""
    for a, b in contradictions(case.statements, case.world):
        yield Hit(
            b,
            _says("the document", a.quote),
            _HELP,
            related=tuple(s.claim.ref.id for s in (a, b) if s.claim) or (a.quote,),
            key=f"{side(a)}|{side(b)}",
        )


def _says(who: str, quote: str) -> str:
    return f'{who} also says: "{_short(quote)}"'


def _short(words: str, most: int = 90) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


# One document may hold all of a ledger: opposite effects are seen in groups, never pair by pair.
_SUSPECTS = """
WITH topic AS (
    SELECT t.document, s.value AS subject, max(t.negated) AS denied,
        json_group_array(t.claim) AS claims
    FROM told AS t CROSS JOIN many AS s ON s.owner = t.claim AND s.field = 'subject'
    WHERE NOT t.presupposed AND t.hedging NOT IN ('possible', 'speculative')
    GROUP BY t.document, s.value HAVING denied OR min(t.effect) <> max(t.effect))
SELECT DISTINCT claim, NULL, NULL FROM (
    SELECT c.iri AS claim, denied OR min(c.effect) OVER thing <> max(c.effect) OVER thing AS suspect
    FROM topic CROSS JOIN json_each(topic.claims) AS firm
    CROSS JOIN claim AS c ON c.iri = firm.value
    CROSS JOIN many AS o ON o.owner = c.iri AND o.field = 'object'
    WINDOW thing AS (PARTITION BY document, subject, o.value))
WHERE suspect"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The contradictions among claims that one document tells with different effects, or denies."""
    statements = recorded(facts.view, {str(row[0]) for row in rows})
    for a, b in contradictions(statements, facts.world) if statements else ():
        assert a.claim is not None
        assert b.claim is not None
        one, other = a.claim.ref.iri, b.claim.ref.iri
        yield f"{one} {other}", other, None, one, a.quote, b.quote, b.document


def tell(facts: Facts, row: Row) -> Hit:
    """Two statements of one document of the ledger."""
    _, claim, _, other, said, quote, document = row
    (stated_in,) = facts.ids((document,))
    related = (stated_in, facts.ref(other).id, facts.ref(claim).id)
    told = _says(stated_in, str(said))
    return Hit(None, told, _HELP, related=related, quote=str(quote), claim=related[-1])


RULE = Rule(
    code="KG501",
    name="self-contradiction",
    severity=Severity.ERROR,
    summary="Two statements of one document that cannot both hold.",
    what="Flags two statements of one document that claim opposite changes of one thing by one "
    "cause, or of which one denies the other, where no condition that either states tells them "
    "apart or is left open. What is called possible only, "
    "or is presupposed (ketamine-induced anxiety), contradicts nothing. "
    "Opposite statements at different doses are not flagged.",
    why="A reader cannot act on both.",
    instead="Say under which conditions each holds.",
    examples=(
        Example(
            "Ketamine reduces anxiety (Berg 2019). Later, ketamine increases anxiety (Berg 2019).",
            ("ketamine increases anxiety",),
        ),
        Example(
            "Low doses of ketamine reduce anxiety (Berg 2019). "
            "High doses of ketamine increase anxiety (Berg 2019)."
        ),
        Example(
            "Ketamine may reduce anxiety (Berg 2019). "
            "Later, ketamine increases anxiety (Berg 2019)."
        ),
    ),
    check=check,
    questions=(Question(_SUSPECTS, tell, sift),),
    needs_ledger=True,
    measured=Measured(
        1,
        1,
        "of the demonstration draft, with which the rules were written; six findings on "
        "one article from the web were read, and the rule was tightened by them.",
    ),
)
