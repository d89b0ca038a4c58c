"""Contested claims: told on one side, overtaken by newer evidence, or not disputed at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator import figures
from generator.qualifiers import differing
from generator.world import OPPOSITE, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents import Source
    from generator.world import Proposition, World

_OLD: Final = (1990, 2009)
_NEW: Final = (2012, 2026)


def one_sided(world: World) -> Iterator[None]:
    """Told as settled in an article that says nothing else."""
    article = world.documents.own_article()
    said = world.proposition(article)
    claim, supporting = _contested(world, said)
    firm = world.draw.pick(("Categorical", "Probable"))
    world.assertion(claim, article, Wording(firm, cites=(supporting.name,)))
    world.truth.fault("one-sided-claim", claim)
    yield


def hedged_dispute(world: World) -> Iterator[None]:
    """Worded as possible."""
    article = world.documents.article()
    said = world.proposition(article)
    claim, supporting = _contested(world, said)
    world.assertion(claim, article, Wording("Possible", cites=(supporting.name,)))
    world.truth.miss("one-sided-claim", claim, variant="hedged")
    yield


def both_sides_told(world: World) -> Iterator[None]:
    """The same article tells the opposite, at another time of measurement."""
    article = world.documents.own_article()
    early, late = differing(world.draw, world.words, "timepoint")
    first = world.proposition(article, "Increase").given(early)
    said = world.new(first)
    claim, supporting = _contested(world, said)
    firm = Wording("Categorical", cites=(supporting.name,))
    world.assertion(claim, article, firm)
    yield
    other = world.new(replace(said.given(late), effect="Decrease"))
    against = world.claim(other)
    _whole_lines(world, against, other)
    world.assertion(against, article, Wording("Possible", cites=(supporting.name,)))
    world.truth.tolerated("one-sided-claim", claim, variant="other side in another section")
    world.truth.miss("self-contradiction", claim, against, variant="timepoint")
    yield


def overtaken(world: World) -> Iterator[None]:
    """Old support, newer dispute."""
    yield from _by_age(world, support=_OLD, dispute=_NEW, outdated=True)


def newly_supported(world: World) -> Iterator[None]:
    """Old dispute, newer support."""
    yield from _by_age(world, support=_NEW, dispute=_OLD, outdated=False)


def _by_age(
    world: World, *, support: tuple[int, int], dispute: tuple[int, int], outdated: bool
) -> Iterator[None]:
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    supporting = _source(world, support)
    world.line(claim, said, supporting, level="3")
    for _ in range(2):
        against = _source(world, dispute)
        world.line(claim, said, against, "Disputes", effect=OPPOSITE[said.effect], level="2")
    world.assertion(claim, article, Wording("Possible", cites=(supporting.name,)))
    (world.truth.fault if outdated else world.truth.miss)("outdated-claim", claim)
    world.truth.known("contested", claim)
    yield


def null_as_dispute(world: World) -> Iterator[None]:
    """A study that found no difference, noted as disputing."""
    yield from _disputed_by(world, "NoDifferenceFound", planted=True)


def equivalence_as_dispute(world: World) -> Iterator[None]:
    """A study that showed equivalence: that does dispute a change."""
    yield from _disputed_by(world, "Equivalent", planted=False)


def _disputed_by(world: World, found: str, *, planted: bool) -> Iterator[None]:
    article = world.documents.article()
    said = world.proposition(article, world.draw.pick(("Increase", "Decrease")))
    claim = world.claim(said)
    supporting = _source(world, _NEW)
    world.line(claim, said, supporting)
    p = f"0.{world.draw.between(11, 95)}" if planted else ""
    line = world.line(claim, said, _source(world, _OLD), "Disputes", effect=found, p=p)
    world.assertion(claim, article, Wording("Possible", cites=(supporting.name,)))
    (world.truth.fault if planted else world.truth.miss)("null-as-dispute", claim, line)
    world.truth.known("contested", claim)
    yield


def heavy(world: World) -> Iterator[None]:
    """A topic on which a thousand papers report."""
    article = world.documents.article()
    said = world.proposition(article, "Increase")
    claim = world.claim(said)
    papers: dict[str, Source] = {}
    for _ in range(world.draw.between(*figures.HEAVY_LINES)):
        direction = world.draw.word(figures.HEAVY_DIRECTIONS)
        found = {"Supports": "Increase", "Neutral": "NoDifferenceFound", "Disputes": "Decrease"}
        if direction not in papers or world.draw.chance(1 / figures.LINES_PER_PAPER):
            papers[direction] = _source(world, _OLD if direction == "Disputes" else _NEW)
        world.line(claim, said, papers[direction], direction, kept=0.2, effect=found[direction])
    cited = _source(world, _NEW)
    world.line(claim, said, cited)
    against = _source(world, _OLD)
    world.line(claim, said, against, "Disputes", effect="Decrease")
    world.assertion(claim, article, Wording("Possible", cites=(cited.name,)))
    world.truth.known("contested", claim, variant="heavy")
    yield


def _contested(world: World, said: Proposition) -> tuple[str, Source]:
    """A claim with lines on both sides, the newest of which supports it; a supporting source."""
    draw = world.draw
    claim = world.claim(said)
    count = max(2, draw.lines())
    share = draw.random.betavariate(*figures.MINORITY)
    disputing = min(count - 1, max(1, round(count * share)))
    supporting = _source(world, _NEW)
    world.line(claim, said, supporting, kept=1.0)
    for place in range(1, count):
        if place <= disputing:
            against = OPPOSITE[said.effect]
            world.line(claim, said, _source(world, _OLD), "Disputes", effect=against)
        else:
            world.line(claim, said, _source(world, _NEW), kept=1.0)
    world.truth.known("contested", claim)
    return claim, supporting


def _whole_lines(world: World, claim: str, said: Proposition) -> None:
    world.line(claim, said, world.documents.new_source(), kept=1.0)


def _source(world: World, years: tuple[int, int]) -> Source:
    return world.documents.new_source(issued=world.draw.between(*years))


RECIPES: Final = (
    (40, one_sided),
    (20, hedged_dispute),
    (10, both_sides_told),
    (15, overtaken),
    (10, newly_supported),
    (15, null_as_dispute),
    (10, equivalence_as_dispute),
)
