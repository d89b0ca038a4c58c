"""The columns of a listing of claims: their names, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store.layout import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.records import ClaimRow, Ref
    from kg.store.selection import Selection

    Cell = Callable[[ClaimRow, Selection], str]


def _labels(refs: tuple[Ref, ...]) -> str:
    return "; ".join(ref.label for ref in refs)


def _certainty(claim: ClaimRow, view: Selection) -> str:
    return view.certainty(claim.ref.iri) or ""


def _documents(claim: ClaimRow, view: Selection) -> str:
    found = dict.fromkeys(a.document for a in view.assertions(claim.ref.iri))
    return "; ".join(view.ledger.document(iri).ref.id for iri in found)


def _sources(claim: ClaimRow, view: Selection) -> str:
    return "; ".join(dict.fromkeys(line.source.ref.id for line in view.evidence(claim.ref.iri)))


def _year(claim: ClaimRow, view: Selection) -> str:
    years = [line.source.year for line in view.evidence(claim.ref.iri)]
    return str(max((year for year in years if year is not None), default=""))


def _condition(name: str) -> Cell:
    return lambda claim, _: "; ".join(value.text for value in claim.qualifiers.get(name, ()))


def _tally(name: str) -> Cell:
    return lambda claim, view: str(getattr(view.tallies(claim.ref.iri), name))


COLUMNS: Final[dict[str, Cell]] = {
    "id": lambda claim, _: claim.ref.id,
    "claim": lambda claim, _: claim.text,
    "subject": lambda claim, _: _labels(claim.subjects),
    "predicate": lambda claim, _: claim.predicate.label,
    "object": lambda claim, _: _labels(claim.objects),
    "value": lambda claim, _: claim.value.text if claim.value else "",
    "effect": lambda claim, _: claim.effect or "",
    "negated": lambda claim, _: "true" if claim.negated else "",
    "type": lambda claim, _: claim.type,
    "via": lambda claim, _: _labels(claim.via),
    **{name: _condition(name) for name in DIMENSIONS if name != "dose_level"},
    "for": _tally("supports"),
    "against": _tally("disputes"),
    "qualifies": _tally("qualifies"),
    "neutral": _tally("neutral"),
    "status": lambda claim, view: view.status(claim.ref.iri),
    "certainty": _certainty,
    "year": _year,
    "documents": _documents,
    "sources": _sources,
    "state": lambda claim, _: claim.state,
    "iri": lambda claim, _: claim.ref.iri,
}
"""Texts by column; several values of a cell are joined by `; `, what is not stated is empty."""
USUAL: Final = ("id", "claim", "for", "against", "status")
"""The columns of a listing that nobody chose any for."""
NUMBERS: Final = frozenset({"for", "against", "qualifies", "neutral", "year"})
"""Columns of numbers."""
_ALSO: Final = {"text": "claim", "supports": "for", "disputes": "against", "agst": "against"}


def chosen_columns(text: str | None) -> tuple[str, ...]:
    """The columns that somebody asks for.

    Args:
        text: names with commas between them; None for the usual ones.

    Returns:
        Names of `COLUMNS`, in that order.

    Raises:
        FilterError: there is no such column; the nearest is named.
    """
    if text is None:
        return USUAL
    names = [one.strip().casefold().replace("-", "_") for one in text.split(",") if one.strip()]
    found = tuple(_ALSO.get(name, name) for name in names)
    for name in found:
        if name not in COLUMNS:
            from difflib import get_close_matches

            near = get_close_matches(name[:40], (*COLUMNS, *_ALSO), n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            hint = f"{meant}choose from: {', '.join(COLUMNS)}"
            raise FilterError(f"columns: there is no column {name[:40]!r}", hint)
    if not found:
        raise FilterError("columns: none is named", f"choose from: {', '.join(COLUMNS)}")
    return found
