"""The one view of a ledger that queries, audits, graphs, exports and pages all take."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store import fetch
from kg.store.filters import Filters
from kg.store.folding import storable
from kg.store.lines import assertions_of, evidence_of, first_evidence_of
from kg.store.ordering import Count, Order, count, counted, listed, order
from kg.store.records import Tally
from kg.store.schema import IN_FORCE
from kg.store.sureness import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx
    import rdflib

    from kg.model.claim import Claim
    from kg.store.ledger import Ledger
    from kg.store.records import AssertionRow, ClaimRow, DocumentRow, EvidenceRow

_PAGE: Final = 1_000
"""Claims whose lines are fetched at once: few questions, yet not all of a large ledger."""

_BY_LABEL: Final = Order()


class Selection:
    """Some claims of a ledger; immutable, answers are remembered.

    Args:
        ledger: where the claims come from.
        filters: what narrows them.
        how: in which order they are listed, and how many; by label, and all, if not given.

    Raises:
        FilterError: when claims are first asked for: a filter names nothing.
    """

    def __init__(self, ledger: Ledger, filters: Filters, how: Order = _BY_LABEL) -> None:
        self._ledger = ledger
        self._filters = filters
        self._how = how
        self._evidence: dict[str, tuple[EvidenceRow, ...]] = {}
        self._assertions: dict[str, tuple[AssertionRow, ...]] = {}
        self._summaries: dict[str, tuple[Tally, str]] = {}
        self._certainties: dict[str, str | None] = {}
        self._at_hand: dict[str, None] = {}

    @property
    def ledger(self) -> Ledger:
        """The ledger that this is a view of."""
        return self._ledger

    @property
    def filters(self) -> Filters:
        """What narrows the view."""
        return self._filters

    @property
    def whole(self) -> bool:
        """No filter and no limit leaves anything of the ledger out."""
        return not self._filters.stated() and self._how.limit is None

    @property
    def limited(self) -> bool:
        """Only the first claims that the filters let through are in the view."""
        return self._how.limit is not None

    def where(self, **more: object) -> Selection:
        """A narrower view.

        Args:
            more: further filters by name; terms of `about` are added, others replace their like.

        Returns:
            The view.

        Raises:
            FilterError: there is no filter of that name, or its value is of the wrong type.
        """
        given = checked(more)
        terms = given.pop("about", ())
        about = self._filters.about + (terms if isinstance(terms, tuple) else ())
        narrower = self._filters._replace(**given, about=about)  # type: ignore[arg-type]  # checked just above
        return Selection(self._ledger, narrower, self._how)

    def ordered(self, sort: str | None = None, limit: int | None = None) -> Selection:
        """The same view in another order, or only the first of it.

        Args:
            sort: label, id, status, certainty, supports, disputes, year (of the newest source),
                recorded or relevance; `-` before it puts the greatest first. If not given,
                relevance where the text is searched, else the label. Where all words of a text
                stand together in more than 10,000 labels and quotes, and nothing else is asked
                for, a limited list ranks the first 10,000 of these, labels before quotes.
            limit: the most claims; `total` counts them all.

        Returns:
            The view.

        Raises:
            FilterError: nothing can be sorted by that, or the limit is below zero.
        """
        return Selection(self._ledger, self._filters, order(sort, limit))

    @cached_property
    def total(self) -> int:
        """How many claims the filters let through, whatever the limit."""
        if self._how.limit is None and "claim_iris" in vars(self):
            return len(self.claim_iris)
        return count(self._ledger.index, self._filters)

    @cached_property
    def counted(self) -> Count:
        """`total`, or how many at least, where a text is so common that counting takes long."""
        if "total" in vars(self):
            return Count(self.total)
        return counted(self._ledger.index, self._filters)

    @cached_property
    def claims(self) -> tuple[ClaimRow, ...]:
        """The claims in order: by label without regard to case, then by id, if not `ordered`."""
        found = {
            claim.ref.iri: claim for claim in fetch.claims(self._ledger.index, self.claim_iris)
        }
        return tuple(found[iri] for iri in self.claim_iris)

    @cached_property
    def claim_iris(self) -> tuple[str, ...]:
        """IRIs of the claims, in the same order."""
        return tuple(listed(self._ledger.index, self._filters, self._how))

    def pages(self) -> Iterator[tuple[ClaimRow, ...]]:
        """The claims in order, a page at a time, so that not all are held at once."""
        for start in range(0, len(self.claim_iris), _PAGE):
            wanted = self.claim_iris[start : start + _PAGE]
            found = {claim.ref.iri: claim for claim in fetch.claims(self._ledger.index, wanted)}
            self._at_hand = dict.fromkeys(wanted)
            yield tuple(found[iri] for iri in wanted)
            for kept in (
                self._evidence,
                self._assertions,
                self._summaries,
                self._certainties,
                self._at_hand,
            ):
                kept.clear()

    def among(self, claim_iris: Iterable[str]) -> tuple[str, ...]:
        """Those of some claims that are in the view, in no order; of the whole only these are read.

        Args:
            claim_iris: full IRIs.
        """
        if self.whole and "claim_iris" not in vars(self):
            rows = self._ledger.index.among(
                f"SELECT iri FROM claim WHERE iri IN {fetch.AMONG} AND state IN {IN_FORCE}",
                claim_iris,
            )
            return tuple(str(row[0]) for row in rows)
        return tuple(iri for iri in claim_iris if iri in self._places)

    def attend(self, claim_iris: Iterable[str]) -> None:
        """Fetch for all of some claims at once what is asked about one of them.

        Args:
            claim_iris: full IRIs of the claims that will be asked about.
        """
        self._at_hand = dict.fromkeys(claim_iris)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {iri: place for place, iri in enumerate(self.claim_iris)}

    def _page(self, claim_iri: str, known: Mapping[str, object]) -> tuple[str, ...]:
        """The claim and those shown about it, which will be asked for next and are not known.

        Only the claim itself where nobody has asked for the claims: a ledger may hold a million.
        """
        if claim_iri in self._at_hand:
            return tuple(iri for iri in self._at_hand if iri not in known)
        if "claim_iris" not in vars(self):
            return (claim_iri,)
        place = self._places.get(claim_iri)
        if place is None:
            return (claim_iri,)
        start = place - place % _PAGE
        return self.claim_iris[start : start + _PAGE]

    def evidence(self, claim_iri: str, /) -> tuple[EvidenceRow, ...]:
        """Evidence lines of a claim, live or not: for, against, qualifying, neutral; newest first.

        Args:
            claim_iri: full IRI of any claim.

        Returns:
            The lines in force, empty if there are none.
        """
        if claim_iri not in self._evidence:
            page = self._page(claim_iri, self._evidence)
            found = evidence_of(self._ledger, page)
            self._evidence |= {iri: found.get(iri, ()) for iri in page}
        return self._evidence[claim_iri]

    def first_evidence(self, claim_iri: str, most: int, /) -> tuple[tuple[EvidenceRow, ...], int]:
        """The first evidence lines of a claim, in the order of `evidence`.

        Args:
            claim_iri: full IRI of any claim.
            most: how many at most; of a claim with thousands only these are read.

        Returns:
            The lines, and how many there are in all.
        """
        if claim_iri in self._evidence or "claim_iris" in vars(self):
            every = self.evidence(claim_iri)
            return every[:most], len(every)
        return first_evidence_of(self._ledger, claim_iri, most)

    def assertions(self, claim_iri: str, /) -> tuple[AssertionRow, ...]:
        """Assertions of a claim, by document and place.

        Args:
            claim_iri: full IRI of any claim.

        Returns:
            The assertions in force, empty if there are none.
        """
        if claim_iri not in self._assertions:
            page = self._page(claim_iri, self._assertions)
            found = assertions_of(self._ledger, page)
            self._assertions |= {iri: found.get(iri, ()) for iri in page}
        return self._assertions[claim_iri]

    @cached_property
    def documents(self) -> tuple[DocumentRow, ...]:
        """Documents that state the claims, or that their evidence rests on, by IRI."""
        wanted = self._ledger.index.among(
            "WITH chosen (iri) AS (SELECT value FROM json_each(?))"
            f" SELECT document FROM assertion WHERE claim IN chosen AND state IN {IN_FORCE}"
            " UNION SELECT source FROM evidence_line"
            f" WHERE claim IN chosen AND state IN {IN_FORCE}",
            self.claim_iris,
        )
        found = self._ledger.documents_by_iri(str(row[0]) for row in wanted)
        return tuple(
            found[iri] for iri in sorted(found) if found[iri].state in {"accepted", "candidate"}
        )

    def status(self, claim_iri: str, /) -> str:
        """Computed status of a claim: what its live evidence lines say.

        Args:
            claim_iri: full IRI of any claim.

        Returns:
            A word of the list `Status`; `unsupported` for what is no claim of this ledger.
        """
        return self._summary(claim_iri)[1]

    def certainty(self, claim_iri: str, /) -> str | None:
        """Computed certainty of a claim; `kg.evidence` tells how it comes about.

        Args:
            claim_iri: full IRI of any claim.

        Returns:
            high, moderate, low, very-low or not-applicable; None if nothing live supports it, or
            nothing that does has a design or level to start from.
        """
        if claim_iri not in self._certainties:
            page = self._page(claim_iri, self._certainties)
            self._certainties |= dict.fromkeys(page) | known(self._ledger.index, page)
        return self._certainties[claim_iri]

    def tallies(self, claim_iri: str, /) -> Tally:
        """Live evidence lines of a claim, counted by direction.

        Args:
            claim_iri: full IRI of any claim.

        Returns:
            The counts.
        """
        return self._summary(claim_iri)[0]

    def _summary(self, claim_iri: str) -> tuple[Tally, str]:
        if claim_iri not in self._summaries:
            page = self._page(claim_iri, self._summaries)
            self._summaries |= dict.fromkeys(page, (Tally(0, 0, 0, 0), "unsupported"))
            for claim, *counts, status in self._ledger.index.among(
                "SELECT claim, supports, disputes, qualifies, neutral, status FROM claim_summary"
                f" WHERE claim IN {fetch.AMONG}",
                page,
            ):
                tally = Tally(*(int(count or 0) for count in counts))
                self._summaries[str(claim)] = (tally, str(status))
        return self._summaries[claim_iri]

    @cached_property
    def entities(self) -> tuple[Claim, ...]:
        """The claims as model entities, in the same order: one pass over the file.

        Raises:
            EntityError: a claim breaks the model.
        """
        from kg.store.entities import claims_as_entities

        return claims_as_entities(self._ledger, self.claim_iris)

    def records(self) -> list[dict[str, object]]:
        """The claims as flat records, ready for a data frame; conditions are joined by `; `."""
        return [_record(claim, self) for claim in self.claims]

    def to_networkx(self, mode: str = "full") -> nx.MultiDiGraph:
        """The claims with what they rest on as a graph; see `kg.graph.project`."""
        # the graph is a floor above, so it is looked up by name when somebody asks for it
        made: nx.MultiDiGraph = import_module("kg.graph.multigraph").to_networkx(self, mode)
        return made

    def to_rdflib(self) -> rdflib.Graph:
        """The claims with everything that they rest on as an rdflib graph.

        Lexical forms are as in the ledger (`0.50` stays `0.50`); rdflib compares numbers by value.
        """
        from kg.rdf.rdflib_terms import to_graph

        # the closure is a floor above, as the graph is
        triples = import_module("kg.exporters.closure").triples_of(self)
        return to_graph(triples, {**self._ledger.index.prefixes, "": self._ledger.base})


def _record(claim: ClaimRow, view: Selection) -> dict[str, object]:
    tally = view.tallies(claim.ref.iri)
    words = {name: "; ".join(v.text for v in rows) for name, rows in claim.qualifiers.items()}
    return {
        "id": claim.ref.id,
        "text": claim.text,
        "subject": "; ".join(ref.label for ref in claim.subjects),
        "predicate": claim.predicate.label,
        "object": "; ".join(ref.label for ref in claim.objects),
        "value": claim.value.text if claim.value else None,
        "effect": claim.effect,
        "negated": claim.negated,
        "type": claim.type,
        **words,
        "status": view.status(claim.ref.iri),
        **tally._asdict(),
    }


def checked(given: dict[str, object]) -> dict[str, tuple[str, ...] | str | bool | None]:
    """Filters by keyword, of the right names and types.

    Args:
        given: values by name; a single text will do for `about`.

    Returns:
        Values for `Filters`.

    Raises:
        FilterError: an unknown name (the nearest is named), or no text where one is needed.
    """
    names = Filters._fields
    found: dict[str, tuple[str, ...] | str | bool | None] = {}
    for name, value in given.items():
        if name not in names:
            from difflib import get_close_matches

            near = get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]}?" if near else f"choose from: {', '.join(names)}"
            raise FilterError(f"there is no filter {name!r}", hint)
        if name == "about":
            terms = (value,) if isinstance(value, str) else tuple(value or ())  # type: ignore[arg-type]  # checked below
            if not all(isinstance(term, str) for term in terms):
                raise FilterError("about: takes texts", "give a text or several")
            found[name] = tuple(storable(term) for term in terms if term.strip())
        elif name == "as_studied":
            if not isinstance(value, bool):
                raise FilterError(f"as_studied: takes True or False, not {value!r}", "give one")
            found[name] = value
        elif value is None or isinstance(value, str):
            found[name] = None if value is None else storable(value)
        else:
            raise FilterError(f"{name}: takes a text, not {type(value).__name__}", "quote it")
    return found
