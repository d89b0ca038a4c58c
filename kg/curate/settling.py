"""Settling: what a person decides of two opposite claims is added, nothing is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.curate.at_hand import AtHand, warm
from kg.curate.families import Held, checked
from kg.curate.locking import ledger_locked
from kg.curate.provenance import act, who
from kg.errors import LedgerError
from kg.judge.conflicts import contradict
from kg.model.codes import AgentKind, PairState
from kg.model.identity import digest
from kg.model.settlement import Settlement
from kg.model.values import LangText
from kg.store.presence import agent_called
from kg.store.settlements import settlements

if TYPE_CHECKING:
    from pathlib import Path

    from kg.curate.provenance import Act
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settlement did.

    Attributes:
        id: local id of the settlement.
        claims: local ids of the two claims.
        state: where the pair stands now.
        before: where it stood.
        rewritten: why the whole file was written anew, empty if it was not.
        files: the files that changed.
    """

    id: str
    claims: tuple[str, str]
    state: str
    before: str
    rewritten: str
    files: tuple[str, ...]


def settle(
    path: str | Path, names: tuple[str, str], state: str, why: str, by: str | None = None
) -> Settled:
    """Record what somebody decides of two opposite claims.

    Args:
        path: the ledger.
        names: the claims, each a local id, unique start of one, CURIE, IRI or label.
        state: open, explained, accepted or resolved.
        why: the reason, one sentence.
        by: who decides; see `kg.curate.provenance.who`.

    Returns:
        What was done.

    Raises:
        LedgerError: nothing bears a name, or several things do; the two do not contradict each
            other; no reason is given; nobody is named.
        WriteError: the ledger cannot be written; it is untouched.
    """
    if not why.strip():
        raise LedgerError("a settlement needs a reason", "give --why TEXT")
    warm(path)
    with ledger_locked(path):
        return _settle(AtHand(path), names, PairState(state), why.strip(), by)


def _settle(
    hand: AtHand, names: tuple[str, str], state: PairState, why: str, by: str | None
) -> Settled:
    ledger = hand.ledger
    a, b = sorted((ledger.claim(name) for name in names), key=lambda claim: claim.ref.iri)
    _check_opposite(a, b, ledger)
    iris = (a.ref.iri, b.ref.iri)
    history = settlements(ledger.index, iris).get(frozenset(iris), ())
    person = who(by, hand.folder)
    done = act(ledger, "settle", person, (*iris, str(len(history))), why=why, used=iris)
    ended = done.activity.ended or ""
    content = "\n".join((*iris, state.value, why, person, ended, str(len(history))))
    made = checked(
        Settlement(
            iri=f"{ledger.base}s{digest(content, 16)}",
            claims=iris,
            settled_as=state,
            rationale=(LangText(text=why),),
            revises=history[-1].iri if history else None,
            assessor=agent_called(ledger.index, person) or _person(done),
            date=ended[:10] or None,
            generated_by=done.activity.iri,
        )
    )
    written = hand.put([Held(one, ()) for one in (*done.entities, made)])
    before = history[-1].state if history else PairState.OPEN.value
    name = ledger.index.local_id(made.iri)
    return Settled(
        name,
        (a.ref.id, b.ref.id),
        state.value,
        before,
        written.anew,
        tuple(map(str, written.files)),
    )


def _person(done: Act) -> str:
    return next(agent.iri for agent in done.agents if agent.agent_kind is AgentKind.PERSON)


def _check_opposite(a: ClaimRow, b: ClaimRow, ledger: Ledger) -> None:
    """Refuse what is no pair.

    Raises:
        LedgerError: the claims do not exclude each other.
    """
    if a.ref.iri == b.ref.iri:
        raise LedgerError(f"{a.ref.id} is one claim", "name two claims")
    if not contradict(a, b, ledger):
        raise LedgerError(
            f"{a.ref.id} and {b.ref.id} do not contradict each other",
            "kg conflicts lists the pairs that do",
        )
