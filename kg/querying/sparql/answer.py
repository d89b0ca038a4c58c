"""What a query answers: terms in rows, a yes or no, or a graph as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term.

    Attributes:
        kind: iri, literal, blank or triple.
        value: the IRI, the lexical form, the label of a blank node, a triple in N-Triples.
        language: language tag of a literal, None if it has none.
        datatype: IRI of a literal's datatype, None for plain text.
    """

    kind: Literal["iri", "literal", "blank", "triple"]
    value: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query.

    Attributes:
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.
        variables: names of the columns, without `?`.
        rows: one tuple a solution, None where a variable is unbound.
        truth: the answer of an ASK, None for other forms.
        text: the graph of a CONSTRUCT or DESCRIBE in Turtle, empty for other forms.
        total: how many rows there are with those beyond the limit, None if very many more.
    """

    form: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    text: str = ""
    total: int | None = 0
