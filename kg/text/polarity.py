"""What an outcome measures, and which way is better: `pain relief` is pain, less of it, better.

Words come from `lexicon/outcomes/`; a ledger may state it of a concept instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from kg.text.names import outcome_words
from kg.text.outcome_lexicon import Better, Thing, Turn, Words, outcome_lexicon
from kg.text.phrases import read_phrase
from kg.text.phrases.sheet import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Aspect = Literal["amount", "occurrence", "time-to", "duration", "share"]
Relation = Literal["same", "inverse", "other-measure", "different", "unknown"]

_FILLERS: Final = words_of(
    "mean median average adjusted overall change in percent percentage patient participant"
    " subject people child woman man individual person adult that who with had has have having"
    " developed developing develop experienced experiencing achieved achieving achieve reported"
    " reporting reached reaching requiring required of and or % from baseline per absolute relative"
    " difference estimated cumulative were was are is"
)
"""Words at the edge of a name that do not name the thing."""

_LOW: Final = frozenset({"<", "≤"})
_BOUNDS: Final = frozenset({"<", "≤", ">", "≥"})
_WORDS_OF_BOUND: Final[dict[Words, str]] = {
    ("less", "than"): "<",
    ("lower", "than"): "<",
    ("below",): "<",
    ("under",): "<",
    ("at", "most"): "<",
    ("more", "than"): ">",
    ("greater", "than"): ">",
    ("higher", "than"): ">",
    ("above",): ">",
    ("at", "least"): ">",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What an outcome measures.

    Args:
        thing: the thing, its words in one form; lexicon synonyms under one name.
        aspect: what of it: how much, whether it occurs, when, how long, the share beyond a bound.
        sign: 1 if more of the outcome is more of the thing, -1 if less, 0 if nobody knows.
        better: which side of the outcome as worded is better; None if that depends.
        known: the thing stands in the lexicon, or the ledger states it.
        bound: for a share, the bound that it lies beyond (`<7%`).
    """

    thing: Words
    aspect: Aspect
    sign: int
    better: Better | None
    known: bool
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a ledger states of an outcome, over what its words say.

    Args:
        thing: name of the concept that it measures; empty if the ledger does not say.
        inverse: whether more of the outcome is less of that.
        better: its better side, None if not stated.
    """

    thing: str = ""
    inverse: bool = False
    better: Better | None = None


def measured(outcome: str, stated: Stated | None = None) -> Measure:
    """What an outcome measures.

    Args:
        outcome: its words, such as `time to pain relief` or `share of patients with HbA1c < 7 %`.
        stated: what the ledger says of it, which goes before the words.

    Returns:
        The measure; for words that name nothing, a thing of no words.
    """
    found = _measured(outcome)
    if stated is None:
        return found
    if not stated.thing:
        return found if stated.better is None else _with_better(found, stated.better)
    base = _measured(stated.thing)
    sign = -base.sign if stated.inverse else base.sign
    better = stated.better or (_flipped(base.better) if stated.inverse else base.better)
    aspect = found.aspect if found.thing == base.thing else base.aspect
    return Measure(base.thing, aspect, sign, better, known=True)


def related(one: Measure, other: Measure) -> Relation:
    """How two outcomes lie to each other.

    Args:
        one: a measure.
        other: another.

    Returns:
        `same`: one thing, measured alike. `inverse`: more of one is less of the other, so that
        opposite words for their change agree. `other-measure`: one thing measured in two ways, or
        a thing and a narrower one. `different`: two things, told apart by a word of their names.
        `unknown`: nothing here can tell.
    """
    if not one.thing or not other.thing:
        return "unknown"
    if one.thing == other.thing:
        return _of_one_thing(one, other)
    if told_apart(one.thing, other.thing):
        return "different"
    mine, theirs = set(one.thing), set(other.thing)
    if mine <= theirs or theirs <= mine:
        return "other-measure"
    return "unknown"


def _of_one_thing(one: Measure, other: Measure) -> Relation:
    if not one.sign or not other.sign:
        return "same" if one == other else "unknown"
    if one.sign != other.sign:
        return "inverse"
    alike = (one.aspect, one.bound) == (other.aspect, other.bound)
    return "same" if alike else "other-measure"


def told_apart(one: Words, other: Words) -> bool:
    """Two names differ in nothing but words that stand for different things.

    Args:
        one: a name in one form.
        other: another.

    Returns:
        True for `systolic` and `diastolic blood pressure`, for `IL 6` and `IL 8`; False for names
        that are equal, or that differ in other words as well.
    """
    contrasts = outcome_lexicon().contrasts
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if not (start or end) or not mine or not theirs:
        return False
    if contrasts.get(mine, frozenset()) & contrasts.get(theirs, frozenset()):
        return True
    return len(mine) == len(theirs) == 1 and _is_number(mine[0]) and _is_number(theirs[0])


def _is_number(word: str) -> bool:
    """A number, a letter or a Roman numeral: the number of a member."""
    return word.isdigit() or len(word) == 1 or not word.strip("ivx")


@lru_cache(maxsize=16384)
def _measured(outcome: str) -> Measure:
    phrase = read_phrase(outcome, "outcome")
    kept = [p.words for p in phrase.pieces if p.kind in {"head", "words", "statistic"}]
    whole = list(outcome_words(" ".join(kept)))
    words, turns = _bounded(whole)
    bound = "".join(map(_plain, whole[len(words) :]))
    return replace(_measure(tuple(_unwrapped(words, turns)), turns), bound=bound)


def _plain(word: str) -> str:
    """A word of a bound, numbers without the zeros that say nothing: `7.0` is `7`."""
    number = word.replace("·", ".")
    return number.rstrip("0").rstrip(".") if "." in number else word


def _bounded(words: list[str]) -> tuple[list[str], list[Turn]]:
    """Cut a bound off the end: `hba1c < 7 %` is the share of those below it."""
    for at in range(1, len(words)):
        for length in (1, 2):
            bound = _WORDS_OF_BOUND.get(tuple(words[at : at + length]), "")
            bound = bound or (words[at] if words[at] in _BOUNDS and length == 1 else "")
            behind = at + length
            if words[behind : behind + 1] == ["="]:
                behind += 1
            if bound and words[behind : behind + 1] and words[behind][0].isdigit():
                low = bound in _LOW
                return words[:at], [Turn("share", -1 if low else 1, aspect="share")]
    return words, []


def _unwrapped(words: list[str], turns: list[Turn]) -> list[str]:
    """Take off what stands around the thing, collecting what it says of it."""
    lexicon = outcome_lexicon()
    if words[-2:] == ["free", "survival"] and len(words) > 2:  # noqa: PLR2004
        turns.append(Turn("free", -1, aspect="time-to"))
        words = words[:-2]
    for _ in range(len(words) * 2):
        inner = _one_off(words, lexicon.before, turns, front=True)
        if inner is words and not _is_thing(words):
            inner = _one_off(words, lexicon.behind, turns, front=False)
        if inner is words:
            break
        words = inner
    return words


def _is_thing(words: list[str]) -> bool:
    lexicon = outcome_lexicon()
    return tuple(words) in lexicon.things or tuple(words) in lexicon.opposites


def _one_off(
    words: list[str], table: Mapping[Words, Turn], turns: list[Turn], *, front: bool
) -> list[str]:
    """The words less one filler or one turning word at an end; the same list if there is none."""
    for length in range(min(3, len(words)), 0, -1):
        edge, inner = (
            (words[:length], words[length:]) if front else (words[-length:], words[:-length])
        )
        turn = table.get(tuple(edge))
        if turn is not None and not set(turn.never) & set(inner[-1:]):
            if not any(word not in _FILLERS for word in inner):
                return words  # the word itself is all that there is to name
            turns.append(turn)
            return inner
    edge_word = words[:1] if front else words[-1:]
    if len(words) > 1 and edge_word and edge_word[0] in _FILLERS:
        return words[1:] if front else words[:-1]
    if len(words) > 1 and front and edge_word[0] in _BOUNDS:
        return [word for word in words[1:] if word != "%"]
    if len(words) > 1 and front and edge_word[0].isdigit():
        return words[1:]
    return words


def _measure(words: Words, turns: list[Turn]) -> Measure:
    """The measure of what is left of a name, and of what stood around it."""
    name, sign, thing = _thing(words)
    if thing is None and len(words) == 1 and words in outcome_lexicon().behind:
        name, thing = (outcome_lexicon().behind[words].name,), Thing(words, None)
    better = thing.better if thing else None
    better = _flipped(better) if sign < 0 else better
    for turn in reversed(turns):
        if turn.sign == 0:
            sign = 0 if better is None else sign * (1 if better == "more" else -1)
            better = "more"
        elif turn.sign < 0:
            sign, better = -sign, _flipped(better)
    named = [turn.aspect for turn in turns if turn.aspect]
    usual = "occurrence" if thing and thing.event else "amount"
    return Measure(name, cast("Aspect", (*named, usual)[0]), sign, better, thing is not None)


def _thing(words: Words) -> tuple[Words, int, Thing | None]:
    """The name with synonyms and opposites replaced, its sign, and what the lexicon has of it."""
    lexicon = outcome_lexicon()
    for start, end in _parts(len(words)):
        part = words[start:end]
        other = lexicon.opposites.get(part)
        thing = lexicon.things.get(other or part)
        if other is not None or thing is not None:
            name = thing.name if thing else (other or part)
            sign = 1 if other is None else -1
            return (*words[:start], *name, *words[end:]), sign, thing or Thing(name, None)
    return words, 1, None


def _parts(length: int) -> Iterator[tuple[int, int]]:
    """Stretches in which a thing's name is looked for: the end first, then the beginning."""
    for size in range(min(4, length), 0, -1):
        yield length - size, length
    for size in range(min(4, length - 1), 0, -1):
        yield 0, size


def _flipped(better: Better | None) -> Better | None:
    if better is None:
        return None
    return "less" if better == "more" else "more"


def _with_better(found: Measure, better: Better) -> Measure:
    return Measure(found.thing, found.aspect, found.sign, better, found.known)
