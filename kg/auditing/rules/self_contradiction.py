"""Two statements of one document that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.auditing.case import Case
from kg.auditing.question import Question
from kg.auditing.recorded import recorded
from kg.auditing.rule import Example, Hit, Rule
from kg.judge.conflicts import are_opposite
from kg.judge.context import compare, read
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.auditing.statement import Statement

_HELP = "say under which conditions each holds, or take one out"
_OPEN = frozenset({"possible", "speculative"})
"""What may be so may also not be so: two such statements do not exclude each other."""


def check(case: Case) -> Iterator[Hit]:
    """Opposite statements whose context does not tell them apart."""
    for a, b in _contradicting(case):
        yield Hit(
            b,
            _says(a.quote),
            _HELP,
            related=tuple(s.claim.ref.id for s in (a, b) if s.claim) or (a.quote,),
            key=f"{_sides(a)}|{_sides(b)}",
        )


def _says(quote: str) -> str:
    return f'the document also says: "{_short(quote)}"'


def _contradicting(case: Case) -> Iterator[tuple[Statement, Statement]]:
    """Each pair of claims once, the first two statements that contradict each other."""
    told: set[frozenset[str]] = set()
    for statements in _by_subject(case).values():
        for a, b in combinations(statements, 2):
            if not _are_opposite(a, b) or _sides(a) == _sides(b) or not _one_thing(a, b, case):
                continue
            pair = frozenset((_sides(a), _sides(b)))
            reading = read(compare(a.context, b.context, case.hierarchy))
            if pair in told or reading.verdict != "conflict":
                continue
            told.add(pair)
            yield a, b


def _by_subject(case: Case) -> dict[tuple[str | None, str], list[Statement]]:
    """Claims by document and subject; the first of one claim in one context stands for all."""
    topics: dict[tuple[str | None, str], dict[object, Statement]] = defaultdict(dict)
    for statement in case.statements:
        if statement.role == "claim" and statement.objects and _is_firm(statement):
            said = (_sides(statement), statement.objects, frozenset(statement.context.items()))
            for subject in statement.subjects:
                topics[statement.document, subject].setdefault(said, statement)
    return {topic: list(told.values()) for topic, told in topics.items()}


def _is_firm(statement: Statement) -> bool:
    """No mere possibility, and nothing that other words take along."""
    return statement.hedging not in _OPEN and statement.explicitness != "presupposed"


def _one_thing(a: Statement, b: Statement, case: Case) -> bool:
    """Both speak of one object, or one denies of a whole kind what the other says of a part."""
    if set(a.objects) & set(b.objects):
        return True
    if a.claim is None or b.claim is None or a.claim.negated == b.claim.negated:
        return False
    whole, part = (a, b) if a.claim.negated else (b, a)
    kinds = {kind for thing in part.objects for kind in case.hierarchy.kinds_of(thing)}
    return bool(kinds & set(whole.objects))


def _are_opposite(a: Statement, b: Statement) -> bool:
    """Both state claims of the ledger that are opposite; mere cue words would accuse too often."""
    return a.claim is not None and b.claim is not None and are_opposite(a.claim, b.claim)


def _sides(statement: Statement) -> str:
    return statement.claim.ref.id if statement.claim else statement.quote


def _short(words: str, most: int = 90) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


_SUSPECTS = """
SELECT claim, NULL, NULL FROM (
    SELECT t.claim, min(t.effect) OVER topic AS one, max(t.effect) OVER topic AS other
    FROM told AS t JOIN many AS s ON s.owner = t.claim AND s.field = 'subject'
    JOIN many AS o ON o.owner = t.claim AND o.field = 'object'
    WHERE NOT t.presupposed AND t.hedging NOT IN ('possible', 'speculative') AND t.document IN (
        SELECT document FROM told GROUP BY document HAVING min(effect) <> max(effect))
    WINDOW topic AS (PARTITION BY t.document, s.value, o.value))
WHERE one <> other
UNION SELECT claim, NULL, NULL FROM told WHERE document IN (
    SELECT document FROM told WHERE negated)"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The contradictions among claims that one document tells with different effects, or denies."""
    statements = recorded(facts.view, {str(row[0]) for row in rows})
    for a, b in _contradicting(Case(facts.view.ledger.path.name, statements, facts.view)):
        assert a.claim is not None
        assert b.claim is not None
        one, other = a.claim.ref.iri, b.claim.ref.iri
        yield f"{one} {other}", other, None, one, a.quote, b.quote


def tell(facts: Facts, row: Row) -> Hit:
    """Two statements of one document of the ledger."""
    _, claim, _, other, said, quote = row
    related = (facts.ref(other).id, facts.ref(claim).id)
    return Hit(None, _says(str(said)), _HELP, related=related, quote=str(quote), claim=related[1])


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
)
