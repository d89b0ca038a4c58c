"""Kind-of and disjointness among concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.ledger import Ledger


class Hierarchy:
    """The concepts of a ledger, by IRI.

    Args:
        broader: the concepts that a concept is directly a kind of.
        disjoint: the concepts that are declared to share nothing with it.
    """

    def __init__(
        self,
        broader: Mapping[str, tuple[str, ...]] | None = None,
        disjoint: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._broader = broader or {}
        self._disjoint = disjoint or {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._excluded: dict[str, frozenset[str]] = {}

    @classmethod
    def of_ledger(cls, ledger: Ledger) -> Hierarchy:
        """Read the hierarchy off the concepts in force of a ledger."""
        rows = ledger.index.rows(
            "SELECT m.owner, m.field, m.value FROM concept AS c JOIN many AS m ON m.owner = c.iri"
            " WHERE m.field IN ('broader', 'disjoint_with')"
            " AND c.state IN ('accepted', 'candidate') ORDER BY m.owner, m.field, m.ord"
        )
        links: dict[str, dict[str, list[str]]] = {"broader": {}, "disjoint_with": {}}
        for owner, field_name, value in rows:
            links[str(field_name)].setdefault(str(owner), []).append(str(value))
        broader, disjoint = (
            {owner: tuple(values) for owner, values in found.items()} for found in links.values()
        )
        return cls(broader, disjoint)

    @classmethod
    def of_some(cls, ledger: Ledger, named: Iterable[str]) -> Hierarchy:
        """Read no more than some concepts need: what they are kinds of, and are disjoint with."""
        iris = set(named)
        return cls(ledger.ancestry(iris), ledger.ancestry(iris, "disjoint_with"))

    def kinds_of(self, iri: str) -> frozenset[str]:
        """The concept itself and all that it is a kind of; a cycle ends the walk."""
        known = self._kinds.get(iri)
        if known is None:
            seen: set[str] = set()
            waiting = [iri]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += self._broader.get(one, ())
            known = self._kinds[iri] = frozenset(seen)
        return known

    def overlap(self, a: str, b: str) -> bool:
        """One of the two is the other or a kind of it."""
        return a in self.kinds_of(b) or b in self.kinds_of(a)

    def are_disjoint(self, a: str, b: str) -> bool:
        """The two, or concepts that they are kinds of, are declared disjoint."""
        return not self.excluded_by(a).isdisjoint(self.kinds_of(b)) or not (
            self.excluded_by(b).isdisjoint(self.kinds_of(a))
        )

    def excluded_by(self, iri: str) -> frozenset[str]:
        """What a concept, or one that it is a kind of, is declared disjoint with."""
        known = self._excluded.get(iri)
        if known is None:
            kinds = self.kinds_of(iri)
            known = frozenset(one for kind in kinds for one in self._disjoint.get(kind, ()))
            self._excluded[iri] = known
        return known
