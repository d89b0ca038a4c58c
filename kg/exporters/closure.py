"""A selection as a ledger of its own: the triples of all that the selected claims rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.terms import KG, NAMESPACES, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from kg.graph.view import Home, View

_SAID_OF_CLAIMS: Final = frozenset(
    {f"{KG}asserts", f"{KG}evidenceFor", f"{KG}assesses", f"{KG}settles"}
)
"""Who points so to a selected claim belongs to it: assertions, evidence lines, judgements."""

_SAID_OF_ANYTHING: Final = frozenset({NAMESPACES["prov"] + "specializationOf", f"{KG}drug"})
"""Who points so to anything that is taken along comes too: versions, and bands of dose words."""

_LEDGER: Final = f"{KG}Ledger"


def triples_of(view: View) -> Iterator[Triple]:
    """The triples of the selected claims and of everything that they rest on.

    That is: their assertions, evidence lines and assessments; the documents with their versions,
    concepts with broader ones, agents, activities and value nodes that these name; claims that
    they speak of, without evidence of their own; the ledger's header.
    Nothing that is named is missing, if the ledger itself lacks nothing.

    Args:
        view: the selection.

    Yields:
        Triples as the ledger holds them, lexical forms untouched.
    """
    wanted = closure(view.ledger, frozenset(view.claim_iris))
    for triple in view.ledger.triples():
        if _name(triple.subject) in wanted:
            yield triple


def closure(ledger: Home, claims: frozenset[str]) -> set[str]:
    """IRIs of all subjects that some claims rest on, and of what these name elsewhere.

    The ledger is read until a reading adds nothing (three to six times as a rule), because links
    lead both up and down a file and a large ledger does not fit in memory.

    Args:
        ledger: where the triples stand.
        claims: IRIs of the selected claims.

    Returns:
        IRIs; those of subjects that the ledger does not hold may be among them.
    """
    wanted = set(claims)
    before = -1
    while len(wanted) != before:
        before = len(wanted)
        for triple in ledger.triples():
            found = triple.object
            if not isinstance(found, NamedNode):
                continue
            subject, predicate = _name(triple.subject), triple.predicate.value
            if predicate == RDF_TYPE:
                if found.value == _LEDGER:
                    wanted.add(subject)
            elif subject in wanted:
                wanted.add(found.value)
            elif (predicate in _SAID_OF_CLAIMS and found.value in claims) or (
                predicate in _SAID_OF_ANYTHING and found.value in wanted
            ):
                wanted.add(subject)
    return wanted


def _name(subject: object) -> str:
    return subject.value if isinstance(subject, NamedNode) else ""
