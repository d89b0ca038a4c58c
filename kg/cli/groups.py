"""A topic with opposite claims, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.console import counted, plain
from kg.cli.pairs import VERDICT_STYLE

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.judge.conflicts import Group, Separation

_SHARES = 5
"""Values of the dimension that separates best that are shown."""
_RARE = 0.05


def print_group(shown: Console, group: Group) -> None:
    """Print a topic: its claims, the verdicts of its pairs, its studies, what separates them."""
    against = f", against {group.against.label} and the other way round" if group.against else ""
    shown.print(plain(f"{group.subject.label} → {group.object.label}{against}", "bold"))
    claims = f"  {_ways(group.increase, group.decrease, group.none)} claimed"
    shown.print(plain(claims))
    line = plain(f"  {counted(group.pairs, 'pair')}: ")
    for place, verdict in enumerate(VERDICT_STYLE):
        number = group.count(verdict)  # type: ignore[arg-type]  # the three verdicts
        style = VERDICT_STYLE[verdict] if number else "dim"
        line.append_text(plain(f"{', ' if place else ''}{number} {verdict}", style))
    shown.print(line)
    studies = group.studies
    ways = studies.ways
    found = _ways(ways["increase"], ways["decrease"], ways["none"])
    mixed = f", {ways['mixed']} mixed" if ways["mixed"] else ""
    total = sum(ways.values())
    if studies.of == "studies":
        words = f"{'study' if total == 1 else 'studies'}, one vote each: {found}{mixed}"
        shown.print(plain(f"  {total} {words}"))
        designs = ", ".join(
            f"{name.replace('-', ' ')} {_short(votes)}" for name, votes in studies.designs.items()
        )
        shown.print_behind(plain("    "), plain(f"by design: {designs}", "dim"), 4)
    else:
        shown.print(plain("  no live study behind any of them; each claim has one vote"))
    if studies.separation:
        _print_separation(shown, studies.separation, studies.of)
    shown.print()


def _print_separation(shown: Console, found: Separation, of: str) -> None:
    told = f"{found.dimension.replace('_', '-')} separates the sides best: {found.gain:.2f} bits"
    told += f" ({found.stating} {of} state it"
    if found.p is None:
        told += "; too few to tell from chance)"
    else:
        told += f"; p = {found.p:.3f} over all dimensions, {found.permutations} permutations)"
        told += "" if found.p <= _RARE else ", which chance does too"
    shown.print_behind(plain("  "), plain(told), 4)
    for share in found.shares[:_SHARES]:
        votes = {"increase": share.increase, "decrease": share.decrease, "none": share.none}
        shown.print_behind(plain("      "), plain(f"{_short(votes)}  {share.words}", "dim"), 6)
    more = len(found.shares) - _SHARES
    if more > 0:
        shown.print(plain(f"      and {counted(more, 'other value')}", "dim"))


def _ways(increase: int, decrease: int, none: int) -> str:
    told = [(increase, "increase"), (decrease, "decrease"), (none, "no difference")]
    return ", ".join(f"{number} {way}" for number, way in told if number) or "no change"


def _short(votes: dict[str, int]) -> str:
    told = (("increase", "↑"), ("decrease", "↓"), ("none", "="), ("mixed", "±"))
    return " ".join(f"{votes[way]}{sign}" for way, sign in told if votes.get(way))
