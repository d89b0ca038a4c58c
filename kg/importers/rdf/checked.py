"""What a lenient reading lets through, looked at one by one: IRIs, language tags, RDF 1.2.

A file is read leniently so that all its faults can be told at once, with what would be valid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import EntityError, SyntaxFault
from kg.rdf.iris import fault_of, iris_of, is_absolute, mended
from kg.rdf.parse import parse_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHOWN: Final = 3
_WIDTH: Final = 120


def checked(path: str, quads: list[ox.Quad], *, mend: bool) -> tuple[list[ox.Quad], list[str]]:
    """The quads of a file with valid IRIs only.

    Args:
        path: the file, for messages.
        quads: as a lenient reading gave them.
        mend: percent-encode what no IRI may hold, instead of refusing it.

    Returns:
        The quads, and sentences about what was mended.

    Raises:
        SyntaxFault: an IRI is invalid and not to be mended, or cannot be; or a language tag is.
        EntityError: a term of RDF 1.2 that a ledger has no place for.
    """
    bad: dict[str, str] = {}
    seen: set[str] = set()
    for quad in quads:
        _check_terms(path, quad)
        for iri in iris_of(quad):
            if iri not in seen:
                seen.add(iri)
                said = fault_of(iri)
                if said:
                    bad[iri] = said
    if not bad:
        return quads, []
    better = {iri: mended(iri) for iri in bad}
    hopeless = [iri for iri in bad if not is_absolute(iri) or fault_of(better[iri])]
    if hopeless or not mend:
        raise _refusal(path, quads, bad, (hopeless or list(bad))[0])
    shown = "; ".join(f"{_short(iri)} is now {_short(better[iri])}" for iri in list(bad)[:_SHOWN])
    rest = f"; and {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
    note = f"{len(bad)} invalid IRIs were percent-encoded: {shown}{rest}"
    return [_mended(quad, better) for quad in quads], [_plain(note)]


def _check_terms(path: str, quad: ox.Quad) -> None:
    found = quad.object
    if isinstance(found, ox.Literal):
        if found.language is not None:
            _check_language(path, quad, found)
    elif isinstance(found, ox.Triple):
        raise EntityError(
            f"{path}: {_said(quad)}: a triple inside a triple has no place in a ledger",
            "state it by rdf:subject, rdf:predicate and rdf:object",
        )


def _check_language(path: str, quad: ox.Quad, found: ox.Literal) -> None:
    if found.direction is not None:
        raise EntityError(
            f"{path}: {_said(quad)}: a text with a base direction has no place in a ledger",
            "leave the direction out, the language says it",
        )
    try:
        ox.Literal("", language=found.language)
    except ValueError as error:
        said = f"{_said(quad)}: @{found.language} is no language tag ({error})"
        raise SyntaxFault(path, _line(path), 0, said, "write one such as @en-GB") from error


def _refusal(path: str, quads: Iterable[ox.Quad], bad: Mapping[str, str], iri: str) -> SyntaxFault:
    where = next(quad for quad in quads if iri in set(iris_of(quad)))
    more = f"; {len(bad) - 1} more like it" if len(bad) > 1 else ""
    if not is_absolute(iri):
        hint = "write it in full, or add a base to the file"
    elif fault_of(mended(iri)):
        hint = "correct it"
    else:
        hint = f"write {_short(mended(iri))}, or give --lenient, which does that"
    said = f"{_short(iri)} is no IRI: {bad[iri]} (in {_said(where)}{more})"
    return SyntaxFault(path, _line(path), 0, _plain(said), _plain(hint))


def _line(path: str) -> int:
    """The line of the first invalid IRI: a strict reading stops there; 0 where it names none."""
    try:
        for _ in parse_quads(path):
            pass
    except SyntaxFault as fault:
        return fault.line
    except EntityError:
        return 0
    return 0


def _said(quad: ox.Quad) -> str:
    return f"{_short(_value(quad.subject))} {_short(quad.predicate.value)}"


def _value(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _short(iri: str) -> str:
    shown = iri if len(iri) <= _WIDTH else f"{iri[: _WIDTH - 1]}…"
    return _plain(f"<{shown}>")


def _plain(said: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in said)


def _mended(quad: ox.Quad, better: Mapping[str, str]) -> ox.Quad:
    predicate, graph = quad.predicate, quad.graph_name
    subject, found = quad.subject, quad.object
    if isinstance(subject, ox.NamedNode):
        subject = _node(subject, better)
    if isinstance(found, ox.NamedNode):
        found = _node(found, better)
    elif isinstance(found, ox.Literal) and found.datatype.value in better:
        found = ox.Literal(found.value, datatype=_node(found.datatype, better))
    if isinstance(graph, ox.NamedNode):
        graph = _node(graph, better)
    return ox.Quad(subject, _node(predicate, better), found, graph)


def _node(node: ox.NamedNode, better: Mapping[str, str]) -> ox.NamedNode:
    return ox.NamedNode(better[node.value]) if node.value in better else node
