"""Serve findings to an editor as one types (Language Server Protocol)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.pass_obj
def command(session: Session, /) -> None:
    """Serve findings to an editor as one types (Language Server Protocol).

    Speaks over standard input and output, so it is started by an editor.
    Needs the extra lsp: pip install 'claimkg[lsp]'.
    """
    try:
        from kg.lsp.server import server
    except ModuleNotFoundError as error:
        from kg.errors import KGError

        raise KGError(
            f"the language server needs {error.name}", "pip install 'claimkg[lsp]'"
        ) from None
    server(session.option).start_io()
