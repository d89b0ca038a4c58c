"""Statements of an article as a person reads them: the words, and what was read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from kg.cli.console import console, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.cli.words import Words

Json = dict[str, object]

_EFFECT: Final = {
    "increase": "↑ increase",
    "decrease": "↓ decrease",
    "no_difference_found": "= no difference",
    "equivalent": "≡ equivalent",
    "mixed": "± mixed",
    "unspecified": "change",
}
_STYLE: Final = {
    "direct_causal": "yellow",
    "conditional_causal": "cyan",
    "correlational": "green",
}
_INDENT: Final = 9
_MOST: Final = 4


def print_statements(statements: Iterable[Json]) -> None:
    """Print statements, each under its line and column.

    Args:
        statements: in the shape of `kg.extract/1`.
    """
    shown = console()
    for one in statements:
        place = plain(f"{one['line']}:{one['column']}", "bold")
        quote = plain(" ".join(str(one["quote"]).split()))
        shown.print_behind(place, quote, _INDENT)
        shown.print_behind(plain(""), _read(one), _INDENT)
        for match in cast("list[Json]", one["matches"])[:_MOST]:
            words = plain(f"{str(match['how']).replace('-', ' ')}: {match['claim']}", "dim")
            shown.print_behind(plain(""), words, _INDENT)


def _read(one: Json) -> Words:
    """What was read of a statement, in one line."""
    strength = str(one["strength"])
    words = plain("claim" if one["is_claim"] else "no claim", "" if one["is_claim"] else "dim")
    if strength != "none":
        words.append_text(plain(f", {strength.replace('_', ' ')}", _STYLE[strength]))
    parts: list[str] = []
    if one["effect"]:
        parts.append(_EFFECT[str(one["effect"])])
    if one["hedging"] != "categorical":
        listed = "; ".join(cast("list[str]", one["hedge_cues"])[:_MOST])
        parts.append(f"{one['hedging']} ({listed})" if listed else str(one["hedging"]))
    if one["attribution"] != "author":
        parts.append(f"by {one['attribution']} source: {one['attribution_text']}")
    cited = [str(citation["text"]) for citation in cast("list[Json]", one["citations"])]
    if cited:
        parts.append(f"cites {'; '.join(cited[:_MOST])}")
    for name, values in cast("dict[str, list[Json]]", one["qualifiers"]).items():
        listed = "; ".join(str(value["text"]) for value in values[:_MOST])
        parts.append(f"{name.replace('_', ' ')} {listed}")
    if parts:
        words.append_text(plain(", " + ", ".join(parts), "dim"))
    return words
