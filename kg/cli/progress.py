"""A bar on standard error while a large ledger is read for the first time, on a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE: Final = 1.0
"""Seconds before which nothing is shown: most ledgers are read by then."""


class Progress:
    """Shows how far an index is; takes what `kg.store.ledger.open_ledger` reports."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._bar: ProgressBar[int] | None = None
        self._shown = 0

    def __call__(self, done: int, whole: int) -> None:
        """Take a report.

        Args:
            done: bytes read so far.
            whole: bytes to read.
        """
        if self._bar is None:
            if time.monotonic() - self._start < _PATIENCE or done >= whole:
                return
            import click

            self._bar = click.progressbar(
                length=whole, label="Indexing the ledger", file=sys.stderr
            )
        self._bar.update(done - self._shown)
        self._shown = done
        if done >= whole:
            self._bar.render_finish()
            self._bar = None
            self._shown = 0


def progress() -> Progress | None:
    """Something to report to, if somebody is looking at standard error."""
    return Progress() if sys.stderr.isatty() else None
