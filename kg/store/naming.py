"""What a name typed by a person stands for: ids, CURIEs, IRIs, labels, identifiers elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import FilterError, LedgerError
from kg.store.fetch import AMONG
from kg.store.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.condition import Cell
    from kg.store.index import Index
    from kg.store.records import Ref

_LAST: Final = "\U0010ffff"
_TOO_SHORT: Final = 2
"""Names of so few characters stand in half of all others."""

_LISTED: Final = 5
_MOST_NAMES: Final = 20_000
_SHOWN: Final = 80
_DOI_STARTS: Final = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:")


def spellings(index: Index, name: str) -> tuple[str, ...]:
    """The IRIs that a name may be: itself, a local id, a CURIE.

    Args:
        index: knows base and prefixes.
        name: as typed; `<...>` and a leading `:` are taken off.

    Returns:
        IRIs, whether or not the ledger holds them.
    """
    name = name.strip().removeprefix("<").removesuffix(">")
    if not name:
        return ()
    prefix, colon, local = name.partition(":")
    found = [name]
    if index.base:
        found.append(index.base + (local if colon and not prefix else name))
    if colon and prefix:
        known = {one.lower(): namespace for one, namespace in index.prefixes.items()}
        namespace = index.prefixes.get(prefix) or known.get(prefix.lower())
        if namespace:
            found.append(namespace + local)
    return tuple(found)


def concepts_named(index: Index, term: str) -> frozenset[str]:
    """All concepts that a term may mean; several may share a label.

    Args:
        index: where to look.
        term: label, synonym, local id, CURIE, IRI, notation or an identifier that a concept is
            mapped to; claims, which may be subject or object, by id.

    Returns:
        IRIs, empty if nothing bears the name.
    """
    iris = spellings(index, term)
    queries: tuple[tuple[str, tuple[Cell, ...]], ...] = (
        ("SELECT iri FROM entity WHERE kind IN ('concepts', 'claims')", ()),
        ("SELECT value FROM many WHERE field IN ('subject', 'object', 'via')", ()),
        ("SELECT concept FROM qualifier WHERE concept IS NOT NULL", ()),
    )
    columns = ("iri", "value", "concept")
    found = {
        str(row[0])
        for (sql, values), column in zip(queries, columns, strict=True)
        for row in index.among(f"{sql} AND {column} IN {AMONG}", iris, *values)
    }
    found |= {
        str(row[0])
        for row in index.among(
            "SELECT owner FROM many WHERE field IN ('exact_match', 'close_match')"
            f" AND value IN {AMONG}",
            iris,
        )
    }
    found |= {
        str(row[0])
        for row in index.rows(
            "SELECT label.iri FROM label JOIN concept USING (iri) WHERE label.folded = ?1"
            " UNION SELECT iri FROM concept WHERE notation = ?2",
            fold(term) or None,
            term.strip(),
        )
    }
    return frozenset(found)


def narrower(index: Index, seeds: Iterable[str]) -> frozenset[str]:
    """Concepts with all that are kinds of them; a cycle ends the walk."""
    rows = index.among(
        "WITH RECURSIVE reach (iri) AS (SELECT value FROM json_each(?) UNION"
        " SELECT many.owner FROM many JOIN reach ON many.value = reach.iri"
        " WHERE many.field = 'broader') SELECT iri FROM reach",
        seeds,
    )
    return frozenset(str(row[0]) for row in rows)


def concepts_or_fault(index: Index, term: str, filter_name: str) -> frozenset[str]:
    """All concepts that a term may mean.

    Raises:
        FilterError: none does; the message lists the nearest names.
    """
    found = concepts_named(index, term)
    if not found:
        raise unknown(index, term, filter_name)
    return found


def unknown(index: Index, term: str, filter_name: str, also: Iterable[str] = ()) -> FilterError:
    """The error of a name that no concept bears.

    Args:
        index: holds the names.
        term: the name.
        filter_name: the filter, such as `subject`.
        also: further names that would have done.

    Returns:
        The error, with the nearest names.
    """
    near = nearest(index, term, "concepts", also)
    return FilterError(
        f"{filter_name}: no concept of this ledger is named {short(term)!r}",
        f"did you mean {', '.join(map(repr, near))}?"
        if near
        else "kg stats shows what the ledger holds",
    )


def short(text: str) -> str:
    """A name as a message shows it: one line, not endless."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def nearest(index: Index, name: str, kind: str | None, also: Iterable[str] = ()) -> list[str]:
    """Names like a name that nothing bears.

    Args:
        index: holds the names.
        name: what was typed.
        kind: a kind of entities, None for all.
        also: further names.

    Returns:
        At most five, the best first.
    """
    from difflib import get_close_matches

    wanted = fold(name)[:_SHOWN]
    if not wanted:
        return []
    sql = (
        "SELECT DISTINCT label.folded, label.text FROM label JOIN entity USING (iri)"
        " WHERE label.folded IS NOT NULL AND (?1 IS NULL OR entity.kind = ?1)"
        " AND (length(label.folded) BETWEEN ?2 AND ?3 OR instr(label.folded, ?4))"
        " AND entity.state IN ('accepted', 'candidate')"
    )
    sizes = (len(wanted) * 3 // 5, len(wanted) * 5 // 3 + 1)
    rows = index.rows(f"{sql} LIMIT {_MOST_NAMES}", kind, *sizes, wanted)
    if len(rows) == _MOST_NAMES:
        rows = index.rows(
            f"{sql} AND substr(label.folded, 1, 1) = ?5", kind, *sizes, wanted, wanted[0]
        )
    names = {str(folded): str(text) for folded, text in sorted(rows)}
    names |= {fold(text): text for text in sorted(also)}
    close = get_close_matches(wanted, names, n=_LISTED, cutoff=0.6)
    if len(wanted) > _TOO_SHORT:
        holding = (n for n in names if wanted in n and n not in close)
        close += sorted(holding, key=lambda n: (len(n), n))
    return [names[one] for one in close[:_LISTED]]


def resolve(index: Index, name: str, kind: str | None = None) -> Ref:
    """The one entity of a name.

    Args:
        index: where to look.
        name: local id, CURIE, IRI, label, synonym, identifier, or the unique start of a local id.
        kind: the kind of entity wanted, such as `claims`; None for any.

    Returns:
        The entity.

    Raises:
        LedgerError: nothing bears the name (the nearest names are listed), or several do.
    """
    for found in (_exact(index, name, kind), _labelled(index, name, kind)):
        if found:
            return _one(index, name, found)
    found = _identified(index, name, kind) or _starting(index, name, kind)
    if not found and kind is None:
        found = _mentioned(index, name)
    if found:
        return _one(index, name, found)
    near = nearest(index, name, kind)
    what = kind or "entry"
    raise LedgerError(
        f"no {what} of this ledger is named {short(name)!r}",
        f"did you mean {', '.join(map(repr, near))}?" if near else "kg claims lists what there is",
    )


def _one(index: Index, name: str, found: list[str]) -> Ref:
    if len(found) == 1:
        return index.ref(found[0])
    names = [index.local_id(iri) for iri in found[:_LISTED]]
    more = ", ..." if len(found) > _LISTED else ""
    raise LedgerError(
        f"{short(name)!r} fits several: {', '.join(names)}{more}", "name one of them by its id"
    )


def _iris(rows: list[tuple[Cell, ...]]) -> list[str]:
    return sorted({str(row[0]) for row in rows})


def _exact(index: Index, name: str, kind: str | None) -> list[str]:
    sql = f"SELECT iri FROM entity WHERE iri IN {AMONG} AND (?2 IS NULL OR kind = ?2)"
    return _iris(index.among(sql, spellings(index, name), kind))


def _labelled(index: Index, name: str, kind: str | None) -> list[str]:
    rows = index.rows(
        "SELECT label.iri, label.kind FROM label JOIN entity USING (iri)"
        " WHERE label.folded = ?1 AND (?2 IS NULL OR entity.kind = ?2)",
        fold(name) or None,
        kind,
    )
    preferred = [row for row in rows if row[1] == "label"]
    return _iris(preferred or rows)


def _identified(index: Index, name: str, kind: str | None) -> list[str]:
    """Documents by DOI, PMID or the path of a version; concepts by what they are mapped to."""
    plain = bare_identifier(name)
    sql = (
        "SELECT entity.iri FROM entity JOIN ("
        "SELECT iri FROM document WHERE doi = ?2 COLLATE NOCASE OR pmid = ?2 OR pmcid = ?2"
        " UNION SELECT document FROM version WHERE path = ?2"
        " UNION SELECT owner FROM many WHERE field IN ('exact_match', 'close_match')"
        f" AND value IN {AMONG.replace('?', '?1')}"
        ") AS found USING (iri) WHERE ?3 IS NULL OR entity.kind = ?3"
    )
    return _iris(index.among(sql, spellings(index, name), plain or None, kind))


def bare_identifier(name: str) -> str:
    """A DOI, PMID or path without the prefix that names its kind."""
    name = name.strip()
    for start in (*_DOI_STARTS, "pmid:", "pmcid:"):
        if name.lower().startswith(start):
            return name[len(start) :].strip()
    return name


def _starting(index: Index, name: str, kind: str | None) -> list[str]:
    name = name.strip().removeprefix(":")
    if not name or not index.base:
        return []
    start = index.base + name
    sql = (
        "SELECT iri FROM entity WHERE iri >= ?1 AND iri < ?2 AND (?3 IS NULL OR kind = ?3) LIMIT ?4"
    )
    return _iris(index.rows(sql, start, start + _LAST, kind, _LISTED + 1))


def _mentioned(index: Index, name: str) -> list[str]:
    """Things that the ledger names without describing them: relations, our own terms."""
    sql = (
        f"SELECT iri FROM vocabulary WHERE iri IN {AMONG.replace('?', '?1')}"
        f" UNION SELECT value FROM many WHERE value IN {AMONG.replace('?', '?1')}"
        f" UNION SELECT predicate FROM claim WHERE predicate IN {AMONG.replace('?', '?1')}"
    )
    return _iris(index.among(sql, [iri for iri in spellings(index, name) if ":" in iri]))


def documents_named(index: Index, name: str, filter_name: str) -> frozenset[str]:
    """All documents that a name may mean.

    Args:
        index: where to look.
        name: local id or its unique start, title, DOI, PMID, path of a version, CURIE, IRI.
        filter_name: the filter, for the message.

    Returns:
        IRIs.

    Raises:
        FilterError: no document bears the name, or it is the start of several ids.
    """
    kind = "documents"
    for found in (
        _exact(index, name, kind),
        _labelled(index, name, kind),
        _identified(index, name, kind),
    ):
        if found:
            return frozenset(found)
    started = _starting(index, name, kind)
    if len(started) == 1:
        return frozenset(started)
    if started:
        names = ", ".join(index.local_id(iri) for iri in started[:_LISTED])
        raise FilterError(
            f"{filter_name}: {short(name)!r} fits several: {names}", "name one of them"
        )
    near = nearest(index, name, kind)
    raise FilterError(
        f"{filter_name}: no document of this ledger is named {short(name)!r}",
        f"did you mean {', '.join(map(repr, near))}?" if near else "name it by id, title or DOI",
    )
