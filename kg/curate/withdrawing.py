"""Withdrawing: what is withdrawn stays in the ledger and counts no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.curate.at_hand import AtHand, warm
from kg.curate.families import Held
from kg.curate.locking import ledger_locked
from kg.curate.provenance import act, who
from kg.errors import LedgerError
from kg.model.codes import State
from kg.model.entity import Curated
from kg.store.presence import resting_on

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did.

    Attributes:
        id: local id of the entity.
        kind: its kind.
        new: it was in force before.
        rewritten: why the whole file was written anew, empty if it was not.
        files: the files that changed.
        resting: what in force still names it, such as `3 evidence lines`.
    """

    id: str
    kind: str
    new: bool
    rewritten: str
    files: tuple[str, ...]
    resting: tuple[str, ...]


def withdraw(path: str | Path, name: str, why: str, by: str | None = None) -> Withdrawn:
    """Withdraw an entity: nothing is removed, but it is listed and counted no more.

    Args:
        path: the ledger.
        name: local id, unique start of one, CURIE, IRI or label.
        why: the reason, one sentence.
        by: who does it; see `kg.curate.provenance.who`.

    Returns:
        What was done.

    Raises:
        LedgerError: nothing bears the name, or several things do; it is no entity that can be
            withdrawn; no reason is given; nobody is named.
        WriteError: the ledger cannot be written; it is untouched.
    """
    if not why.strip():
        raise LedgerError("a withdrawal needs a reason", "give --why TEXT")
    warm(path)
    with ledger_locked(path):
        return _withdraw(AtHand(path), name, why.strip(), by)


def _withdraw(hand: AtHand, name: str, why: str, by: str | None) -> Withdrawn:
    ledger = hand.ledger
    found = ledger.resolve(name)
    kind = ledger.kind_of(found.iri) or ""
    held = hand.held((found.iri,)).get(found.iri)
    if held is None or not isinstance(held.entity, Curated):
        raise LedgerError(
            f"{found.id} is one of the {kind or 'words of the vocabulary'}, which is not withdrawn",
            "name a claim, an assertion, an evidence line, a document or a concept",
        )
    if held.entity.state is State.WITHDRAWN:
        return Withdrawn(found.id, kind, new=False, rewritten="", files=(), resting=())
    done = act(
        ledger,
        f"withdraw {found.id}",
        who(by, hand.folder),
        (found.iri,),
        why=why,
        used=(found.iri,),
    )
    changed = {"state": State.WITHDRAWN, "invalidated_by": done.activity.iri}
    entity = held.entity.model_copy(update=changed)
    new = [*map(Held, done.entities), Held(entity, held.leftovers)]
    written = hand.put(new, settled=(found.iri,))
    return Withdrawn(
        found.id,
        kind,
        new=True,
        rewritten=written.anew,
        files=tuple(map(str, written.files)),
        resting=resting_on(ledger.index, found.iri, kind),
    )
