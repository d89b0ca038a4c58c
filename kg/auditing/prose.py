"""An article read minimally: sentences, cue words, citations, names of concepts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.auditing.roles import role_of
from kg.auditing.statement import STATED, Statement
from kg.auditing.uttered import Uttered
from kg.model.finding import Span
from kg.store.records import ValueRow
from kg.text.abbreviations import with_short_forms
from kg.text.check_worthy import SURE, check_worthy
from kg.text.cues import cues, hedging
from kg.text.direction import direction
from kg.text.quantities import dose_words, find_amounts
from kg.text.sentences import all_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.auditing.linking import Linker
    from kg.auditing.sources import Library
    from kg.store.records import ClaimRow, Qualifiers
    from kg.text.cues import Cue
    from kg.text.labels import LabelHit
    from kg.text.reading import Reading
    from kg.text.sentences import Sentence

_READ: Final = frozenset({"paragraph", "list-item", "table-row", "quotation"})
_PLAIN_FACTS: Final = frozenset({"nobody", "no one", "everyone", "everybody"})
"""Words that praise as often as they count: "nobody was given a placebo"."""
_INTENSE_WORDS: Final = (
    "incredibly extremely hugely enormously remarkably massively tremendously dramatically very"
)
_INTENSE: Final = frozenset(_INTENSE_WORDS.split())
"""Words that praise or measure, and say nothing of how sure anybody is."""
_TAKEN_BACK: Final = re.compile(r"\b(?:almost|nearly|virtually|not|hardly|no)\s+$", re.IGNORECASE)
"""Words before a booster that take it back: almost certainly, not proven."""
_LOOK_BACK: Final = 12
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

    @cached_property
    def _names(self) -> tuple[LabelHit, ...]:
        """The names of concepts in the whole text, in the short forms that it introduces too."""
        if self.linker is None:
            return ()
        text = self.reading.text
        return with_short_forms(text, self.linker.named(text))

    @cached_property
    def _topic(self) -> str | None:
        """What the article names most."""
        counted = Counter(hit.key for hit in self._names)
        return next((key for key, _ in counted.most_common(1)), None)

    def _named(self, start: int, end: int) -> tuple[LabelHit, ...]:
        """The names of concepts in a sentence."""
        first = bisect_left(self._names, start, key=lambda hit: hit.start)
        last = bisect_left(self._names, end, key=lambda hit: hit.start)
        return tuple(hit for hit in self._names[first:last] if hit.end <= end)

    def _statements(self) -> Iterator[Statement]:
        if self.linker is not None:
            self.linker.prepare(self.reading.text, self._names)
        before: Statement | None = None
        said: Uttered | None = None
        for sentence in all_sentences(self.reading.text, self.reading.blocks):
            block = self.reading.blocks[sentence.block_index]
            if block.kind not in _READ or sentence.is_question:
                continue
            if before is not None and before.section != block.section:
                said = None
            statement, said = self._statement(sentence, said)
            if block.kind == "table-row" and not statement.cited:
                row = self.sources.cited(self.reading.text, block.start, block.end)
                statement = replace(statement, cited=row)
            if before is not None and _leans_on(statement, before):
                statement = replace(statement, cited=before.cited)
            if block.kind == "quotation" and before is not None and before.quote.endswith(":"):
                statement = replace(statement, cited=before.cited, attribution="named")
            yield statement
            before = statement

    def _uttered(
        self,
        sentence: Sentence,
        found: Sequence[Cue],
        before: Uttered | None,
        citations: tuple[tuple[int, int], ...],
    ) -> Uttered | None:
        """A sentence made ready to be matched with the claims of the ledger, if there is one."""
        if self.linker is None:
            return None
        start, end = sentence.start, sentence.end
        carried = self.linker.carried(self._topic, before)
        return self.linker.ready(
            Uttered(
                self.reading.text,
                start,
                end,
                hits=self._named(start, end),
                cues=tuple(found),
                carried=carried,
                citations=citations,
            )
        )

    def _statement(
        self, sentence: Sentence, before: Uttered | None
    ) -> tuple[Statement, Uttered | None]:
        text = self.reading.text
        start, end = sentence.start, sentence.end
        found = cues(text, start, end)
        kind = self.reading.blocks[sentence.block_index].kind
        worth = check_worthy(text, start, end, block=kind, found=found)
        doses = {cue.strength for cue in dose_words(text, start, end, found)}
        levels = doses - {"subanaesthetic"}
        quote = text[start:end]
        cited, spans = self.sources.cited_with_places(text, start, end)
        said = self._uttered(sentence, found, before, spans)
        links = self.linker.links(said, hedging(found)) if self.linker and said else ()
        claim = next((link.claim for link in links if link.how in STATED), None)
        unnamed = [cue.text for cue in found if cue.kind == "vague-attribution"]
        people = [cue.text for cue in found if cue.kind == "named-attribution"]
        who = "unnamed" if unnamed else "named" if people else "author"
        hits = said.hits if said else ()
        concepts = tuple(dict.fromkeys(hit.key for hit in hits))
        subjects, objects = _places(claim) if claim else (concepts[:1], concepts[1:])
        role = role_of(quote, found, len(concepts) if self.linker else 1)
        role = "claim" if worth.score >= SURE else "background" if role == "claim" else role
        linked = claim or next((link.claim for link in links if link.how == "opposite"), None)
        if role == "background" and linked is not None and linked.type not in _UNJUDGED:
            role = "claim"
        statement = Statement(
            quote=quote,
            span=Span(start, end),
            block=sentence.block_index,
            role=role,
            hedging=hedging(found),
            section=self.reading.blocks[sentence.block_index].section,
            boosters=tuple(dict.fromkeys(cue.text for cue in found if _boosts(text, cue))),
            attribution=who,
            attribution_text=next(iter(unnamed or people), None),
            cited=cited,
            links=links,
            effect=_effect(text, start, end, hits, found),
            subjects=subjects,
            objects=objects,
            context={
                **(claim.qualifiers if claim else {}),
                **_context(text, start, end, levels),
            },
            is_claim=worth.is_claim or any(link.how != "opposite" for link in links),
            score=worth.score,
            strength=worth.strength.grade,
            because=(*worth.because, *worth.strength.because),
        )
        return statement, said


def _boosts(text: str, cue: Cue) -> bool:
    """A cue says more firmly than evidence can carry."""
    if cue.kind != "booster" or cue.text.lower() in _PLAIN_FACTS | _INTENSE:
        return False
    return not _TAKEN_BACK.search(text, max(0, cue.start - _LOOK_BACK), cue.start)


def _places(claim: ClaimRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(r.iri for r in claim.subjects), tuple(r.iri for r in claim.objects)


def _leans_on(statement: Statement, before: Statement) -> bool:
    """The sentence before names the source and this one goes on about it."""
    return (
        not statement.cited
        and bool(before.cited)
        and statement.block == before.block
        and statement.quote.lower().startswith(_ANAPHORA)
    )


def _effect(
    text: str, start: int, end: int, hits: Sequence[LabelHit], found: Sequence[Cue]
) -> str | None:
    if len(hits) > 1:
        last = hits[-1]
        effect = direction(text, start, end, (last.start, last.end), found)
        if effect is not None:
            return effect
    return direction(text, start, end, None, found)


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
