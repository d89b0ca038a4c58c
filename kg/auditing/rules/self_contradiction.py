"""Two statements of one document that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.judge.conflicts import are_opposite
from kg.judge.context import compare, read
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.statement import Statement


def check(case: Case) -> Iterator[Hit]:
    """Opposite statements whose context does not tell them apart."""
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
            yield Hit(
                b,
                f'the document also says: "{_short(a.quote)}"',
                "say under which conditions each holds, or take one out",
                related=tuple(s.claim.ref.id for s in (a, b) if s.claim) or (a.quote,),
                key=f"{_sides(a)}|{_sides(b)}",
            )


def _by_subject(case: Case) -> dict[tuple[str | None, str], list[Statement]]:
    """Claims by document and subject."""
    topics: dict[tuple[str | None, str], list[Statement]] = defaultdict(list)
    for statement in case.statements:
        if statement.role == "claim" and statement.objects:
            for subject in statement.subjects:
                topics[statement.document, subject].append(statement)
    return topics


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


RULE = Rule(
    code="KG501",
    name="self-contradiction",
    severity=Severity.ERROR,
    summary="Two statements of one document that cannot both hold.",
    what="Flags two statements of one document that claim opposite changes of one thing by one "
    "cause, or of which one denies the other, where no condition that either states tells them "
    "apart or is left open. Opposite statements at different doses are not flagged.",
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
    ),
    check=check,
    needs_ledger=True,
)
