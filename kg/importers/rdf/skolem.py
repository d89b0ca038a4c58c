"""Names for blank nodes, made of what is said of them: the same graph gives the same names."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.importers.rdf.alike import Order
from kg.model.identity import digest, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ROUNDS: Final = 5
"""How deep a blank node is told from its like; ours are at most three deep."""

Edge = tuple[str, str, str, bool]
"""Place (`in` or `out`), predicate, the other end, and whether that is a blank node."""


def skolem_names(quads: Iterable[ox.Quad], base: str) -> dict[str, str]:
    """An IRI for every blank node of a graph.

    A node with one owner is named after it (`…#ev1-dose-3fa2c1`), another by its content
    (`…#b` and 16 digits). Nodes that look alike are numbered; see `kg.importers.rdf.alike`.

    Args:
        quads: the graph.
        base: namespace of the names.

    Returns:
        Blank node label to IRI.
    """
    edges = _edges(quads)
    colours = dict.fromkeys(edges, "")
    for _ in range(_ROUNDS):
        colours = {node: _colour(node, edges, colours) for node in edges}
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for node in _in_order(edges, colours):
        _name(node, edges, colours, names, (base, taken))
    return names


def _in_order(edges: Mapping[str, list[Edge]], colours: Mapping[str, str]) -> Iterable[str]:
    """The nodes in an order that is that of the graph, not of the file."""
    if len(set(colours.values())) == len(colours):
        return sorted(edges, key=colours.__getitem__)
    linked = {node: [edge[2] for edge in found if edge[3]] for node, found in edges.items()}
    return Order(linked, lambda node, known: _colour(node, edges, known)).of(colours)


def _edges(quads: Iterable[ox.Quad]) -> dict[str, list[Edge]]:
    """What is said of each blank node, and who points to it, in order of occurrence."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for quad in quads:
        subject, predicate, found = quad.subject, quad.predicate.value, quad.object
        from_blank, to_blank = isinstance(subject, ox.BlankNode), isinstance(found, ox.BlankNode)
        if isinstance(subject, ox.BlankNode):
            edges[subject.value].append(
                (
                    "out",
                    predicate,
                    found.value if isinstance(found, ox.BlankNode) else str(found),
                    to_blank,
                )
            )
        if isinstance(found, ox.BlankNode):
            other = (
                subject.value if isinstance(subject, ox.BlankNode | ox.NamedNode) else str(subject)
            )
            edges[found.value].append(("in", predicate, other, from_blank))
        if isinstance(quad.graph_name, ox.BlankNode):
            edges[quad.graph_name.value].append(("graph", "", "", False))
    return dict(edges)


def _colour(node: str, edges: Mapping[str, list[Edge]], colours: Mapping[str, str]) -> str:
    lines = sorted(
        f"{place} {predicate} {colours[other] if blank else other}"
        for place, predicate, other, blank in edges[node]
    )
    return digest("\n".join(lines), 64)


def _name(
    node: str,
    edges: Mapping[str, list[Edge]],
    colours: Mapping[str, str],
    names: dict[str, str],
    made: tuple[str, Counter[str]],
) -> None:
    """Name a node, its owners first; without recursion, so that a long chain does no harm."""
    base, taken = made
    chain = [node]
    while chain:
        one = chain[-1]
        owner = _owner(edges[one])
        if one in names:
            chain.pop()
            continue
        if owner is not None and owner[1] and owner[0] not in names and owner[0] not in chain:
            chain.append(owner[0])
            continue
        chain.pop()
        name = _proposed(owner, names, base, colours[one])
        taken[name] += 1
        names[one] = name if taken[name] == 1 else f"{name}-{taken[name]}"


def _owner(edges: list[Edge]) -> tuple[str, bool, str] | None:
    """The only subject that points to a node, whether it is blank, and by which predicate."""
    incoming = [edge for edge in edges if edge[0] == "in"]
    if len(incoming) != 1:
        return None
    _, predicate, other, blank = incoming[0]
    return other, blank, predicate


def _proposed(
    owner: tuple[str, bool, str] | None, names: Mapping[str, str], base: str, colour: str
) -> str:
    iri = "" if owner is None else names.get(owner[0], "" if owner[1] else owner[0])
    if owner is None or not iri.startswith(base):
        return f"{base}b{colour[:16]}"
    local = owner[2].replace("#", "/").rpartition("/")[2]
    return f"{iri}-{slug(local)}-{colour[:6]}"
