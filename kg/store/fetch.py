"""Rows of the index as records, many at a time: values, passages, documents, concepts, claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from kg.store.layout import DIMENSIONS
from kg.store.records import (
    ClaimRow,
    ConceptRow,
    DocumentRow,
    NoticeRow,
    PassageRow,
    Qualifiers,
    Ref,
    ValueRow,
    VersionRow,
)
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store.condition import Cell
    from kg.store.index import Index

AMONG: Final = "(SELECT value FROM json_each(?))"
VALUE: Final = (
    "concept, words, level, value, minimum, maximum, minimum_open, maximum_open, unit, unit_text,"
    ' times, regimen, start, "end"'
)
"""The cells of a value."""
_SHOWN: Final = {name: place for place, name in enumerate(DIMENSIONS)}


def many(index: Index, owners: Iterable[str], *fields: str) -> dict[tuple[str, str], list[str]]:
    """Values of fields that hold several.

    Args:
        index: where to look.
        owners: IRIs of the owners.
        fields: names of the fields.

    Returns:
        Values in order, by owner and field.
    """
    places = ", ".join("?" * len(fields))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for owner, field, value in index.among(
        f"SELECT owner, field, value FROM many WHERE owner IN {AMONG} AND field IN ({places})"
        " ORDER BY owner, field, ord",
        owners,
        *fields,
    ):
        found[str(owner), str(field)].append(str(value))
    return found


def values(index: Index, owners: Iterable[str]) -> dict[str, dict[str, list[ValueRow]]]:
    """All values of owners by field, dose words under `dose_level`.

    Args:
        index: where to look.
        owners: IRIs of claims, assertions, evidence lines, documents.

    Returns:
        Values in order, by owner and field.
    """
    rows = index.among(
        f"SELECT owner, field, {VALUE} FROM qualifier WHERE owner IN {AMONG}"
        " ORDER BY owner, field, ord",
        owners,
    )
    refs = index.refs(str(row[2]) for row in rows if row[2] is not None)
    found: dict[str, dict[str, list[ValueRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[str(row[0])][str(row[1])].append(_value(row[2:], refs))
    return found


def value_row(index: Index, cells: Sequence[Cell]) -> ValueRow:
    """A value from its cells.

    Args:
        index: where the cells come from.
        cells: those of `VALUE`, texts in full.

    Returns:
        The value.
    """
    row = tuple(cells)
    return _value(row, {} if row[0] is None else index.refs((str(row[0]),)))


def _value(row: tuple[Cell, ...], refs: dict[str, Ref]) -> ValueRow:
    concept, words, level, value, minimum, maximum = cast("tuple[str | None, ...]", row[:6])
    unit, unit_text, times, regimen, start, end = row[8:14]
    if level is not None:
        return ValueRow(level, level=level)
    low, high = (minimum, maximum) if value is None else (value, value)
    measured = unit_text or (str(unit).rpartition("/")[2] if unit else None)
    ref = refs[concept] if concept else None
    if words is None and ref is None:
        words = amount_text(low, high, (bool(row[6]), bool(row[7])), cast("str | None", measured))
        if start or end:
            words = f"{start or ''} to {end or ''}".strip()
        words = " ".join(str(part) for part in (words, regimen) if part)
    return ValueRow(
        text=words if words is not None else ref.label if ref else "",
        concept=ref,
        low=low,
        high=high,
        low_open=bool(row[6]),
        high_open=bool(row[7]),
        unit=cast("str | None", measured),
        unit_iri=cast("str | None", unit),
        times=cast("int | None", times),
        regimen=cast("str | None", regimen),
        start=cast("str | None", start),
        end=cast("str | None", end),
        unread=ref is None and low is None and high is None and not start and not end,
    )


def amount_text(
    low: str | None, high: str | None, open_ends: tuple[bool, bool], unit: str | None
) -> str:
    """An amount in words.

    Args:
        low: lower bound in lexical form.
        high: upper bound in lexical form.
        open_ends: whether the lower, the upper bound is excluded.
        unit: unit as text.

    Returns:
        Such as `0.5 mg/kg`, `0.1-0.5 mg/kg` or `<= 20 mg`; empty without bounds.
    """
    if low is None and high is None:
        return ""
    if low is None:
        number = f"{'<' if open_ends[1] else '<='} {high}"
    elif high is None:
        number = f"{'>' if open_ends[0] else '>='} {low}"
    else:
        number = low if low == high else f"{low}-{high}"
    return f"{number} {unit}" if unit else number


def ancestry(index: Index, iris: Iterable[str], *fields: str) -> dict[tuple[str, str], list[str]]:
    """Links of concepts, and of all that they are kinds of.

    Args:
        index: where to look.
        iris: IRIs of the concepts.
        fields: names of the fields, such as `broader`.

    Returns:
        Values in order, by owner and field; concepts that are not in force have none.
    """
    rows = index.among(
        "WITH RECURSIVE reach (iri) AS (SELECT value FROM json_each(?) UNION"
        " SELECT many.value FROM reach JOIN many ON many.owner = reach.iri"
        " JOIN concept ON concept.iri = many.owner"
        f" WHERE many.field = 'broader' AND concept.state IN {IN_FORCE})"
        f" SELECT iri FROM reach JOIN concept USING (iri) WHERE concept.state IN {IN_FORCE}",
        iris,
    )
    return many(index, (str(row[0]) for row in rows), *fields)


def qualifiers(found: dict[str, list[ValueRow]]) -> Qualifiers:
    """Values by field as qualifiers: in the order of the dimensions, dose words before doses."""
    ordered: Qualifiers = {}
    for name in sorted(found.keys() & _SHOWN.keys(), key=_SHOWN.__getitem__):
        key = "dose" if name == "dose_level" else name
        ordered[key] = (*ordered.get(key, ()), *found[name])
    return ordered


def passages(index: Index, owners: Iterable[str]) -> dict[str, tuple[PassageRow, ...]]:
    """Passages of assertions or evidence lines, in the order of the text.

    Args:
        index: where to look.
        owners: IRIs of the assertions or lines.

    Returns:
        Passages by owner.
    """
    found: dict[str, list[PassageRow]] = defaultdict(list)
    for row in index.among(
        'SELECT owner, source, start, "end", exact, prefix, suffix, quote_sha256, excerpt,'
        f" section, sentence FROM passage WHERE owner IN {AMONG}"
        " ORDER BY owner, start IS NULL, start, ord",
        owners,
    ):
        found[str(row[0])].append(PassageRow(*row[1:]))  # type: ignore[arg-type]  # columns in order
    return {owner: tuple(rows) for owner, rows in found.items()}


def documents(index: Index, iris: Iterable[str]) -> dict[str, DocumentRow]:
    """Documents with their notices.

    Args:
        index: where to look.
        iris: IRIs; what is no document is left out.

    Returns:
        Documents by IRI.
    """
    wanted = [*iris]
    notices: dict[str, list[NoticeRow]] = defaultdict(list)
    for owner, *cells in index.among(
        "SELECT owner, notice_kind, date, doi, words FROM notice"
        f" WHERE owner IN {AMONG} ORDER BY owner, ord",
        wanted,
    ):
        notices[str(owner)].append(NoticeRow(*cells))  # type: ignore[arg-type]  # columns in order
    rows = index.among(
        "SELECT iri, authors, issued, container, doi, pmid, pmcid, url, study_design, design_words,"
        f" sample_size, verification, state FROM document WHERE iri IN {AMONG}",
        wanted,
    )
    refs = index.refs(str(row[0]) for row in rows)
    return {
        iri: document_row(refs[iri], row[1:12], tuple(notices.get(iri, ())), str(row[12]))
        for row in rows
        for iri in (str(row[0]),)
    }


def document_row(
    ref: Ref, cells: tuple[Cell, ...], notices: tuple[NoticeRow, ...], state: str = "accepted"
) -> DocumentRow:
    """A document from its cells.

    Args:
        ref: the document; its label is the title, unless it has none.
        cells: authors to verification, in the order of the fields of `DocumentRow`.
        notices: notices on it.
        state: where it stands in curation.

    Returns:
        The document.
    """
    texts = cast("tuple[str | None, ...]", cells)
    return DocumentRow(
        ref=ref,
        title=ref.label if ref.label != ref.id else "",
        authors=texts[0],
        issued=texts[1],
        container=texts[2],
        doi=texts[3],
        pmid=texts[4],
        pmcid=texts[5],
        url=texts[6],
        design=texts[7],
        design_words=texts[8],
        sample_size=cast("int | None", cells[9]),
        verification=texts[10],
        notices=notices,
        state=state,
    )


def versions(index: Index, document: str | None = None) -> tuple[VersionRow, ...]:
    """Versions of a document, or of all."""
    rows = index.rows(
        "SELECT iri, document, sha256, text_sha256, path, carries_text FROM version"
        " WHERE state IN ('accepted', 'candidate') AND (?1 IS NULL OR document = ?1)",
        document,
    )
    rows.sort(key=lambda row: str(row[0]))
    texts = cast("list[tuple[str, str, str | None, str | None, str | None, int | None]]", rows)
    return tuple(
        VersionRow(*row[:5], carries_text=None if row[5] is None else bool(row[5])) for row in texts
    )


def concepts(index: Index, iris: Iterable[str]) -> dict[str, ConceptRow]:
    """Concepts with all their names.

    Args:
        index: where to look.
        iris: IRIs; what is no concept is left out.

    Returns:
        Concepts by IRI.
    """
    rows = index.among(f"SELECT iri FROM concept WHERE iri IN {AMONG}", iris)
    wanted = sorted(str(row[0]) for row in rows)
    refs = index.refs(wanted)
    synonyms: dict[str, list[str]] = defaultdict(list)
    for iri, text in index.among(
        f"SELECT iri, text FROM label WHERE iri IN {AMONG}"
        " AND (kind = 'synonym' OR kind = 'label' AND ord > 0) ORDER BY iri, kind, ord",
        wanted,
    ):
        synonyms[str(iri)].append(str(text))
    fields = ("broader", "related", "disjoint_with", "exact_match", "close_match")
    links = many(index, wanted, *fields)

    def linked(iri: str, *names: str) -> tuple[str, ...]:
        return tuple(one for name in names for one in links.get((iri, name), ()))

    return {
        iri: ConceptRow(
            ref=refs[iri],
            synonyms=tuple(synonyms.get(iri, ())),
            broader=linked(iri, "broader"),
            related=linked(iri, "related"),
            disjoint_with=linked(iri, "disjoint_with"),
            matches=linked(iri, "exact_match", "close_match"),
        )
        for iri in wanted
    }


def claims(index: Index, iris: Iterable[str]) -> tuple[ClaimRow, ...]:
    """Claims with labels and qualifiers.

    Args:
        index: where to look.
        iris: IRIs; what is no claim is left out.

    Returns:
        Claims by label without regard to case, then by id.
    """
    wanted = [*iris]
    rows = index.among(
        "SELECT iri, predicate, statistic, effect, negated, claim_type, topic, state FROM claim"
        f" WHERE iri IN {AMONG}",
        wanted,
    )
    links = many(index, wanted, "subject", "object", "via", "refines")
    stated = values(index, wanted)
    named = {str(row[0]) for row in rows} | {str(row[1]) for row in rows}
    refs = index.refs(named.union(*links.values()))
    found = [_claim(row, links, stated.get(str(row[0]), {}), refs) for row in rows]
    return tuple(sorted(found, key=lambda claim: (claim.text.casefold(), claim.ref.id)))


def _claim(
    row: tuple[Cell, ...],
    links: dict[tuple[str, str], list[str]],
    stated: dict[str, list[ValueRow]],
    refs: dict[str, Ref],
) -> ClaimRow:
    iri, predicate, statistic, effect, negated, claim_type, topic, state = row

    def linked(field: str) -> tuple[Ref, ...]:
        return tuple(refs[one] for one in links.get((str(iri), field), ()))

    return ClaimRow(
        ref=refs[str(iri)],
        subjects=linked("subject"),
        predicate=refs[str(predicate)],
        objects=linked("object"),
        value=next(iter(stated.get("value", ())), None),
        statistic=cast("str | None", statistic),
        effect=cast("str | None", effect),
        negated=bool(negated) and negated != "false",
        type=str(claim_type),
        topic=cast("str | None", topic),
        via=linked("via"),
        refines=linked("refines"),
        qualifiers=qualifiers(stated),
        state=str(state),
    )
