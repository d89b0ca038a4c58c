"""Dose bands: what a ledger says that its dose words mean, for a drug, a route, a population."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.judge.context.norms import Amount, Bound
from kg.judge.context.quantities import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.context.hierarchy import Hierarchy
    from kg.store.ledger import Ledger
    from kg.store.records import Qualifiers, ValueRow


class Band(NamedTuple):
    """A band of a ledger.

    Attributes:
        id: its local id.
        drug: the drug.
        level: low, medium, high.
        amount: what the word means.
        route: the route it holds for; None for any.
        population: the population it holds for; None for any.
    """

    id: str
    drug: str
    level: str
    amount: ValueRow
    route: str | None = None
    population: str | None = None


def bands_of(ledger: Ledger) -> tuple[Band, ...]:
    """The bands in force of a ledger."""
    from kg.store import fetch

    rows = ledger.index.rows(
        "SELECT iri, drug, level, route, population FROM dose_band"
        " WHERE state = 'accepted' ORDER BY iri"
    )
    if not rows:
        return ()
    iris = [str(row[0]) for row in rows]
    amounts, refs = fetch.values(ledger.index, iris), ledger.index.refs(iris)
    return tuple(
        Band(
            refs[str(iri)].id,
            str(drug),
            str(level),
            amount,
            None if route is None else str(route),
            None if population is None else str(population),
        )
        for iri, drug, level, route, population in rows
        for amount in amounts[str(iri)].get("amount", ())
    )


def bounds(
    bands: Iterable[Band], drugs: Iterable[str], context: Qualifiers, hierarchy: Hierarchy
) -> tuple[Bound, ...]:
    """What the dose words of one context mean.

    Args:
        bands: the ledger's bands.
        drugs: the subjects of the claim, or what was really given.
        context: its conditions; a band for a route or population needs it stated.
        hierarchy: the ledger's concepts; a band holds for kinds of its drug, route, population.

    Returns:
        For each word the bands nearest to the drug that ask for most; several of them are
        alternatives.
    """
    found: dict[str, list[tuple[tuple[int, int], Bound]]] = {}
    for band in bands:
        near = _nearness(band, tuple(drugs), hierarchy)
        if near is None or not (
            _stated(band.route, context.get("route", ()), hierarchy)
            and _stated(band.population, context.get("population", ()), hierarchy)
        ):
            continue
        amount = quantity(band.amount)
        if isinstance(amount, Amount):
            asks = (band.route is None) + (band.population is None)
            bound = Bound(amount.kind, amount.interval, band.level, band.id)
            found.setdefault(band.level, []).append(((near, asks), bound))
    return tuple(
        bound
        for level in sorted(found)
        for rank, bound in found[level]
        if rank == min(rank for rank, _ in found[level])
    )


def _nearness(band: Band, drugs: tuple[str, ...], hierarchy: Hierarchy) -> int | None:
    """How many kinds of the band's drug lie between; None unless it holds for all drugs."""
    if not drugs or not all(band.drug in hierarchy.kinds_of(drug) for drug in drugs):
        return None
    return max(len(hierarchy.kinds_of(drug)) - len(hierarchy.kinds_of(band.drug)) for drug in drugs)


def _stated(wanted: str | None, values: tuple[ValueRow, ...], hierarchy: Hierarchy) -> bool:
    """Every value that is stated is of the kind that a band asks for."""
    if wanted is None:
        return True
    return bool(values) and all(
        value.concept is not None and wanted in hierarchy.kinds_of(value.concept.iri)
        for value in values
    )
