"""Cue words: what in a sentence says how sure, by whom, in which direction.

The words themselves are data: one TOML file a family in `lexicon/`, see its `README.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.text.attribution import named_attributions
from kg.text.lexicons import parts
from kg.text.spelling import fold
from kg.text.tokens import PatternTable, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CueKind = Literal[
    "hedge",
    "booster",
    "vague-attribution",
    "named-attribution",
    "negation",
    "increase",
    "decrease",
    "change",
    "no-difference",
    "correlational",
    "comparative",
    "advice",
    "definition",
    "article-talk",
    "dose-level",
]
Hedging = Literal["categorical", "reported", "probable", "possible", "speculative"]
HEDGING: Final[tuple[Hedging, ...]] = (
    "categorical",
    "reported",
    "probable",
    "possible",
    "speculative",
)
"""From the strongest commitment to the weakest."""

_SAYING_WORDS: Final = (
    "say says said believe believes believed think thinks thought suggest suggests suggested "
    "claim claims claimed argue argues argued propose proposes proposed hold held assume "
    "assumed consider considered warn warns warned fear hope contend insist agree agrees "
    "agreed regard regarded view viewed hypothesised hypothesized indicate indicates "
    "indicated imply implies rumour rumor understood recommend recommends accepted seen "
    "recount"
)
_SAYING: Final = frozenset(_SAYING_WORDS.split())
"""Words of an attribution by which others say it; by "found" and "showed" it is a fact."""
_SET = re.compile(r"<(\w+)>")
_CHOICE = re.compile(r"\([^()]*\)")
_SLOT = re.compile(r"(?:\([^()]*\)|[^\s()])+")
_PART = re.compile(r"\(([^()]*)\)|([^\s()]+)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found.

    Args:
        kind: the family it belongs to.
        text: the words as they stand in the text.
        start: code-point offset into the text.
        end: end of it, exclusive.
        strength: within its family: a hedging category, a dose level, `causal`, the name of a
            named source; may be empty.
    """

    kind: CueKind
    text: str
    start: int
    end: int
    strength: str = ""


class _Meaning(NamedTuple):
    kind: CueKind
    strength: str
    ignore: bool


def cues(text: str, start: int = 0, end: int | None = None) -> tuple[Cue, ...]:
    """The cues between two offsets.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.

    Returns:
        Cues ordered by place. Within a family the longest phrase wins and none overlap;
        cues of different families may ("research suggests" is an attribution and a hedge).
    """
    stop = len(text) if end is None else end
    found = list(_from_lexicon(text, start, stop))
    found += [
        Cue("named-attribution", text[first:last], first, last, name)
        for first, last, name in named_attributions(text, start, stop)
    ]
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end, cue.kind)))


def hedging(found: Iterable[Cue]) -> Hedging:
    """The hedging of a sentence from its cues.

    Args:
        found: cues of the sentence.

    Returns:
        One of `HEDGING`; `categorical` where nothing hedges. `reported` where others are said to
        say, think or suggest it, with whatever hedge of theirs; what somebody found or showed is
        a fact, unless it is hedged itself. Else the weakest commitment wins.
    """
    weakest = 0
    told = False
    for cue in found:
        if cue.kind == "hedge" and cue.strength in HEDGING:
            weakest = max(weakest, HEDGING.index(cue.strength))
        elif cue.kind == "vague-attribution":
            told = told or not _SAYING.isdisjoint(fold(cue.text).split())
    return "reported" if told else HEDGING[weakest]


def _from_lexicon(text: str, start: int, stop: int) -> Iterator[Cue]:
    table = lexicon()
    words = tokens(text, start, stop)
    taken: dict[CueKind, int] = {}
    for index, word in enumerate(words):
        if word.key not in table:
            continue
        best: dict[CueKind, tuple[int, _Meaning]] = {}
        for behind, meaning in table.at(text, words, index):
            best[meaning.kind] = (behind, meaning)
        for kind, (behind, meaning) in best.items():
            if index < taken.get(kind, 0):
                continue
            taken[kind] = behind
            if not meaning.ignore and not _is_month(text, words, index):
                first, last = word.start, words[behind - 1].end
                yield Cue(kind, text[first:last], first, last, meaning.strength)


def _is_month(text: str, words: list[Token], index: int) -> bool:
    """Whether a word is the month of May: capital, beside a number or behind a preposition."""
    word = words[index]
    if text[word.start : word.end] != "May":
        return False
    after = words[index + 1].key if index + 1 < len(words) else ""
    before = words[index - 1].key if index else ""
    return after.isdigit() or before.isdigit() or before in {"in", "since", "by", "until", "of"}


@cache
def lexicon() -> PatternTable[_Meaning]:
    """All families of the lexicon as one phrase table."""
    table: PatternTable[_Meaning] = PatternTable()
    for family in parts(""):
        for entry in family["entry"]:
            meaning = _Meaning(family["kind"], entry.get("strength", ""), "ignore" in entry)
            for phrase in entry["phrases"]:
                table.add(phrase, meaning)
    return table


def slots(phrase: str, sets: dict[str, str]) -> list[list[list[str]]]:
    """The slots of a pattern of the lexicon.

    Args:
        phrase: words with alternatives, such as `(some|many) <work> show(s|ed|)`.
        sets: names in angle brackets and the alternatives they stand for.

    Returns:
        For each slot its alternatives, each as folded words.

    Raises:
        ValueError: a name in angle brackets is not among the sets, or a bracket is left open.
    """
    try:
        flat = _SET.sub(lambda match: f"({sets[match.group(1)]})", phrase)
    except KeyError as error:
        raise ValueError(f"lexicon phrase {phrase!r}: no set named {error}") from None
    if flat.count("(") != len(_CHOICE.findall(flat)) or flat.count(")") != flat.count("("):
        raise ValueError(f"lexicon phrase {phrase!r}: brackets do not match")
    found: list[list[list[str]]] = []
    for slot in _SLOT.findall(flat):
        parts = [
            (inner.split("|") if plain == "" else [plain]) for inner, plain in _PART.findall(slot)
        ]
        readings = ["".join(choice) for choice in product(*parts)]
        found.append([fold(reading).replace("-", " ").split() for reading in readings])
    return found
