"""What comparing needs to know of a ledger: kinds, dose bands, roles; and what it has compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.judge.context.bands import bands_of, bounds
from kg.judge.context.dimensions import COMPARED
from kg.judge.context.hierarchy import Hierarchy
from kg.judge.context.norms import Side
from kg.judge.context.relate import ground
from kg.judge.context.sides import forms
from kg.store.records import Ref
from kg.text.wording import normal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.judge.context.bands import Band
    from kg.judge.context.dimensions import Verdict
    from kg.judge.context.grounds import Ground, Relation, TellOutcomes
    from kg.judge.context.norms import Bound, Named, Norm, Role, Words
    from kg.judge.outcomes import Outcomes
    from kg.store.ledger import Ledger
    from kg.store.records import Qualifiers, ValueRow


_REMEMBERED: Final = 500_000
"""Pairs of sides that are kept in a dimension, so that memory stays flat on many distinct ones."""


class Context(NamedTuple):
    """The conditions of one claim or evidence line in normal form.

    Attributes:
        sides: one a dimension of `COMPARED`; None where nothing is stated. Equal sides of one
            world are one object, so that contexts are hashed and compared at once.
    """

    sides: tuple[Side | None, ...]

    def side(self, dimension: str) -> Side | None:
        """The side of a dimension."""
        return self.sides[COMPARED.index(dimension)]


class World:
    """Makes normal forms and compares them; distinct sides are compared once.

    Args:
        hierarchy: the ledger's concepts.
        bands: what its dose words mean.
        label: the label of a concept by IRI, for the roles of kinds of comparators; None if only
            the labels that stand with values are known.
        outcomes: tells of two outcomes (concepts, or words as label and IRI) whether they are
            `same`, `inverse`, `other-measure`, `different` or `unknown` by what they measure; it
            has to be symmetric. None if only their kinds and words count.

    Attributes:
        naming: what compares concepts, by dimension, as far as it was made.
    """

    def __init__(
        self,
        hierarchy: Hierarchy | None = None,
        bands: Iterable[Band] = (),
        label: Callable[[str], str] | None = None,
        outcomes: Callable[[Ref, Ref], str] | None = None,
    ) -> None:
        self.hierarchy = hierarchy or Hierarchy()
        self.bands = tuple(bands)
        self.naming: dict[str, Callable[[Any, Any], Ground]] = {}
        self._label = label
        self._outcomes = outcomes
        self._spelt: dict[str, str] = {}
        self._made: dict[tuple[object, ...], Side] = {}
        self._sides: dict[tuple[tuple[str, tuple[Norm, ...]], ...], Side] = {}
        self._roles: dict[tuple[str, str], Role | None] = {}
        self._known: dict[str, dict[tuple[Side | None, Side | None], Ground]] = {
            name: {} for name in COMPARED
        }

    @classmethod
    def of_ledger(cls, ledger: Ledger, named: Iterable[str] | None = None) -> World:
        """Read the concepts and dose bands in force of a ledger.

        Args:
            ledger: the ledger.
            named: IRIs of the only concepts that will be compared; None for all.
        """
        index = ledger.index
        hierarchy = (
            Hierarchy.of_ledger(ledger) if named is None else Hierarchy.of_some(ledger, named)
        )
        return cls(
            hierarchy,
            bands_of(ledger),
            label=lambda iri: index.ref(iri).label,
            outcomes=_telling(ledger),
        )

    def context(self, qualifiers: Qualifiers, drugs: Iterable[str] = ()) -> Context:
        """Conditions in normal form.

        Args:
            qualifiers: as stated, or as studied.
            drugs: IRIs of what was given (a claim's subjects), for dose bands; an `intervention`
                among the conditions goes before them.

        Returns:
            The context; what is not in `COMPARED` is left out.
        """
        bound = self.bounds(qualifiers, drugs)
        return Context(
            tuple(
                self.side(name, qualifiers[name], bound if name == "dose" else ())
                if qualifiers.get(name)
                else None
                for name in COMPARED
            )
        )

    def bounds(self, qualifiers: Qualifiers, drugs: Iterable[str] = ()) -> tuple[Bound, ...]:
        """What the dose words of a context mean by the bands of the ledger."""
        if not self.bands or not any(value.level for value in qualifiers.get("dose", ())):
            return ()
        given = [v.concept.iri for v in qualifiers.get("intervention", ()) if v.concept]
        return bounds(self.bands, given or tuple(drugs), qualifiers, self.hierarchy)

    def side(
        self, dimension: str, values: tuple[ValueRow, ...], bound: tuple[Bound, ...] = ()
    ) -> Side | None:
        """Values of one side in normal form.

        Args:
            dimension: one of `COMPARED`.
            values: its values.
            bound: what its dose words mean, from `bounds`.

        Returns:
            The one object for these normal forms; None for no values.
        """
        if not values:
            return None
        key = (dimension, values, bound)
        known = self._made.get(key)
        if known is None:
            made = forms(dimension, values, bound, self._role)
            if dimension == "outcome" and self._outcomes is not None:
                for text in (v.concept.label if v.concept else v.text for v in values):
                    self._spelt.setdefault(normal_words(text), text)
            known = self._made[key] = self._sides.setdefault(tuple(made.items()), Side(made))
        return known

    def ground(self, dimension: str, x: Side | None, y: Side | None) -> Ground:
        """How two sides lie to each other and why; each pair is worked out once."""
        known = self._known[dimension]
        found = known.get((x, y))
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[x, y] = ground(dimension, x, y, self)
        return found

    def relations(self, a: Context, b: Context) -> tuple[Relation, ...]:
        """How two contexts lie to each other, one entry for each of `COMPARED`."""
        return tuple(
            "unstated" if x is None and y is None else self.ground(name, x, y).relation
            for name, x, y in zip(COMPARED, a.sides, b.sides, strict=True)
        )

    def verdict(self, a: Context, b: Context) -> Verdict:
        """The verdict over two contexts: explained, undetermined or conflict."""
        untold = False
        for name, x, y in zip(COMPARED, a.sides, b.sides, strict=True):
            if x is y:  # neither states it, or both the same
                continue
            if x is None or y is None:
                untold = True
                continue
            found = self._known[name].get((x, y)) or self.ground(name, x, y)
            if found.relation == "disjoint":
                return "explained"
            untold = untold or found.relation == "unknown"
        return "undetermined" if untold else "conflict"

    @property
    def tell_outcomes(self) -> TellOutcomes | None:
        """How two outcomes lie to each other by what they measure; None if nobody can tell."""
        return None if self._outcomes is None else self._told

    def _told(self, x: Named | Words, y: Named | Words) -> str:
        assert self._outcomes is not None
        one, other = (
            Ref(getattr(side, "iri", "") or side.key, "", self._spelt[side.key]) for side in (x, y)
        )
        return self._outcomes(one, other)

    def _role(self, iri: str, label: str) -> Role | None:
        """The role of a concept: by its own label, else by those of what it is a kind of."""
        from kg.judge.context.role_words import role_of

        key = (iri, label)
        if key not in self._roles:
            found = role_of(label)
            if found is None and self._label is not None:
                above = sorted(self.hierarchy.kinds_of(iri) - {iri})
                found = next((r for one in above if (r := role_of(self._label(one)))), None)
            self._roles[key] = found
        return self._roles[key]


def _telling(ledger: Ledger) -> Callable[[Ref, Ref], str]:
    """What tells of outcomes what they measure; read when two are first compared."""
    known: list[Outcomes] = []

    def tell(one: Ref, other: Ref) -> str:
        if not known:
            from kg.judge.outcomes import Outcomes

            known.append(Outcomes.of_ledger(ledger))
        return known[0].relate(one, other)

    return tell


def relate(dimension: str, x: Side | None, y: Side | None, world: World) -> Relation:
    """How two sides lie to each other in one dimension.

    Args:
        dimension: one of `COMPARED`.
        x: the first side, from `World.side` of the same world; None if it states nothing.
        y: the second side.
        world: the world.

    Returns:
        overlap, disjoint, unknown or unstated; symmetric.
    """
    return world.ground(dimension, x, y).relation
