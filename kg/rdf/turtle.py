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
from kg.rdf.gather import SAME, Gathered
from kg.rdf.literals import text_of
from kg.rdf.names import is_absolute_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Triple

    from kg.rdf.layout import Layout

OTHER_HEADING: Final = "Other"
"""Section of the subjects whose type the layout does not know."""

ADRIFT_HEADING: Final = "Values without one owner"
"""Section of the value nodes that nothing, or more than one subject, points to."""


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
    if not is_absolute_iri(base):
        raise EntityError(f"the base {base!r} is not an absolute IRI", "give one ending in # or /")
    gathered = Gathered(triples, layout, base)
    yield f"@prefix : <{base}> .\n"
    for prefix, namespace in layout.prefixes.items():
        if prefix in gathered.names.used:
            yield f"@prefix {prefix}: <{namespace}> .\n"
    blocks = _Blocks(gathered, layout)
    for heading, subjects in zip(section_headings(layout), gathered.members, strict=True):
        if subjects:
            yield f"\n{section_line(heading)}\n"
            yield from map(blocks.family, subjects)


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
    stream.write("".join(canonical_turtle(triples, layout, base)).encode())


def section_headings(layout: Layout) -> tuple[str, ...]:
    """The headings of all sections that the writer can write.

    Args:
        layout: the order of things.

    Returns:
        Headings in file order; what `kg.rdf.comments.foreign_comments` takes.
    """
    return (*(kind.heading for kind in layout.kinds), OTHER_HEADING, ADRIFT_HEADING)


class _Blocks:
    """Writes the block of one subject, and those of its value nodes beneath it."""

    def __init__(self, gathered: Gathered, layout: Layout) -> None:
        self._names = gathered.names
        self._finished = gathered.finished
        self._rows = gathered.rows
        self._children = gathered.children
        self._label_rank = {iri: place for place, iri in enumerate(layout.label_predicates)}
        self._labels: dict[str, str] = {}

    def family(self, subject: str) -> str:
        """A blank line, a subject's block, and its value nodes beneath it, depth first."""
        text = "\n" + (self._finished.get(subject) or self._composed(subject))
        if subject not in self._children:
            return text
        pieces = [text]
        stack = self._children[subject][::-1]
        while stack:
            token = stack.pop()
            pieces.append(self._finished.get(token) or self._composed(token))
            if token in self._children:
                stack.extend(reversed(self._children[token]))
        return "".join(pieces)

    def _composed(self, subject: str) -> str:
        names, opaque = self._names, self._names.opaque
        # a comment stands behind the comma, semicolon or dot, so it waits for the next row
        note = self._note(subject, "", subject) if subject in opaque else ""
        pieces = [names.get(subject, subject)]
        end, gap = "", "\n    " if note else " "
        previous = ""
        for predicate, token in self._rows[subject]:
            if predicate == previous:
                pieces.append(f" ,{note}\n        {names[token]}")
            else:
                verb = "a" if predicate == "a" else names[predicate]
                pieces.append(f"{end}{note}{gap}{verb} {names[token]}")
                previous, end, gap = predicate, " ;", "\n    "
            note = self._note(token, predicate, subject) if token in opaque else ""
        return f"{''.join(pieces)} .{note}\n"

    def _note(self, token: str, predicate: str, subject: str) -> str:
        """The label comment of an opaque IRI, with its sign, or an empty string."""
        label = self._label(token)
        if not label and predicate not in {"", "a"} and self._names.expand(predicate) in SAME:
            label = self._label(subject)
        return f"  # {label}" if label else ""

    def _label(self, token: str) -> str:
        """The best label of a subject in this graph, fit for a comment."""
        if token not in self._labels:
            found = []
            for predicate, literal in self._rows.get(token, ()):
                iri = "" if predicate == "a" else self._names.expand(predicate)
                if iri in self._label_rank and literal[0] == '"':
                    found.append((self._label_rank[iri], *_language_order(literal)))
            self._labels[token] = label_comment(min(found)[-1]) if found else ""
        return self._labels[token]


def _language_order(literal: str) -> tuple[bool, str, str]:
    """English first, then texts without a language, then the others by tag."""
    text, language = text_of(literal)
    return (not language.startswith("en"), language, text)
