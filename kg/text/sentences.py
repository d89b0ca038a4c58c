"""Sentences inside blocks, by sentencex, with wrong splits after abbreviations mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from kg.text.blocks import BULLET, PROSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Args:
        start: code-point offset into the canonical text.
        end: end of it, exclusive.
        block_index: position of its block among the blocks of the reading.
        is_question: whether it ends as a question.
    """

    start: int
    end: int
    block_index: int
    is_question: bool


_NEVER_LAST = re.compile(
    r"(?<![^\W_])(?:vs?|e\.\s?g|i\.\s?e|cf|viz|Dr|Prof|Mr|Mrs|Ms|St|approx|ca|resp|incl|esp"
    r"|Figs?|Tabs?|Eqs?|Refs?|Suppl|Vol|vol|pp|Sect|Ch|chap|ed|eds|Nos?|nos?|[Bb]etw)\.$"
)
"""Abbreviations after which a sentence goes on, if what follows could go on at all."""
_SELDOM_LAST = re.compile(
    r"(?:(?<![^\W_])(?:et al|al|[ap]\.\s?m|i\.\s?[vmpnc]|p\.\s?o|s\.\s?c|[bt]\.\s?i\.\s?d"
    r"|q\.\s?d|etc|Inc|Ltd|Co|Jr|Sr|wt|hr?s?|mins?|secs?|wks?|pts?|[kmnµμ]g|mcg|m[lL]|conc|max|min|avg|(?:[A-Z]\.)+[A-Z]"
    r"|p)\.|[=<>≤≥]\s*\.?)$"
)
"""Abbreviations that end a sentence only before a capital letter."""
_WORDY = frozenset({"No", "no", "Nos", "nos", "ed", "eds", "Ch", "St"})
"""Entries of `_NEVER_LAST` that are words too: they go on only before a digit or a name."""
_LINK = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)")
_MARKER = re.compile(
    r"(?<=[.!?…\"”\u2019)])(?:\[\^?[^\[\]\s]{1,50}(?:,\s?\d{1,3})*\]|\^\d[\d,\u2013-]*\^|[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,⁻\u2013-]*)+"
    r"|(?<=[a-z)]\.)\d{1,3}(?:[,\u2013-]\d{1,3})*(?=\s+[A-Z])"
)
"""Citation markers behind a full stop: they belong to the sentence before."""
_MARKUP = re.compile(r"\n[ \t]*(?:>[ \t]?)+|\n[ \t]*|[*_]+")
_CELL = re.compile(r"(?:[^|\t\\]|\\.)+", re.DOTALL)
_MISSED = re.compile(
    r"(?:(?<![^\W_])(?!(?:Corp|Gen|Sen|Gov|Sgt|Capt|Lieut|Col|Rev|Rep|Hon|Dept|Univ|Bros|Mass|Calif"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Ave|Blvd)\.)[^\W\d_][a-z\u00df-\u00ff'\u2019-]{2,}\.|[!?])"
    r"[\"'\u201d\u2019)\]]{0,3}\s+(?=[\"'\u201c\u2018(\[]{0,2}[A-Z])|[!?]{2,}\s+",
)
"""Sentence ends that sentencex passes over, mostly because they lie in quotes or brackets."""
_CELL_WORDS = 4
"""A table cell with fewer words and without a full stop is a label, not a statement."""


def sentences(
    text: str, block: Block, index: int = 0, *, language: str = "en"
) -> tuple[Sentence, ...]:
    """The sentences of one block.

    Args:
        text: canonical text.
        block: a block of it; headings, code, residue, references and banners hold no sentence.
        index: position of the block among its reading's blocks.
        language: ISO 639-1 code for sentencex; an unknown one is treated as English.

    Returns:
        Sentences in order, inside the block, not overlapping, without outer white space.
        List and quotation markers at the start are left out.
    """
    if block.kind not in PROSE:
        return ()
    found: list[Sentence] = []
    for start, end in _stretches(text, block):
        for first, last in _spans(text, start, end, language):
            if block.kind == "table-row" and not _is_statement(text[first:last]):
                continue
            tail = text[first:last].rstrip('"”\u2019»)]*_ ')
            found.append(Sentence(first, last, index, tail.endswith(("?", "\uff1f", "؟"))))
    return tuple(found)


def all_sentences(
    text: str, blocks: Iterable[Block], *, language: str = "en"
) -> tuple[Sentence, ...]:
    """The sentences of all blocks, in order.

    Args:
        text: canonical text.
        blocks: the blocks of its reading.
        language: ISO 639-1 code.

    Returns:
        Sentences; `block_index` points into `blocks`.
    """
    return tuple(
        sentence
        for index, block in enumerate(blocks)
        for sentence in sentences(text, block, index, language=language)
    )


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Where sentences may lie: the block without its marker, or the cells of a table row."""
    if block.kind == "table-row":
        for cell in _CELL.finditer(text, block.start, block.end):
            yield cell.span()
        return
    start = block.start
    if block.kind == "list-item":
        marker = BULLET.match(text, start, block.end)
        start = marker.end() if marker else start
    elif block.kind == "quotation":
        while start < block.end and text[start] in "> \t":
            start += 1
    yield start, block.end


def _spans(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Trimmed spans of the sentences between two offsets."""
    masked = _masked(text[start:end])
    cuts = _mended(masked, _cuts(masked, language))
    last, behind = 0, start
    for cut in cuts:
        piece = masked[last:cut]
        first = last + len(piece) - len(piece.lstrip())
        stop = last + len(piece.rstrip())
        if first < stop:
            begin, behind = _widened(text, masked, start, (start + first, start + stop), behind)
            yield begin, behind
        last = cut


def _masked(words: str) -> str:
    """The words with markup blanked out, character for character, so that offsets hold."""
    words = _without_comments(words)
    for pattern in (_MARKER, _MARKUP):
        words = pattern.sub(lambda match: " " * len(match.group()), words)
    return _LINK.sub(lambda match: "]" + "x" * (len(match.group()) - 1), words)


def _without_comments(words: str) -> str:
    """The words with `<!-- comments -->` blanked out."""
    parts: list[str] = []
    last = 0
    at = words.find("<!--")
    while at >= 0:
        end = words.find("-->", at)
        if end < 0:
            break
        parts += [words[last:at], " " * (end + 3 - at)]
        last = end + 3
        at = words.find("<!--", last)
    return "".join([*parts, words[last:]])


def _cuts(masked: str, language: str) -> list[int]:
    """Offsets behind each sentence that sentencex sees, and behind those it leaves in quotes."""
    from sentencex import segment

    split = cast("Callable[[str, str], list[str]]", segment)
    cuts: list[int] = []
    at = 0
    for piece in split(language, masked):
        found = masked.find(piece, at)
        at = (found if found >= 0 else at) + len(piece)
        cuts.append(min(at, len(masked)))
    cuts += [match.end() for match in _MISSED.finditer(masked)]
    return sorted({*cuts, len(masked)})


def _mended(masked: str, cuts: list[int]) -> list[int]:
    """The cuts without those behind an abbreviation that does not end a sentence."""
    kept: list[int] = []
    last = 0
    for cut in cuts:
        before = masked[max(last, cut - 40) : cut].rstrip()
        after = masked[cut : cut + 40].lstrip()
        if after and _goes_on(before, after):
            continue
        kept.append(cut)
        last = cut
    return kept


def _goes_on(before: str, after: str) -> bool:
    never = _NEVER_LAST.search(before)
    if never:
        word = never.group()[:-1]
        return word not in _WORDY or after[0].isdigit() or (word == "St" and after[0].isupper())
    return bool(_SELDOM_LAST.search(before)) and not _opens(after[0])


def _opens(character: str) -> bool:
    """Whether a character may open a sentence."""
    return character.isupper() or character in "\"'\u201c\u2018"


def _widened(
    text: str, masked: str, origin: int, span: tuple[int, int], low: int
) -> tuple[int, int]:
    """A span with the emphasis marks and citation markers that touch it.

    Args:
        text: canonical text.
        masked: the stretch of it that begins at `origin`, markup blanked out.
        origin: offset of the stretch.
        span: the span in the text.
        low: end of the sentence before.

    Returns:
        Start and end in the text.
    """
    start, end = span
    while start > low and text[start - 1] in "*_" and masked[start - 1 - origin] == " ":
        start -= 1
    high = origin + len(masked)
    while end < high and masked[end - origin] == " " and not text[end].isspace():
        end += 1
    return start, end


def _is_statement(words: str) -> bool:
    return words.endswith((".", "!", "?")) or len(words.split()) >= _CELL_WORDS
