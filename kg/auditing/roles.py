"""What a sentence does in its article: only claims are judged by default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.auditing.statement import Role
    from kg.text.cues import Cue

_CHANGE: Final = frozenset(
    {"increase", "decrease", "no-difference", "correlational", "comparative"}
)
_FACT = re.compile(
    r"\b(?:effective(?:ness|ly)?|efficacy|safe(?:ty|ly)?|risks?|harm(?:s|ful)?|side[- ]effects?"
    r"|approved|approval|works?|worked|outperforms?|outperformed|beats?|cures?|prevalen\w+|common\w*"
    r"|affects?|affected|respond(?:s|ed|ers?)?|responses?|dos(?:e|es|age)|block(?:s|ed)?|acts?|binds?"
    r"|targets?|plays?|relief|relapse\w*|remission|lasts?|lasting|keeps?|odds|likel(?:y|ier|ihood)"
    r"|involv\w+|transmit\w*|originat\w*|develop(?:s|ed)|surge\w*|addict\w+|depend\w+|tolera\w+)\b"
    r"|\b(?:in|out of) (?:two|three|four|five|ten)\b"
    r"|\btend(?:s|ed)? to\b|\bchronic\b"
    r"|\d\s?%|\b\d+(?:\.\d+)?\s?(?:per ?cent|mg|million|in (?:ten|five|three))",
    re.IGNORECASE,
)
_RESEARCH_STATUS = re.compile(
    r"\b(?:(?:more|further|larger?|continued|continuous) (?:\w+ ){0,3}"
    r"(?:research|stud(?:y|ies)|trials?|investigation)"
    r"|remains? (?:to be|unclear|unknown|uncertain|open)"
    r"|(?:not|isn.t|aren.t) (?:yet )?(?:fully|well|completely) (?:understood|known)"
    r"|poorly understood|little is known"
    r"|less understood|needs? (?:more|further)|ongoing)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^[\W_]*(?:ask|tell|talk|speak|consult|avoid|keep|remember|bear|be|make|insist|choose|take|try|"
    r"consider|look|start|stop|seek|discuss|check|read|find|follow|note|don.t|do not|never|always)"
    r"\b",
    re.IGNORECASE,
)
_TO_READER = re.compile(
    r"\b(?:if you|you (?:can|may|should|might|are|will|have)|your)\b", re.IGNORECASE
)


_ASIDE = re.compile(
    r"^\W*(?:bear|keep) in mind that |^\W*(?:remember|note|insist|be aware) (?:that )?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?%|\b(?:in|out of) (?:two|three|four|five|ten|\d+)\b", re.IGNORECASE)


def role_of(quote: str, found: Collection[Cue], concepts: int) -> Role:
    """What a sentence does.

    Args:
        quote: its words.
        found: its cues.
        concepts: how many concepts of the ledger it names.

    Returns:
        `claim` only where it names something checkable and says something of it.
    """
    kinds: set[str] = {cue.kind for cue in found}
    aside = _ASIDE.match(quote)
    if aside:
        quote = quote[aside.end() :]
        kinds.discard("advice")
    if "article-talk" in kinds:
        return "talk"
    if _is_advice(quote, kinds):
        return "advice"
    if _RESEARCH_STATUS.search(quote):
        return "background"
    says = bool(kinds & _CHANGE) or "booster" in kinds or _FACT.search(quote) is not None
    if "definition" in kinds and not kinds & {"increase", "decrease", "correlational", "booster"}:
        return "definition"
    if says and (concepts or "vague-attribution" in kinds or _SHARE.search(quote)):
        return "claim"
    return "background"


def _is_advice(quote: str, kinds: set[str]) -> bool:
    if _IMPERATIVE.match(quote):
        return True
    return "advice" in kinds or (
        _TO_READER.search(quote) is not None and "correlational" not in kinds
    )
