"""All that a recipe may do: speak of concepts, write claims, assertions, sources and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from generator import figures
from generator.blocks import Block, english
from generator.concepts import Vocabulary, label_of
from generator.documents import Documents
from generator.qualifiers import Condition, Named, drawn, qualify, spoken
from generator.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.documents import Article, Source
    from generator.draw import Draw
    from generator.sections import Sections
    from generator.truth import Truth

OPPOSITE: Final = {"Increase": "Decrease", "Decrease": "Increase", "NoDifferenceFound": "Increase"}
_VERBS: Final = {
    "Increase": "increases",
    "Decrease": "decreases",
    "NoDifferenceFound": "does not change",
    "Equivalent": "is as good as others for",
}
_KEPT: Final = 0.6
"""How often a line states a condition of its claim."""
_PROSE: Final = tuple(figures.PROSE.split(" "))


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a claim says."""

    subject: str
    object: str
    effect: str
    conditions: tuple[Condition, ...] = ()
    type: str = "Causal"

    @property
    def meaning(self) -> str:
        """Equal for claims that mean the same."""
        told = sorted(f"{dimension} {value.meaning}" for dimension, value in self.conditions)
        return f"{self.subject} {self.object} {self.effect} {'; '.join(told)}"

    def given(self, *conditions: Condition) -> Proposition:
        """The same under other conditions in the dimensions that are given."""
        named = {dimension for dimension, _ in conditions}
        kept = tuple(one for one in self.conditions if one[0] not in named)
        return replace(self, conditions=(*kept, *conditions))

    def without(self, *dimensions: str) -> Proposition:
        """The same without conditions in some dimensions."""
        kept = tuple(one for one in self.conditions if one[0] not in dimensions)
        return replace(self, conditions=kept)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a document tells a claim."""

    hedging: str = "Possible"
    attribution: str = ""
    words: str = ""
    cites: tuple[str, ...] = ()


@dataclass(slots=True)
class World:
    """The ledger as far as it is written."""

    draw: Draw
    sections: Sections
    truth: Truth
    claims: int = 0
    assertions: int = 0
    lines: int = 0
    pairs: int = 0
    words: Vocabulary = field(init=False)
    documents: Documents = field(init=False)
    seen: Seen = field(default_factory=Seen)

    def __post_init__(self) -> None:
        self.words = Vocabulary(self.draw, self.sections, self.truth)
        self.documents = Documents(self.draw, self.sections)

    def proposition(self, article: Article, effect: str = "") -> Proposition:
        """Something new to claim in an article, which did not speak of this pair before."""
        draw, number = self.draw, self.claims
        if not effect:
            effect = draw.word(figures.EFFECTS[article.lean])
            if effect != "NoDifferenceFound" and draw.chance(figures.EVENED):
                effect = "NoDifferenceFound"
        while True:
            subject = self.words.ranked("drug", number)
            target = self.words.ranked("outcome", number)
            if (subject, target) not in article.pairs:
                break
        article.pairs.add((subject, target))
        conditions = tuple(drawn(draw, self.words, number, lean=article.lean))
        kind = draw.word(figures.CLAIM_TYPES)
        return self.new(Proposition(subject, target, effect, conditions, kind))

    def new(self, wanted: Proposition) -> Proposition:
        """A proposition that no other claim states: places are added until it is one."""
        found = wanted
        while not self.seen.add(found.meaning):
            number = self.draw.between(1, 5_000)
            found = wanted.given(("place", Named(f"place-{number}")))
        return found

    def claim(self, said: Proposition) -> str:
        """Write a claim, and give its name."""
        self.claims += 1
        name = f"c{self.claims:08}"
        block = Block(name, "kg:Claim")
        label = f"{label_of(said.subject)} {_VERBS[said.effect]} {label_of(said.object)}"
        block.add("rdfs:label", english(label + spoken(said.conditions)))
        block.add("rdf:subject", f":{said.subject}")
        block.add("rdf:predicate", "kg:affects")
        block.add("rdf:object", f":{said.object}")
        block.add("kg:effect", f"kg:{said.effect}")
        block.add("kg:claimType", f"kg:{said.type}")
        self._qualify(block, said.conditions)
        for concept in (said.subject, said.object):
            self.words.need(concept)
        self.sections.write("claims", block)
        return name

    def line(  # noqa: PLR0913 - one argument a field
        self,
        claim: str,
        said: Proposition,
        source: Source,
        direction: str = "Supports",
        *,
        studied: tuple[Condition, ...] = (),
        kept: float = _KEPT,
        effect: str | None = None,
        level: str | None = None,
        verification: str | None = None,
        p: str = "",
        people: int | None = None,
    ) -> str:
        """Write an evidence line, and give its name.

        Args:
            claim: the claim's name.
            said: what it says; the line states some of its conditions.
            source: where the evidence comes from.
            direction: of the evidence.
            studied: conditions beside those of the claim, or in their place.
            kept: share of the claim's conditions that the line states.
            effect: what was found, that of the claim if not given.
            level: of evidence, drawn if not given.
            verification: how far the source was seen, drawn if not given.
            p: its p value, none if empty.
            people: how many were studied, drawn if not given.
        """
        draw = self.draw
        self.lines += 1
        name = f"e{self.lines:016x}"
        block = Block(name, "kg:EvidenceLine")
        if level is None and draw.chance(figures.LEVEL_GIVEN):
            level = draw.word(figures.LEVELS_DRAWN)
        if verification is None and draw.chance(figures.VERIFIED):
            verification = draw.word(figures.VERIFICATIONS)
        block.add("kg:evidenceFor", f":{claim}")
        block.add("kg:source", f":{source.name}")
        block.add("kg:evidenceDirection", f"kg:{direction}")
        block.add("kg:effectFound", f"kg:{effect or said.effect}")
        block.add("kg:studyDesign", f"kg:{source.design}")
        block.add("kg:sampleSize", str(draw.participants() if people is None else people))
        if verification:
            block.add("kg:verification", f"kg:{verification}")
        if level:
            block.add("kg:evidenceLevel", f"kg:OCEBM-{level}")
        if p:
            block.add("kg:pValue", f'"{p}"')
        instead = {dimension for dimension, _ in studied}
        shared = [one for one in said.conditions if one[0] not in instead and draw.chance(kept)]
        self._qualify(block, (*shared, *studied))
        self.sections.write("evidence", block)
        return name

    def assertion(self, claim: str, article: Article, wording: Wording) -> str:
        """Write an utterance of a claim, and give its name."""
        draw = self.draw
        self.assertions += 1
        name = f"a{self.assertions:016x}"
        block = Block(name, "kg:Assertion")
        block.add("kg:asserts", f":{claim}")
        block.add("kg:statedIn", f":{article.name}")
        for cited in sorted(wording.cites):
            block.add("cito:cites", f":{cited}")
        if wording.hedging != "Categorical":
            block.add("kg:hedging", f"kg:{wording.hedging}")
        if wording.attribution:
            block.add("kg:attribution", f"kg:{wording.attribution}Attribution")
            block.add("kg:attributionText", f'"{wording.words}"')
        passage = Block(f"{name}-p", "oa:SpecificResource")
        passage.add("oa:hasSource", f":{article.name}-v1")
        quote = self._quote()
        section = draw.word(figures.SECTIONS_OF_ARTICLES)
        if section:
            passage.add("kg:section", f'"{section}"')
        if section and draw.chance(figures.LOCATED):
            start = draw.between(0, 40_000)
            position = Block(f"{name}-p-o", "oa:TextPositionSelector")
            position.add("oa:start", str(start))
            position.add("oa:end", str(start + len(quote)))
            passage.own("oa:hasSelector", position)
        passage.own(
            "oa:hasSelector",
            Block(f"{name}-p-q", "oa:TextQuoteSelector", [("oa:exact", f'"{quote}"')]),
        )
        block.own("kg:passage", passage)
        self.sections.write("assertions", block)
        return name

    def _qualify(self, block: Block, conditions: Iterable[Condition]) -> None:
        told = tuple(conditions)
        qualify(block, told)
        for _, value in told:
            if isinstance(value, Named):
                self.words.need(value.concept)

    def _quote(self) -> str:
        draw = self.draw
        wanted = figures.QUOTE_MEDIAN * draw.random.lognormvariate(0, figures.QUOTE_SIGMA)
        start = draw.between(0, len(_PROSE) - 1)
        count = max(4, round(wanted / 5.4))
        found = " ".join(_PROSE[(start + step) % len(_PROSE)] for step in range(count))
        if draw.chance(figures.P_VALUE):
            found += f" (P = 0.{draw.between(10, 999):03})"
        if draw.chance(figures.INTERVAL):
            found += f" (95% CI {draw.between(1, 9)}.{draw.between(0, 9)} to 12.4)"
        return found

    def supported(
        self,
        claim: str,
        said: Proposition,
        count: int = 0,
        *,
        level: str | None = None,
        verification: str | None = None,
    ) -> list[Source]:
        """Lines of ordinary sources; the first supports, a few of the others do not."""
        used: list[Source] = []
        for place in range(count or self.draw.lines()):
            source = self.documents.source()
            if any(source.name == one.name for one in used):
                source = self.documents.new_source()
            direction = "Supports" if place == 0 else self.draw.word(figures.LATER_DIRECTIONS)
            if direction == "Supports":
                self.line(claim, said, source, level=level, verification=verification)
            else:
                found = "NoDifferenceFound" if direction == "Neutral" else said.effect
                self.line(claim, said, source, direction, effect=found, p="0.31")
            used.append(source)
        return used


def cited(sources: Iterable[Source]) -> tuple[str, ...]:
    """The first source, as a text gives it."""
    return tuple(source.name for source in list(sources)[:1])
