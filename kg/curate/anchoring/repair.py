"""Passages tied again to a text that was edited: what only moved, and what somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.curate.adding.anchoring import version_of
from kg.curate.adding.desk import Desk
from kg.curate.anchoring.ties import checked
from kg.curate.at_hand import warm
from kg.curate.families import Held
from kg.curate.locking import ledger_locked
from kg.curate.provenance import act, who
from kg.errors import LedgerError
from kg.model.assertion import Assertion
from kg.model.ownership import PENDING, owned_by
from kg.model.passage import Passage, PositionSelector, QuoteSelector
from kg.text.anchors import anchor_of
from kg.text.canonical import LineIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.curate.anchoring.ties import Checked, Tie
    from kg.model.document import Document, Version
    from kg.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    Attributes:
        checked: the document before.
        written: ids of the passages that were tied anew.
        version: local id of the version they are tied to.
        rewritten: why a whole file was written anew, empty if none was.
        files: the files that changed.
    """

    checked: Checked
    written: tuple[str, ...]
    version: str
    rewritten: str
    files: tuple[str, ...]


def repair(
    path: str | Path,
    reading: Reading,
    takes: Mapping[str, tuple[int, int] | None],
    name: str = "",
    by: str | None = None,
) -> Repaired:
    """Tie passages to a text again.

    Args:
        path: the ledger.
        reading: the text as it is now.
        takes: passages that are taken though they did not just move, by id: the line and column
            where the words of an ambiguous one begin, None for the place that the check shows.
        name: the document as a user names it; empty to find it by hash or path.
        by: who does it; see `kg.curate.provenance.who`.

    Returns:
        What was done; nothing is written where nothing has moved.

    Raises:
        LedgerError: no document is this text; a passage to be taken is not there, or has no place.
        WriteError: the ledger cannot be written; it is untouched.
    """
    warm(path)
    with ledger_locked(path):
        desk = Desk(path)
        before = checked(desk.ledger, reading, name)
        chosen = _chosen(before, reading, takes)
        new = version_of(desk, reading.path, before.document, "") if before.version is None else ()
        source = before.version or new[-1].iri
        moved = [
            (tie, span) for tie, span in chosen if tie.verdict != "exact" or before.version is None
        ]
        if not moved:
            return Repaired(before, (), desk.ledger.index.local_id(source), "", ())
        return _written(desk, reading, before, moved, new, source, by)


def _chosen(
    before: Checked, reading: Reading, takes: Mapping[str, tuple[int, int] | None]
) -> list[tuple[Tie, tuple[int, int]]]:
    """Passages to be tied, each with its span."""
    known = {tie.id for tie in before.ties}
    strange = sorted(takes.keys() - known)
    if strange:
        raise LedgerError(f"--take {strange[0]}: is no passage of this document", "kg anchor check")
    found: list[tuple[Tie, tuple[int, int]]] = []
    for tie in before.ties:
        if tie.id in takes:
            found.append((tie, _taken(tie, reading, takes[tie.id])))
        elif tie.sure:
            assert tie.placement.start is not None
            assert tie.placement.end is not None
            found.append((tie, (tie.placement.start, tie.placement.end)))
    return found


def _taken(tie: Tie, reading: Reading, place: tuple[int, int] | None) -> tuple[int, int]:
    """The span of a passage that somebody takes."""
    start, end = tie.placement.start, tie.placement.end
    if start is not None and end is not None and place is None:
        return start, end
    index = LineIndex(reading.text)
    for at in tie.placement.others:
        line, column = index.place(at)
        if place is not None and line == place[0] and place[1] in {0, column}:
            return at, at + len(tie.recorded)
    if tie.verdict == "ambiguous":
        places = ", ".join(":".join(map(str, index.place(at))) for at in tie.placement.others[:6])
        raise LedgerError(
            f"--take {tie.id}: its words stand at several places ({places})",
            f"say which: --take {tie.id}={places.split(',')[0]}",
        )
    raise LedgerError(
        f"--take {tie.id}: is {tie.verdict}, there is no such place to take",
        "correct the assertion, or kg withdraw it",
    )


def _written(  # noqa: PLR0913, PLR0917 - what a repair is made of
    desk: Desk,
    reading: Reading,
    before: Checked,
    moved: Sequence[tuple[Tie, tuple[int, int]]],
    new: Sequence[Document | Version],
    source: str,
    by: str | None,
) -> Repaired:
    ledger, hand = desk.ledger, desk.hand
    assertions = tuple(dict.fromkeys(tie.assertion for tie, _ in moved))
    label = f"anchor {ledger.index.local_id(before.document)}"
    done = act(
        ledger, label, who(by, hand.folder), (before.document, source), used=(before.document,)
    )
    held = hand.held(assertions)
    changed = [
        Held(_tied(one.entity, [m for m in moved if m[0].assertion == iri], reading, source),
             one.leftovers)
        for iri, one in held.items()
    ]  # fmt: skip
    marked = [one.model_copy(update={"generated_by": done.activity.iri}) for one in new]
    written = hand.put(
        [*map(Held, done.entities), *map(Held, marked), *changed], settled=assertions
    )
    return Repaired(
        before,
        tuple(tie.id for tie, _ in moved),
        source.removeprefix(desk.base),
        written.anew,
        tuple(map(str, written.files)),
    )


def _tied(
    entity: object, moved: Sequence[tuple[Tie, tuple[int, int]]], reading: Reading, source: str
) -> Assertion:
    """An assertion with some of its passages at new places."""
    assert isinstance(entity, Assertion)
    passages = list(entity.passages)
    for tie, (start, end) in moved:
        old = next(p for p in passages if _is_of(p, tie))
        passages[passages.index(old)] = _moved(old, reading, start, end, source)
    return owned_by(entity.model_copy(update={"passages": tuple(passages)}), entity.iri)


def _is_of(passage: Passage, tie: Tie) -> bool:
    """Whether a passage is the one that was looked at: fields are not kept in order."""
    start = passage.position.start if passage.position else None
    words = passage.quote.exact if passage.quote else passage.excerpt or ""
    return start == tie.start and words == tie.recorded


def _moved(old: Passage, reading: Reading, start: int, end: int, source: str) -> Passage:
    anchor = anchor_of(reading.text, start, end)
    section = next(
        (b.section for b in reading.blocks if b.start < end and b.end > start and b.section), None
    )
    quote = QuoteSelector(
        iri=PENDING, exact=str(anchor.exact), prefix=anchor.prefix or None,
        suffix=anchor.suffix or None,
    )  # fmt: skip
    hashed = old.quote_sha256 is not None
    return Passage(
        iri=PENDING,
        source=source,
        position=PositionSelector(iri=PENDING, start=start, end=end),
        quote=None if hashed else quote,
        quote_sha256=anchor.sha256 if hashed else None,
        excerpt=old.excerpt,
        section=section,
    )
