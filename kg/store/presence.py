"""What a ledger holds already: asked before something is added, changed or withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.layout import TABLES
from kg.store.plans import KINDS
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.index import Index

NUMBERS: Final = ("doi", "pmid", "pmcid")
"""Numbers that two documents never share."""

_LAST: Final = "\U0010ffff"
_RESTING: Final = {
    "claims": {
        "assertions": "assertion WHERE claim = ?",
        "evidence lines": "evidence_line WHERE claim = ?",
    },
    "documents": {
        "assertions": "assertion WHERE document = ?",
        "evidence lines": "evidence_line WHERE source = ?",
    },
    "concepts": {
        "claims": "claim WHERE iri IN (SELECT owner FROM many WHERE value = ?"
        " AND field IN ('subject', 'object', 'via'))"
    },
}


class Withdrawal(NamedTuple):
    """Who withdrew an entity, when and why; None for what the ledger does not say."""

    by: str | None
    at: str | None
    why: str | None


def state_of(index: Index, iri: str) -> str | None:
    """Where an entity stands in curation, such as `withdrawn`; None for what is no entity."""
    rows = index.rows("SELECT state FROM entity WHERE iri = ?", iri)
    return str(rows[0][0]) if rows else None


def withdrawal_of(index: Index, iri: str, kind: str) -> Withdrawal | None:
    """Who withdrew an entity, when and why.

    Args:
        index: of the ledger.
        iri: the entity.
        kind: its kind, such as `claims`.

    Returns:
        What is recorded, None if nothing is.
    """
    table = next((table for name, table, _ in KINDS.values() if name == kind), "")
    if "invalidated_by" not in TABLES.get(table, ()):
        return None
    rows = index.rows(
        "SELECT activity.iri, activity.ended, label.text"
        f" FROM {table} AS entry JOIN activity ON activity.iri = entry.invalidated_by"
        " LEFT JOIN label ON label.iri = activity.iri AND label.kind = 'description'"
        " AND label.ord = 0 WHERE entry.iri = ?",
        iri,
    )
    if not rows:
        return None
    activity, ended, why = rows[0]
    people = index.rows(
        "SELECT label.text FROM many JOIN agent ON agent.iri = many.value"
        " JOIN label ON label.iri = agent.iri AND label.kind = 'label' AND label.ord = 0"
        " WHERE many.owner = ? AND many.field = 'agents' AND agent.agent_kind IS NOT 'software'"
        " ORDER BY label.text",
        activity,
    )
    by = ", ".join(str(row[0]) for row in people) or None
    return Withdrawal(by, None if ended is None else str(ended), None if why is None else str(why))


def present(index: Index, iris: Iterable[str], *, in_force: bool = False) -> frozenset[str]:
    """Those of some names that are entities of the ledger.

    Args:
        index: of the ledger.
        iris: names.
        in_force: only those that are neither withdrawn nor superseded.
    """
    more = f" AND state IN {IN_FORCE}" if in_force else ""
    rows = index.among(f"SELECT iri FROM entity WHERE iri IN {AMONG}{more}", iris)
    return frozenset(str(row[0]) for row in rows)


def unmentioned(index: Index, iris: Iterable[str]) -> frozenset[str]:
    """Those of some names that nothing in the ledger bears or names, nor any longer name.

    Args:
        index: of the ledger.
        iris: names.
    """
    places = (("entity", "iri"), ("many", "value"), ("qualifier", "concept"))
    sql = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE {column} >= ?1 AND {column} < ?2" for table, column in places
    )
    return frozenset(iri for iri in iris if not index.rows(f"{sql} LIMIT 1", iri, iri + _LAST))


def is_label(index: Index, iri: str, words: str) -> bool:
    """Whether words are a preferred label of a thing, letter by letter."""
    sql = "SELECT 1 FROM label WHERE iri = ? AND kind = 'label' AND text = ?"
    return bool(index.rows(sql, iri, words))


def claims_between(
    index: Index,
    predicate: str,
    effect: str | None,
    subjects: Iterable[str],
    objects: Iterable[str],
) -> tuple[str, ...]:
    """Claims, withdrawn ones among them, with a relation, an effect, and at least these ends."""
    # the plus keeps SQLite from walking through all claims of a common relation
    sql = "SELECT iri FROM claim WHERE +predicate = ? AND effect IS ?"
    values: list[str | None] = [predicate, effect]
    for field, ends in (("subject", subjects), ("object", objects)):
        for iri in ends:
            sql += " AND iri IN (SELECT owner FROM many WHERE value = ? AND field = ?)"
            values += [iri, field]
    return tuple(str(row[0]) for row in index.rows(sql, *values))


def concept_called(index: Index, label: str, lang: str) -> str | None:
    """A concept in force with that label in any language, or with that synonym in this one."""
    rows = index.rows(
        "SELECT label.iri FROM label JOIN concept USING (iri) WHERE label.folded = ?1"
        " AND (label.kind = 'label' OR label.kind = 'synonym' AND label.lang = ?2)"
        f" AND concept.state IN {IN_FORCE} ORDER BY label.kind, label.iri LIMIT 1",
        fold(label) or None,
        lang,
    )
    return str(rows[0][0]) if rows else None


def document_numbered(index: Index, column: str, number: str) -> str | None:
    """A document of that DOI or PubMed number; `column` is one of `NUMBERS`."""
    assert column in NUMBERS
    rows = index.rows(
        f"SELECT iri FROM document WHERE {column} = ? COLLATE NOCASE ORDER BY iri LIMIT 1", number
    )
    return str(rows[0][0]) if rows else None


def agent_called(index: Index, label: str) -> str | None:
    """An agent of that name."""
    rows = index.rows(
        "SELECT agent.iri FROM agent CROSS JOIN label ON label.iri = agent.iri"
        " WHERE label.kind = 'label' AND label.text = ? ORDER BY agent.iri LIMIT 1",
        label,
    )
    return str(rows[0][0]) if rows else None


def header_of(index: Index) -> str | None:
    """The name of the ledger's own description, None if it has none."""
    rows = index.rows("SELECT min(iri) FROM header")
    return None if rows[0][0] is None else str(rows[0][0])


def utters(index: Index, document: str) -> bool:
    """Whether the ledger keeps a version of a document, or an assertion in it."""
    sql = "SELECT 1 FROM assertion WHERE document = ?1 UNION ALL SELECT 1 FROM version"
    return bool(index.rows(f"{sql} WHERE document = ?1 LIMIT 1", document))


def resting_on(index: Index, iri: str, kind: str) -> tuple[str, ...]:
    """What in force names an entity, such as `3 evidence lines`; nothing is left out."""
    found = []
    for words, condition in _RESTING.get(kind, {}).items():
        rows = index.rows(f"SELECT count(*) FROM {condition} AND state IN {IN_FORCE}", iri)
        if rows[0][0]:
            found.append(f"{rows[0][0]} {words if rows[0][0] != 1 else words.removesuffix('s')}")
    return tuple(found)
