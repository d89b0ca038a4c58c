"""Turtle: the selection as a ledger that `kg` opens, in its canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.closure import triples_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from kg.graph.view import View

NAME: Final = "turtle"
SUFFIXES: Final = (".ttl",)
MEDIA_TYPE: Final = "text/turtle"


def write(view: View, stream: BinaryIO) -> None:
    """Write the selected claims and everything that they rest on as Turtle.

    Args:
        view: the selection.
        stream: where the bytes go.

    Raises:
        EntityError: the ledger holds what canonical Turtle has no form for.
    """
    from kg.rdf.ledger_layout import ledger_layout
    from kg.rdf.turtle import write_canonical

    write_canonical(triples_of(view), ledger_layout(), view.ledger.base, stream)
