"""A pair of opposite claims as a person reads it: the point first, then what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.cli.console import counted, plain
from kg.judge.context import spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.cli.console import Console
    from kg.cli.words import Words
    from kg.judge.conflicts import Pair, Within
    from kg.judge.context import Dimension, Reading
    from kg.store.records import ClaimRow, EvidenceRow, Qualifiers, ValueRow

VERDICT_STYLE: Final = {"conflict": "bold red", "explained": "green", "undetermined": "yellow"}
MARK: Final = {
    "increase": "↑",
    "decrease": "↓",
    "no-difference-found": "=",
    "equivalent": "≡",
    "mixed": "±",
}
_KIND: Final = {
    "opposite": "opposite changes",
    "no-difference": "a change against no difference",
    "negated": "a denial against what it denies",
}
_HOW: Final = {
    "kind-of": "one speaks of a kind of what the other speaks of",
    "swapped": "comparisons in both directions",
    "inverse-outcome": "outcomes of which one rises as the other falls",
}
_NAMED: Final = 4
"""Values and lines that are named; the others are counted."""
_ALONE: Final = 2
"""Up to so many lines of evidence each has its own place, with what it found."""


def print_pair(shown: Console, pair: Pair) -> None:
    """Print one pair: verdict, claims, both readings in a line each, what they rest on."""
    head = plain(pair.verdict, VERDICT_STYLE[pair.verdict])
    remarks = [_KIND[pair.kind], _HOW.get(pair.how, "")]
    remarks += ["one refines the other"] if pair.refines else []
    head.append_text(plain(f" - {', '.join(filter(None, remarks))}", "dim"))
    shown.print(head)
    for number, claim in enumerate((pair.a, pair.b), 1):
        shown.print_behind(plain(f"  {number} {mark(claim)} "), plain(claim.text), 6)
        shown.print(plain(f"      {claim.ref.id}", "dim"), soft_wrap=True)
    print_reading(shown, "as stated", pair.as_stated)
    if pair.as_studied is None:
        shown.print(plain("  as studied: no live study on a side records its conditions", "dim"))
    else:
        print_reading(shown, "as studied", pair.as_studied, full=True)
    for number, lines in enumerate(pair.evidence, 1):
        print_behind(shown, number, lines)
    for ref in pair.about:
        shown.print_behind(plain("  also: ", "dim"), plain(f"{ref.label} ({ref.id})", "dim"), 8)
    for row in pair.history:
        by = f" by {row.by}" if row.by else ""
        told = f"{row.state}{by}, {row.date or 'undated'}: {row.why}"
        shown.print_behind(plain("  decided: ", "bold"), plain(told), 11)
    shown.print()


def mark(claim: ClaimRow) -> str:
    """The sign of a claim's effect; a stroke before it denies."""
    sign = MARK.get(claim.effect or "", "·")
    return f"¬{sign}" if claim.negated else sign


def print_reading(shown: Console, name: str, reading: Reading, *, full: bool = False) -> None:
    """Print a reading: the verdict with what decides on one line, then the dimensions.

    Args:
        shown: the page.
        name: what was compared.
        reading: the reading.
        full: tell also the dimensions that do not decide.
    """
    shown.print_behind(
        plain(f"  {name}: ", "bold"),
        plain(_verdict(reading), VERDICT_STYLE[reading.verdict]),
        len(name) + 4,
    )
    for dimension in reading.dimensions:
        decides = dimension.name in reading.because
        if decides and reading.verdict == "explained":
            continue
        if decides or full:
            told = f"{spoken(dimension.name)}: {_both(dimension)}{_why(dimension)}"
            shown.print_behind(plain(f"      {dimension.relation:<8} "), _dim(told), 15)


def _verdict(reading: Reading) -> str:
    deciding = [d for d in reading.dimensions if d.name in reading.because]
    if reading.verdict == "explained":
        return f"explained by {' and '.join(f'{spoken(d.name)} ({_both(d)})' for d in deciding)}"
    if reading.verdict == "undetermined":
        return f"cannot be told for {', '.join(spoken(d.name) for d in deciding)}"
    return "conflict, nothing tells the two apart"


def _both(dimension: Dimension) -> str:
    return " | ".join(_few(side) for side in (dimension.a, dimension.b))


def _few(values: tuple[ValueRow, ...]) -> str:
    words = [*dict.fromkeys(value.text for value in values)]
    more = len(words) - _NAMED
    return (", ".join(words[:_NAMED]) or "-") + (f" and {more} more" if more > 0 else "")


def _why(dimension: Dimension) -> str:
    """What a reason says beyond the two sides."""
    said = dimension.reason.partition(f"{words(dimension.a)} | {words(dimension.b)}")[2]
    return said if said.strip() else ""


def _dim(words: str) -> Words:
    return plain(words, "dim")


def print_behind(shown: Console, number: int, lines: tuple[EvidenceRow, ...]) -> None:
    """Print what a claim rests on: its studies with their conditions, for, against, not counted."""
    support = [e for e in lines if e.counts and e.direction == "supports"]
    against = [e for e in lines if e.counts and e.direction == "disputes"]
    out = [e for e in lines if not e.counts and e.direction == "supports"]
    told = [(support, "rests on"), (against, "disputed by"), (out, "not counted:")]
    for found, lead in told:
        if found:
            _print_lines(shown, f"  {number} {lead} ", found)
    if not support:
        shown.print(_dim(f"  {number} rests on no study in this ledger that counts"))


def _print_lines(shown: Console, lead: str, found: list[EvidenceRow]) -> None:
    if len(found) > _ALONE:
        told = [f"{line.source.ref.id} ({_conditions(line)})" for line in found]
        more = len(told) - _NAMED
        text = "; ".join(told[:_NAMED]) + (f"; and {counted(more, 'other')}" if more > 0 else "")
        shown.print_behind(_dim(lead[:4]), _dim(lead[4:] + text), 4)
        return
    for line in found:
        finding = f": {line.summary}" if line.summary else ""
        text = f"{line.source.ref.id} ({_conditions(line)}){finding}"
        shown.print_behind(_dim(lead[:4]), _dim(lead[4:] + text), 4)


def _conditions(line: EvidenceRow) -> str:
    told = [*_why_not(line), words_of(line.qualifiers)]
    return ", ".join(filter(None, told)) or "conditions not recorded"


def _why_not(line: EvidenceRow) -> Iterable[str]:
    if line.source.retracted:
        yield "retracted"
    if line.verification == "recalled":
        yield "recalled from memory, not read"
    if line.state != "accepted":
        yield f"a {line.state}"


def words_of(qualifiers: Qualifiers) -> str:
    """Conditions in a line."""
    return words(tuple(value for values in qualifiers.values() for value in values))


def print_within(shown: Console, found: Within) -> None:
    """Print a claim whose evidence lines disagree."""
    head = plain(found.verdict, VERDICT_STYLE[found.verdict])
    head.append_text(plain(" - its evidence lines disagree", "dim"))
    shown.print(head)
    shown.print_behind(plain(f"    {mark(found.claim)} "), plain(found.claim.text), 6)
    shown.print(plain(f"      {found.claim.ref.id}", "dim"), soft_wrap=True)
    if found.reading is None:
        shown.print(plain("  as studied: no live line on a side records its conditions", "dim"))
    else:
        print_reading(shown, "as studied", found.reading, full=True)
    _print_lines(shown, "  + supported by ", [*found.supports])
    _print_lines(shown, "  - disputed by ", [*found.disputes])
    shown.print()
