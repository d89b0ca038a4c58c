"""Who does it, when and with what: an activity for each act of curation (PROV-O)."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from kg.curate.tool import TOOL, version
from kg.errors import LedgerError
from kg.model.codes import AgentKind
from kg.model.curation import Activity, Agent
from kg.model.identity import digest, slug
from kg.model.values import LangText
from kg.store.presence import agent_called

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model.entity import Entity
    from kg.store.ledger import Ledger

_PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Act:
    """An act of curation.

    Attributes:
        activity: what was done, when.
        agents: who did it, and with what; those that the ledger has not yet.
    """

    activity: Activity
    agents: tuple[Agent, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that has to be written."""
        return (*self.agents, self.activity)


def who(by: str | None, folder: Path) -> str:
    """The name of the person who acts.

    Args:
        by: as stated; else `KG_AGENT`, else git's `user.name` in the ledger's folder.
        folder: where git is asked.

    Raises:
        LedgerError: nobody is named.
    """
    name = (by or os.environ.get("KG_AGENT") or _git_name(folder)).strip()
    if not name:
        raise LedgerError(
            "who does this is not known", "give --by NAME, or set KG_AGENT or git's user.name"
        )
    return name


def _git_name(folder: Path) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the user's own git is meant
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout


def now() -> str:
    """This second in UTC, or that of `SOURCE_DATE_EPOCH`.

    Raises:
        LedgerError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(stated), UTC) if stated else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise LedgerError(
            f"SOURCE_DATE_EPOCH is {stated!r}, no number of seconds", "unset it"
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def act(
    ledger: Ledger,
    label: str,
    by: str,
    about: Iterable[str],
    *,
    why: str = "",
    used: tuple[str, ...] = (),
) -> Act:
    """An act of a person with this program.

    Args:
        ledger: where it is done.
        label: what is done, such as `add claim`.
        by: who does it.
        about: IRIs of what it makes or changes, which make its name its own.
        why: the reason, if one is given.
        used: IRIs of what it takes in.

    Returns:
        The activity and its agents.
    """
    number = version()
    person = _agent(ledger, by, f"agent-{slug(by, 40)}", AgentKind.PERSON)
    tool = _agent(ledger, f"{TOOL} {number}", slug(f"{TOOL} {number}"), AgentKind.SOFTWARE, number)
    ended = now()
    content = "\n".join((label, by, ended, why, *sorted(about)))
    activity = Activity(
        iri=f"{ledger.base}{slug(label, 40)}-{digest(content, 12)}",
        label=(LangText(text=label),),
        description=(LangText(text=why),) if why else (),
        agents=(person.iri, tool.iri),
        used=used,
        ended=ended,
    )
    new = tuple(agent for agent in (person, tool) if ledger.kind_of(agent.iri) is None)
    return Act(activity, new)


def _agent(
    ledger: Ledger, label: str, name: str, kind: AgentKind, number: str | None = None
) -> Agent:
    """The agent of that label, under the name that the ledger has for it."""
    known = agent_called(ledger.index, label)
    iri = known or f"{ledger.base}{name}"
    if known is None and ledger.kind_of(iri) is not None:  # the name belongs to something else
        iri = f"{iri}-{digest(label, 6)}"
    return Agent(iri=iri, label=(LangText(text=label),), agent_kind=kind, version=number)
