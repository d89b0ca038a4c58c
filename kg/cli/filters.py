"""The filter options that claims, conflicts, evidence and export share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.cli.root import Session
    from kg.store.selection import Selection

Command = TypeVar("Command", bound="Callable[..., object]")

_OPTIONS = (
    ("--about", "TERM[,TERM]", "Terms that all occur: as subject, object, mediator, or nested."),
    ("--subject", "CONCEPT", "Subject of the claim; also --intervention."),
    ("--object", "CONCEPT", "Object of the claim."),
    ("--outcome", "CONCEPT", "Object, or outcome measure."),
    ("--predicate", "RELATION", "Relation of the claim, such as treats."),
    ("--effect", "WORD", "increase, decrease, no-difference-found, mixed, ..., none."),
    ("--type", "WORD", "Claim type, such as causal."),
    ("--dose", "DOSE", "A word (low, medium, high) or an amount (0.1..0.5 mg/kg)."),
    ("--population", "CONCEPT", "Population, as claimed."),
    ("--comparator", "CONCEPT", "Comparator, as claimed."),
    ("--status", "WORD", "supported, contested, disputed, unsupported, ..."),
    ("--document", "ID", "A document that states the claim."),
    ("--source", "ID", "A document that some evidence rests on."),
    ("--text", "WORDS", "Words of the claim or of a quote."),
)


def filters(command: Command) -> Command:
    """Give a command the filter options; they arrive as keyword arguments of their names."""
    for flag, metavar, text in reversed(_OPTIONS):
        names = (flag, "--intervention") if flag == "--subject" else (flag,)
        name = flag.removeprefix("--")
        multiple = flag == "--about"
        command = click.option(*names, name, metavar=metavar, multiple=multiple, help=text)(command)
    return command


def narrow(session: Session, terms: tuple[str, ...], given: dict[str, object]) -> Selection:
    """The selection that the options describe.

    Args:
        session: root options.
        terms: positional terms, added to `about`.
        given: values of the filter options by name; other names are left alone.

    Returns:
        The selection over the ledger.
    """
    stated: dict[str, object] = {}
    for flag, *_ in _OPTIONS:
        name = flag.removeprefix("--")
        if given.get(name):
            stated[name] = given[name]
    listed = stated.get("about", ())
    assert isinstance(listed, tuple)
    about = [part.strip() for item in (*terms, *listed) for part in str(item).split(",")]
    stated["about"] = tuple(part for part in about if part)
    return session.ledger.select(**stated)
