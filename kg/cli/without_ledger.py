"""A command that can do without a ledger where there is none and none was named."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kg.cli.filters import narrow, stated_filters
from kg.errors import LedgerError

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.store.selection import Selection


def view_or_none(session: Session, given: dict[str, object], loss: str) -> Selection | None:
    """The part of the ledger that filters choose.

    Args:
        session: what the root options say.
        given: the filters.
        loss: what is not done without a ledger, in words.

    Returns:
        The selection; None if there is no ledger anywhere, which is said on standard error.

    Raises:
        LedgerError: one was named, by an option, a filter or the environment, and is not there.
    """
    try:
        return narrow(session, (), given)
    except LedgerError:
        if session.option or stated_filters(given) or os.environ.get("KG_LEDGER"):
            raise
        click.echo(f"no ledger here: {loss} (kg init makes one)", err=True)
        return None
