"""Every failure that claimkg reports, as one tree.

```
KGError                    message, hint; str() is one line a user can act on
├── ReadError              a file that cannot be read or understood
│   └── SyntaxFault        ... with line and column
├── EntityError            a record that breaks the model
├── LedgerError            no ledger, unknown entity, ambiguous name
├── FilterError            a filter or an option with a value that means nothing
├── QueryFault             a SPARQL query that is refused, or that does not end in its limits
├── ImportFault            a table, bibliography or mapping that cannot be imported
├── ExportFault            an export that cannot be made
└── WriteError             a file that cannot be written; what was there is untouched
```

A defect in an article or a ledger is not an error: it is a `Finding`.
What could not be judged is neither: it is a `Skipped`.
"""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 800
_LONGEST_HINT: Final = 500
"""A value of a hostile file may be a million characters long; place and remedy are not."""


class KGError(Exception):
    """The root of all failures that a user can do something about.

    Args:
        message: what is wrong, naming the file and the place.
        hint: the remedy, as a short imperative sentence; empty if there is none.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        message, hint = _cut(self.message, _LONGEST), _cut(self.hint, _LONGEST_HINT)
        said = f"{message}; {hint}" if hint else message
        return said if said.isprintable() else "".join(map(_shown, said))


class ReadError(KGError):
    """A file is missing, unreadable or not what it should be."""


class SyntaxFault(ReadError):
    """A file breaks the grammar of its format.

    Args:
        path: the file as the user named it.
        line: 1-based line, 0 if unknown.
        column: 1-based column in code points, 0 if unknown.
        message: what the parser said.
        hint: the remedy.
    """

    def __init__(self, path: str, line: int, column: int, message: str, hint: str = "") -> None:
        place = ":".join([path, *(str(number) for number in (line, column) if line and number)])
        super().__init__(f"{place}: {message}", hint)
        self.path = path
        self.line = line
        self.column = column


class EntityError(KGError):
    """A record breaks the model: a field is missing, unknown or malformed.

    Attributes:
        subject: IRI of the record as RDF has it, empty if that is not known.
    """

    subject = ""


class LedgerError(KGError):
    """There is no ledger, or it holds no such entity, or a name fits several."""


class FilterError(KGError):
    """A filter has a value that means nothing, or a name that no concept bears."""


class QueryFault(KGError):
    """A SPARQL query is refused, or does not end within its limits of time and memory."""


class ImportFault(KGError):
    """A table, bibliography or mapping cannot be imported; nothing was changed."""


class ExportFault(KGError):
    """An export cannot be made from this selection."""


class WriteError(KGError):
    """A file cannot be written; what was there is untouched."""


_JOINERS = "\u200c\u200d"
"""Invisible, yet part of words of many languages."""


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _shown(character: str) -> str:
    """A character of a message; what breaks a line or turns a terminal about is spelt out."""
    if character.isprintable() or character in _JOINERS:
        return character
    return character.encode("unicode_escape").decode()
