"""Sources that were retracted, badly identified, or that lean on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.recipes.plain import sourced
from generator.world import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents import Source
    from generator.world import World

_NOTICES: Final = {
    "reinstated": (("Retraction", 1), ("Reinstatement", 2)),
    "concern": (("ExpressionOfConcern", 1),),
    "corrected": (("Correction", 1),),
}
_MALFORMED: Final = (
    ("kg:doi", "10.12/{}"),
    ("kg:doi", "1O.5555/{}"),
    ("kg:doi", "10.5555"),
    ("kg:doi", "10.5555/study {}"),
    ("kg:doi", "see page {}"),
    ("kg:pmid", "123456789{}"),
    ("kg:pmid", "PMC{}"),
    ("kg:pmid", "0"),
)
_ODD: Final = (
    ("kg:doi", "10.1016/S0140-6736(05){}-5"),
    ("kg:doi", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<{}::AID-SIM968>3.0.CO;2-2"),
    ("kg:doi", "10.5555/_{}.v2;x"),
    ("kg:pmid", "{}"),
)


def only_retracted(world: World) -> Iterator[None]:
    """The only line is of a retracted paper."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    source = world.documents.new_source(notices=(("Retraction", 2),))
    world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, [source]))
    world.truth.fault("retracted-source", claim, variant="only support")
    world.truth.fault("retracted-source", source.name, claim, variant="listed")
    yield


def retracted_cited(world: World) -> Iterator[None]:
    """A retracted paper is cited; others support the claim too."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    source = world.documents.new_source(notices=(("Retraction", 2),))
    world.line(claim, said, source)
    world.supported(claim, said, 1)
    world.assertion(claim, article, sourced(world, [source]))
    world.truth.fault("retracted-source", claim, variant="cited")
    world.truth.fault("retracted-source", source.name, claim, variant="listed")
    yield


def noticed(world: World) -> Iterator[None]:
    """A paper that was reinstated, corrected or doubted, but stands."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    variant = world.draw.pick(tuple(_NOTICES))
    source = world.documents.new_source(notices=_NOTICES[variant])
    world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, [source]))
    world.truth.miss("retracted-source", source.name, claim, variant=variant)
    yield


def malformed_identifier(world: World) -> Iterator[None]:
    """An identifier that none of its kind can be."""
    source, text = _identified(world, _MALFORMED)
    world.truth.fault("weak-identifier", source.name, variant=text)
    yield


def odd_identifier(world: World) -> Iterator[None]:
    """An identifier that looks wrong and is right."""
    source, text = _identified(world, _ODD)
    world.truth.miss("weak-identifier", source.name, variant=text)
    yield


def _identified(world: World, forms: tuple[tuple[str, str], ...]) -> tuple[Source, str]:
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    predicate, form = world.draw.pick(forms)
    text = form.format(world.claims)
    source = world.documents.new_source(rows=((predicate, f'"{text}"'),))
    world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, [source]))
    return source, text


def circle(world: World) -> Iterator[None]:
    """Two or three sources of a claim that cite each other in a circle."""
    documents = world.documents
    article = documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    length = world.draw.between(2, 3)
    names = [documents.next_source_name(ahead) for ahead in range(length)]
    sources = [_citing(world, names[(place + 1) % length]) for place in range(length)]
    for source in sources:
        world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault("circular-support", claim, *names, variant=f"{length} sources")
    yield


def circle_with_article(world: World) -> Iterator[None]:
    """A source that cites the very article that cites it."""
    article = world.documents.own_article()
    said = world.proposition(article)
    claim = world.claim(said)
    source = _citing(world, article.name)
    world.line(claim, said, source)
    world.assertion(claim, article, Wording("Possible", cites=(source.name,)))
    world.truth.fault("circular-support", claim, source.name, article.name, variant="article")
    yield


def chain(world: World) -> Iterator[None]:
    """A source that cites another, and is not cited back."""
    article = world.documents.article()
    said = world.proposition(article)
    claim = world.claim(said)
    cited = world.documents.new_source()
    citing = _citing(world, cited.name)
    for source in (cited, citing):
        world.line(claim, said, source)
    world.assertion(claim, article, sourced(world, [citing]))
    world.truth.miss("circular-support", claim, cited.name, citing.name, variant="one way")
    yield


def _citing(world: World, name: str) -> Source:
    return world.documents.new_source(rows=(("cito:cites", f":{name}"),))


RECIPES: Final = (
    (8, only_retracted),
    (7, retracted_cited),
    (15, noticed),
    (40, malformed_identifier),
    (40, odd_identifier),
    (10, circle),
    (5, circle_with_article),
    (15, chain),
)
