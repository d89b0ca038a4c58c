"""One study, one vote: lines grouped by where they come from.

Lines that share a study share an origin; so do a meta-analysis and a trial that it lists among its
studies, or cites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from kg.judge.certainty.designs import POOLED

if TYPE_CHECKING:
    from kg.judge.certainty.body import Lines


class Rooted(Protocol):
    """A line as far as its origin goes."""

    @property
    def iri(self) -> str:
        """The line."""

    @property
    def source(self) -> str:
        """The document that it rests on."""

    @property
    def studies(self) -> tuple[str, ...]:
        """The studies that it reports or pools."""

    @property
    def pools(self) -> tuple[str, ...]:
        """Documents that its source may pool."""


One = TypeVar("One", bound=Rooted)


class Vote(NamedTuple):
    """What one origin says.

    Attributes:
        mine: its lines for the side that is weighed.
        against: its lines for the other side.
    """

    mine: Lines
    against: Lines

    @property
    def mixed(self) -> bool:
        """Its lines disagree."""
        return bool(self.mine and self.against)

    @property
    def pooled(self) -> bool:
        """It speaks for several studies."""
        return any(
            len(line.studies) > 1 or (line.design in POOLED and not line.studies)
            for line in self.mine
        )


def origins(lines: tuple[One, ...]) -> tuple[tuple[One, ...], ...]:
    """Lines grouped by origin.

    Args:
        lines: live lines of one claim.

    Returns:
        Groups in the order of their first lines by IRI, lines by IRI.
    """
    if len(lines) < 2:  # noqa: PLR2004 - a single line is its own origin
        return (lines,) if lines else ()
    ordered = sorted(lines, key=_by_iri)
    alone = {line.source for line in ordered if not line.studies}
    root: dict[str, str] = {}
    for line in ordered:
        nodes = line.studies or (line.source,)
        first = _find(root, nodes[0])
        for node in nodes[1:]:
            root[_find(root, node)] = first
        if line.source in alone:
            root[_find(root, line.source)] = _find(root, nodes[0])
    known = {*root}
    for line in ordered:
        for cited in line.pools:
            if cited in known:
                root[_find(root, cited)] = _find(root, (line.studies or (line.source,))[0])
    groups: dict[str, list[One]] = {}
    for line in ordered:
        groups.setdefault(_find(root, (line.studies or (line.source,))[0]), []).append(line)
    return tuple(map(tuple, groups.values()))


def _by_iri(line: Rooted) -> str:
    return line.iri


def _find(root: dict[str, str], node: str) -> str:
    """The node that stands for the origin of another."""
    above = root.setdefault(node, node)
    while above != node:
        root[node] = root[above]
        node, above = above, root[above]
    return node


def votes(groups: tuple[Lines, ...], side: str) -> tuple[Vote, ...]:
    """What the origins say, seen from one side.

    Args:
        groups: lines with a vote, by origin.
        side: `supports` or `disputes`.

    Returns:
        One vote an origin.
    """
    return tuple(
        Vote(
            tuple(line for line in group if line.direction == side),
            tuple(line for line in group if line.direction != side),
        )
        for group in groups
    )
