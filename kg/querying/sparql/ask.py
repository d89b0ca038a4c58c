"""A SPARQL query put to a ledger."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryFault
from kg.querying.sparql import child
from kg.querying.sparql.answer import Answer, Term
from kg.querying.sparql.guard import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.querying.sparql.named import Named
    from kg.store.ledger import Ledger

TIMEOUT: Final = 30.0
"""Seconds that a query may take."""
MEMORY: Final = 4096
"""Mebibytes that a query may take beyond the ledger itself."""
RESULTS: Final = ("json", "csv", "tsv", "xml")
"""Formats of SPARQL results, for SELECT and ASK."""
GRAPHS: Final = ("ttl", "nt")
"""Formats of graphs, for CONSTRUCT and DESCRIBE."""

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class Question:
    """A query that is not refused, ready to be asked.

    Args:
        ledger: what to ask.
        query: the text; the ledger's prefixes and ours need not be declared.
        given: values of variables by name, as `bindings` gives them.
        name: what the query is called in messages.
        timeout: seconds that it may take, the loading of the ledger apart.
        memory: mebibytes that it may take, the ledger apart.
        instead: a command that answers the same from the index, to be named if time is over.

    Attributes:
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bound: names of the variables that were given.

    Raises:
        QueryFault: the query would change, fetch or call something.
    """

    def __init__(  # noqa: PLR0913 - who asks, and the bounds
        self,
        ledger: Ledger,
        query: str,
        *,
        given: Mapping[str, tuple[str, str]] | None = None,
        name: str = "query",
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        instead: str = "",
    ) -> None:
        base = {"": ledger.base} if ledger.base else {}
        prefixes = {**ledger.index.prefixes, **base}
        checked = check(query, prefixes)
        self.form = checked.form
        self.bound = frozenset(given or {})
        self._name = name
        self._request = {
            "path": str(ledger.path.absolute()),
            "query": query,
            "prefixes": prefixes,
            "from": checked.chooses_graphs,
            "given": dict(given or {}),
            "timeout": timeout,
            "memory": memory << 20,
            "instead": instead,
        }

    @property
    def is_graph(self) -> bool:
        """The answer is a graph, not a table."""
        return self.form in {"CONSTRUCT", "DESCRIBE"}

    def serialized(self, format_: str) -> Iterator[bytes]:
        """The answer in a standard format, as it comes.

        Args:
            format_: one of `RESULTS`, or of `GRAPHS` where the answer is a graph.

        Returns:
            The bytes, streamed.

        Raises:
            QueryFault: the format does not fit, or the query does not end in its limits.
            SyntaxFault: the query is not SPARQL.
        """
        fitting = GRAPHS if self.is_graph else RESULTS
        if format_ not in fitting:
            raise QueryFault(
                f"{self._name}: {self.form or 'this query'} cannot be written as {format_}",
                f"choose from: {', '.join(fitting)}",
            )
        return child.run({**self._request, "format": format_}, self._name)

    def answer(self, limit: int | None = None) -> Answer:
        """The answer as values.

        Args:
            limit: the most rows to take; those beyond are counted.

        Returns:
            The answer.

        Raises:
            QueryFault: the query does not end in its limits.
            SyntaxFault: the query is not SPARQL.
        """
        if self.is_graph:
            text = b"".join(self.serialized("ttl")).decode("utf-8")
            return Answer(self.form, text=text)
        chunks = child.run({**self._request, "format": "rows", "limit": limit}, self._name)
        try:
            lines = _lines(chunks)
            head = json.loads(next(lines))
            if isinstance(head, bool):
                return Answer(self.form, truth=head)
            *rows, total = map(json.loads, lines)
        finally:
            chunks.close()
        found = tuple(tuple(_term(term) for term in row) for row in rows)
        return Answer(self.form, tuple(head), found, total=total)


def bindings(
    ledger: Ledger, given: Iterable[str], query: Named | None = None
) -> dict[str, tuple[str, str]]:
    """Values for variables, looked up in the ledger.

    Args:
        ledger: knows names, labels and identifiers.
        given: `name=value` each; a value in double quotes is a text, a number a number, any other
            the name of an entity.
        query: the shipped query that is asked, which says what kinds its parameters are.

    Returns:
        What to bind: `iri` and an IRI, `text` and a text, or a datatype and a number.

    Raises:
        QueryFault: a value is missing, or the query has no such parameter.
        LedgerError: nothing bears the name, or several do.
    """
    kinds = {p.name: p.kind for p in query.parameters} if query else {}
    found = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name.isidentifier() or not value.strip():
            raise QueryFault(f"--with {pair!r} is no name=value", "write --with subject=ketamine")
        if query is not None and name not in kinds:
            offer = ", ".join(kinds) or "none"
            raise QueryFault(f"{query.name} has no parameter {name!r}", f"it has: {offer}")
        found[name] = _bound(ledger, value.strip(), kinds.get(name))
    for parameter in query.parameters if query else ():
        if parameter.required and parameter.name not in found:
            raise QueryFault(
                f"{parameter.name} is not given",
                f"say it by --with {parameter.name}={parameter.example}",
            )
    return found


def _bound(ledger: Ledger, value: str, kind: str | None) -> tuple[str, str]:
    if kind is None and len(value) > 1 and value[0] == value[-1] == '"':
        return "text", value[1:-1]
    if kind is None and (number := _NUMBER.fullmatch(value)):
        return f"{_XSD}{'decimal' if number[1] else 'integer'}", value
    return "iri", ledger.resolve(value, kind).iri


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("utf-8") for line in whole)


def _term(term: list[Any] | None) -> Term | None:
    return None if term is None else Term(*term)
