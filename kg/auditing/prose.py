"""An article read minimally: sentences, cue words, citations, names of concepts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.auditing.linking import Said
from kg.auditing.roles import role_of
from kg.auditing.statement import Statement
from kg.model.finding import Span
from kg.store.records import ValueRow
from kg.text.check_worthy import SURE, check_worthy
from kg.text.cues import cues, hedging
from kg.text.direction import direction
from kg.text.quantities import dose_words, find_amounts
from kg.text.sentences import all_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.linking import Linker, Named
    from kg.auditing.sources import Library
    from kg.auditing.statement import Link
    from kg.store.records import Qualifiers
    from kg.text.cues import Cue
    from kg.text.reading import Reading
    from kg.text.sentences import Sentence

_READ: Final = frozenset({"paragraph", "list-item", "table-row", "quotation"})
_PLAIN_FACTS: Final = frozenset({"nobody", "no one", "everyone", "everybody"})
"""Words that praise as often as they count: "nobody was given a placebo"."""
_UNJUDGED: Final = frozenset({"definitional", "normative", "opinion", "evidence-status"})
_ANAPHORA: Final = (
    "this ", "that ", "these ", "those ", "it ", "its ", "they ", "their ", "the trial ",
    "the study ", "the paper ", "the review ", "the authors ", "the effect ", "such ", "here ",
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """What is needed to read an article.

    Attributes:
        reading: the article.
        linker: names and claims of the ledger, None without a ledger.
        sources: its documents, by what citations call them.
    """

    reading: Reading
    linker: Linker | None
    sources: Library

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence that is no question, in order."""
        return tuple(self._statements())

    def around(self, span: Span) -> Statement | None:
        """The sentence in which a passage begins, None where it is no sentence."""
        for statement in self.statements:
            assert statement.span is not None
            if statement.span.start <= span.start < statement.span.end:
                return statement
        return None

    def _statements(self) -> Iterator[Statement]:
        before: Statement | None = None
        for sentence in all_sentences(self.reading.text, self.reading.blocks):
            block = self.reading.blocks[sentence.block_index]
            if block.kind not in _READ or sentence.is_question:
                continue
            statement = self._statement(sentence)
            if block.kind == "table-row" and not statement.cited:
                row = self.sources.cited(self.reading.text, block.start, block.end)
                statement = replace(statement, cited=row)
            if before is not None and _leans_on(statement, before):
                statement = replace(statement, cited=before.cited)
            if block.kind == "quotation" and before is not None and before.quote.endswith(":"):
                statement = replace(statement, cited=before.cited, attribution="named")
            yield statement
            before = statement

    def _statement(self, sentence: Sentence) -> Statement:
        text = self.reading.text
        start, end = sentence.start, sentence.end
        found = cues(text, start, end)
        kind = self.reading.blocks[sentence.block_index].kind
        worth = check_worthy(text, start, end, block=kind, found=found)
        named = self.linker.named(text, start, end) if self.linker else None
        levels = {level for level in _levels(text, start, end) if level != "subanaesthetic"}
        effect = _effect(text, start, end, named)
        quote = text[start:end]
        denied = any(cue.kind == "negation" for cue in found)
        links = (
            self.linker.links(quote, named, Said(effect, frozenset(levels), denied))
            if self.linker and named
            else ()
        )
        unnamed = [cue.text for cue in found if cue.kind == "vague-attribution"]
        people = [cue.text for cue in found if cue.kind == "named-attribution"]
        who = "unnamed" if unnamed else "named" if people else "author"
        concepts = named.iris if named else ()
        subjects, objects = _places(links[0].claim) if links else (concepts[:1], concepts[1:])
        role = role_of(quote, found, len(concepts) if self.linker else 1)
        role = "claim" if worth.score >= SURE else "background" if role == "claim" else role
        if role == "background" and links and links[0].claim.type not in _UNJUDGED:
            role = "claim"
        return Statement(
            quote=quote,
            span=Span(start, end),
            block=sentence.block_index,
            role=role,
            hedging=hedging(found),
            section=self.reading.blocks[sentence.block_index].section,
            boosters=tuple(dict.fromkeys(cue.text for cue in found if _boosts(cue))),
            attribution=who,
            attribution_text=next(iter(unnamed or people), None),
            cited=self.sources.cited(text, start, end),
            links=links,
            effect=effect,
            subjects=subjects,
            objects=objects,
            context={**_stated(links), **_context(text, start, end, levels)},
            is_claim=worth.is_claim,
            score=worth.score,
            strength=worth.strength.grade,
            because=(*worth.because, *worth.strength.because),
        )


def _boosts(cue: Cue) -> bool:
    return cue.kind == "booster" and cue.text.lower() not in _PLAIN_FACTS


def _stated(links: tuple[Link, ...]) -> Qualifiers:
    """The conditions of the claim that a sentence states."""
    return links[0].claim.qualifiers if links else {}


def _places(claim: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from kg.store.records import ClaimRow

    assert isinstance(claim, ClaimRow)
    return tuple(r.iri for r in claim.subjects), tuple(r.iri for r in claim.objects)


def _leans_on(statement: Statement, before: Statement) -> bool:
    """The sentence before names the source and this one goes on about it."""
    return (
        not statement.cited
        and bool(before.cited)
        and statement.block == before.block
        and statement.quote.lower().startswith(_ANAPHORA)
    )


def _effect(text: str, start: int, end: int, named: Named | None) -> str | None:
    if named and len(named.hits) > 1:
        last = named.hits[-1]
        found = direction(text, start, end, (last.start, last.end))
        if found is not None:
            return found
    return direction(text, start, end)


def _levels(text: str, start: int, end: int) -> set[str]:
    return {cue.strength for cue in dose_words(text, start, end)}


def _context(text: str, start: int, end: int, levels: set[str]) -> Qualifiers:
    """Dose words and amounts of the sentence; other conditions are read by a later version."""
    values = [ValueRow(text=level, level=level) for level in sorted(levels)]
    values += [
        ValueRow(
            text=amount.words,
            low=amount.low,
            high=amount.high,
            low_open=amount.low_open,
            high_open=amount.high_open,
            unit=amount.unit,
        )
        for amount in find_amounts(text, start, end)
        if amount.unit not in {"h", "d", "wk", "mo", "y", "min", "s", "%"}
    ]
    return {"dose": tuple(values)} if values else {}
