"""The filter options that claims, conflicts, evidence, export and audit share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.cli.root import Session
    from kg.store.selection import Selection

Command = TypeVar("Command", bound="Callable[..., object]")

_SECTIONS = {
    "What is claimed": (
        ("--about", "TERM[,TERM]", "Terms that all occur: as subject, object, mediator, nested."),
        ("--subject", "CONCEPT", "Subject of the claim."),
        ("--object", "CONCEPT", "Object of the claim."),
        ("--outcome", "CONCEPT", "Object, or outcome measure."),
        ("--predicate", "RELATION", "Relation of the claim, such as treats."),
        ("--effect", "WORD", "increase, decrease, no-difference-found, mixed, ..., none."),
        ("--type", "WORD", "Claim type, such as causal."),
        ("--text", "WORDS", 'Words, beginnings (anx*) or "phrases" of a claim or quote.'),
    ),
    "Under which conditions": (
        ("--dose", "DOSE", "A word (low, medium, high) or an amount (0.1..0.5 mg/kg)."),
        ("--population", "CONCEPT", "In whom."),
        ("--condition", "CONCEPT", "Under which condition."),
        ("--species", "CONCEPT", "In which species."),
        ("--route", "CONCEPT", "By which route."),
        ("--duration", "TIME", "Of the exposure: 4 weeks, 1..7 d, '<= 24 h'."),
        ("--timepoint", "TIME", "Of the measurement, likewise."),
        ("--comparator", "CONCEPT", "Compared with what."),
        ("--co-intervention", "CONCEPT", "Along with what."),
        ("--place", "CONCEPT", "Where."),
        ("--period", "DATES", "When: 2015, 2015..2020, '>= 2018-03'."),
        ("--as-studied", "", "Also claims whose evidence was studied under them."),
    ),
    "What stands behind it": (
        ("--status", "WORD", "supported, contested, disputed, unsupported, ..."),
        ("--certainty", "WORD", "As computed: high, moderate, low, very-low, none, ..."),
        ("--source", "ID", "A document that some evidence rests on."),
        ("--year", "YEARS", "Of a source: 2015, 2015..2020, ..2010, '>= 2018'."),
        ("--level", "LEVEL", "OCEBM-2, '<=2', GRADE:high, CIViC:B."),
        ("--study-design", "WORD", "Such as randomized-trial or meta-analysis."),
        ("--verification", "WORD", "How a source was read: read-in-full, recalled, ..."),
    ),
    "Where it stands": (
        ("--document", "ID", "A document that states the claim."),
        ("--state", "WORD", "accepted, candidate, withdrawn or superseded claims."),
        ("--since", "DATE", "Recorded, or its evidence, on that day or later."),
    ),
}
_ALSO = {"--subject": "--intervention", "--study-design": "--design"}
_NAMES = tuple(
    flag.removeprefix("--").replace("-", "_") for rows in _SECTIONS.values() for flag, *_ in rows
)


class Placed(click.Option):
    """An option that stands under a heading in the help.

    Args:
        section: the heading.
        words: what click's own options take.
        settings: likewise.
    """

    def __init__(self, *words: object, section: str = "", **settings: object) -> None:
        super().__init__(*words, **settings)  # type: ignore[arg-type]  # handed on as they came
        self.section = section


class Sectioned(click.Command):
    """A command whose filters stand under headings in its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the command's own options, then the filters, heading by heading."""
        rows: dict[str, list[tuple[str, str]]] = {"Options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                rows.setdefault(getattr(parameter, "section", "Options"), []).append(record)
        for section, listed in rows.items():
            with formatter.section(section):
                formatter.write_dl(listed, col_max=24)


def filters(command: Command) -> Command:
    """Give a command the filter options; they arrive as keyword arguments of their names."""
    for section, rows in reversed(_SECTIONS.items()):
        for flag, metavar, text in reversed(rows):
            names = (flag, _ALSO[flag]) if flag in _ALSO else (flag,)
            settings: dict[str, object] = (
                {"metavar": metavar, "multiple": flag == "--about"}
                if metavar
                else {"is_flag": True}
            )
            name = flag.removeprefix("--").replace("-", "_")
            add = click.option(*names, name, cls=Placed, section=section, help=text, **settings)
            command = add(command)
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
    stated = stated_filters(given)
    listed = stated.get("about", ())
    assert isinstance(listed, tuple)
    about = [part.strip() for item in (*terms, *listed) for part in str(item).split(",")]
    stated["about"] = tuple(part for part in about if part)
    return session.ledger.select(**stated)


def stated_filters(given: dict[str, object]) -> dict[str, object]:
    """The filter options that were given, by name."""
    return {name: given[name] for name in _NAMES if given.get(name)}
