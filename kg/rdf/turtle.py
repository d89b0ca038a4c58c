"""The canonical Turtle writer: one form for one set of triples, made for git and for readers.

Prefixes, sections, predicates stand in a fixed order, subjects by IRI, one object a line; value
nodes stand beneath their one owner; opaque identifiers carry their label as a comment.
The same triples give the same bytes, in whatever order they come, and the lexical forms of
literals stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import EntityError
from kg.rdf.comments import label_comment, section_line
from kg.rdf.gather import Gathered
from kg.rdf.literals import IRI_TOKEN, text_of
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Triple

    from kg.rdf.layout import Layout

OTHER_HEADING: Final = "Other"
"""Section of the subjects whose type the layout does not know."""

ADRIFT_HEADING: Final = "Values without one owner"
"""Section of the value nodes that nothing, or more than one subject, points to."""

_SAME: Final = frozenset(
    (
        NAMESPACES["skos"] + "exactMatch",
        NAMESPACES["skos"] + "closeMatch",
        NAMESPACES["schema"] + "sameAs",
        "http://www.w3.org/2002/07/owl#sameAs",
    )
)
"""Predicates whose object is the subject under another name, so that its label fits both."""


def canonical_turtle(triples: Iterable[Triple], layout: Layout, base: str) -> Iterator[str]:
    """The canonical Turtle of a set of triples.

    Args:
        triples: in any order; repetitions count once. All are held in memory.
        layout: the order of prefixes, sections and predicates.
        base: the namespace of the prefix `:`, such as `https://claims.example/ketamine#`.

    Yields:
        The prefixes, then a piece for each section line and each subject.

    Raises:
        EntityError: a blank node, a term of RDF 1.2, or an IRI that Turtle cannot hold; names
            the subject.
    """
    if not IRI_TOKEN.fullmatch(f"<{base}>"):
        raise EntityError(f"the base {base!r} is not an absolute IRI", "give one ending in # or /")
    gathered = Gathered(triples, layout, base)
    yield f"@prefix : <{base}> .\n"
    for prefix, namespace in layout.prefixes.items():
        if prefix in gathered.names.used:
            yield f"@prefix {prefix}: <{namespace}> .\n"
    writer = _Blocks(gathered, layout)
    for heading, subjects in _sections(gathered, layout):
        if subjects:
            yield f"\n{section_line(heading)}\n"
            for subject in subjects:
                yield writer.family(subject)


def write_canonical(triples: Iterable[Triple], layout: Layout, base: str, stream: BinaryIO) -> None:
    r"""Write the canonical Turtle as UTF-8 with `\n` line ends.

    Args:
        triples: see `canonical_turtle`.
        layout: see `canonical_turtle`.
        base: see `canonical_turtle`.
        stream: where to; the caller closes it.

    Raises:
        EntityError: see `canonical_turtle`; nothing was written then.
    """
    stream.writelines(piece.encode() for piece in canonical_turtle(triples, layout, base))


def section_headings(layout: Layout) -> tuple[str, ...]:
    """The headings of all sections that the writer can write.

    Args:
        layout: the order of things.

    Returns:
        Headings in file order; what `kg.rdf.comments.foreign_comments` takes.
    """
    return (*(kind.heading for kind in layout.kinds), OTHER_HEADING, ADRIFT_HEADING)


def _sections(gathered: Gathered, layout: Layout) -> list[tuple[str, list[str]]]:
    """Each heading with its subjects, sorted by IRI."""
    members: list[list[str]] = [[] for _ in layout.kinds]
    other: list[str] = []
    for subject, place in gathered.section.items():
        (other if place is None else members[place]).append(subject)
    groups = [*members, other, list(gathered.adrift)]
    for group in groups:
        group.sort(key=_inside_brackets)
    return list(zip(section_headings(layout), groups, strict=True))


def _inside_brackets(token: str) -> str:
    # with its bracket, `<…/a>` would come after `<…/a-b>`
    return token[1:-1]


class _Blocks:
    """Writes the block of one subject, and those of its value nodes beneath it."""

    def __init__(self, gathered: Gathered, layout: Layout) -> None:
        self._rows = gathered.rows
        self._names = gathered.names
        self._opaque = gathered.names.opaque
        self._nested = gathered.nested
        self._owners = frozenset(gathered.nested.values())
        self._label_rank = {iri: place for place, iri in enumerate(layout.label_predicates)}
        self._labels: dict[str, str] = {}

    def family(self, subject: str) -> str:
        """A subject's block, a blank line above it, its value nodes beneath it, depth first."""
        if subject not in self._owners:
            return f"\n{self._block(subject)}"
        pieces = ["\n"]
        stack = [subject]
        while stack:
            token = stack.pop()
            pieces.append(self._block(token))
            if token in self._owners:
                children = dict.fromkeys(
                    child for _, child in self._rows[token] if self._nested.get(child) == token
                )
                stack.extend(reversed(children))
        return "".join(pieces)

    def _block(self, subject: str) -> str:
        text_of_token, opaque = self._names.get, self._opaque
        pieces = []
        previous = None
        # a comment stands behind the comma, semicolon or dot, so it waits for the next row
        note = self._note(subject, "", subject) if subject in opaque else ""
        separator, gap = "", "\n    " if note else " "
        for predicate, token in self._rows[subject]:
            # what `names` does not hold is a text without escapes: written as it is
            text = text_of_token(token, token)
            if predicate is previous:
                pieces.append(f" ,{note}\n        {text}")
            else:
                pieces.append(f"{separator}{note}{gap}{predicate.text} {text}")
                previous, separator, gap = predicate, " ;", "\n    "
            note = self._note(token, predicate.iri, subject) if token in opaque else ""
        return f"{self._names[subject]}{''.join(pieces)} .{note}\n"

    def _note(self, token: str, predicate: str, subject: str) -> str:
        """The label comment of an opaque IRI, with its sign, or an empty string."""
        label = self._label(token)
        if not label and predicate in _SAME:
            label = self._label(subject)
        return f"  # {label}" if label else ""

    def _label(self, token: str) -> str:
        """The best label of a subject in this graph, fit for a comment."""
        if token not in self._labels:
            found = min(
                (
                    (self._label_rank[predicate.iri], *_language_order(literal))
                    for predicate, literal in self._rows.get(token, ())
                    if predicate.iri in self._label_rank and literal[0] == '"'
                ),
                default=None,
            )
            self._labels[token] = label_comment(found[-1]) if found else ""
        return self._labels[token]


def _language_order(literal: str) -> tuple[bool, str, str]:
    """English first, then texts without a language, then the others by tag."""
    text, language = text_of(literal)
    return (not language.startswith("en"), language, text)
