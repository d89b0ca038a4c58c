"""Whether a sentence says something about the world that could be checked.

Points for and against, each with its reason; their sum makes a score between 0 and 1. What counts
as a claim is told in `tests/gold/GUIDELINE.md`; the points were set by its seen passages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.text.cues import cues
from kg.text.strength import graded
from kg.text.word_classes import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.text.blocks import BlockKind
    from kg.text.cues import Cue
    from kg.text.strength import Strength
    from kg.text.word_classes import Worded


SURE: Final = 0.56
"""A score that some reason makes: of the seen gold's claims at or above it nine in ten are true."""


class Point(NamedTuple):
    """A reason for or against.

    Attributes:
        weight: what it adds to the sum.
        why: in words.
    """

    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Worthiness:
    """Whether a sentence is a claim.

    Attributes:
        is_claim: it is: its score is at least one half.
        score: between 0 and 1.
        because: the reasons, the weightiest first.
        strength: of the relation that it claims.
    """

    is_claim: bool
    score: float
    because: tuple[str, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence read once.

    Attributes:
        quote: its words.
        said: their classes.
        found: its cues.
        strength: of the relation that it claims.
    """

    quote: str
    said: Worded
    found: Sequence[Cue]
    strength: Strength

    def has(self, *kinds: str) -> bool:
        """Whether it has a word of one of some classes."""
        return any(phrase.kind in kinds for phrase in self.said.phrases)

    def cued(self, *kinds: str) -> bool:
        """Whether it has a cue of one of some families."""
        return any(cue.kind in kinds for cue in self.found)


_DIGIT = re.compile(r"\d")
_SHARE = re.compile(
    r"\d\s?(?:%|per ?cent|times|fold|million|billion|mg|g|kg|ml|km|°)"
    r"|\b(?:half|third|quarter|doubled|tripled)\b"
    r"|\b(?:one|two|three|four|nine) (?:in|out of) (?:two|three|four|five|ten|\d+)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"[\W_]*(?:please )?(?:ask|tell|talk|speak|consult|avoid|keep|remember|bear|be|make sure|insist"
    r"|choose|take|try|consider|look|start|stop|seek|discuss|check|read|find|follow|note|don.t"
    r"|do not|never|always|drink|eat|use|add|sit|rest|write|bring|give|store|wash|peel|skip|go|get"
    r"|let|put|buy|call|measure|begin|aim|leave|wait|join|see|visit|think|imagine|wear|warm|swim|tell|set)"
    r"\b(?!\s+(?:is|are|was|were|has|have|may|can)\b)",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"(?<![\w-])(?:I|[Mm]y|me|I['\u2019](?:m|ve|d|ll))(?![\w-])(?! (?:found|conclude))"
)
_SET_OFF = re.compile(r"\s*(\*\*|__)[^*_]+\1\s*")
"""A sentence that is bold from end to end stands for a heading."""
_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_NAMING = re.compile(
    r"\b(?:is|are|be) (?:called|named|known as|defined as|termed|abbreviated)\b|\brefers? to\b"
    r"|\bstands? for\b|\bby [\"'\u201c\u2018]|\bmeans? (?:that|the|a|an)\b"
    r"|\bin this (?:report|paper|brief)\b|[\"\u201d\u2019] (?:is|are) (?:one|any|the|an?)\b"
    r"|\bfor the purposes? of this\b",
    re.IGNORECASE,
)
_IS_A = re.compile(r"\b(?:is|are) an? (?:\w+ ){1,4}(?:that|which|who|of|for|in|used|made)\b")
_PLAN = re.compile(
    r"\b(?:would like to|plans? to|aims? to|hopes? to|intends? to|is to be|are to be|under way)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[\W_]*(?:(?:bear|keep) in mind that|remember,?(?: that)?|note that|be aware that)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:research|stud(?:y|ies)|trials?|investigations?|evidence|data|work|understanding|known?"
    r"|understood|clear|unclear)\b",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"\b(?:should|ought to|must|needs? to|has to|have to|it is (?:time|vital|important|essential)"
    r"|recommends?|recommended|advis(?:e|es|ed)|urg(?:e|es|ed)|call(?:s|ed)? (?:for|on))\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|may|might|could|will|would|\w{3,}(?:s|ed|ing))\b",
    re.IGNORECASE,
)
_SHORT: Final = 4
_FRAGMENT: Final = 8
_MANNERS: Final = frozenset({"if", "how", "why", "understanding", "evaluation", "assessment"})
_CALM: Final = 0.2


def check_worthy(
    text: str,
    start: int,
    end: int,
    *,
    block: BlockKind = "paragraph",
    found: Sequence[Cue] | None = None,
) -> Worthiness:
    """Whether a sentence is a claim, with a score and reasons.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive.
        block: kind of the block that it stands in.
        found: its cues, where they are known already.

    Returns:
        The answer; questions, headings, advice, definitions, methods, promises, talk of the
        document about itself and the state of research are none.
    """
    said = worded(text, start, end)
    told = tuple(cues(text, start, end) if found is None else found)
    seen = Seen(text[start:end], said, told, graded(text, said))
    points = sorted(_points(seen, block), key=lambda point: -abs(point.weight))
    score = 1 / (1 + exp(-sum(point.weight for point in points)))
    reasons = tuple(f"{point.weight:+.1f} {point.why}" for point in points)
    return Worthiness(score >= 0.5, round(score, 3), reasons, seen.strength)  # noqa: PLR2004 - the middle


def _points(seen: Seen, block: BlockKind) -> Iterator[Point]:
    yield Point(_CALM, "a sentence of prose")
    yield from _form(seen, block)
    yield from _for(seen)
    yield from _against(seen)


def _form(seen: Seen, block: BlockKind) -> Iterator[Point]:
    """Points of form."""
    if seen.quote.rstrip("\"'\u201d\u2019)]*_ ").endswith(("?", "\uff1f", "؟")):
        yield Point(-6, "a question")
    if block in {"heading", "residue", "banner", "code", "reference", "comment"}:
        yield Point(-6, f"a {block}")
    if _SET_OFF.fullmatch(seen.quote):
        yield Point(-1.5, "set like a heading")
    if len(seen.said.words) < _SHORT:
        yield Point(-1.5, "too short to say much")
    elif len(seen.said.words) < _FRAGMENT and not _VERB.search(seen.quote):
        yield Point(-1.5, "without a verb")


def _for(seen: Seen) -> Iterator[Point]:
    """What speaks for a claim."""
    if seen.strength.grade != "none":
        words = seen.strength.grade.replace("_", " ")
        yield Point(1.4, f"states a relation, {words}")
    elif seen.strength.because:
        yield Point(0.4, "denies or asks for a relation")
    if _SHARE.search(seen.quote):
        yield Point(0.9, "gives figures")
    elif _DIGIT.search(seen.quote):
        yield Point(0.4, "gives a number")
    if seen.cued("vague-attribution", "named-attribution"):
        yield Point(0.8, "says who holds it")
    if seen.cued("booster"):
        yield Point(0.3, "speaks of certainty or reach")
    if seen.has("SHOW", "SUGGEST"):
        yield Point(0.7, "tells what was found")
    if seen.cued("no-difference"):
        yield Point(1.0, "tells that no difference was found")


def _against(seen: Seen) -> Iterator[Point]:
    """What speaks against one."""
    yield from _talk(seen)
    yield from _meaning(seen)
    yield from _study(seen)


def _talk(seen: Seen) -> Iterator[Point]:
    """It is about the document, its reader or its writer."""
    related = seen.strength.grade != "none"
    if seen.cued("article-talk") or seen.has("TALK"):
        weight = -1.4 if related else -2.5
        yield Point(weight, "the document speaks of itself or to its reader")
    if not _ASIDE.match(seen.quote) and _IMPERATIVE.match(seen.quote):
        weight = -1.4 if related and ":" in seen.quote else -3
        yield Point(weight, "tells the reader what to do")
    elif _NORM.search(seen.quote):
        yield Point(-1.8, "says what ought to be")
    if _STORY.search(seen.quote):
        yield Point(-1.6, "tells of the writer")
    elif _READER.search(seen.quote):
        yield Point(-0.1, "speaks to the reader")
    if _PLAN.search(seen.quote) and not related:
        yield Point(-1.2, "a plan or promise")


def _meaning(seen: Seen) -> Iterator[Point]:
    """It tells what a word means."""
    if _NAMING.search(seen.quote):
        yield Point(-1.6, "says what a word means")
    elif _IS_A.search(seen.quote) and seen.strength.grade == "none":
        yield Point(-0.9, "says what something is")


def _study(seen: Seen) -> Iterator[Point]:
    """It is about a study or the state of research, and tells no finding."""
    if seen.has("METHOD") and not seen.has("SHOW", "SUGGEST"):
        yield Point(-2, "tells how a study was done")
    if _asks(seen) and seen.strength.grade == "none":
        yield Point(-1.2, "tells what was asked")
    if seen.has("NEED", "UNKNOWN") and _WORK.search(seen.quote):
        yield Point(-1.6, "says what is not known or called for")


def _asks(seen: Seen) -> bool:
    """It tells an aim or a question; a condition or a manner ("if", "how") is none."""
    return any(
        phrase.kind == "AIM" and seen.said.words[phrase.first].key not in _MANNERS
        for phrase in seen.said.phrases
    )
