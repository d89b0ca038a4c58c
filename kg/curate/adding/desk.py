"""What lies on the desk while something is added: the ledger's index, its file, and the names."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.curate.adding.coming import Coming
from kg.curate.at_hand import AtHand
from kg.errors import EntityError, LedgerError
from kg.importers.table.claims import Claims
from kg.importers.table.concepts import SIGNED, Concepts, camel, iri_of, relation
from kg.importers.table.documents import Documents
from kg.importers.table.mapping import Places
from kg.importers.table.relations import common_relations
from kg.importers.table.values import ContextReader
from kg.model.claim import Claim
from kg.model.identity import digest
from kg.store.naming import concepts_named, nearest, short
from kg.store.presence import is_label, present

if TYPE_CHECKING:
    from pathlib import Path

    from kg.importers.table.row import Row
    from kg.model.passage import Passage

_REMEDY: Final = {
    "concepts": "kg add concept",
    "documents": "kg add document",
    "claims": "kg add claim",
}


class Desk:
    """An opened ledger into which something is being added.

    Args:
        path: the ledger, read now.

    Attributes:
        ledger: answers from the index.
        base: namespace of the ledger's own names.
        hand: the bytes that will be changed.
        coming: what the same act has made before, and what is not in the index yet.
        concepts: finds concepts by their names.
        documents: finds documents by their names.
        contexts: reads conditions as the table importer does.
        claims: makes claims as the table importer does.
    """

    def __init__(self, path: str | Path) -> None:
        self.hand = AtHand(path)
        self.ledger = self.hand.ledger
        self.base = self.hand.base
        self.coming = Coming(self.base)
        self.concepts = _Concepts(self)
        self.documents = _Documents(self)
        self.contexts = ContextReader(self.concepts, frozenset())
        self.claims = _Claims(self)

    def named(self, name: str, kind: str) -> str:
        """The entity of a kind that a person means.

        Args:
            name: local id, unique start of one, CURIE, IRI, label or identifier.
            kind: such as `documents`.

        Returns:
            Its IRI.

        Raises:
            LedgerError: nothing of that kind in force bears the name, or several things do.
        """
        coming = self.coming.named(name, kind)
        if coming is not None:
            return coming
        try:
            iri = self.ledger.resolve(name, kind).iri
        except LedgerError as error:
            raise LedgerError(error.message, self._hint(error.hint, kind)) from error
        if not present(self.ledger.index, (iri,), in_force=True):
            local = self.ledger.index.local_id(iri)
            raise LedgerError(f"{local} is withdrawn", f"kg show {local} says why")
        return iri

    def unknown(self, words: str, what: str, kind: str = "concepts") -> LedgerError:
        """The error of words that nothing of a kind is named by."""
        near = nearest(self.ledger.index, words, kind)
        meant = f"did you mean {', '.join(near)}?" if near else ""
        return LedgerError(
            f"no {what} of this ledger is named {short(words)!r}", self._hint(meant, kind, words)
        )

    @staticmethod
    def _hint(meant: str, kind: str, words: str = "") -> str:
        command = _REMEDY.get(kind, "")
        new = f"{command} {words!r}".removesuffix(" ''") if kind == "concepts" else command
        return "; ".join(
            part for part in (meant, f"{new} makes a new one" if command else "") if part
        )

    def free(self, iri: str, content: str) -> str:
        """A name that nothing in the ledger bears: the one wished for, or that and six digits."""
        return iri if self.kind_of(iri) is None else f"{iri}-{digest(content, 6)}"

    def kind_of(self, iri: str) -> str | None:
        """The kind of an entity of the ledger, or of one that comes with this act."""
        return self.coming.kind_of(iri) or self.ledger.kind_of(iri)

    def taken(self, iri: str, kind: str) -> EntityError:
        """The error of a new entity of a kind under a name that is not free."""
        coming = self.coming.kind_of(iri)
        if coming is None:
            return self.hand.taken(iri, kind)
        said = f"{iri.removeprefix(self.base)} is made before, one of the {coming}"
        return EntityError(said, "choose another name")

    def predicate(self, words: str) -> tuple[str, str]:
        """The relation of a word, CURIE or IRI, and the effect that it implies, if any.

        Raises:
            LedgerError: no relation bears the name.
        """
        known = common_relations()
        if camel(words) in {*known, *SIGNED} or self.concepts.find(words) is not None:
            return relation(words, self.concepts, {}, known)
        near = get_close_matches(camel(words), sorted({*known, *SIGNED}), n=3)
        meant = f"did you mean {', '.join(near)}?" if near else ""
        raise LedgerError(
            f"no relation is named {short(words)!r}", self._hint(meant, "concepts", words)
        )

    def claim(self, name: str) -> Claim:
        """A claim of the ledger as the model has it.

        Raises:
            LedgerError: no claim bears the name, or several do.
        """
        iri = self.named(name, "claims")
        held = self.hand.held((iri,)).get(iri)
        found = self.coming.entities.get(iri) or (held and held.entity)
        if not isinstance(found, Claim):
            raise LedgerError(
                f"{short(name)!r} is no claim of {self.hand.path}", "check the ledger"
            )
        return found


class _Concepts(Concepts):
    """Concepts of the ledger; none is made in passing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.base, {}, {})
        self._desk = desk

    def find(self, words: str) -> str | None:
        """The concept in force of that label, synonym, id, CURIE or IRI.

        Raises:
            LedgerError: several concepts bear it.
        """
        coming = self._desk.coming.named(words, "concepts")
        if coming is not None:
            return coming
        ledger = self._desk.ledger
        named = concepts_named(ledger.index, words)
        found = [
            iri
            for iri in sorted(present(ledger.index, named, in_force=True))
            if ledger.kind_of(iri) == "concepts"
        ]
        found = [iri for iri in found if self.is_label(iri, words)] or found
        if len(found) > 1:
            names = ", ".join(ledger.index.local_id(iri) for iri in found)
            raise LedgerError(f"{short(words)!r} fits several: {names}", "name one by its id")
        if found:
            return found[0]
        iri = iri_of(words)
        if iri is None or ledger.kind_of(iri) == "claims" or not iri.startswith(self._desk.base):
            return iri
        return None

    def named(self, words: str) -> str:
        """The concept of that name.

        Raises:
            LedgerError: there is none, or there are several.
        """
        found = self.find(words)
        if found is None:
            raise self._desk.unknown(words, "concept")
        return found

    def is_label(self, iri: str, words: str) -> bool:
        """The words are the concept's own label, letter by letter."""
        return is_label(self._desk.ledger.index, iri, words)


class _Documents(Documents):
    """Documents of the ledger; none is made in passing.

    Attributes:
        passages: the passage that an utterance is to have, by document.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.base, {}, {}, Places(()))
        self._desk = desk
        self.passages: dict[str, Passage] = {}

    def named(self, name: str) -> str:
        """The IRI of the document that a name means.

        Raises:
            LedgerError: there is none, or there are several.
        """
        iri = name if name in self.passages else self._desk.named(name, "documents")
        self._made.setdefault(iri, {})
        return iri

    def passage(self, row: Row, document: str) -> tuple[Passage | None, tuple[str, ...]]:
        """The passage that was anchored before."""
        del row
        return self.passages.get(document), ()


class _Claims(Claims):
    """Claims of the ledger by name, and new ones as rows state them.

    Attributes:
        present: the claim that every row speaks of, None if each names its own.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.base, {}, desk.concepts, desk.contexts, ({}, common_relations()))
        self._desk = desk
        self.present: Claim | None = None

    def of(self, row: Row) -> Claim:
        """The claim that a row speaks of, or a new one as it states it."""
        return self.present or super().of(row)

    def _named(self, name: str, row: Row, column: str) -> Claim:
        del row, column
        return self._desk.claim(name)
