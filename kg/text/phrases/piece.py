"""A phrase taken apart: pieces with their words and offsets, which give the phrase back whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from kg.text.quantities import Amount

Role = Literal["intervention", "comparator", "outcome"]
"""What the phrase stands for: the two arms of a comparison, or what was measured."""

Dimension = Literal[
    "dose",
    "dose_level",
    "route",
    "duration",
    "timepoint",
    "population",
    "species",
    "condition",
    "comparator",
    "co_intervention",
    "outcome",
]
Kind = Literal[Dimension, "head", "words", "abbreviation", "statistic", "arm", "joint"]
"""What a piece is.

`head` names the concept, `words` are words beside it that no grammar reads and that stay with it.
`abbreviation` is the head's own short form in brackets; `statistic` says how a number was made of
many (`mean`, `incidence of`); `arm` is the name of a group; `joint` only joins the others.
"""

NAMING: Final = frozenset({"head", "words"})
"""Kinds that together name the concept."""

SILENT: Final = frozenset({"head", "words", "abbreviation", "statistic", "arm", "joint"})
"""Kinds that state no condition."""


_JOINING: Final = frozenset({",", ";", "and", "or", "&", "of", "for", "in", "with"})
"""Joints that stay in a name where they stand between two parts of it."""


class Piece(NamedTuple):
    """One piece of a phrase.

    Args:
        kind: what it is.
        words: the words as they stand: `phrase[start:end]`.
        start: code-point offset into the phrase.
        end: end of it, exclusive.
        amounts: the quantities that it states, each with offsets of its own grammar; empty for
            words.
        value: what a word stands for: `low`, `medium` or `high` for a `dose_level`, the common name
            of a `route` (`intravenous` for `IV`); else empty.
    """

    kind: Kind
    words: str
    start: int
    end: int
    amounts: tuple[Amount, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase read.

    Args:
        words: the phrase.
        role: what it was read as.
        pieces: in order; between them stands nothing but white space.
    """

    words: str
    role: Role
    pieces: tuple[Piece, ...]

    @property
    def head(self) -> str:
        """The name of the concept: the head and the words beside it, in their order."""
        found: list[str] = []
        between: list[str] = []
        for piece in self.pieces:
            if piece.kind in NAMING:
                found += (*between, piece.words) if found else (piece.words,)
                between = []
            elif piece.kind == "joint" and piece.words in _JOINING:
                between = [*between[-1:], piece.words]
        return " ".join(found).replace(" ,", ",").replace(" ;", ";")

    @property
    def qualifiers(self) -> tuple[Piece, ...]:
        """The pieces that state a condition."""
        return tuple(piece for piece in self.pieces if piece.kind not in SILENT)

    @property
    def short_forms(self) -> tuple[str, ...]:
        """What the phrase gives in brackets as another form of its whole head.

        A form that stands behind a part of the head only, such as one member of a list, is none.
        """
        heads = [piece for piece in self.pieces if piece.kind in NAMING]
        if len(heads) != 1 or "," in heads[0].words:
            return ()
        first = heads[0].words[0].casefold()
        return tuple(
            piece.words
            for piece in self.pieces
            if piece.kind == "abbreviation"
            and piece.words[0].casefold() == first
            and self.words[heads[0].end : piece.start].strip() in {"(", "["}
        )

    def of(self, kind: Kind) -> tuple[Piece, ...]:
        """The pieces of one kind."""
        return tuple(piece for piece in self.pieces if piece.kind == kind)
