"""What a query may not do, told from its text before any engine sees it.

The engine has no algebra to walk and would call a SERVICE over the network, so the text is cut
into the tokens of SPARQL 1.1 (section 19): what stands in a string, a comment, an IRI, a variable
or the local part of a name is no keyword.
The engine asks for no space between tokens (`1SERVICE:a{}` is a call), so any other word with
"service" in it is refused, and where `<` may open an IRI or mean "less than" both are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import QueryFault
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST: Final = 1_000_000
"""Characters that a query may have."""

GRAPHS: Final = (KG + "derived", KG + "ontology")
"""The named graphs of every store; the ledger is the default graph."""

_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}
        |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?P<prefix>[\w.\-]*):(?P<local>(?:[\w:.%\-]|\\.)*))
    |(?P<word>[\w.\-]+)
    |(?P<escaped>\\.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that is not refused.

    Attributes:
        form: SELECT, ASK, CONSTRUCT, DESCRIBE; empty if the text has none, which the engine's
            parser will say better.
        chooses_graphs: it names its graphs by FROM.
    """

    form: str
    chooses_graphs: bool


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def check(query: str, prefixes: Mapping[str, str]) -> Checked:
    """Refuse a query that would change, fetch or call something.

    Args:
        query: the text.
        prefixes: those that are declared for every query, by name.

    Returns:
        What kind of query it is.

    Raises:
        QueryFault: an update, a SERVICE, a graph that is not in the store, a prefix that nothing
            declares, or a text without end.
    """
    if len(query) > LONGEST:
        raise QueryFault(f"the query is longer than {LONGEST} characters", "shorten it")
    _refuse_calls(query)
    tokens = [token for token in _tokens(query) if token.kind != "comment"]
    known = {**prefixes, **_declared(tokens)}
    form = _form(tokens)
    _refuse_strangers(tokens, known, query)
    _refuse_far_graphs(tokens, known)
    return Checked(form, any(t.kind == "word" and t.text.upper() == "FROM" for t in tokens))


def _tokens(query: str, start: int = 0) -> Iterator[_Token]:
    while found := _TOKEN.search(query, start):
        yield _Token(str(found.lastgroup), found[0], found.start())
        start = found.end()


def _refuse_calls(query: str) -> None:
    """Look for SERVICE in every way in which the text can be cut into tokens."""
    seen: set[int] = set()
    readings = [0]
    while readings:
        for token in _tokens(query, readings.pop()):
            if token.start in seen:
                break  # from here on another reading has cut the text alike
            seen.add(token.start)
            if token.kind == "iri" and ")" in token.text:
                readings.append(token.start + 1)
            if _may_call(token):
                line, column = _place(query, token.start)
                raise QueryFault(
                    f"SERVICE is refused (line {line}, column {column}): nothing is fetched",
                    "ask the ledger alone; a prefix must not have 'service' in its name",
                )


def _may_call(token: _Token) -> bool:
    text = token.text.casefold()
    if token.kind == "name":
        prefix, _, local = text.partition(":")
        return "service" in prefix or ".service" in local
    return token.kind == "word" and "service" in text


def _form(tokens: list[_Token]) -> str:
    for token in tokens:
        word = token.text.upper() if token.kind == "word" else ""
        if word in _FORMS:
            return word
        if word in _UPDATES:
            raise QueryFault(
                f"{word} is refused: kg sparql only reads",
                "edit the ledger file, or bring data in with kg import",
            )
    return ""


def _declared(tokens: list[_Token]) -> dict[str, str]:
    """Prefixes that the query declares itself: PREFIX, a name without a local part, an IRI."""
    found = {}
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            found[name.text[:-1]] = iri.text[1:-1]
    return found


def _refuse_strangers(tokens: list[_Token], known: Mapping[str, str], query: str) -> None:
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix.isidentifier() and prefix != "_" and prefix not in known:
            line, column = _place(query, token.start)
            raise QueryFault(
                f"the prefix {prefix}: is not declared (line {line}, column {column})",
                f"add PREFIX {prefix}: <...> at the top",
            )


def _refuse_far_graphs(tokens: list[_Token], known: Mapping[str, str]) -> None:
    for place, token in enumerate(tokens):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        after = [t for t in tokens[place + 1 : place + 3] if t.text.upper() != "NAMED"]
        iri = _iri(after[0], known) if after else ""
        if iri and iri not in GRAPHS:
            raise QueryFault(
                f"FROM <{iri}> is refused: nothing is fetched",
                "the ledger needs no FROM; the other graphs are kg:derived and kg:ontology",
            )


def _iri(token: _Token, known: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return known.get(prefix, prefix + ":") + local


def _place(query: str, offset: int) -> tuple[int, int]:
    """1-based line and column of an offset."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)
