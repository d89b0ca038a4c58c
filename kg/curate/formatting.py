"""A ledger file brought into canonical form, nothing lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.curate.newer import refuse_newer
from kg.errors import LedgerError, WriteError
from kg.rdf.comments import Comment, foreign_comments
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.parse import parse_turtle, parse_turtle_bytes
from kg.rdf.turtle import canonical_turtle, section_headings
from kg.rdf.verify import same_triples
from kg.store.atomic import replace_if_unchanged
from kg.store.files import ledger_files

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Formatted:
    """What canonical form would change.

    Attributes:
        path: the ledger file.
        changed: the file is not in canonical form.
        lost: comments that the canonical form does not hold.
        text: the canonical form.
        seen_sha256: SHA-256 of the bytes that were read.
    """

    path: Path
    changed: bool
    lost: tuple[Comment, ...]
    text: str
    seen_sha256: str


def files_to_format(path: str | Path) -> tuple[Path, ...]:
    """The files of a ledger, none of them written by a newer program.

    Args:
        path: a Turtle file, or a folder of such files.

    Returns:
        The file itself, or those of the folder.

    Raises:
        ReadError: the folder holds none, or one of them cannot be read.
        LedgerError: a newer program wrote one.
    """
    path = Path(path)
    files = ledger_files(path)
    for file in files if path.is_dir() else ():  # one names the version, for all of them
        refuse_newer(file, parse_turtle(file))
    return files


def formatted(path: str | Path) -> Formatted:
    """The canonical form of a ledger file, without writing it.

    Args:
        path: a Turtle file.

    Returns:
        What would change.

    Raises:
        ReadError: the file cannot be read or is no Turtle.
        LedgerError: the file names no base prefix ':', or a newer program wrote it.
        EntityError: it holds blank nodes.
    """
    path = Path(path)
    parsing = parse_turtle(path)
    triples = list(parsing)
    return _formatted(path, parsing.prefixes.get(""), triples, path.read_bytes())


def formatted_bytes(data: bytes, name: str, *, drop_comments: bool = False) -> Formatted:
    """The canonical form of a ledger that lies in no file, verified to hold every triple of it.

    Args:
        data: Turtle in UTF-8.
        name: what errors call it, such as `standard input`.
        drop_comments: comments of people may be lost.

    Returns:
        The canonical form.

    Raises:
        WriteError: comments would be lost.
        SyntaxFault: it is no Turtle.
        LedgerError: it names no base prefix ':'.
        EntityError: it holds blank nodes.
    """
    parsing = parse_turtle_bytes(data, name)
    triples = list(parsing)
    made = _formatted(parsing.path, parsing.prefixes.get(""), triples, data)
    _keep_comments(made, drop_comments=drop_comments)
    _keep_triples(made.path, triples, parse_turtle_bytes(made.text.encode(), name))
    return made


def _formatted(path: Path, base: str | None, triples: list[ox.Triple], data: bytes) -> Formatted:
    refuse_newer(path, triples)
    if base is None:
        raise LedgerError(f"{path}: no prefix ':' names the ledger's base", "add @prefix : <...#>")
    layout = ledger_layout()
    text = "".join(canonical_turtle(triples, layout, base))
    source = data.decode("utf-8-sig")
    lost = foreign_comments(source, text, section_headings(layout))
    sha256 = hashlib.sha256(data).hexdigest()
    return Formatted(path, data != text.encode(), tuple(lost), text, sha256)


def format_ledger(path: str | Path, *, drop_comments: bool = False) -> bool:
    """Rewrite a ledger file in canonical form, verified against the original before it replaces it.

    Args:
        path: a Turtle file.
        drop_comments: comments of people may be lost.

    Returns:
        The file was changed.

    Raises:
        WriteError: comments would be lost, the file was changed meanwhile, or it cannot be written.
    """
    made = formatted(path)
    if not made.changed:
        return False
    _keep_comments(made, drop_comments=drop_comments)

    def verify(written: Path) -> None:
        _keep_triples(made.path, parse_turtle(made.path), _triples_of(written))

    replace_if_unchanged(made.path, made.seen_sha256, [made.text.encode()], check=verify)
    return True


def _keep_comments(made: Formatted, *, drop_comments: bool) -> None:
    """Refuse to lose comments of people unasked."""
    if made.lost and not drop_comments:
        first = made.lost[0]
        raise WriteError(
            f"{made.path}:{first.line}:{first.column}: the comment {first.text.strip()!r} "
            f"and {len(made.lost) - 1} more would be lost",
            "move them into skos:note, or give --drop-comments",
        )


def _keep_triples(path: Path, before: Iterable[ox.Triple], after: Iterable[ox.Triple]) -> None:
    """Refuse to write what does not say the same."""
    difference = same_triples(before, after)
    if difference is not None:
        raise WriteError(f"{path}: not rewritten: {difference}", "please report this")


def _triples_of(written: Path) -> list[ox.Triple]:
    found = ox.parse(path=str(written), format=ox.RdfFormat.TURTLE)
    return [quad.triple for quad in found]
