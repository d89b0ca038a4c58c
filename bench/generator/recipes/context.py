"""Conditions that get lost, and contradictions that they explain or do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator import figures
from generator.qualifiers import Amount, Level, Named, differing, dose, spoken
from generator.recipes.plain import sourced
from generator.world import Wording, cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents import Article
    from generator.qualifiers import Condition
    from generator.world import Proposition, World


def context_lost(world: World) -> Iterator[None]:
    """Every line holds under a condition that the claim does not state."""
    draw = world.draw
    article = world.documents.article()
    dimension = draw.pick(("dose", "dose", "population", "timepoint"))
    said = world.new(world.proposition(article).without(dimension, "dose_level"))
    studied = _condition(world, dimension)
    while str(studied[1]).strip().replace("-", " ") in spoken(said.conditions):
        studied = _condition(world, dimension)  # the comparator's dose would name it by chance
    claim = world.claim(said)
    sources = [world.documents.new_source() for _ in range(draw.between(1, 2))]
    for source in sources:
        world.line(claim, said, source, studied=(studied,))
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault("lost-context", claim, variant=dimension)
    yield


def context_in_words(world: World) -> Iterator[None]:
    """The claim tells the dose in a word, the line in a number: nothing is lost."""
    article = world.documents.article()
    plain = world.proposition(article).without("dose")
    said = world.new(plain.given(("dose_level", Level("LowDose"))))
    claim = world.claim(said)
    sources = [world.documents.new_source()]
    world.line(claim, said, sources[0], studied=(("dose", dose(world.draw)),))
    world.assertion(claim, article, sourced(world, sources))
    world.truth.miss("lost-context", claim, variant="dose in a word")
    yield


def other_population(world: World) -> Iterator[None]:
    """Evidence from animals, or from others than the claim speaks of."""
    article = world.documents.article()
    plain = world.proposition(article).without("species")
    variant = world.draw.pick(("animals stated", "animals by design", "others"))
    design = "AnimalStudy"
    studied: tuple[Condition, ...] = ()
    human: Condition = ("population", Named(world.words.get("population", 1)))
    if variant == "animals stated":
        human = ("species", _species(world, "human"))
        studied = (("species", _species(world, "rat")),)
    elif variant == "others":
        design = "CohortStudy"
        studied = (("population", Named(world.words.get("population", 2))),)
    said = world.new(plain.given(human))
    claim = world.claim(said)
    sources = [world.documents.new_source(design=design)]
    world.line(claim, said, sources[0], studied=studied)
    world.assertion(claim, article, sourced(world, sources))
    world.truth.fault("other-population", claim, variant=variant)
    if variant == "animals stated":
        world.truth.tolerated("lost-context", claim, variant="species")
    yield


def animals_said_or_beside(world: World) -> Iterator[None]:
    """The claim is about rats; or a study of people stands beside the one of rats."""
    article = world.documents.article()
    plain = world.proposition(article).without("population", "species")
    beside = world.draw.chance(0.5)
    rat: Condition = ("species", _species(world, "rat"))
    human: Condition = ("species", _species(world, "human"))
    said = world.new(plain.given(human if beside else rat))
    claim = world.claim(said)
    sources = [world.documents.new_source(design="AnimalStudy")]
    world.line(claim, said, sources[0], studied=(rat,))
    if beside:
        sources.insert(0, world.documents.new_source(design="RandomizedTrial"))
        world.line(claim, said, sources[0], studied=(human,))
    world.assertion(claim, article, sourced(world, sources))
    variant = "people too" if beside else "about rats"
    world.truth.miss("other-population", claim, variant=variant)
    yield


def self_contradiction(world: World) -> Iterator[None]:
    """Opposite claims of one article under the same conditions."""
    effect = world.draw.pick(("Decrease", "Decrease", "NoDifferenceFound"))
    yield from _pair(world, together=True, effect=effect)


def open_questions(world: World) -> Iterator[None]:
    """The same, both worded as possible: what may be so may also not be so."""
    yield from _pair(world, together=True, effect="Decrease", hedging="Possible")


def true_conflict(world: World) -> Iterator[None]:
    """Opposite claims of two articles under the same conditions."""
    yield from _pair(world, together=False, effect="Decrease")


def explained(world: World) -> Iterator[None]:
    """Opposite claims that one differing qualifier explains; a third stands in one article."""
    dimension = world.draw.word(figures.DIFFERING)
    yield from _pair(world, together=world.draw.chance(0.33), effect="Decrease", by=dimension)


def _pair(
    world: World, *, together: bool, effect: str, by: str = "", hedging: str = "Categorical"
) -> Iterator[None]:
    first, second = _articles(world, together=together)
    a, b = _opposite(world, world.proposition(first, "Increase"), effect, by)
    claim = _told(world, first, a, hedging)
    yield
    other = _told(world, second, b, hedging)
    if by:
        world.truth.known("explained", claim, other, variant=by)
    else:
        world.truth.known("conflict", claim, other)
    if together:
        open_ = hedging == "Possible"
        tell = world.truth.miss if by or open_ else world.truth.fault
        tell("self-contradiction", claim, other, variant="both possible" if open_ else by)
    yield


def _opposite(
    world: World, said: Proposition, effect: str, by: str
) -> tuple[Proposition, Proposition]:
    """Two opposite propositions that differ in one dimension, or in none."""
    one, other = differing(world.draw, world.words, by) if by else (None, None)
    if by:
        said = said.without(by, "dose_level") if by == "dose" else said.without(by)
    number = 0
    while True:
        place = (("place", Named(f"place-{number}")),) if number else ()
        a = said.given(*([one] if one else []), *place)
        b = replace(said.given(*([other] if other else []), *place), effect=effect)
        known = a.meaning != said.meaning and not world.seen.add(a.meaning)
        if world.seen.add(b.meaning) and not known:
            break
        number = world.draw.between(1, 5_000)
    return a, b


def near_names(world: World) -> Iterator[None]:
    """An increase of one outcome, a decrease of its near namesake."""
    first, second = _articles(world, together=world.draw.chance(0.33))
    plain = world.proposition(first, "Increase")
    name, namesake = world.words.near_name()
    claim = _told(world, first, world.new(replace(plain, object=name)))
    yield
    opposite = world.new(replace(plain, object=namesake, effect="Decrease"))
    other = _told(world, second, opposite)
    world.truth.known("apart", claim, other)
    if first is second:
        world.truth.miss("self-contradiction", claim, other, variant="near names")
    yield


def _told(world: World, article: Article, said: Proposition, hedging: str = "Categorical") -> str:
    """A claim with one line that states all its conditions, and its sourced assertion."""
    claim = world.claim(said)
    sources = [world.documents.new_source()]
    world.line(claim, said, sources[0], kept=1.0)
    world.assertion(claim, article, Wording(hedging, cites=cited(sources)))
    return claim


def _articles(world: World, *, together: bool) -> tuple[Article, Article]:
    """One article for both claims of a pair, or two."""
    first = world.documents.own_article()
    return first, first if together else world.documents.own_article()


def _condition(world: World, dimension: str) -> Condition:
    if dimension == "dose":
        return dimension, dose(world.draw)
    if dimension == "timepoint":
        return dimension, Amount(world.draw.pick(figures.TIMES), "days")
    return dimension, Named(world.words.ranked("population", world.claims))


def _species(world: World, name: str) -> Named:
    return Named(world.words.fixed(f"species-{name}", name))


RECIPES: Final = (
    (40, context_lost),
    (40, context_in_words),
    (40, other_population),
    (40, animals_said_or_beside),
    (20, self_contradiction),
    (5, open_questions),
    (5, true_conflict),
    (65, explained),
    (30, near_names),
)
