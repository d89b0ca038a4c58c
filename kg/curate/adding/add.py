"""Adding one entity with its provenance, under the ledger's lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kg.curate.adding.desk import Desk
from kg.curate.adding.nouns import NOUNS, Given, Made
from kg.curate.checking import links
from kg.curate.ledger_file import checked, family_of, warm
from kg.curate.provenance import act, who
from kg.errors import EntityError, LedgerError
from kg.model.entity import Curated
from kg.store.locking import locked
from kg.store.presence import present, unmentioned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.model.entity import Entity

__all__ = ["Added", "Given", "add"]


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did.

    Attributes:
        id: local id of what was asked for, which the ledger may have had already.
        iri: its name.
        kind: its kind, such as `claims`.
        new: it is new.
        written: local ids and kinds of all that is new, provenance aside.
        notes: what is to be said of the input.
        rewritten: why the whole file was written anew, empty if it was not.
        text: the new blocks as Turtle.
    """

    id: str
    iri: str
    kind: str
    new: bool
    written: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    rewritten: str
    text: str


def add(
    path: str | Path,
    noun: str,
    cells: Mapping[str, str] | None = None,
    record: Mapping[str, object] | None = None,
    *,
    by: str | None = None,
    dry_run: bool = False,
) -> Added:
    """Add one entity to a ledger.

    Args:
        path: the ledger.
        noun: document, concept, claim, assertion or evidence.
        cells: what is stated, in the words of the table format; for a claim or an assertion also
            `from` (a place such as `draft.md:12`), `quote`, `document` and `carry`.
        record: the same as fields of the model; see `kg.curate.adding.records`.
        by: who does it; see `kg.curate.provenance.who`.
        dry_run: write nothing.

    Returns:
        What was done. What the ledger has already is not written again: `new` is false then, and
        `id` names the one that is there.

    Raises:
        EntityError: the record breaks the model; the message names the field.
        ImportFault: an option cannot be read, or a quote does not occur.
        LedgerError: a name means nothing in the ledger, or nobody is named as the one who adds.
        WriteError: the ledger cannot be written; it is untouched.
    """
    if noun not in NOUNS:
        raise LedgerError(f"{noun!r} cannot be added", f"choose from: {', '.join(NOUNS)}")
    given = Given(cells or {}, record)
    warm(path)
    if dry_run:
        return _add(path, noun, given, by, dry_run=True)
    with locked(path):
        return _add(path, noun, given, by, dry_run=False)


def _add(path: str | Path, noun: str, given: Given, by: str | None, *, dry_run: bool) -> Added:
    desk = Desk(path)
    made = _made(desk, noun, given)
    kept = tuple(f"{k.column}: {k.words!r} is kept as words" for k in desk.contexts.kept)
    main = next((one for one in made.new if one.iri == made.main), None)
    rewritten = text = ""
    if made.new:
        person = who(by, desk.file.path.absolute().parent)
        done = act(desk.ledger, f"add {noun}", person, (one.iri for one in made.new))
        signed = [_signed(one, done.activity.iri) for one in made.new]
        every = [*done.entities, *signed]
        new = {one.iri: family_of(checked(one)) for one in every}
        settled = _settled(desk, every)
        fresh = unmentioned(desk.ledger.index, new)
        rewritten, text = desk.file.put(new, settled, fresh, dry_run=dry_run)
    index = desk.ledger.index
    return Added(
        id=index.local_id(made.main),
        iri=made.main,
        kind=main.kind if main else desk.ledger.kind_of(made.main) or "",
        new=main is not None,
        written=tuple((index.local_id(one.iri), one.kind) for one in made.new),
        notes=(*made.notes, *dict.fromkeys(kept)),
        rewritten=rewritten,
        text=text,
    )


def _made(desk: Desk, noun: str, given: Given) -> Made:
    try:
        return NOUNS[noun](desk, given)
    except ValidationError as error:  # a text that no Turtle file can hold
        first = error.errors(include_url=False)[0]
        raise EntityError(f"{noun}: {first['msg']}", "correct the text") from error


def _signed(entity: Entity, activity: str) -> Entity:
    if not isinstance(entity, Curated):
        return entity
    return entity.model_copy(update={"generated_by": activity})


def _settled(desk: Desk, new: list[Entity]) -> frozenset[str]:
    """The entities of the ledger to which the new ones point.

    Raises:
        EntityError: one points to something of the ledger's own that is not there.
    """
    ours = {one.iri for one in new}
    targets = {target for one in new for _, target, _ in links(one)} - ours
    known = present(desk.ledger.index, targets)
    lost = sorted(iri for iri in targets - known if iri.startswith(desk.base))
    if lost:
        raise EntityError(f"{lost[0].removeprefix(desk.base)}: named, but not in this ledger")
    return known
