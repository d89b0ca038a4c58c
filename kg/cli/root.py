"""The group of all commands; a command's module is imported only when it is called."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

import click

from kg import shelf
from kg.cli.version import print_version

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.ledger import Ledger

_COMMANDS = "kg.cli.commands"


class Shelf(click.Group):
    """A group whose commands are the members of a shelf."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in alphabetical order."""
        del ctx
        return list(shelf.names(_COMMANDS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in shelf.names(_COMMANDS):
            return None
        found = shelf.member(_COMMANDS, cmd_name).command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the first line of their files, so that none is imported."""
        rows = [(name, _first_line(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _first_line(name: str) -> str:
    path = os.path.join(os.path.dirname(__file__), "commands", f"{name.replace('-', '_')}.py")
    try:
        with open(path, encoding="utf-8") as source:
            return source.readline().strip().strip('"')
    except FileNotFoundError:  # a member of another distribution
        return str(shelf.member(_COMMANDS, name).__doc__ or "").partition("\n")[0]


class Session:
    """What the root options say, for all commands.

    Args:
        option: value of `-g`, None if not given.
    """

    def __init__(self, option: str | None = None) -> None:
        self.option = option

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, opened when a command first asks for it.

        Raises:
            KGError: there is none, or it cannot be read.
        """
        from kg.cli.progress import progress
        from kg.store.ledger import open_ledger
        from kg.store.locate import find_ledger

        return open_ledger(find_ledger(self.option), progress())

    @property
    def path_to_change(self) -> Path:
        """The ledger's file, for a command that changes it.

        Raises:
            KGError: there is none, or it is the shipped one, asked for by name.
        """
        from kg.errors import LedgerError
        from kg.store.locate import DEMO

        if (self.option or os.environ.get("KG_LEDGER")) == DEMO:
            raise LedgerError("the shipped ledger is for reading", "kg init makes one of your own")
        return self.ledger.path


@click.group(cls=Shelf, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-g",
    "--ledger",
    "ledger",
    metavar="LEDGER",
    help="The ledger: a Turtle file, a folder of them, or 'demo' for the one that is shipped.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Show the version and exit.",
)
@click.pass_context
def root(ctx: click.Context, ledger: str | None) -> None:
    """Keep track of what articles claim, and of what stands behind it.

    Without -g, the ledger is $KG_LEDGER, the one that kg.toml names, or data/claims.ttl in this
    folder or above.
    """
    ctx.obj = Session(ledger)
