"""The version that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and stop, if asked."""
    del parameter
    if value and not ctx.resilient_parsing:
        import click

        from kg.curate.tool import version

        click.echo(f"kg {version()}")
        ctx.exit()
