"""Levels of evidence by name: with their scheme (`CIViC:B`, `OCEBM-2`), alone, or as a range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import FilterError
from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.naming import short, spellings

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.store.index import Index

_RANGE: Final = re.compile(
    r"(?:(?P<scheme>.+?)\s*:\s*)?(?:(?P<sign><=|>=|<|>|≤|≥)\s*(?P<one>\d{1,3})"
    r"|(?P<low>\d{1,3})?\s*\.\.\s*(?P<high>\d{1,3})?)"
)
_NUMBERED: Final = ("ocebm",)
"""The scheme that a range without one means; its level 1 is the strongest."""
_PART: Final = re.compile(r"[^\W_]+")
_COUNTED: Final = re.compile(r"level(\d+[a-c]?)")
"""How code systems of FHIR number levels."""
_ALSO: Final = {frozenset({"certainty", "rating"}): "grade", frozenset({"civicdb"}): "civic"}
"""Words of the names of schemes, and the scheme that they tell: FHIR names GRADE's by its use."""
_LISTED: Final = 8
# Each step is one look into the index: there are many lines and few levels.
_USED: Final = """WITH RECURSIVE used (iri) AS (
SELECT min(coalesce(adjusted_level, level)) FROM evidence_line UNION ALL
SELECT (SELECT min(coalesce(adjusted_level, level)) FROM evidence_line
    WHERE coalesce(adjusted_level, level) > used.iri)
FROM used WHERE iri IS NOT NULL) SELECT iri FROM used WHERE iri IS NOT NULL"""

Words = tuple[str, ...]


class Level(NamedTuple):
    """A level of evidence by all its names.

    Attributes:
        iri: the concept.
        label: its label.
        values: its names without the scheme, such as `2` or `very low`.
        scheme: words of the names of its scheme.
    """

    iri: str
    label: str
    values: frozenset[Words]
    scheme: frozenset[str]


def levels_named(index: Index, term: str) -> frozenset[str]:
    """All levels that a term may mean, among those that evidence lines have.

    Args:
        index: where to look.
        term: `OCEBM-2`, `GRADE:high`, `B`, `<=2`, `CIViC:1..2`, a label, a CURIE or an IRI.

    Returns:
        IRIs of the levels; a range may hold none of them.

    Raises:
        FilterError: no level of this ledger bears the name.
    """
    used = _used(index)
    found = _RANGE.fullmatch(term.strip())
    if found and (found["one"] or found["low"] or found["high"]):
        scheme = _words(found["scheme"] or "") or _NUMBERED
        return frozenset(one.iri for one in used if {*scheme} <= one.scheme and _within(found, one))
    iris = {*spellings(index, term)}
    chosen = frozenset(one.iri for one in used if one.iri in iris or _bears(one, term))
    if not chosen:
        names = sorted({one.label for one in used})[:_LISTED]
        raise FilterError(
            f"level: no evidence of this ledger has the level {short(term)!r}",
            f"it has: {', '.join(names)}" if names else "it records no levels",
        )
    return chosen


def _within(found: re.Match[str], level: Level) -> bool:
    numbers = [int(value[0]) for value in level.values if len(value) == 1 and value[0].isdecimal()]
    sign, one = found["sign"], int(found["one"] or 0)
    if sign is None:
        low, high = int(found["low"] or 0), int(found["high"] or 1000)
        return any(low <= number <= high for number in numbers)
    below, equal = sign[0] in "<≤", sign in {"<=", ">=", "≤", "≥"}
    return any(
        (number == one and equal) or (number < one if below else number > one) for number in numbers
    )


def _bears(level: Level, term: str) -> bool:
    """The words of a term are words of the scheme, and then a name of the level."""
    scheme, colon, value = term.partition(":")
    words = (*_words(scheme), *_words(value))
    places = (len(_words(scheme)),) if colon else range(len(words))
    return fold(term) == fold(level.label) or any(
        words[place:] in level.values and {*words[:place]} <= level.scheme for place in places
    )


def _words(text: str) -> Words:
    return tuple(_PART.findall(fold(text)))


def _used(index: Index) -> list[Level]:
    return levels_of(index, [str(row[0]) for row in index.rows(_USED)])


def levels_of(index: Index, iris: Collection[str]) -> list[Level]:
    """Levels by all their names.

    Args:
        index: where they are described.
        iris: the levels.

    Returns:
        One entry a level, in the same order.
    """
    refs = index.refs(iris)
    same = AMONG.replace("?", "?1")
    described = index.among(
        f"SELECT iri, notation, scheme FROM vocabulary WHERE iri IN {same}"
        f" UNION ALL SELECT iri, notation, scheme FROM concept WHERE iri IN {same}",
        iris,
    )
    schemes = index.refs(str(row[2]) for row in described if row[2] is not None)
    found = []
    for iri in iris:
        notations = {_words(str(row[1])) for row in described if row[0] == iri and row[1]}
        said = {
            *_words(" ".join(schemes[str(r[2])].label for r in described if r[0] == iri and r[2]))
        }
        values = set(notations)
        for name in (_words(refs[iri].label), _words(refs[iri].id.rpartition(":")[2])):
            # the table import names a level as its scheme and its value, such as `CIViC B`
            said.update(name[:1] if len(name) > 1 else ())
            values |= {name[1:] or name, tuple(word for word in name if word not in said)}
        values |= {
            (numbered[1],)
            for value in values
            if len(value) == 1 and (numbered := _COUNTED.fullmatch(value[0]))
        }
        said |= {scheme for words, scheme in _ALSO.items() if words <= said}
        found.append(Level(iri, refs[iri].label, frozenset(values - {()}), frozenset(said)))
    return found
