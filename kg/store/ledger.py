"""An opened ledger: a file or a folder, answered by its index."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import LedgerError
from kg.store import fetch, naming
from kg.store.cache import look_at
from kg.store.files import ledger_files
from kg.store.filters import Filters
from kg.store.index import Index
from kg.store.recent import forget_oldest
from kg.store.records import AssessmentRow, DocumentRow
from kg.store.rungs import METHOD
from kg.store.schema import IN_FORCE
from kg.store.selection import Selection, checked
from kg.store.sureness import Judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib
    from pyoxigraph import Triple

    from kg.store.fill import Watch
    from kg.store.index import Keeper
    from kg.store.records import ClaimRow, ConceptRow, Ref, VersionRow


class Ledger:
    """A ledger. Every answer is that of the moment when the index was first asked.

    Args:
        path: a file, or a folder of files.
        watch: is told how many bytes of how many are read, when an index is made.
        keeper: whoever keeps its index; the cache folder if not given.
    """

    def __init__(
        self, path: Path, watch: Watch | None = None, keeper: Keeper | None = None
    ) -> None:
        self.path = path
        self.keeper = keeper
        self._watch = watch
        self._documents: dict[str, DocumentRow] = {}

    @cached_property
    def index(self) -> Index:
        """The index, made anew if the ledger has changed.

        Raises:
            ReadError: a file is missing, unreadable or not RDF.
            LedgerError: a newer program wrote it, or files of a folder do not fit together.
        """

        # judging is a floor above, so it is looked up by name when somebody asks for it
        def weigh(claims: Iterable[str] | None) -> Iterable[tuple[str, str | None]]:
            found: Iterable[tuple[str, str | None]]
            found = import_module("kg.judge.certainty").certainty_words(self, claims)
            return found

        index = Index(self.path, self._watch, self.keeper)
        index.judge = Judge(METHOD, weigh)
        return index

    @property
    def base(self) -> str:
        """IRI of the prefix `:`, which the ledger's own names begin with."""
        return self.index.base

    @property
    def title(self) -> str:
        """The ledger's title, its file name where it has none."""
        return str(self.header()["title"] or self.path.name)

    def select(self, **filters: object) -> Selection:
        """The claims that all filters let through.

        Args:
            filters: the fields of `Filters` as keywords.

        Returns:
            The view; nothing is read before it is asked.

        Raises:
            FilterError: there is no such filter, or its value is of the wrong type.
        """
        return Selection(self, Filters(**checked(filters)))  # type: ignore[arg-type]  # checked just here

    def resolve(self, name: str, kind: str | None = None) -> Ref:
        """The one entity of a name: id, unique start of an id, CURIE, IRI, label or synonym.

        Args:
            name: as typed.
            kind: the kind wanted, such as `claims`; None for any.

        Returns:
            The entity.

        Raises:
            LedgerError: nothing bears the name, or several do; candidates are listed.
        """
        return naming.resolve(self.index, name, kind)

    def kind_of(self, iri: str) -> str | None:
        """The kind of an entity, such as `claims`; None for what the ledger does not describe."""
        rows = self.index.rows("SELECT kind FROM entity WHERE iri = ?", iri)
        return str(rows[0][0]) if rows else None

    def claim(self, name: str) -> ClaimRow:
        """The claim of a name.

        Raises:
            LedgerError: no claim bears the name, or several do.
        """
        iri = self.resolve(name, "claims").iri
        return fetch.claims(self.index, (iri,))[0]

    def claims_by_iri(self, iris: Iterable[str]) -> tuple[ClaimRow, ...]:
        """Claims by label without regard to case, then by id; what is no claim is left out."""
        return fetch.claims(self.index, iris)

    def document(self, name: str) -> DocumentRow:
        """The document of a name.

        Raises:
            LedgerError: no document bears the name, or several do.
        """
        if name in self._documents:
            return self._documents[name]
        iri = self.resolve(name, "documents").iri
        return self.documents_by_iri((iri,))[iri]

    def concept(self, name: str) -> ConceptRow:
        """The concept of a name.

        Raises:
            LedgerError: no concept bears the name, or several do.
        """
        iri = self.resolve(name, "concepts").iri
        return fetch.concepts(self.index, (iri,))[iri]

    def documents(self) -> tuple[DocumentRow, ...]:
        """All documents in force, by IRI."""
        found = self.documents_by_iri(self._in_force("document"))
        return tuple(found.values())

    def concepts(self) -> tuple[ConceptRow, ...]:
        """All concepts in force, by IRI."""
        return tuple(fetch.concepts(self.index, self._in_force("concept")).values())

    def _in_force(self, table: str) -> list[str]:
        rows = self.index.rows(f"SELECT iri FROM {table} WHERE state IN {IN_FORCE}")
        return sorted(str(row[0]) for row in rows)

    def ancestry(self, iris: Iterable[str], field: str = "broader") -> dict[str, tuple[str, ...]]:
        """Links of some concepts, and of all that they are kinds of.

        Args:
            iris: IRIs of the concepts.
            field: which links, such as `broader` or `disjoint_with`.

        Returns:
            IRIs that each concept in force is linked to.
        """
        found = fetch.ancestry(self.index, iris, field)
        return {owner: tuple(linked) for (owner, _), linked in found.items()}

    def documents_by_iri(self, iris: Iterable[str]) -> dict[str, DocumentRow]:
        """Documents, the latest remembered.

        Args:
            iris: IRIs in any number; what is no document is left out.

        Returns:
            Documents by IRI.
        """
        wanted = dict.fromkeys(iris)
        forget_oldest(self._documents)
        missing = [iri for iri in wanted if iri not in self._documents]
        if missing:
            self._documents |= fetch.documents(self.index, missing)
        return {iri: self._documents[iri] for iri in wanted if iri in self._documents}

    def sources(self, iris: Iterable[str]) -> dict[str, DocumentRow]:
        """Documents that evidence rests on; one that the ledger does not describe is all blank."""
        wanted = {*iris}
        found = self.documents_by_iri(wanted)
        blank = self.index.refs(wanted - found.keys())
        return found | {
            iri: fetch.document_row(ref, (None,) * 11, ()) for iri, ref in blank.items()
        }

    def versions(self, document_iri: str | None = None) -> tuple[VersionRow, ...]:
        """Versions of a document by IRI, of all documents if none is named."""
        return fetch.versions(self.index, document_iri)

    def assessments(self, claim_iri: str) -> tuple[AssessmentRow, ...]:
        """Judgements of a claim by persons, the newest first."""
        rows = self.index.rows(
            "SELECT assessment.iri, claim, verdict, judged_status, label.text, assessor, date,"
            " certainty"
            " FROM assessment LEFT JOIN label"
            " ON label.iri = assessment.iri AND label.kind = 'rationale' AND label.ord = 0"
            f" WHERE claim = ? AND state IN {IN_FORCE}",
            claim_iri,
        )
        rows.sort(key=lambda row: str(row[0]))
        rows.sort(key=lambda row: (row[6] is not None, str(row[6])), reverse=True)
        refs = self.index.refs(str(row[5]) for row in rows if row[5] is not None)
        return tuple(
            AssessmentRow(
                iri=str(iri),
                id=self.index.local_id(str(iri)),
                claim=str(claim),
                verdict=_text(verdict) or _text(judged),
                certainty=_text(certainty),
                rationale=_text(rationale),
                assessor=refs[str(assessor)].label if assessor is not None else None,
                date=_text(date),
            )
            for iri, claim, verdict, judged, rationale, assessor, date, certainty in rows
        )

    def header(self) -> dict[str, str | int | None]:
        """What the ledger says of itself; absent is None.

        Returns:
            title, description, licence, searched, searched_on, model_version.
        """
        keys = ("licence", "searched_on", "model_version")
        rows = sorted(
            self.index.rows(f"SELECT iri, {', '.join(keys)} FROM header"),
            key=lambda row: str(row[0]),
        )
        found: dict[str, str | int | None] = dict.fromkeys(
            ("title", "description", "licence", "searched", "searched_on", "model_version")
        )
        if rows:
            iri, *cells = rows[0]
            texts = self.index.rows(
                "SELECT kind, text FROM label WHERE iri = ? AND ord = 0", str(iri)
            )
            names = {"label": "title"}
            found |= {names.get(str(kind), str(kind)): _text(text) for kind, text in texts}
            found |= {k: c for k, c in zip(keys, cells, strict=True) if not isinstance(c, float)}
        return found

    def triples(self) -> Iterator[Triple]:
        """All triples, file by file, streamed, lexical forms untouched.

        Raises:
            ReadError: a file is missing, unreadable or not RDF.
        """
        from itertools import chain

        from kg.rdf.parse import parse_turtle

        return chain.from_iterable(map(parse_turtle, ledger_files(self.path)))

    def to_rdflib(self) -> rdflib.Graph:
        """The whole ledger as an rdflib graph, lexical forms as they stand.

        Raises:
            ReadError: the file is missing, unreadable or not RDF.
        """
        from kg.rdf.rdflib_terms import to_graph

        return to_graph(self.triples(), {**self.index.prefixes, "": self.base})

    def neighbours(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The ids that stand next to some in the order of the alphabet.

        Args:
            ids: local ids; foreign names and what is no entity are left out.

        Returns:
            The id before and the one after each, where there are such.
        """
        base = self.index.base
        rows = self.index.among(
            "SELECT own.iri,"
            " (SELECT iri FROM entity WHERE iri < own.iri ORDER BY iri DESC LIMIT 1),"
            " (SELECT iri FROM entity WHERE iri > own.iri ORDER BY iri LIMIT 1)"
            f" FROM entity AS own WHERE own.iri IN {fetch.AMONG}",
            (base + one for one in ids if base),
        )
        local = self.index.local_id
        return {
            local(str(own)): tuple(local(str(one)) for one in near if one is not None)
            for own, *near in rows
        }

    def counts(self) -> dict[str, int]:
        """How many things of each kind are in force, and some numbers that people ask for.

        Returns:
            Entities by kind, then passages, restatements (assertions of a claim beyond its first)
            and retracted documents.
        """
        from kg.store.counting import by_kind

        return by_kind(self.index)


def _text(cell: str | float | None) -> str | None:
    return None if cell is None else str(cell)


def open_ledger(path: str | Path, watch: Watch | None = None) -> Ledger:
    """Open a ledger; it is read when something is first asked of it.

    Args:
        path: a Turtle file, or a folder of such files.
        watch: is told how many bytes of how many are read, when an index is made.

    Returns:
        The ledger.

    Raises:
        ReadError: there is no such file, or the folder holds none.
        LedgerError: it is an address, not a path.
    """
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        raise LedgerError(f"{path}: endpoints are not supported yet", "name a Turtle file")
    found = Path(path)
    look_at(found)
    return Ledger(found, watch)
