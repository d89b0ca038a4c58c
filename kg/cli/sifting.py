"""What the command line passes over: known findings, and those on lines that did not change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.auditing.telling.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.round import Unread
    from kg.auditing.settings.baseline import Baseline
    from kg.auditing.settings.config import AuditConfig


class Sieve:
    """Passes over findings by `--baseline` and `--diff`.

    Args:
        config: the configuration, which may name a baseline.
        given: the options of the command by name.

    Raises:
        click.UsageError: a baseline is to be written and none is named.
        ReadError: the baseline cannot be read.
    """

    def __init__(self, config: AuditConfig, given: dict[str, object]) -> None:
        stated = given["baseline"]
        self._path = Path(str(stated)) if stated else config.baseline
        self._ref = str(given["diff"]) if given["diff"] else None
        self.updates = bool(given["update_baseline"])
        self._known: Baseline | None = None
        if self.updates and self._path is None:
            raise click.UsageError("--update-baseline needs --baseline FILE, or one in kg.toml")
        if self._path is not None and not self.updates:
            from kg.auditing.settings.baseline import Baseline

            self._known = Baseline.read(self._path)

    def sifted(self, audits: Iterator[Told | Unread]) -> Iterator[Told | Unread]:
        """The audits, without what is passed over; written into the baseline if that is asked."""
        kept: list[Told] = []
        for one in audits:
            if isinstance(one, Told):
                told = self._less(one)
                if self.updates:
                    kept.append(told)
                yield told
            else:
                yield one
        if self.updates:
            self._update(kept)

    def remarks(self) -> Iterator[str]:
        """What is to be said at the end."""
        if self._known is not None and self._known.gone:
            yield (
                f"{self._path}: {self._known.gone} of its findings were not met; "
                "--update-baseline takes them out"
            )

    def _less(self, told: Told) -> Told:
        if self._known is not None:
            told = self._known.less(told)
        if self._ref is not None:
            from kg.auditing.settings.changes import changed, only_changed
            from kg.auditing.settings.silence import kept

            told = kept(told, only_changed(told, changed(told.report.path, self._ref)))
        return told

    def _update(self, audits: list[Told]) -> None:
        from kg.auditing.settings.baseline import baseline_text
        from kg.store.atomic import atomic_write

        assert self._path is not None
        atomic_write(self._path, [baseline_text(audits).encode()])
        number = sum(len(told.report.findings) for told in audits)
        click.echo(f"{self._path}: {number} findings written", err=True)
