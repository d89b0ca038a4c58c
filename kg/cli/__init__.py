"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kg` and exit.

    Exit codes: 0 fine, 1 findings, 2 usage, 3 input or configuration cannot be read, 4 internal
    error, 130 interrupted.

    Args:
        arguments: words after `kg`; those of the process if not given.
    """
    code = run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `kg` and give its exit code.

    Args:
        arguments: words after `kg`; those of the process if not given.

    Returns:
        The exit code, as `main` explains.
    """
    import click

    from kg.cli.root import root
    from kg.cli.width import help_width
    from kg.errors import KGError

    _speak_utf8()
    try:
        result = root.main(
            args=arguments, prog_name="kg", standalone_mode=False, terminal_width=help_width()
        )
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    except KGError as error:
        click.echo(f"kg: {error}", err=True)
        return 3
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line, exit code 4
        return _internal(error)
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


def _forget_stdout() -> None:
    """The reader has gone (`kg claims | head`): nothing more can be said, and nothing is wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _internal(error: Exception) -> int:
    import traceback

    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    name = type(error).__name__
    sys.stderr.write(f"kg: internal error: {name}: {error}; set KG_DEBUG=1 to see where\n")
    return 4
