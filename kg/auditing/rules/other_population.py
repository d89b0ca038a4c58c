"""A claim about people, or about one group, that only others were studied for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.of_claims import stated
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.auditing.tables import OF_EFFECT
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.store.condition import Cell

_NO_PEOPLE = "('animal-study', 'in-vitro-study')"
_STUDIED = f"""
SELECT l.claim AS key, l.claim, NULL, coalesce(l.design IN {_NO_PEOPLE}, 0), q.concept, q.words,
    mine.owner IS NOT NULL, mine.concept, mine.words
FROM (SELECT claim FROM studied WHERE design IN {_NO_PEOPLE}
    UNION SELECT claim FROM beyond WHERE field = 'species') AS suspect
CROSS JOIN claim AS c ON c.iri = suspect.claim AND c.claim_type IN {OF_EFFECT}
CROSS JOIN live AS l ON l.claim = c.iri AND l.direction = 'supports'
LEFT JOIN qualifier AS q ON q.owner = l.iri AND q.field = 'species'
LEFT JOIN qualifier AS mine ON mine.owner = c.iri AND mine.field = 'species'"""
_GROUPS = """
SELECT l.claim AS key, l.claim, NULL, mine.concept, theirs.concept
FROM (SELECT DISTINCT claim FROM beyond WHERE field = 'population') AS suspect
CROSS JOIN qualifier AS mine ON mine.owner = suspect.claim AND mine.field = 'population'
CROSS JOIN live AS l ON l.claim = suspect.claim AND l.direction = 'supports'
CROSS JOIN qualifier AS theirs ON theirs.owner = l.iri AND theirs.field = 'population'"""


def animals(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """Claims of people, or of no stated species, none of whose supporting lines is of people."""
    of_people: dict[Cell, bool] = {}
    for _, claim, _, no_people, concept, words, own, own_concept, own_words in rows:
        if own and not facts.is_human(str(own_concept or own_words)):
            of_people[claim] = True  # it says itself in which animals it was found
            continue
        species = concept or words
        human = not no_people if species is None else facts.is_human(str(species))
        of_people[claim] = of_people.get(claim, False) or human
    return ((claim, claim, None) for claim, human in of_people.items() if not human)


def groups(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """Claims whose population is declared to share nothing with any that was studied."""
    apart: dict[Cell, bool] = {}
    for _, claim, _, mine, theirs in rows:
        known = mine is not None and theirs is not None
        disjoint = known and facts.hierarchy.are_disjoint(str(mine), str(theirs))
        apart[claim] = apart.get(claim, True) and disjoint
    return ((claim, claim, None) for claim, all_apart in apart.items() if all_apart)


def tell_animals(facts: Facts, row: Row) -> Hit:
    """A claim that only animals or cells were studied for."""
    return _hit(facts, row, "no supporting study is of people", "say in what it was found")


def tell_groups(facts: Facts, row: Row) -> Hit:
    """A claim about one group that was studied in others."""
    studied = {v.text for x in facts.support(row[1]) for v in x.qualifiers.get("population", ())}
    found = f"it was studied in {', '.join(sorted(studied))} only"
    return _hit(facts, row, found, "name the people who were studied")


def _hit(facts: Facts, row: Row, found: str, remedy: str) -> Hit:
    sources = (line.source.ref.iri for line in facts.support(row[1]))
    return on_claim(facts, row, f"{found}: {facts.ref(row[1]).label}", remedy, sources)


_ANIMALS = Question(_STUDIED, tell_animals, animals)
_OTHERS = Question(_GROUPS, tell_groups, groups)

RULE = Rule(
    code="KG404",
    name="other-population",
    severity=Severity.WARNING,
    summary="A claim about people whose support is of animals, cells or other people.",
    what="Flags a claim that names no species, or that of people, all of whose live supporting "
    "lines are animal or laboratory studies, and a claim about a population that the ledger "
    "declares disjoint from every one that was studied.",
    why="Most of what works in animals does not in people.",
    instead="Say in whom it was found.",
    examples=(
        Example("Ketamine reduces nausea (Hahn 2018).", ("Ketamine reduces nausea",)),
        Example("Ketamine reduces anxiety (Berg 2019)."),
    ),
    check=stated(_ANIMALS, _OTHERS),
    questions=(_ANIMALS, _OTHERS),
    references=("Hackam and Redelmeier 2006, doi:10.1001/jama.296.14.1731",),
    needs_ledger=True,
    default_in=("ledger",),
)
