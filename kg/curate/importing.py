"""Entities of an import brought into a ledger: what it says stands, what is new is added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.curate.keeping import keep_comments
from kg.curate.merging import merge
from kg.curate.reading import read_whole
from kg.curate.tool import TOOL
from kg.errors import WriteError
from kg.model.codes import AgentKind
from kg.model.curation import Activity, Agent
from kg.model.entity import Curated
from kg.model.header import Header
from kg.model.identity import digest, slug
from kg.model.values import LangText
from kg.rdf.codec import decode_of, encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import canonical_turtle
from kg.store.atomic import replace_if_unchanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Triple

    from kg.model.entity import Entity
    from kg.rdf.imported import Imported, KeptWords, ReadWords


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        added: entities that are new, by kind.
        other: new triples that no field takes.
        changed: entities that gained something.
        unchanged: entities that said nothing new.
        differing: `id: field` where ledger and import disagree; the ledger's value stands.
        kept_words: cells whose words no grammar read.
        read_words: conditions that were read out of phrases.
        notes: what the importer did with odd input.
    """

    added: Mapping[str, int]
    other: int
    changed: int
    unchanged: int
    differing: tuple[str, ...]
    kept_words: tuple[KeptWords, ...]
    notes: tuple[str, ...]
    read_words: tuple[ReadWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger as it was read for changing.

    Attributes:
        path: the file or folder.
        base: namespace of its names.
        entities: what it holds.
        leftovers: triples that no field takes.
        seen_sha256: of the bytes that were read.
        homes: the file of each subject, where the ledger is a folder.
        files: SHA-256 of each file.
    """

    path: Path
    base: str
    entities: dict[str, Entity]
    leftovers: tuple[Triple, ...]
    seen_sha256: str
    homes: Mapping[str, Path] = field(default_factory=dict)
    files: Mapping[Path, str] = field(default_factory=dict)


def open_for_change(path: str | Path) -> Opened:
    """Read a whole ledger.

    Raises:
        ReadError: it cannot be read or is no Turtle.
        EntityError: a record breaks the model.
        LedgerError: no prefix names its base, a newer program wrote it, or files of a folder do not
            fit together.
    """
    path = Path(path)
    whole = read_whole(path)
    decoded = decode_of(path, whole.triples)
    files = {part.path: part.sha256 for part in whole.parts}
    leftovers = tuple(decoded.leftovers)
    return Opened(path, whole.base, decoded.entities, leftovers, whole.sha256, whole.homes, files)


def import_into(opened: Opened, found: Imported, label: str, at: str | None = None) -> ImportReport:
    """Merge an import into a ledger and write it.

    Importing the same file again adds nothing.

    Args:
        opened: the ledger.
        found: what the importer found.
        label: what the import is called in the ledger.
        at: when it was done, in UTC; left out if not given, so that a rebuild is byte-identical.

    Returns:
        What was done.

    Raises:
        WriteError: the ledger was changed meanwhile, holds comments that would be lost, or cannot
            be written; it is untouched.
        EntityError: an entity of the import bears the name of one of another kind.
    """
    united = unite(opened, found, label, at)
    write(opened, united)
    return united.report


def write(opened: Opened, united: United) -> None:
    """Write a ledger with imports in it, if nobody changed it meanwhile.

    Raises:
        WriteError: the ledger was changed meanwhile, holds comments that would be lost, or cannot
            be written; it is untouched.
    """
    if opened.path.is_dir():
        from kg.curate.spreading import write_folder

        write_folder(opened, united.entities, united.leftovers)
        return
    text = canonical(united.entities.values(), united.leftovers, opened.base)
    keep_comments(opened.path, opened.path.read_text(encoding="utf-8-sig"), text)
    replace_if_unchanged(opened.path, opened.seen_sha256, [text.encode()])


def summed(reports: Sequence[ImportReport]) -> ImportReport:
    """What several imports into one ledger did together."""
    added: Counter[str] = Counter()
    for one in reports:
        added.update(one.added)
    return ImportReport(
        dict(added),
        sum(one.other for one in reports),
        sum(one.changed for one in reports),
        sum(one.unchanged for one in reports),
        tuple(dict.fromkeys(chain.from_iterable(one.differing for one in reports))),
        tuple(chain.from_iterable(one.kept_words for one in reports)),
        tuple(chain.from_iterable(one.notes for one in reports)),
        tuple(chain.from_iterable(one.read_words for one in reports)),
    )


def merged(
    opened: Opened, found: Imported, label: str, at: str | None = None
) -> tuple[str, ImportReport]:
    """The ledger with an import in it as canonical Turtle; see `import_into`."""
    united = unite(opened, found, label, at)
    return canonical(united.entities.values(), united.leftovers, opened.base), united.report


@dataclass(frozen=True, slots=True)
class United:
    """A ledger with an import in it.

    Attributes:
        entities: all of them; the ledger's own object where nothing was added.
        leftovers: triples that no field takes.
        report: what was done.
    """

    entities: dict[str, Entity]
    leftovers: set[Triple]
    report: ImportReport


def unite(opened: Opened, found: Imported, label: str, at: str | None = None) -> United:
    """Merge an import into a ledger; see `import_into`."""
    entities = dict(opened.entities)
    activity = _activity(opened.base, found, label, at)
    added: dict[str, int] = {}
    changed = unchanged = 0
    differing: list[str] = []
    for entity in found.entities:
        if isinstance(entity, Header):  # another ledger's own description is not this one's
            continue
        held = entities.get(entity.iri)
        if held is None:
            entities[entity.iri] = _made_by(entity, activity.iri)
            added[entity.kind] = added.get(entity.kind, 0) + 1
            continue
        outcome = merge(held, entity)
        entities[entity.iri] = outcome.entity
        changed += outcome.entity is not held
        unchanged += outcome.entity is held
        name = entity.iri.removeprefix(opened.base)
        differing += [f"{name}: {field}" for field in outcome.differing]
    other = len({*found.leftovers} - {*opened.leftovers})
    if added or changed or other:
        program = Agent(
            iri=f"{opened.base}{TOOL}", label=(LangText(text=TOOL),), agent_kind=AgentKind.SOFTWARE
        )
        for one in (activity, program):
            entities.setdefault(one.iri, one)
    leftovers = {*opened.leftovers, *found.leftovers}
    report = ImportReport(
        added,
        other,
        changed,
        unchanged,
        tuple(differing),
        found.kept_words,
        found.notes,
        found.read_words,
    )
    return United(entities, leftovers, report)


def canonical(entities: Iterable[Entity], leftovers: Iterable[Triple], base: str) -> str:
    """Entities and other triples as canonical Turtle, checked to hold every one of them.

    Raises:
        WriteError: the text would not read back to the same entities.
    """
    triples = [triple for entity in entities for triple in encode(entity)]
    text = "".join(canonical_turtle([*triples, *leftovers], ledger_layout(), base))
    _verify(text, [*triples, *leftovers])
    return text


def _verify(text: str, triples: Iterable[Triple]) -> None:
    import pyoxigraph as ox

    from kg.rdf.verify import same_triples

    wanted = list(triples)
    read = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    try:
        difference = same_triples(wanted, read)
    except MemoryError as error:  # the parser's bound: a ledger with it could not be read again
        longest = max(wanted, key=lambda triple: len(str(triple.object)))
        said = f"{longest.subject} {longest.predicate}"
        raise WriteError(
            f"not written: {said}: a text of {len(str(longest.object))} characters; no reader takes"
            " more than 16 MiB",
            "shorten it",
        ) from error
    if difference is not None:
        raise WriteError(f"not written: {difference}", "please report this")


def _activity(base: str, found: Imported, label: str, at: str | None) -> Activity:
    hashes = tuple(f"{name} {sha256}" for name, sha256 in sorted(found.files.items()))
    name = f"{slug(label, 40)}-{digest(repr(hashes), 8)}"
    return Activity(
        iri=base + name,
        label=(LangText(text=label),),
        agents=(f"{base}{TOOL}",),
        ended=at,
        file_sha256=hashes,
    )


def _made_by(entity: Entity, activity: str) -> Entity:
    if not isinstance(entity, Curated) or entity.generated_by is not None:
        return entity
    return entity.model_copy(update={"generated_by": activity})
