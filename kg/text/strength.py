"""How strong a relation a statement claims: none, correlational, conditional or direct causal.

The four grades are those of Yu, Li and Wang (EMNLP-IJCNLP 2019, "Detecting Causal Language Use in
Science Findings"): how a sentence is worded, not what its study could show.
Rules over classes of words (`kg.text.word_classes`) decide; every answer names its words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.text.lexicons import part
from kg.text.word_classes import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

from kg.text.word_classes import Classed, Worded

Grade = Literal["none", "correlational", "conditional_causal", "direct_causal"]
GRADES: Final[tuple[Grade, ...]] = (
    "none",
    "correlational",
    "conditional_causal",
    "direct_causal",
)
"""From the weakest to the strongest."""

_DENIAL_REACH: Final = 5
"""Words that may stand between a denial and what it denies."""
_MODAL_REACH: Final = 9
_TIE_REACH: Final = 8
_CLAUSE_REACH: Final = 60
"""Words and phrases to look at on either side: a sentence may be as long as a book."""
_OPEN: Final = frozenset({"AIM", "NEED", "UNKNOWN"})
_CAUSAL: Final = frozenset({"CAUSE", "EFFICACY", "UP", "DOWN", "CHANGED"})
_TIES: Final = frozenset({"CORR", "CONTRAST"})


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a relation a statement claims.

    Attributes:
        grade: one of `GRADES`.
        because: what it was read from, such as `may (possible)`, in order of place.
    """

    grade: Grade
    because: tuple[str, ...]


def strength(text: str, start: int = 0, end: int | None = None) -> Strength:
    """The strength of the relation that a statement claims.

    Args:
        text: canonical text.
        start: first offset of the statement.
        end: its end, exclusive; None for the end of the text.

    Returns:
        The strongest grade that is asserted in it: what is only asked, planned, denied or called
        for counts as none.
    """
    return graded(text, worded(text, start, end))


def graded(text: str, said: Worded) -> Strength:
    """The same of words whose classes are known already."""
    found = list(relations(text, said))
    main = [one for one in found if said.words[one[0].first].key not in _words("means")]
    best: Grade = max((grade for _, grade, _ in main or found), key=GRADES.index, default="none")
    because = tuple(f"{text[one.start : one.end]} ({why})" for one, _, why in found)
    return Strength(best, because)


def relations(text: str, said: Worded) -> Iterator[tuple[Classed, Grade, str]]:
    """Every phrase that states a relation.

    Args:
        text: canonical text.
        said: a sentence of it, with the classes of its words.

    Yields:
        Phrase, grade and reason; what is denied or only asked has the grade none.
    """
    for at, phrase in enumerate(said.phrases):
        kind = (
            "" if text[max(0, phrase.start - 1) : phrase.start] == "-" else _acts_as(said, phrase)
        )
        if kind not in {"causal", "tie"}:
            continue
        if _is_only_asked(text, said, at):
            yield phrase, "none", "asked or called for"
        elif _is_denied(text, said, at):
            yield phrase, "none", "denied"
        elif kind == "tie":
            yield phrase, "correlational", "goes together with"
        elif _is_tied(text, said, at):
            continue
        elif (modal := _modal(text, said, at)) is not None:
            words = text[modal.start : modal.end]
            yield phrase, "conditional_causal", f"possible cause: {words}"
        else:
            yield phrase, "direct_causal", "cause"


def _acts_as(said: Worded, phrase: Classed) -> str:
    """What a phrase does in its place: `causal`, `tie` or nothing."""
    if phrase.kind in _TIES:
        return "tie"
    if phrase.kind == "MOVED":
        behind = said.words[phrase.last : phrase.last + _CLAUSE_REACH]
        return "tie" if any(word.key in _words("beside") for word in behind) else ""
    if phrase.kind not in _CAUSAL or _is_no_verb(said, phrase):
        return ""
    if phrase.kind == "CHANGED":
        return _changed(said, phrase, _before(said, phrase.first))
    return "causal"


def _is_no_verb(said: Worded, phrase: Classed) -> bool:
    """In its place it is a noun or an adjective, or tells a purpose."""
    key = said.words[phrase.first].key
    before = _before(said, phrase.first)
    if key in _words("other_words") and before not in _words("to"):
        return True
    if before == "to" and phrase.first > 1:
        return said.words[phrase.first - 2].key not in _words("governs")
    if key in _words("named"):
        return not _is_told(said, phrase)
    return key in _words("noun_too") and before in _words("states")


def _changed(said: Worded, phrase: Classed, before: str) -> str:
    """What a form in -ed does: an act, a state that tells groups apart, or nothing."""
    after = said.words[phrase.last].key if phrase.last < len(said.words) else ""
    beyond = said.words[phrase.last + 1].key if phrase.last + 1 < len(said.words) else ""
    if before in _words("be"):
        return "causal" if after in _words("by") and not beyond[:1].isdigit() else "tie"
    if not before or before in _words("states") or not after:
        return ""
    if after in _words("alone"):
        return "tie" if after in {"in", "among", "with"} else ""
    return "causal"


def _is_told(said: Worded, phrase: Classed) -> bool:
    """A named effect is asserted: something shows it, or there is one."""
    at = bisect_left(said.phrases, phrase.first, key=lambda one: one.first)
    for other in reversed(said.phrases[max(0, at - _CLAUSE_REACH) : at]):
        if other.kind in {"SHOW", "SUGGEST"}:
            return True
    return any(
        word.key in _words("be") for word in said.words[max(0, phrase.first - 3) : phrase.first]
    )


def _before(said: Worded, index: int) -> str:
    """The word before a place, adverbs passed over; empty at the start."""
    while index > 0:
        index -= 1
        key = said.words[index].key
        if not key.endswith("ly") and key not in {"also", "further", "not"}:
            return key
    return ""


def _is_only_asked(text: str, said: Worded, at: int) -> bool:
    """An aim, a question or a call stands before it in its clause."""
    phrase = said.phrases[at]
    for other in reversed(said.phrases[max(0, at - _CLAUSE_REACH) : at]):
        if other.kind in {"SHOW", "SUGGEST"} or _apart(text, other, phrase):
            return False
        if other.kind in _OPEN and (other.first or said.words[0].key != "if"):
            return True
    return _is_called_for(text, said, at)


def _is_called_for(text: str, said: Worded, at: int) -> bool:
    """A name of an effect, of which the rest of the clause says that it is not known."""
    phrase = said.phrases[at]
    if said.words[phrase.first].key not in _words("of_a_thing"):
        return False
    for other in said.phrases[at + 1 : at + _CLAUSE_REACH]:
        if other.kind in {"SHOW", "SUGGEST"} or _apart(text, phrase, other):
            return False
        if other.kind in {"NEED", "UNKNOWN"}:
            return True
    return False


def _is_denied(text: str, said: Worded, at: int) -> bool:
    phrase = said.phrases[at]
    for other in reversed(said.phrases[max(0, at - _MODAL_REACH) : at]):
        if phrase.first - other.last > _DENIAL_REACH or _apart(text, other, phrase):
            return False
        if other.kind in {"NEG", "NULL"}:
            return True
    return False


def _is_tied(text: str, said: Worded, at: int) -> bool:
    """It lies in what something is said to go together with."""
    phrase = said.phrases[at]
    for other in reversed(said.phrases[max(0, at - _MODAL_REACH) : at]):
        if phrase.first - other.last > _TIE_REACH or _apart(text, other, phrase):
            return False
        if other.kind == "CORR":
            return True
    return False


def _modal(text: str, said: Worded, at: int) -> Classed | None:
    """The word that makes it only possible, before it in its clause."""
    phrase = said.phrases[at]
    for other in reversed(said.phrases[max(0, at - _MODAL_REACH) : at]):
        if phrase.first - other.last > _MODAL_REACH or _apart(text, other, phrase):
            return None
        if other.kind == "MODAL":
            return other
    return None


def _apart(text: str, one: Classed, other: Classed) -> bool:
    """Two phrases lie in two clauses."""
    between = text[one.end : other.start]
    return any(mark in between for mark in ";:") or any(
        word in between for word in (" but ", " whereas ", " although ", " while ", " however")
    )


@cache
def _words(name: str) -> frozenset[str]:
    """A set of words of `lexicon/grammar/strength.toml`."""
    return frozenset(_grammar()[name].split())


@cache
def _grammar() -> dict[str, str]:
    sets = part("grammar/strength.toml")
    return {name: str(row["words"]) for name, row in sets.items()}
