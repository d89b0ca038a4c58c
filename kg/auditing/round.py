"""A round of audits: many articles, each read, held against the ledger, and its findings sifted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.auditing.telling.told import Told
from kg.errors import KGError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from kg.auditing.rule import Rule
    from kg.auditing.settings.config import AuditConfig
    from kg.store.selection import Selection
    from kg.text.reading import Reading

WORTH_WORKERS = 8
"""Articles from which on further processes gain more than their start costs."""
_AHEAD = 4
"""Articles a process that are under way or wait to be told: a bound on memory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of each article; what is left empty is asked of its configuration.

    Attributes:
        select: the rules to run.
        ignore: rules not to run.
        all_rules: run also the rules that are off by default.
        stdin_name: the name of standard input.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    all_rules: bool = False
    stdin_name: str | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """The ledger that articles are held against, as a process opens it for itself.

    Attributes:
        ledger: its file or folder, None for none.
        filters: what chooses its claims.
        opened: the selection, where this process has it already.
    """

    ledger: Path | None
    filters: Mapping[str, object]
    opened: Selection | None = None

    def view(self) -> Selection | None:
        """The selection; None without a ledger."""
        if self.ledger is None or self.opened is not None:
            return self.opened
        from kg.store.ledger import open_ledger

        return open_ledger(self.ledger).select(**self.filters)


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that could not be read, and why."""

    path: str
    why: str


def rules_for(asked: Asked, config: AuditConfig, what: str = "article") -> tuple[Rule, ...]:
    """The rules that an article or ledger is audited by."""
    from kg.auditing.rule import chosen_rules

    ignored = (*asked.ignore, *config.ignore)
    every = asked.all_rules or config.all_rules
    return chosen_rules(what, asked.select or config.select, ignored, every=every)


def audit_one(path: str, view: Selection | None, asked: Asked) -> Told:
    """Audit one article, and set apart what is silenced.

    Args:
        path: the article, or `-`.
        view: the ledger to hold it against, None for none.
        asked: what is asked.

    Returns:
        The audit.

    Raises:
        KGError: it cannot be read, or its configuration is wrong.
    """
    from kg.readers.read import read_document

    return audit_reading(read_document(path, asked.stdin_name), path, view, asked)


def audit_reading(reading: Reading, path: str, view: Selection | None, asked: Asked) -> Told:
    """Audit an article that has been read, and set apart what is silenced.

    Args:
        reading: the article.
        path: where its configuration is looked for: its file, or `-`.
        view: the ledger to hold it against, None for none.
        asked: what is asked.

    Returns:
        The audit.

    Raises:
        KGError: its configuration is wrong.
    """
    from kg.auditing.audit import audit_article
    from kg.auditing.settings.config import config_of
    from kg.auditing.settings.directives import directives, without_directives
    from kg.auditing.settings.silence import faults, of_config, of_directives, silenced

    config = config_of(path)
    chosen = rules_for(asked, config)
    found = directives(reading)
    report = audit_article(without_directives(reading, found), view, chosen)
    remarks = (*(f"{path}: {note}" for note in reading.notes), *faults(reading, found))
    told = Told(report, reading, remarks=remarks)
    silencers = [*of_directives(reading, found), *of_config(path, config)]
    if reading.format == "docx":
        from kg.auditing.settings.word_comments import of_comments

        silencers += of_comments(reading)
    return silenced(told, silencers, [rule.code for rule in chosen]) if silencers else told


def audits(
    paths: Iterable[str], against: Against, asked: Asked, jobs: int = 1
) -> Iterator[Told | Unread]:
    """Audit articles.

    Args:
        paths: the articles.
        against: the ledger.
        asked: what is asked.
        jobs: how many processes share the work.

    Yields:
        The audit of each in the order given, or why there is none.
    """
    if jobs <= 1:
        view = against.view()
        for path in paths:
            yield _tried(path, view, asked)
    else:
        yield from _shared(paths, against, asked, jobs)


def _shared(
    paths: Iterable[str], against: Against, asked: Asked, jobs: int
) -> Iterator[Told | Unread]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[Told | Unread]] = deque()
    against = replace(against, opened=None)
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_begin, initargs=(against, asked)
    ) as pool:
        try:
            for path in paths:
                waiting.append(pool.submit(_work, path))
                if len(waiting) >= _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


_BENCH: dict[str, tuple[Selection | None, Asked]] = {}
"""What a worker holds between articles."""


def _begin(against: Against, asked: Asked) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends them
    _BENCH["own"] = against.view(), asked


def _work(path: str) -> Told | Unread:
    return _tried(path, *_BENCH["own"])


def _tried(path: str, view: Selection | None, asked: Asked) -> Told | Unread:
    try:
        return audit_one(path, view, asked)
    except KGError as error:
        return Unread(path, str(error))
