"""What a rule is: one file of the shelf `kg.auditing.rules`, with its examples and its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.auditing.case import Case
    from kg.auditing.question import Question, Unjudged
    from kg.auditing.statement import Statement
    from kg.model.finding import Severity, Skipped

RULES = "kg.auditing.rules"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found.

    Attributes:
        statement: the statement at fault, None if the fault is in the document as a whole.
        message: what is wrong, in one sentence.
        help: how to mend it; only weaker wordings and recorded context are suggested.
        related: local ids or words of what it refers to; in a ledger first the document at fault.
        quote: the words concerned where there is no statement.
        claim: local id of the claim concerned; the statement's own if not given.
        key: hits of one rule and one key are one finding; the claim, else the place, if not given.
    """

    statement: Statement | None
    message: str
    help: str
    related: tuple[str, ...] = ()
    quote: str = ""
    claim: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A document and what the rule says of it, held against the small ledger of the examples.

    Attributes:
        text: an article in Markdown.
        flags: the words at fault, none if the article is in order.
        ledger: statements in Turtle that are added to that ledger; if there is no article, the
            ledger itself is audited.
    """

    text: str = ""
    flags: tuple[str, ...] = ()
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule was right where it was measured.

    Attributes:
        right: places that it flagged and that are at fault.
        flagged: places that it flagged.
        data: on what, and what counted as right.
    """

    right: int
    flagged: int
    data: str

    @property
    def precision(self) -> float:
        """Share of the flagged places that are at fault."""
        return self.right / self.flagged


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the audit.

    Attributes:
        code: never changed, never used again.
        name: reads well after "allow"; the file's name.
        severity: of its findings.
        summary: what it flags, in one sentence.
        what: what it does.
        why: why that matters.
        instead: what to write instead.
        examples: at least one that it flags and one that it does not.
        check: yields the hits of an article, and what could not be judged; None if the rule
            looks at ledgers alone.
        questions: what it asks of a ledger that is audited itself.
        unjudged: what it cannot judge there.
        references: where the rule comes from.
        needs_ledger: it says nothing without a ledger.
        default_in: what it is run on unless it is left out: `article`, `ledger`; elsewhere it
            runs where it is named. A rule is on in articles only if it was right in four of
            five places at least where it was measured there.
        measured: how often it was right in articles, None if nobody has measured it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    what: str
    why: str
    instead: str
    examples: tuple[Example, ...]
    check: Callable[[Case], Iterator[Hit | Skipped]] | None = None
    questions: tuple[Question, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    references: tuple[str, ...] = ()
    needs_ledger: bool = False
    default_in: tuple[str, ...] = ("article", "ledger")
    measured: Measured | None = None


def default_rules(what: str) -> tuple[Rule, ...]:
    """The rules that run on an `article` or a `ledger` where none is named."""
    return tuple(one for one in rules() if what in one.default_in)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the shelf, in order of their codes.

    Raises:
        KGError: two rules bear one code or a rule is named other than its file.
    """
    found = [shelf.member(RULES, name).RULE for name in shelf.names(RULES)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule(name: str) -> Rule:
    """The rule of a code or name.

    Raises:
        FilterError: there is none; the message lists those there are.
    """
    from kg.errors import FilterError

    for one in rules():
        if name.casefold() in {one.code.casefold(), one.name}:
            return one
    known = ", ".join(f"{one.code} {one.name}" for one in rules())
    raise FilterError(f"no rule is called {name!r}", f"choose from: {known}")


def chosen_rules(
    what: str, names: Iterable[str] = (), ignored: Iterable[str] = (), *, every: bool = False
) -> tuple[Rule, ...]:
    """The rules that somebody asks for.

    Args:
        what: what they run on, `article` or `ledger`.
        names: codes or names of the rules to run, whether or not they run by default; none for
            those that do.
        ignored: codes or names of rules to leave out.
        every: where none is named, run also those that do not run by default.

    Returns:
        The rules, as they were named, else in order of their codes.

    Raises:
        FilterError: no rule bears such a code or name.
    """
    named = tuple(dict.fromkeys(rule(name) for name in names))
    silent = {rule(name).code for name in ignored}
    wanted = named or (rules() if every else default_rules(what))
    return tuple(one for one in wanted if one.code not in silent)
