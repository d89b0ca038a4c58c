"""The version that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def version() -> str:
    """Version of the distribution, or `checkout` where it is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("claimkg")
    except PackageNotFoundError:
        return "checkout"


def print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and stop, if asked."""
    del parameter
    if value and not ctx.resilient_parsing:
        import click

        click.echo(f"kg {version()}")
        ctx.exit()
