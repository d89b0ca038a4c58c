"""A changed ledger written back into the files of its folder.

Each file that changes is replaced as a whole, one after the other, in the order of
`WRITING_ORDER`: who is named before who names it. All of them are compared with what was read
before the first is written. A process that is killed in between leaves some files new and some
old, each subject in one of them: a ledger that can be read. What may be missing is the other end
of a link, which `kg check` names; the same import again adds what is missing and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.curate.importing import canonical
from kg.curate.keeping import keep_comments
from kg.curate.locking import ledger_locked
from kg.curate.placing import OTHER_FILE, Homes, in_writing_order
from kg.errors import WriteError
from kg.model.assertion import Assertion
from kg.model.document import Version
from kg.model.header import Header
from kg.rdf.codec import encode
from kg.store.atomic import replace_if_unchanged, sha256_of
from kg.store.files import ledger_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.curate.importing import Opened
    from kg.model.entity import Entity


def write_folder(
    opened: Opened, entities: Mapping[str, Entity], leftovers: Iterable[Triple]
) -> tuple[Path, ...]:
    """Write what has changed in a folder.

    Args:
        opened: the ledger as it was read; its entities are told from changed ones by identity.
        entities: all entities as they are to be.
        leftovers: all other triples as they are to be.

    Returns:
        The files that were written.

    Raises:
        WriteError: a file was changed meanwhile or holds comments that would be lost: nothing is
            written. Or a file cannot be written: those before it are.
    """
    texts = _texts(opened, entities, set(leftovers))
    for file, text in texts.items():
        if file in opened.files:
            keep_comments(file, file.read_text(encoding="utf-8-sig"), text)
    for file in texts:
        _make(file.parent)
    with ledger_locked(opened.path):
        _refuse_changed(opened)
        for file, text in texts.items():
            replace_if_unchanged(file, opened.files.get(file), [text.encode()])
    return tuple(texts)


def _texts(
    opened: Opened, entities: Mapping[str, Entity], leftovers: set[Triple]
) -> dict[Path, str]:
    """The new text of each file that changes, in the order of writing."""
    homes = _new_homes(opened, entities)
    new = leftovers - {*opened.leftovers}
    touched = {*homes.values()} | {_home(opened, homes, triple) for triple in new}
    held: dict[Path, list[Entity]] = {file: [] for file in touched}
    for iri, entity in entities.items():
        file = homes.get(iri) or opened.homes[iri]
        if file in held:
            held[file].append(entity)
    others: dict[Path, list[Triple]] = {file: [] for file in touched}
    for triple in leftovers:
        file = _home(opened, homes, triple)
        if file in others:
            others[file].append(triple)
    return {
        file: canonical(held[file], others[file], opened.base)
        for file in in_writing_order(opened.path, touched)
    }


def _new_homes(opened: Opened, entities: Mapping[str, Entity]) -> dict[str, Path]:
    """The file of each subject of entities that are new or have changed, value nodes too."""
    header = next((e.iri for e in entities.values() if isinstance(e, Header)), None)
    uttering = {e.document for e in entities.values() if isinstance(e, Assertion | Version)}
    holding: dict[str, set[Path]] = {}
    for iri, entity in opened.entities.items():
        holding.setdefault(entity.kind, set()).add(opened.homes[iri])
    known = dict(opened.homes)
    places = Homes(
        opened.path, known.get, header, uttering.__contains__, lambda kind: holding.get(kind, ())
    )
    changed = [e for iri, e in entities.items() if e is not opened.entities.get(iri)]
    # what is new and belongs to something new follows it: a second look, now that it has a place
    known |= {entity.iri: places.of(entity) for entity in changed}
    found = {}
    for entity in changed:
        for triple in encode(entity):
            found[str(getattr(triple.subject, "value", ""))] = places.of(entity)
    return found


def _home(opened: Opened, homes: Mapping[str, Path], triple: Triple) -> Path:
    subject = str(getattr(triple.subject, "value", ""))
    return homes.get(subject) or opened.homes.get(subject) or opened.path / OTHER_FILE


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror}", "choose another folder") from error


def _refuse_changed(opened: Opened) -> None:
    """Refuse to write on the ground of files that are no longer what they were."""
    now = ledger_files(opened.path)
    changed = next((f for f in now if sha256_of(f) != opened.files.get(f)), None)
    if changed is None and len(now) == len(opened.files):
        return
    raise WriteError(
        f"{changed or opened.path}: has changed since it was read; nothing was written",
        "run the command again, on the new content",
    )
