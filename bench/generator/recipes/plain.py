"""Claims without a fault, or with no source given: three quarters of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import figures
from generator.world import Wording, cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents import Source
    from generator.world import World


def plain(world: World) -> Iterator[None]:
    """A supported claim; a quarter gives no source and is worded softly."""
    draw = world.draw
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    sources = world.supported(claim, said)
    if not draw.chance(figures.UNCITED_DRAWN):
        world.assertion(claim, article, sourced(world, sources))
    elif draw.chance(figures.UNCITED_NAMED):
        hedging = draw.word(figures.SOFT_HEDGINGS)
        world.assertion(claim, article, Wording(hedging, "Named", "Lind and colleagues"))
        world.truth.miss("missing-source", claim, variant="named")
    else:
        world.assertion(claim, article, Wording(draw.word(figures.SOFT_HEDGINGS)))
        world.truth.fault("missing-source", claim)
    yield


def sourced(world: World, sources: list[Source]) -> Wording:
    """A wording that cites the first source; as firm as texts are."""
    return Wording(world.draw.word(figures.HEDGINGS), cites=cited(sources))
