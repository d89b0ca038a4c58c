"""BEL graphs as PyBEL writes them: node-link JSON, whose nodes are terms and links statements."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault, SyntaxFault
from kg.importers.bel.relations import relation_of
from kg.importers.bel.statements import Citation, Script, Statement
from kg.importers.bel.terms import TermFault, whole_term, written
from kg.model.values import check_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE: Final = re.compile(r"line (\d+) column (\d+)")
_MODIFIERS: Final = {"Activity": "act", "Degradation": "deg", "CellSecretion": "sec"}
_MODIFIERS_MORE: Final = {"CellSurfaceExpression": "surf", "Translocation": "tloc"}


def read_node_link(text: str, path: str, *, lenient: bool = False) -> Script:
    """Read a node-link graph.

    Args:
        text: the JSON.
        path: its file, for messages.
        lenient: leave out a link that breaks the grammar, with a note, instead of refusing.

    Raises:
        SyntaxFault: it is not JSON.
        ImportFault: it is no such graph, or a node or link of it is malformed.
    """
    try:
        graph = json.loads(text)
    except RecursionError as error:
        raise SyntaxFault(path, 0, 0, "nested too deeply to be a BEL graph") from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        raise SyntaxFault(path, line, column, f"not JSON: {error}", "export it again") from error
    if not isinstance(graph, dict) or not all(
        isinstance(graph.get(part), list) for part in ("nodes", "links")
    ):
        raise ImportFault(f"{path}: not a node-link graph", "export it with PyBEL as node-link")
    return _Reader(path, graph["nodes"], lenient=lenient).read(graph["links"])


class _Reader:
    def __init__(self, path: str, nodes: list[object], *, lenient: bool) -> None:
        self._path = path
        self._lenient = lenient
        self._terms = [self._term(node, number) for number, node in enumerate(nodes)]
        self._left: Counter[str] = Counter()

    def read(self, links: list[object]) -> Script:
        found: list[Statement] = []
        notes: list[str] = []
        for number, link in enumerate(links):
            try:
                found.append(self._statement(link, f"{self._path}, link {number}"))
            except ImportFault as fault:
                if not self._lenient:
                    raise
                notes.append(f"left out: {fault.message}")
        return Script(tuple(found), tuple(notes))

    def _term(self, node: object, number: int) -> str:
        said = node.get("bel") if isinstance(node, dict) else None
        place = f"{self._path}, node {number}"
        if not isinstance(said, str):
            raise ImportFault(f"{place}: it has no term under 'bel'", "export it with PyBEL 0.14")
        return _read(said, place)

    def _statement(self, link: object, place: str) -> Statement:
        if not isinstance(link, dict):
            raise ImportFault(f"{place}: not an object", "export the graph again")
        relation = relation_of(str(link.get("relation")))
        if relation is None:
            raise ImportFault(f"{place}: BEL has no relation {link.get('relation')!r}")
        line = link.get("line")
        return Statement(
            line if isinstance(line, int) else 0,
            self._end(link, "source", place),
            relation,
            self._end(link, "target", place),
            _citation(link.get("citation"), place),
            _text(link.get("evidence"), place),
            _annotations(link.get("annotations"), place),
        )

    def _end(self, link: Mapping[str, object], side: str, place: str) -> str:
        """The term at one end, with what the link says of its activity or place."""
        number = link.get(side)
        if not isinstance(number, int) or not 0 <= number < len(self._terms):
            raise ImportFault(f"{place}: {side} {number!r} is no node", "export the graph again")
        term = self._terms[number]
        modifier = link.get(f"{side}_modifier")
        if not isinstance(modifier, dict):
            return term
        return _read(_modified(term, modifier, place), place)


def _modified(term: str, modifier: Mapping[str, object], place: str) -> str:
    location = _name(modifier.get("location"), place)
    if location:
        term = f"{term[:-1]}, loc({location}))"
    kind = str(modifier.get("modifier") or "")
    if not kind:
        return term
    function = {**_MODIFIERS, **_MODIFIERS_MORE}.get(kind)
    if function is None:
        raise ImportFault(f"{place}: BEL has no modifier {kind!r}")
    effect = modifier.get("effect")
    if function == "tloc" and isinstance(effect, dict):
        ends = (("fromLoc", "from_loc"), ("toLoc", "to_loc"))
        named = ((name, _name(effect.get(key) or effect.get(name), place)) for name, key in ends)
        told = "".join(f", {name}({found})" for name, found in named if found)
        return f"tloc({term}{told})"
    activity = _name(effect, place)
    return f"{function}({term}{f', ma({activity})' if activity else ''})"


def _name(concept: object, place: str) -> str:
    """`PREFIX:name` of a concept of the graph, empty if there is none."""
    if not isinstance(concept, dict):
        return ""
    name = _text(concept.get("name") or concept.get("identifier"), place)
    prefix = _text(concept.get("namespace"), place)
    return f"{prefix}:{written(name)}" if prefix and name else written(name) if name else ""


def _read(term: str, place: str) -> str:
    try:
        return whole_term(term)
    except TermFault as fault:
        said = f"{place}: {term!r}, character {fault.at + 1}: {fault.message}"
        raise ImportFault(said, "mend the term") from None


def _text(value: object, place: str) -> str:
    if value is None:
        return ""
    try:
        return " ".join(check_text(str(value)).split())
    except ValueError as error:
        raise ImportFault(f"{place}: {error}", "take the character out") from error


def _citation(value: object, place: str) -> Citation | None:
    if not isinstance(value, dict):
        return None
    kind = value.get("namespace") or value.get("type") or value.get("db")
    reference = _text(
        value.get("identifier") or value.get("reference") or value.get("db_id"), place
    )
    if not reference:
        return None
    name, date = _text(value.get("name"), place), _text(value.get("date"), place)
    return Citation(_text(kind, place), reference, name, date)


def _annotations(value: object, place: str) -> dict[str, tuple[str, ...]]:
    """Values by annotation: lists of concepts, or in older files objects whose keys are values."""
    if not isinstance(value, dict):
        return {}
    found = {}
    for key, values in value.items():
        members = list(values) if isinstance(values, dict | list) else [values]
        named = (
            _text(one.get("name") or one.get("identifier"), place)
            if isinstance(one, dict)
            else _text(one, place)
            for one in members
        )
        told = tuple(words for words in named if words)
        if told:
            found[_text(key, place)] = told
    return found
