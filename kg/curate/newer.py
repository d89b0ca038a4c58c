"""Ledgers that a newer program wrote are read by none, and above all not rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from kg.errors import LedgerError
from kg.model.header import MODEL_VERSION
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple

_VERSION: Final = f"{KG}modelVersion"
_MOST_DIGITS: Final = 9


def refuse_newer(path: Path, triples: Iterable[Triple]) -> None:
    """Raise if a ledger says that it was written for a newer data model.

    Terms that this program does not know are no misspellings there, so this comes first.

    Raises:
        LedgerError: it does.
    """
    for triple in triples:
        if triple.predicate.value != _VERSION or not isinstance(triple.object, Literal):
            continue
        stated = triple.object.value
        counted = stated.isascii() and stated.isdigit() and len(stated) <= _MOST_DIGITS
        if counted and int(stated) > MODEL_VERSION:
            raise LedgerError(
                f"{path}: written for data model {stated}, this program knows {MODEL_VERSION}",
                "update claimkg",
            )
