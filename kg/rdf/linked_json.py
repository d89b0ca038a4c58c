"""JSON-LD of others: contexts in the document or in a file beside it, and nothing lost in silence.

A JSON-LD reader leaves out what it cannot make sense of: keys that the context does not define,
IRIs that are relative to nothing, IRIs that are none. Here each of them is told.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.errors import EntityError, ReadError, SyntaxFault
from kg.rdf.iris import fault_of, iris_of, is_absolute, mended
from kg.rdf.local_context import LocalContexts, is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.rdf.context import Json

_RELATIVE: Final = "kg-relative://here/"
"""What relative IRIs are resolved against, so that they can be told afterwards."""

_UNDEFINED: Final = "kg-undefined://here/"
"""What keys without a definition are taken for when the document is read for them."""

_PLACE: Final = re.compile(r"line (\d+) column (\d+)")
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class LinkedJson:
    """A document that can be handed to the parser.

    Attributes:
        text: it, with every context inside.
        undefined: keys that its contexts do not define, which a reader leaves out.
        ours: it names our own context, in which no unknown key is allowed.
    """

    text: str
    undefined: tuple[str, ...]
    ours: bool

    def notes(self) -> list[str]:
        """What a reader leaves out, as sentences."""
        if not self.undefined:
            return []
        shown = ", ".join(repr(key) for key in self.undefined[:_SHOWN])
        more = len(self.undefined) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        return [f"left out, as the @context does not define them: the keys {shown}{rest}"]

    def quads(self, path: Path, *, lenient: bool) -> Iterator[ox.Quad]:
        """Its statements, each IRI checked.

        The parser leaves out what it finds invalid; so it reads twice, the first time without
        looking at IRIs, and we look.

        Args:
            path: the document, for messages.
            lenient: let invalid IRIs through; relative ones never are.

        Yields:
            The quads.

        Raises:
            EntityError: an IRI is relative, or invalid and not `lenient`.
        """
        # a predicate without a scheme is a key without a definition, which is told by `notes`
        loose = [q for q in self._read(lenient=True) if is_absolute(q.predicate.value)]
        iris = dict.fromkeys(iri for quad in loose for iri in iris_of(quad))
        _check_absolute(path, iris)
        bad = [iri for iri in iris if fault_of(iri)]
        if bad and not lenient:
            said = f"{path}: {bad[0]!r} is no IRI: {fault_of(bad[0])}"
            raise EntityError(said, f"write {mended(bad[0])}")
        yield from loose if bad else self._read(lenient=False)

    def _read(self, *, lenient: bool) -> Iterator[ox.Quad]:
        return ox.parse(self.text, format=ox.RdfFormat.JSON_LD, base_iri=_RELATIVE, lenient=lenient)


def linked_json(path: Path, data: bytes, contexts: Mapping[str, str]) -> LinkedJson:
    """Make a document whole.

    Args:
        path: where it comes from; contexts by relative path are looked for beside it.
        data: its bytes.
        contexts: files of contexts that stand elsewhere, by the IRI that names them.

    Returns:
        The document with all contexts inside it.

    Raises:
        SyntaxFault: it is no JSON, or one object has a key twice.
        ReadError: a context is remote, missing or no context, or the document holds no statement
            for want of one.
        EntityError: a document with our own context has a key that we do not know.
    """
    text = _decoded(path, data)
    try:
        document = _parsed(path, text)
        whole = LocalContexts(path, text, contexts).inside(document)
        undefined = _undefined(whole)
        found = json.dumps(whole, ensure_ascii=False)
        found.encode()
    except UnicodeEncodeError as error:
        said = "half of a surrogate pair, which is no character"
        raise SyntaxFault(str(path), 0, 0, said, "take the escape out") from error
    except RecursionError as error:
        raise SyntaxFault(str(path), 0, 0, "nested too deeply", "flatten the document") from error
    _check_meaning(path, document)
    ours = is_ours(document)
    if ours and undefined:
        raise _unknown_key(path, undefined[0])
    return LinkedJson(found if whole != document else text, undefined, ours)


def _check_absolute(path: Path, iris: Iterable[str]) -> None:
    for iri in iris:
        if iri.startswith(_RELATIVE):
            raise EntityError(
                f"{path}: {iri.removeprefix(_RELATIVE)!r} is a relative IRI, or a word that the"
                " @context does not define",
                'write the IRI in full, or add "@base" to the @context',
            )


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SyntaxFault(str(path), line, 0, "not UTF-8", "save the file as UTF-8") from error


def _parsed(path: Path, text: str) -> Json:
    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise SyntaxFault(
                str(path), 0, 0, f"an object has the key {twice!r} twice", "make it a list"
            )
        return found

    try:
        return cast("Json", json.loads(text, object_pairs_hook=once))
    except ValueError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        said = str(error).partition(":")[0]
        raise SyntaxFault(str(path), line, column, f"not JSON: {said}", "correct it") from error


def _check_meaning(path: Path, document: Json) -> None:
    """JSON without a context or a keyword says nothing as linked data."""
    nodes = document if isinstance(document, list) else [document]
    linked = (isinstance(n, dict) and any(key.startswith("@") for key in n) for n in nodes)
    if nodes and not any(linked):
        raise ReadError(
            f"{path}: is no JSON-LD, nothing in it has an @context",
            "add one, or name the format with --from",
        )


def _undefined(document: Json) -> tuple[str, ...]:
    """Keys without a definition: they appear when everything undefined is given a namespace."""
    nodes = document if isinstance(document, list) else [document]
    marked: list[Json] = []
    for node in nodes:
        if isinstance(node, dict):
            stated = node.get("@context", [])
            own = stated if isinstance(stated, list) else [stated]
            marked.append({**node, "@context": [{"@vocab": _UNDEFINED}, *own]})
    found: dict[str, None] = {}
    try:
        quads = ox.parse(
            json.dumps(marked), format=ox.RdfFormat.JSON_LD, base_iri=_RELATIVE, lenient=True
        )
        for quad in quads:
            if quad.predicate.value.startswith(_UNDEFINED):
                found[quad.predicate.value.removeprefix(_UNDEFINED)] = None
    except (SyntaxError, ValueError, MemoryError):
        return ()  # the reading proper will say what is wrong
    return tuple(found)


def _unknown_key(path: Path, key: str) -> EntityError:
    from difflib import get_close_matches

    from kg.model.kinds import CLASSES
    from kg.rdf.fields import fields_of

    known = {bound.name for cls in CLASSES.values() for bound in fields_of(cls)}
    near = get_close_matches(key, [*sorted(known), "iri", "type", "text", "lang"], n=1)
    hint = f"did you mean {near[0]!r}?" if near else "see schema/context.jsonld"
    return EntityError(f"{path}: the key {key!r} is not known to our context", hint)
