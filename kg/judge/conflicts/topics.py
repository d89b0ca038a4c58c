"""Topics with opposite claims: found by hashing on subject and object, claims as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.judge.conflicts.stands import opposition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.judge.conflicts.claimed import Claimed
    from kg.judge.conflicts.stands import Stand
    from kg.judge.context import Hierarchy

Key = tuple[str, str]
"""Subject and object, as the index keeps them."""


class Part(NamedTuple):
    """Claims of a topic that name one subject and one object.

    Attributes:
        subject: their subject.
        object: their object.
        claims: their numbers.
        turned: they are taken the other way round: said of the inverse outcome, or from the side
            of their comparator.
    """

    subject: str
    object: str
    claims: list[int]
    turned: bool = False


class Topic(NamedTuple):
    """Claims of one subject and object, or of kinds of them, that exclude each other.

    Attributes:
        subject: the subject.
        object: the object.
        parts: the claims; two of them belong here if one names the subject itself and one the
            object itself.
        against: the comparator, where the claims of one side compare the other way round; then
            only claims of different sides belong together.
    """

    subject: str
    object: str
    parts: tuple[Part, ...]
    against: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The concepts that name it."""
        own = (self.subject, self.object)
        return own if self.against is None else (*own, self.against)


class Links(NamedTuple):
    """How concepts lie to each other, as the index keeps them.

    Attributes:
        subjects: for a subject what it is a kind of, among the subjects of claims.
        objects: the same for objects.
        inverse: objects of which more is less of another one, by that other one.
    """

    subjects: Mapping[str, tuple[str, ...]]
    objects: Mapping[str, tuple[str, ...]]
    inverse: Mapping[str, str]


def topics(claimed: Claimed, links: Links) -> Iterator[Topic]:
    """Topics in which some claims are opposite.

    Args:
        claimed: claims by subject and object.
        links: the hierarchy, and inverse outcomes.

    Yields:
        Topics by subject and object, then those of swapped comparisons.
    """
    able = _Able(claimed.stands)
    found = _by_key(claimed, links)
    for subject, thing in sorted(key for key, parts in found.items() if _several(parts)):
        parts = found[subject, thing]
        if able.together(claimed, parts):
            yield Topic(subject, thing, tuple(parts))
    yield from _swapped(claimed, links, able)


def above(
    used: Iterable[str], whole: Mapping[str, str], hierarchy: Hierarchy
) -> dict[str, tuple[str, ...]]:
    """What concepts are kinds of, among those that are used.

    Args:
        used: concepts as the index keeps them.
        whole: their IRIs.
        hierarchy: the ledger's concepts.

    Returns:
        Those that are kinds of others, with the others.
    """
    stored = {whole[one]: one for one in used}
    found = {}
    for iri, one in stored.items():
        kinds = hierarchy.kinds_of(iri)
        if len(kinds) > 1:
            others = sorted(
                stored[kind] for kind in kinds if kind in stored and _is_above(kind, iri, hierarchy)
            )
            if others:
                found[one] = tuple(others)
    return found


def _is_above(kind: str, iri: str, hierarchy: Hierarchy) -> bool:
    """Another concept; of two that are kinds of each other by mistake, the first by name."""
    return kind != iri and (kind < iri or iri not in hierarchy.kinds_of(kind))


def _by_key(claimed: Claimed, links: Links) -> dict[Key, list[Part]]:
    found: dict[Key, list[Part]] = {}
    for (subject, thing), claims in claimed.said.items():
        outcome = links.inverse.get(thing)
        part = Part(subject, thing, claims, turned=outcome is not None)
        for one in (subject, *links.subjects.get(subject, ())):
            for other in (outcome or thing, *links.objects.get(outcome or thing, ())):
                found.setdefault((one, other), []).append(part)
    return found


def _several(parts: list[Part]) -> bool:
    """Parts hold more than one claim: most topics of a large ledger do not."""
    return len(parts) > 1 or len(parts[0].claims) > 1


def _swapped(claimed: Claimed, links: Links, able: _Able) -> Iterator[Topic]:
    """Comparisons of A against B beside those of B against A, turned round.

    Where one is a kind of the other they meet in its topic already.
    """
    for (subject, against, thing), claims in sorted(claimed.compared.items()):
        if subject >= against:  # each two are met twice
            continue
        others = claimed.compared.get((against, subject, thing))
        kinds = (*links.subjects.get(subject, ()), *links.subjects.get(against, ()))
        if others is None or subject in kinds or against in kinds:
            continue
        parts = (Part(subject, thing, claims), Part(against, thing, others, turned=True))
        if able.together(claimed, parts):
            yield Topic(subject, thing, parts, against)


class _Able:
    """Whether claims of some stands can exclude each other; each set of stands is tried once."""

    def __init__(self, stands: list[Stand]) -> None:
        self._stands = stands
        self._known: dict[frozenset[tuple[int, bool]], bool] = {}

    def together(self, claimed: Claimed, parts: Iterable[Part]) -> bool:
        """Some two of the claims of parts are opposite."""
        at = claimed.at
        codes = frozenset((at[claim], part.turned) for part in parts for claim in part.claims)
        if codes not in self._known:
            stands = [self._stands[c].turned() if t else self._stands[c] for c, t in codes]
            self._known[codes] = any(opposition(a, b) for a in stands for b in stands)
        return self._known[codes]
