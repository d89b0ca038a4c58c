"""At whose door a claim is laid, and how its wording drifts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator import figures
from generator.recipes.firmness import studied_well
from generator.recipes.plain import sourced
from generator.world import Wording, cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents import Article, Source
    from generator.world import World

_VAGUE: Final = ("Some studies", "Experts", "Many researchers", "It is believed")


def vague(world: World) -> Iterator[None]:
    """Laid at the door of nobody in particular."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    world.supported(claim, said)
    hedging = world.draw.word(figures.SOFT_HEDGINGS)
    world.assertion(claim, article, Wording(hedging, "Unnamed", world.draw.pick(_VAGUE)))
    world.truth.fault("vague-attribution", claim)
    yield


def vague_but_cited(world: World) -> Iterator[None]:
    """The same words, with a source."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    sources = world.supported(claim, said)
    words = world.draw.pick(_VAGUE)
    world.assertion(claim, article, Wording("Possible", "Unnamed", words, cited(sources)))
    world.truth.miss("vague-attribution", claim)
    yield


def firmer_restatement(world: World) -> Iterator[None]:
    """Possible in one sentence of an article, a fact without a source in another."""
    claim, article, sources = _studied_well(world)
    first = world.assertion(claim, article, Wording("Possible", cites=cited(sources)))
    firm = Wording("Categorical", "Named", "Lind and colleagues")
    second = world.assertion(claim, article, firm)
    world.truth.fault("hedge-drift", claim, first, second)
    yield


def like_restatement(world: World) -> Iterator[None]:
    """Twice possible; or a fact the second time, with its source."""
    claim, article, sources = _studied_well(world)
    again = world.draw.pick(("Possible", "Categorical"))
    for hedging in ("Possible", again):
        world.assertion(claim, article, Wording(hedging, cites=cited(sources)))
    world.truth.miss("hedge-drift", claim, variant=f"{again}, cited")
    yield


def drift_between_articles(world: World) -> Iterator[None]:
    """Possible in one article, a fact in another: each author may judge."""
    claim, article, sources = _studied_well(world)
    world.assertion(claim, article, Wording("Possible", cites=cited(sources)))
    other = world.documents.own_article()
    world.assertion(claim, other, Wording("Categorical", cites=cited(sources)))
    world.truth.tolerated("hedge-drift", claim, variant="two articles")
    yield


def _studied_well(world: World) -> tuple[str, Article, list[Source]]:
    """A claim of which a fact may be made."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    return claim, article, studied_well(world, claim, said)


def orphaned_concept(world: World) -> Iterator[None]:
    """An ordinary claim, and a concept that nothing speaks of."""
    _ordinary(world)
    world.truth.fault("orphan", world.words.orphan())
    yield


def orphaned_source(world: World) -> Iterator[None]:
    """An ordinary claim, and a source that nothing cites or rests on."""
    _ordinary(world)
    world.truth.fault("orphan", world.documents.new_source().name)
    yield


def _ordinary(world: World) -> None:
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    world.assertion(claim, article, sourced(world, world.supported(claim, said)))


RECIPES: Final = (
    (60, vague),
    (40, vague_but_cited),
    (30, firmer_restatement),
    (20, like_restatement),
    (10, drift_between_articles),
    (20, orphaned_concept),
    (20, orphaned_source),
)
