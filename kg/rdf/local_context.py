"""Contexts of JSON-LD documents: inside, in a file beside them, or our own; never fetched."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.errors import SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.context import Json

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DEPTH: Final = 8
"""Files that name files: deeper than this is a circle or a trick."""


def is_ours(document: Json) -> bool:
    """Whether a document names our own context, alone or among others, by name or whole."""
    from kg.rdf.context import CONTEXT_IRI, context

    stated = document.get("@context") if isinstance(document, dict) else None
    named = stated if isinstance(stated, list) else [stated]
    return any(one == CONTEXT_IRI or (isinstance(one, dict) and one == context()) for one in named)


class LocalContexts:
    """Puts the contexts that a document names into it.

    Args:
        path: the document; files that it names must lie in its folder or below.
        text: its text, to find the line of a name.
        at_hand: files of contexts that stand elsewhere, by the IRI that names them.
    """

    def __init__(self, path: Path, text: str, at_hand: Mapping[str, str]) -> None:
        self._path = path
        self._at_hand = at_hand
        self._text = text
        self._home = path.absolute().parent.resolve()

    def inside(self, node: Json) -> Json:
        """A part of the document with all contexts in it.

        Raises:
            SyntaxFault: a context is remote, missing, outside the folder, or no context.
        """
        if isinstance(node, list):
            return [self.inside(one) for one in node]
        if not isinstance(node, dict):
            return node
        return {
            key: self._context(value, self._home, 0) if key == "@context" else self.inside(value)
            for key, value in node.items()
        }

    def _context(self, stated: Json, folder: Path, depth: int) -> Json:
        if isinstance(stated, list):
            found: list[Json] = []
            for one in stated:
                context = self._context(one, folder, depth)
                found += context if isinstance(context, list) else [context]
            return found
        if isinstance(stated, str):
            return self._named(stated, folder, depth)
        if isinstance(stated, dict):
            return self._definitions(stated, folder, depth)
        return stated

    def _definitions(self, stated: dict[str, Json], folder: Path, depth: int) -> Json:
        """A context object: `@import`, and the contexts of its terms, may name files too."""
        found: dict[str, Json] = {}
        for key, value in stated.items():
            if key == "@import" and isinstance(value, str):
                imported = self._named(value, folder, depth)
                if not isinstance(imported, dict):
                    raise self._fault(value, "is imported, but is no single context")
                found = {**imported, **found}
            elif isinstance(value, dict) and "@context" in value:
                scoped = self._context(value["@context"], folder, depth)
                found[key] = {**value, "@context": scoped}
            else:
                found[key] = value
        return found

    def _named(self, name: str, folder: Path, depth: int) -> Json:
        from kg.rdf.context import CONTEXT_IRI, context

        if name == CONTEXT_IRI:
            return context()
        if depth >= _DEPTH:
            raise self._fault(name, "names a file that names a file, without end")
        if name in self._at_hand:
            file = Path(self._at_hand[name]).absolute()
            return self._context(self._contents(file, name), file.parent, depth + 1)
        if _SCHEME.match(name):
            raise self._fault(
                name,
                "is remote, and nothing is fetched",
                f"save it and give --context {name}=FILE, or name it by a path beside the document",
            )
        file = (folder / unquote(name)).resolve()
        if not file.is_relative_to(self._home):
            raise self._fault(name, "lies outside the document's folder", "move it beside it")
        found = self._contents(file, name)
        return self._context(found, file.parent, depth + 1)

    def _contents(self, file: Path, name: str) -> Json:
        try:
            held = json.loads(file.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise self._fault(name, "is not there", "put the file beside the document") from None
        except (OSError, ValueError, RecursionError) as error:
            raise self._fault(name, f"cannot be read as JSON ({file.name})", "mend it") from error
        context: Json = held.get("@context") if isinstance(held, dict) else None
        if not isinstance(context, (dict, list, str)):
            raise self._fault(name, "is a file without @context", "name a context file")
        # a base is that of its own document only (JSON-LD 1.1, section 4.1.3)
        if isinstance(context, dict):
            return {key: value for key, value in context.items() if key != "@base"}
        return context

    def _fault(self, name: str, said: str, hint: str = "correct the @context") -> SyntaxFault:
        before, found, _ = self._text.partition(json.dumps(name, ensure_ascii=False))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the @context {name!r} {said}"
        place = (line, column) if found else (0, 0)
        return SyntaxFault(str(self._path), *place, message, hint)
