"""An audit as the command line asks for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kg.auditing.round import WORTH_WORKERS, Against, Asked, audits, rules_for
from kg.auditing.settings.config import config_of
from kg.auditing.settings.files import articles
from kg.auditing.telling.told import Told, Wishes
from kg.cli.console import shown_path
from kg.cli.filters import narrow, stated_filters
from kg.cli.reports import print_next, print_statistics
from kg.cli.sifting import Sieve
from kg.cli.tally import Tally
from kg.cli.telling import FOR_PEOPLE, refuse_own, target, tell
from kg.errors import LedgerError
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.auditing.round import Unread
    from kg.auditing.settings.config import AuditConfig
    from kg.cli.root import Session

Given = dict[str, object]


def audit(session: Session, paths: tuple[str, ...], given: Given) -> int:
    """Audit articles, or the ledger, and tell it.

    Args:
        session: root options.
        paths: articles and folders; none for the ledger.
        given: the options of the command by name.

    Returns:
        The exit code.
    """
    config = config_of(paths[0] if paths else ".")
    asked = Asked(
        select=cast("tuple[str, ...]", given["select"]),
        ignore=cast("tuple[str, ...]", given["ignore"]),
        all_rules=bool(given["all_rules"]),
        stdin_name=word(given, "stdin_name"),
    )
    if given["statistics"] and not paths:
        from kg.auditing.ledger import counts

        chosen = rules_for(asked, config, "ledger")
        found = counts(narrow(session, (), given), chosen)
        print_statistics(found, word(given, "form") or "table")
        return 0
    files = articles(paths, config)
    sieve = Sieve(config, given)
    tally = Tally(_levels(given))
    found_in: Iterator[Told | Unread]
    if files:
        against = _against(session, given)
        used = (*files, *([str(against.ledger)] if against.ledger else []))
        found_in = _progressing(audits(files, against, asked, _jobs(given, files)), len(files))
    else:
        used = (str(session.ledger.path),)
        found_in = iter([_of_ledger(session, asked, config, given)])
    refuse_own(word(given, "output"), used)
    _tell(tally.counted(sieve.sifted(found_in)), tally, config, given)
    if sieve.updates:
        return 3 if tally.unread else 0
    for line in sieve.remarks() if not tally.unread else ():
        click.echo(line, err=True)
    return 3 if tally.unread else int(tally.failed and not given["exit_zero"])


def _tell(told: Iterator[Told], tally: Tally, config: AuditConfig, given: Given) -> None:
    level = word(given, "fail_level")
    wishes = Wishes(
        fail_level=Severity[level.upper()] if level else config.fail_level or Severity.ERROR,
        show_silenced=bool(given["show_suppressed"]),
    )
    if given["update_baseline"]:
        for _ in told:
            pass
    elif given["next"]:
        print_next(told)
    elif given["statistics"]:
        for _ in told:
            pass
        print_statistics(tally.codes, word(given, "form") or "table")
        return
    else:
        where = target(word(given, "form"), config.format, word(given, "output"))
        tell(told, where, wishes, every=bool(given["every"]), force=bool(given["force"]))
        if where.form not in FOR_PEOPLE and where.path is None:
            return
    for line in tally.lines():
        click.echo(line, err=True)


def _of_ledger(session: Session, asked: Asked, config: AuditConfig, given: Given) -> Told:
    from kg.auditing.ledger import audit_ledger

    view = narrow(session, (), given)
    chosen = rules_for(asked, config, "ledger")
    return Told(audit_ledger(view, shown_path(session.ledger.path), chosen))


def _against(session: Session, given: Given) -> Against:
    """The ledger; none if there is none anywhere and none was named."""
    stated = stated_filters(given)
    try:
        view = narrow(session, (), given)
    except LedgerError:
        if session.option or stated or os.environ.get("KG_LEDGER"):
            raise
        click.echo("no ledger here: only the rules on prose are run (kg init makes one)", err=True)
        return Against(None, {})
    return Against(session.ledger.path, stated, view)


def _jobs(given: Given, files: tuple[str, ...]) -> int:
    wanted = given["jobs"]
    if isinstance(wanted, int):
        return min(wanted, len(files))
    return (os.cpu_count() or 1) if len(files) >= WORTH_WORKERS else 1


def _levels(given: Given) -> Callable[[str], Severity]:
    """How serious a finding must be to fail the audit of an article."""
    stated = word(given, "fail_level")
    if stated:
        return lambda _: Severity[stated.upper()]
    known: dict[Path, Severity] = {}

    def level(path: str) -> Severity:
        folder = Path(path).parent
        if folder not in known:
            known[folder] = config_of(path).fail_level or Severity.ERROR
        return known[folder]

    return level


def _progressing(found: Iterator[Told | Unread], number: int) -> Iterator[Told | Unread]:
    """The audits, with a bar on standard error where somebody looks at it for a while."""
    import sys

    if number < WORTH_WORKERS or not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(found, length=number, label="Auditing", file=sys.stderr) as bar:
        yield from bar


def word(given: Given, name: str) -> str | None:
    """The value of an option that takes a text, None if it was not given."""
    value = given[name]
    return str(value) if value else None
