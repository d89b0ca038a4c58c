"""Claims whose evidence is missing, remembered, second-hand or out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.recipes.plain import sourced
from generator.world import OPPOSITE, Wording, cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.world import World

_NAMED: Final = Wording("Possible", "Named", "Lind and colleagues")
_EXEMPT: Final = ("Definitional", "Normative", "Opinion", "EvidenceStatus")
_SECONDARY: Final = ("NarrativeReview", "Guideline", "ExpertOpinion", "NewsReport", "WebPage")
_RULE: Final = "unsupported-claim"


def without_evidence(world: World) -> Iterator[None]:
    """No line at all; half of them give no source either."""
    article = world.documents.article()
    claim = world.claim(world.proposition(article))
    if world.draw.chance(0.5):
        world.assertion(claim, article, Wording("Possible"))
        world.truth.fault("missing-source", claim, variant="no evidence either")
    else:
        world.assertion(claim, article, _NAMED)
    world.truth.fault(_RULE, claim, variant="no line")
    yield


def only_refuted(world: World) -> Iterator[None]:
    """Disputing lines alone."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    sources = [world.documents.source() for _ in range(world.draw.between(1, 2))]
    for source in sources:
        world.line(claim, said, source, "Disputes", effect=OPPOSITE[said.effect])
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault(_RULE, claim, variant="only disputed")
    yield


def only_qualified(world: World) -> Iterator[None]:
    """A line that limits the claim, and none that supports it."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    sources = [world.documents.source()]
    world.line(claim, said, sources[0], "Qualifies")
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault(_RULE, claim, variant="only limited")
    yield


def known_source(world: World) -> Iterator[None]:
    """No line, but the source that is cited stands in the ledger: what it says is not recorded."""
    article = world.documents.article()
    claim = world.claim(world.proposition(article))
    source = world.documents.new_source()
    world.assertion(claim, article, sourced(world, [source]))
    world.truth.miss(_RULE, claim, variant="cites a known source")
    world.truth.miss("orphan", source.name, variant="only cited")
    yield


def no_matter_of_evidence(world: World) -> Iterator[None]:
    """A definition, a norm, an opinion: no study settles it."""
    article = world.documents.article()
    said = replace(world.proposition(article), type=world.draw.pick(_EXEMPT))
    claim = world.claim(said)
    world.assertion(claim, article, Wording("Categorical"))
    world.truth.miss(_RULE, claim, variant=said.type)
    world.truth.miss("missing-source", claim, variant=said.type)
    yield


def recalled(world: World) -> Iterator[None]:
    """A line from memory; in a third of cases there is no other."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    alone = world.draw.chance(0.3)
    sources = [] if alone else world.supported(claim, said, 1)
    remembered = world.documents.new_source()
    line = world.line(claim, said, remembered, verification="Recalled")
    world.assertion(claim, article, sourced(world, [*sources, remembered]))
    world.truth.fault("recalled-evidence", claim, line, variant="alone" if alone else "beside")
    if alone:
        world.truth.fault(_RULE, claim, variant="only recalled")
    yield


def hardly_seen(world: World) -> Iterator[None]:
    """A line whose source was seen in part, or by a machine: little, but not memory."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    seen = world.draw.pick(("PartlySeen", "Machine"))
    sources = world.supported(claim, said, 1, verification=seen)
    world.assertion(claim, article, sourced(world, sources))
    world.truth.miss("recalled-evidence", claim, variant=seen)
    yield


def second_hand(world: World) -> Iterator[None]:
    """Only sources that report what others found."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    designs = [world.draw.pick(_SECONDARY) for _ in range(world.draw.between(1, 2))]
    sources = [world.documents.new_source(design=design) for design in designs]
    for source in sources:
        world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault("secondary-source", claim, variant=" ".join(designs))
    yield


def pooled_or_mixed(world: World) -> Iterator[None]:
    """A meta-analysis, which has data of its own, or a review beside a trial."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    mixed = world.draw.chance(0.5)
    designs = ("NarrativeReview", "RandomizedTrial") if mixed else ("MetaAnalysis",)
    sources = [world.documents.new_source(design=design) for design in designs]
    for source in sources:
        world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, sources))
    world.truth.miss("secondary-source", claim, variant=" ".join(designs))
    yield


def many_on_one_source(world: World) -> Iterator[None]:
    """Twenty claims that one source alone supports."""
    yield from _carried(world, alone=True)


def many_beside_others(world: World) -> Iterator[None]:
    """Twenty claims with lines of one source, each supported by another as well."""
    yield from _carried(world, alone=False)


def _carried(world: World, *, alone: bool) -> Iterator[None]:
    source = world.documents.new_source()
    carried: list[str] = []
    for number in range(_CARRIED):
        article = world.documents.article()
        said = world.proposition(article)
        claim = world.claim(said)
        world.line(claim, said, source)
        if not alone:
            world.supported(claim, said, 1)
        world.assertion(claim, article, Wording("Possible", cites=cited([source])))
        carried.append(claim)
        if number == _CARRIED - 1:
            tell = world.truth.fault if alone else world.truth.miss
            tell("single-source", source.name, *carried)
        yield


_CARRIED: Final = 20

RECIPES: Final = (
    (120, without_evidence),
    (120, only_refuted),
    (30, only_qualified),
    (40, known_source),
    (30, no_matter_of_evidence),
    (40, recalled),
    (30, hardly_seen),
    (40, second_hand),
    (40, pooled_or_mixed),
    (4, many_on_one_source),
    (4, many_beside_others),
)
"""Weights are starts among ten thousand draws of a recipe."""
