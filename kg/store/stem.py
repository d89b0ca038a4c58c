"""Own names as the index keeps them: `:c1` for an IRI in the ledger's own namespace.

Most cells of an index are such IRIs, so this makes it a third smaller. No IRI begins with a colon;
a text that does is marked, so that every text has one stored form and every stored form one text.
"""

from __future__ import annotations

from typing import Final

_OWN: Final = ":"
_MARK: Final = "\x01"
_SIGNS: Final = frozenset({_OWN, _MARK})


class Stem:
    """The two ways between a text and its stored form.

    Args:
        base: the ledger's own namespace; empty if it has none.
    """

    def __init__(self, base: str) -> None:
        self.base = base

    def short(self, text: str) -> str:
        """The stored form of an IRI or another text."""
        if self.base and text.startswith(self.base):
            return _OWN + text[len(self.base) :]
        return self.marked(text)

    def marked(self, text: str) -> str:
        """The stored form of a text whose own words are searched: never shortened."""
        return _MARK + text if text[:1] in _SIGNS else text

    def full(self, stored: str) -> str:
        """The text of a stored form."""
        if stored[:1] not in _SIGNS:
            return stored
        return self.base + stored[1:] if stored[0] == _OWN else stored[1:]

    def rows(
        self, stored: list[tuple[str | int | float | None, ...]]
    ) -> list[tuple[str | int | float | None, ...]]:
        """The texts of many rows of an answer; all listing passes here, hence its plainness."""
        base = self.base
        return [
            tuple(
                [
                    cell
                    if cell.__class__ is not str or cell[:1] not in _SIGNS
                    else base + cell[1:]
                    if cell[0] == _OWN
                    else cell[1:]
                    for cell in row
                ]
            )
            for row in stored
        ]
