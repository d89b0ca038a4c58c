"""A second pair of eyes on RDF/XML, so that a file is well-formed and cannot blow up.

The RDF parser expands entities without a bound, takes a file that breaks off for a whole one, and
names no line. Expat reads along: it costs a tenth of the parsing, knows the line of every fault,
and shows each entity before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate

from kg.errors import SyntaxFault

if TYPE_CHECKING:
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

_LONGEST: Final = 256
"""Characters of an entity: enough for any namespace. Without entities inside, a file then grows
to 85 times its size at most (`&e;` is three characters); expat itself allows 100 times."""

_REMEDY: Final = "write the text out where the entity stands"


class XmlGuard:
    """Follows the bytes of a file on their way to the RDF parser.

    Args:
        path: the file as the user named it, for messages.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser: XMLParserType = ParserCreate()
        self._parser.EntityDeclHandler = self._entity

    def follow(self, chunk: bytes) -> None:
        """See the next bytes; none at the end of the file.

        Raises:
            SyntaxFault: they are not well-formed XML, or declare an entity that is external, is
                made of entities, or is long.
        """
        try:
            self._parser.Parse(chunk, not chunk)
        except ExpatError as error:
            said = str(error).partition(":")[0]
            raise SyntaxFault(
                str(self._path),
                error.lineno,
                error.offset + 1,
                f"not well-formed XML: {said}",
                "correct the line, or export the file again if it breaks off",
            ) from error

    def _entity(
        self,
        name: str,
        parameter: bool,
        value: str | None,
        _base: str | None,
        *_external: str | None,
    ) -> None:
        if value is None:
            self._refuse(f"the entity {name!r} stands outside the file, and nothing is fetched")
        elif parameter:
            self._refuse(f"the entity {name!r} changes the grammar of the file")
        elif "&" in value or "<" in value:
            self._refuse(f"the entity {name!r} is made of others, which can grow without bound")
        elif len(value) > _LONGEST:
            self._refuse(f"the entity {name!r} has {len(value)} characters, {_LONGEST} are allowed")

    def _refuse(self, said: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise SyntaxFault(str(self._path), line, column, said, _REMEDY)
