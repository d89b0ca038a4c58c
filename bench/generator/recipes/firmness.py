"""Claims told as facts, over evidence that is weak or strong by how the lines are made.

How sure a body of evidence makes a claim follows here from its making alone, by the documented
method (docs/judgement.md): randomised trials start high, cohort studies low; fewer than 400 people
cost a step, fewer than 100 two; as many trials against as for, or more, cost two. Every study has a
source of its own, all its lines state nothing that the claim does not, and no design of these
starts elsewhere for any of the types of claim that are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.world import OPPOSITE, Wording, cited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.documents import Source
    from generator.world import Proposition, World

_RULE: Final = "overstated-claim"
_ENOUGH: Final = (400, 4_000)
"""People of whom no step is taken."""
_FEW: Final = (100, 399)
"""One step."""
_VERY_FEW: Final = (8, 33)
"""Two steps, even for three trials together."""
_HALF: Final = (200, 2_000)
"""Two trials of such a size are enough together."""
_MOST: Final = 3
_FIRM: Final = Wording("Categorical", "Named", "Lind and colleagues")
_OLD: Final = (1990, 2009)
_NEW: Final = (2012, 2026)


def observed(world: World) -> Iterator[None]:
    """A fact in words, cohort studies alone: low, of whatever size."""
    claim = _told(world, _FIRM, _cohorts)
    world.truth.fault(_RULE, claim, variant="observed")
    yield


def tried_on_few(world: World) -> Iterator[None]:
    """A fact in words, trials with hardly any people: high less two is low."""
    claim = _told(world, _FIRM, _tiny_trials)
    world.truth.fault(_RULE, claim, variant="very few people")
    yield


def outvoted(world: World) -> Iterator[None]:
    """A fact in words, one large trial for it and two against: high less two is low."""
    claim = _told(world, _FIRM, _outvoted, alone=True)
    world.truth.fault(_RULE, claim, variant="outvoted")
    world.truth.fault("one-sided-claim", claim, variant="outvoted")
    world.truth.known("contested", claim)
    yield


def firm_and_right(world: World) -> Iterator[None]:
    """A fact in words, two trials of enough people together: high."""
    claim = _told(world, _FIRM, studied_well)
    world.truth.miss(_RULE, claim, variant="strong")
    yield


def firm_and_fair(world: World) -> Iterator[None]:
    """A fact in words, one trial of few people: high less one is moderate."""
    claim = _told(world, _FIRM, _small_trial)
    world.truth.miss(_RULE, claim, variant="moderate")
    yield


def weak_and_hedged(world: World) -> Iterator[None]:
    """Weak evidence, and words to match."""
    weak = world.draw.pick((_cohorts, _tiny_trials))
    claim = _told(world, Wording("Possible", "Named", "Lind and colleagues"), weak)
    world.truth.miss(_RULE, claim, variant="hedged")
    yield


def weak_and_reported(world: World) -> Iterator[None]:
    """Weak evidence, and a fact with its source: a report of what was found."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    sources = world.draw.pick((_cohorts, _tiny_trials))(world, claim, said)
    world.assertion(claim, article, Wording("Categorical", cites=cited(sources)))
    world.truth.miss(_RULE, claim, variant="cited")
    yield


def studied_well(world: World, claim: str, said: Proposition) -> list[Source]:
    """Lines of two randomised trials of 400 people or more together: the certainty is high.

    Args:
        world: where they are written.
        claim: the claim that they support.
        said: what it says.

    Returns:
        Their sources.
    """
    return [_trial(world, claim, said, _HALF, level="1") for _ in range(2)]


def _told(
    world: World,
    wording: Wording,
    evidence: Callable[[World, str, Proposition], object],
    *,
    alone: bool = False,
) -> str:
    """A claim with its evidence, as an article words it that says nothing else if `alone`."""
    article = world.documents.own_article() if alone else world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    evidence(world, claim, said)
    world.assertion(claim, article, wording)
    return claim


def _cohorts(world: World, claim: str, said: Proposition) -> list[Source]:
    sources = [
        world.documents.new_source(design="CohortStudy")
        for _ in range(world.draw.between(1, _MOST))
    ]
    for source in sources:
        world.line(claim, said, source)
    return sources


def _tiny_trials(world: World, claim: str, said: Proposition) -> list[Source]:
    count = world.draw.between(1, _MOST)
    return [_trial(world, claim, said, _VERY_FEW) for _ in range(count)]


def _small_trial(world: World, claim: str, said: Proposition) -> list[Source]:
    return [_trial(world, claim, said, _FEW)]


def _outvoted(world: World, claim: str, said: Proposition) -> list[Source]:
    found = _trial(world, claim, said, _ENOUGH, years=_NEW)
    for _ in range(2):
        source = _source(world, _OLD)
        world.line(claim, said, source, "Disputes", effect=OPPOSITE[said.effect])
    return [found]


def _trial(
    world: World,
    claim: str,
    said: Proposition,
    people: tuple[int, int],
    *,
    level: str | None = None,
    years: tuple[int, int] = _NEW,
) -> Source:
    """A supporting line of a randomised trial of its own."""
    source = _source(world, years)
    world.line(claim, said, source, level=level, people=world.draw.between(*people))
    return source


def _source(world: World, years: tuple[int, int]) -> Source:
    return world.documents.new_source(issued=world.draw.between(*years), design="RandomizedTrial")


RECIPES: Final = (
    (25, observed),
    (25, tried_on_few),
    (10, outvoted),
    (20, firm_and_right),
    (10, firm_and_fair),
    (15, weak_and_hedged),
    (10, weak_and_reported),
)
