"""Passages of the ledger held against the text of their document as it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError
from kg.store.lines import assertions_of
from kg.store.schema import IN_FORCE
from kg.text.anchors import Anchor, Placement, locate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store.ledger import Ledger
    from kg.store.records import AssertionRow, PassageRow, VersionRow
    from kg.text.anchors import Status
    from kg.text.reading import Reading

VERDICTS: Final[tuple[Status, ...]] = ("exact", "moved", "changed", "ambiguous", "lost")


@dataclass(frozen=True, slots=True)
class Tie:
    """A passage and where it stands now.

    Attributes:
        id: local id of its assertion; of several passages `id/2` and so on.
        assertion: IRI of the assertion.
        number: place of the passage among those of the assertion, from 0.
        claim: local id of the claim.
        recorded: its words as the ledger has them, empty where only their hash is kept.
        start: offset as recorded, None if none is.
        placement: the verdict, and where it stands in the text.
        alone: only its hash is kept, and no passage beside it has moved as far: it may be another
            that says the same, and is not taken unasked.
    """

    id: str
    assertion: str
    number: int
    claim: str
    recorded: str
    start: int | None
    placement: Placement
    alone: bool = False

    @property
    def verdict(self) -> Status:
        """Exact, moved, changed, ambiguous or lost."""
        return self.placement.status

    @property
    def sure(self) -> bool:
        """It may be tied to its new place without asking."""
        return self.verdict in {"exact", "moved"} and not self.alone


@dataclass(frozen=True, slots=True)
class Checked:
    """A document held against its text.

    Attributes:
        document: IRI of the document.
        version: IRI of the version that this very text is; None if the ledger has none.
        ties: its passages in the order in which they were recorded.
    """

    document: str
    version: str | None
    ties: tuple[Tie, ...]

    def count(self, verdict: Status) -> int:
        """How many passages have a verdict."""
        return sum(tie.verdict == verdict for tie in self.ties)


def checked(ledger: Ledger, reading: Reading, name: str = "") -> Checked:
    """Hold the passages of a document against its text.

    Args:
        ledger: where they are kept.
        reading: the text.
        name: the document as a user names it; empty to find it by hash or path.

    Raises:
        LedgerError: no document of the ledger is this text, or several may be.
    """
    document = ledger.resolve(name, "documents").iri if name else _document_of(ledger, reading)
    versions = ledger.versions(document)
    same = next((v.iri for v in versions if v.text_sha256 == reading.text_sha256), None)
    sources = _sources(versions, reading, same)
    found = [
        _tie(row, number, passage, reading.text, ledger)
        for row in _assertions(ledger, document)
        for number, passage in enumerate(row.passages)
        if passage.source in sources
    ]
    found.sort(key=lambda tie: (-1 if tie.start is None else tie.start, tie.id))
    return Checked(document, same, tuple(_supported(found)))


def _document_of(ledger: Ledger, reading: Reading) -> str:
    versions = ledger.versions()
    hashes = {reading.bytes_sha256, reading.text_sha256}
    same = {v.document for v in versions if not hashes.isdisjoint({v.sha256, v.text_sha256})}
    name = PurePath(reading.path).name
    named = same or {v.document for v in versions if v.path and PurePath(v.path).name == name}
    if len(named) == 1:
        return named.pop()
    listed = ", ".join(sorted(map(ledger.index.local_id, named))) or "none"
    raise LedgerError(
        f"{reading.path}: is not known as one document of the ledger ({listed} by hash or name)",
        "name it by --document ID",
    )


def _sources(versions: Sequence[VersionRow], reading: Reading, same: str | None) -> frozenset[str]:
    """The versions whose passages are meant: those of a file of this name, else all."""
    name = PurePath(reading.path).name
    here = {v.iri for v in versions if v.path and PurePath(v.path).name == name}
    here |= {same} if same else set()
    return frozenset(here or {v.iri for v in versions})


def _assertions(ledger: Ledger, document: str) -> list[AssertionRow]:
    rows = ledger.index.rows(
        f"SELECT DISTINCT claim FROM assertion WHERE document = ? AND state IN {IN_FORCE}",  # noqa: S608 - own words
        document,
    )
    every = assertions_of(ledger, [str(row[0]) for row in rows])
    return [row for claim in every.values() for row in claim if row.document == document]


def _tie(row: AssertionRow, number: int, passage: PassageRow, text: str, ledger: Ledger) -> Tie:
    start = passage.start or 0
    anchor = Anchor(
        start,
        passage.end or start + len(passage.exact or "-"),
        passage.exact,
        passage.sha256,
        passage.prefix or "",
        passage.suffix or "",
    )
    return Tie(
        id=row.id if number == 0 else f"{row.id}/{number + 1}",
        assertion=row.iri,
        number=number,
        claim=ledger.index.local_id(row.claim),
        recorded=passage.words,
        start=passage.start,
        placement=locate(text, anchor),
        alone=passage.exact is None,
    )


def _supported(ties: Sequence[Tie]) -> list[Tie]:
    """Passages of which only the hash is kept, with those taken that moved with a neighbour.

    Without context one passage may be taken for another of the same words; two neighbours that
    moved equally far support each other.
    """
    moves = [
        tie.placement.start - tie.start
        if tie.placement.start is not None and tie.start is not None and tie.verdict != "changed"
        else None
        for tie in ties
    ]
    return [
        replace(tie, alone=False)
        if tie.alone
        and (tie.verdict == "exact" or (move is not None and move in _beside(moves, place)))
        else tie
        for place, (tie, move) in enumerate(zip(ties, moves, strict=True))
    ]


def _beside(moves: Sequence[int | None], place: int) -> list[int | None]:
    return [*moves[max(0, place - 1) : place], *moves[place + 1 : place + 2]]
