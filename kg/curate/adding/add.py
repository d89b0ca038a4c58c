"""Adding entities with their provenance, under the ledger's lock."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kg.curate.adding.desk import Desk
from kg.curate.adding.nouns import NOUNS, Given, Made
from kg.curate.at_hand import Written, warm
from kg.curate.checking import links
from kg.curate.families import Held, checked
from kg.curate.locking import ledger_locked
from kg.curate.provenance import act, who
from kg.errors import EntityError, KGError, LedgerError
from kg.model.entity import Curated
from kg.store.presence import present, unmentioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.model.entity import Entity

__all__ = ["Added", "AddedMany", "Given", "add", "add_many"]


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
        files: the files that changed.
    """

    id: str
    iri: str
    kind: str
    new: bool
    written: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    rewritten: str
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedMany:
    """What an act did that added many.

    Attributes:
        added: one for each record.
        rewritten: why a whole file was written anew, empty if none was.
        text: all new blocks as Turtle.
        files: the files that changed.
    """

    added: tuple[Added, ...]
    rewritten: str
    text: str
    files: tuple[str, ...]


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
        path: the ledger, a file or a folder.
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
    return _opened(path, noun, (Given(cells or {}, record),), by, dry_run=dry_run).added[0]


def add_many(
    path: str | Path,
    noun: str,
    records: Sequence[Mapping[str, object]],
    *,
    by: str | None = None,
    dry_run: bool = False,
) -> AddedMany:
    """Add many entities of one kind in one act: all of them, or none.

    A record may name what an earlier one makes.

    Args:
        path: the ledger, a file or a folder.
        noun: see `add`.
        records: each as for `add`, at least one.
        by: see `add`.
        dry_run: write nothing.

    Raises:
        KGError: as `add`, with the number of the record, counted from 1; nothing is written.
    """
    return _opened(path, noun, [Given({}, one) for one in records], by, dry_run=dry_run)


def _opened(
    path: str | Path, noun: str, given: Sequence[Given], by: str | None, *, dry_run: bool
) -> AddedMany:
    if noun not in NOUNS:
        raise LedgerError(f"{noun!r} cannot be added", f"choose from: {', '.join(NOUNS)}")
    if not given:
        raise EntityError("there is no record to add", "give at least one")
    warm(path)
    if dry_run:
        return _added(Desk(path), noun, given, by, dry_run=True)
    with ledger_locked(path):
        return _added(Desk(path), noun, given, by, dry_run=False)


def _added(
    desk: Desk, noun: str, given: Sequence[Given], by: str | None, *, dry_run: bool
) -> AddedMany:
    done: list[tuple[Made, tuple[str, ...]]] = []
    for number, one in enumerate(given, start=1):
        with _numbered(number if len(given) > 1 else 0):
            desk.contexts.kept.clear()
            made = _made(desk, noun, one)
            _refuse_lost(desk, made.new)
        desk.coming.add(made.new)
        kept = (f"{k.column}: {k.words!r} is kept as words" for k in desk.contexts.kept)
        done.append((made, (*made.notes, *dict.fromkeys(kept))))
    written = Written("", "", ())
    if desk.coming.entities:
        written = _put(desk, noun, tuple(desk.coming.entities.values()), by, dry_run=dry_run)
    added = tuple(_told(desk, made, notes, written) for made, notes in done)
    return AddedMany(added, written.anew, written.text, tuple(map(str, written.files)))


def _put(
    desk: Desk, noun: str, made: Sequence[Entity], by: str | None, *, dry_run: bool
) -> Written:
    """Write what was made, signed."""
    done = act(desk.ledger, f"add {noun}", who(by, desk.hand.folder), (one.iri for one in made))
    every = [*done.entities, *(_signed(one, done.activity.iri) for one in made)]
    targets = {target for one in every for _, target, _ in links(one)}
    things = [Held(checked(one)) for one in every]
    index = desk.ledger.index
    fresh = unmentioned(index, [one.iri for one in every])
    return desk.hand.put(things, present(index, targets), fresh, dry_run=dry_run)


def _told(desk: Desk, made: Made, notes: tuple[str, ...], written: Written) -> Added:
    index = desk.ledger.index
    main = next((one for one in made.new if one.iri == made.main), None)
    return Added(
        id=index.local_id(made.main),
        iri=made.main,
        kind=main.kind if main else desk.kind_of(made.main) or "",
        new=main is not None,
        written=tuple((index.local_id(one.iri), one.kind) for one in made.new),
        notes=notes,
        rewritten=written.anew,
        text=written.text,
        files=tuple(map(str, written.files)),
    )


@contextmanager
def _numbered(number: int) -> Iterator[None]:
    """Name the record whose fault it is."""
    try:
        yield
    except KGError as error:
        if number:
            error.message = f"record {number}: {error.message}"
        raise


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


def _refuse_lost(desk: Desk, new: Sequence[Entity]) -> None:
    """Refuse what points to something of the ledger's own that is not there.

    Raises:
        EntityError: it does.
    """
    ours = {one.iri for one in new} | desk.coming.entities.keys()
    targets = {target for one in new for _, target, _ in links(one)} - ours
    own = {iri for iri in targets if iri.startswith(desk.base)}
    lost = sorted(own - present(desk.ledger.index, own))
    if lost:
        raise EntityError(f"{lost[0].removeprefix(desk.base)}: named, but not in this ledger")
