"""Statements of one document that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.judge.conflicts import are_opposite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.auditing.statement import Statement
    from kg.judge.context import Hierarchy, World

_OPEN = frozenset({"possible", "speculative"})
"""What may be so may also not be so: two such statements do not exclude each other."""


def contradictions(
    statements: Iterable[Statement], world: World
) -> Iterator[tuple[Statement, Statement]]:
    """Statements of one document that claim opposite things where no condition tells them apart.

    Args:
        statements: of any documents, in order.
        world: what comparing conditions needs to know of their ledger.

    Yields:
        Each pair of claims once: the first two statements that contradict each other.
    """
    told: set[frozenset[str]] = set()
    for told_of in _by_subject(statements).values():
        # mere cue words would accuse too often: both have to state claims of the ledger
        topic = [(said.claim, said) for said in told_of if said.claim is not None]
        for (one, a), (other, b) in combinations(topic, 2):
            if (
                not are_opposite(one, other)
                or side(a) == side(b)
                or not _one_thing(a, b, world.hierarchy)
            ):
                continue
            pair = frozenset((side(a), side(b)))
            contexts = (world.context(said.context, said.subjects) for said in (a, b))
            if pair in told or world.verdict(*contexts) != "conflict":
                continue
            told.add(pair)
            yield a, b


def _by_subject(
    statements: Iterable[Statement],
) -> dict[tuple[str | None, str], list[Statement]]:
    """Claims by document and subject; the first of one claim in one context stands for all."""
    topics: dict[tuple[str | None, str], dict[object, Statement]] = defaultdict(dict)
    for statement in statements:
        if statement.role == "claim" and statement.objects and _is_firm(statement):
            said = (side(statement), statement.objects, frozenset(statement.context.items()))
            for subject in statement.subjects:
                topics[statement.document, subject].setdefault(said, statement)
    return {topic: list(told.values()) for topic, told in topics.items()}


def _is_firm(statement: Statement) -> bool:
    """No mere possibility, and nothing that other words take along."""
    return statement.hedging not in _OPEN and statement.explicitness != "presupposed"


def _one_thing(a: Statement, b: Statement, hierarchy: Hierarchy) -> bool:
    """Both speak of one object, or one denies of a whole kind what the other says of a part."""
    if set(a.objects) & set(b.objects):
        return True
    if a.claim is None or b.claim is None or a.claim.negated == b.claim.negated:
        return False
    whole, part = (a, b) if a.claim.negated else (b, a)
    kinds = {kind for thing in part.objects for kind in hierarchy.kinds_of(thing)}
    return bool(kinds & set(whole.objects))


def side(statement: Statement) -> str:
    """What a statement holds: the local id of its claim, its words where it has none."""
    return statement.claim.ref.id if statement.claim else statement.quote
