"""What a BEL document says: statements, each with its citation, its evidence, its annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from.

    Attributes:
        type: such as `PubMed` or `DOI`.
        reference: the number or address.
        name: title of the document, or where it appeared; empty if not given.
        date: as given, empty if not.
    """

    type: str
    reference: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject-relation-object statement.

    Attributes:
        line: 1-based line of a script; number of the link in a node-link file.
        subject: term in canonical form.
        relation: long name, such as `directlyIncreases`.
        object: term in canonical form.
        citation: None if none is set.
        evidence: the words of the source, empty if none are set.
        annotations: values by annotation, in the order of the document.
    """

    line: int
    subject: str
    relation: str
    object: str
    citation: Citation | None
    evidence: str
    annotations: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole document.

    Attributes:
        statements: those that relate two terms.
        notes: what else stood there, in sentences.
    """

    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
