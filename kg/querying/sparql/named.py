"""The queries that are shipped: one `.rq` file each in `kg/querying/queries`, found by file name.

A file begins with comments that say what it is:

    # Claims about a pair, with their tallies
    # for: researchers
    # question: What is claimed about one thing and another?
    # same: kg claims --subject ketamine --object anxiety
    # with: subject concepts ketamine

The first line is the title; `with:` names a parameter, the kind of entity that it is, and an
example; `may:` does so for one that can be left out.
A parameter is a variable that the query selects; its value is bound by the engine, never written
into the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import QueryFault

_SHELF: Final = Path(__file__).parents[1] / "queries"
_ORDER: Final = ("researchers", "editors", "graph people")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that is bound from outside.

    Attributes:
        name: without `?`.
        kind: kind of entity, such as `concepts`.
        example: a name that means something in the shipped ledger.
        required: the query means nothing without it.
    """

    name: str
    kind: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A shipped query.

    Attributes:
        name: its file name without the suffix.
        title: one line.
        audience: whose question it is.
        question: the question in a sentence.
        same: the command that answers the same.
        parameters: what can be given.
        text: the whole file.
    """

    name: str
    title: str
    audience: str
    question: str
    same: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def example(self) -> str:
        """The command that asks it of the shipped ledger."""
        given = "".join(f" --with {p.name}={p.example}" for p in self.parameters if p.required)
        return f"kg sparql {self.name}{given}"


@cache
def names() -> tuple[str, ...]:
    """Names of the shipped queries, sorted."""
    return tuple(sorted(path.stem for path in _SHELF.glob("*.rq")))


def named(name: str) -> Named:
    """A shipped query.

    Args:
        name: as `names` lists it.

    Returns:
        The query.

    Raises:
        QueryFault: there is none of that name; the nearest is named.
    """
    if name not in names():
        near = get_close_matches(name, names(), n=1)
        raise QueryFault(
            f"no query is called {name!r}, and there is no such file",
            f"did you mean {near[0]}?" if near else "kg sparql --list names the shipped ones",
        )
    return _read(name, (_SHELF / f"{name}.rq").read_text(encoding="utf-8"))


def every() -> tuple[Named, ...]:
    """All shipped queries, by whose question they are."""
    found = [named(name) for name in names()]
    return tuple(sorted(found, key=lambda query: (_ORDER.index(query.audience), query.name)))


def _read(name: str, text: str) -> Named:
    title, *lines = (line[2:] for line in text.splitlines() if line.startswith("# "))
    said: dict[str, str] = {}
    parameters = []
    for line in lines:
        key, _, value = line.partition(": ")
        if key in {"with", "may"}:
            parameter, kind, example = value.split(maxsplit=2)
            parameters.append(Parameter(parameter, kind, example, key == "with"))
        else:
            said[key] = value
    return Named(
        name=name,
        title=title,
        audience=said["for"],
        question=said["question"],
        same=said["same"],
        parameters=tuple(parameters),
        text=text,
    )
