"""Bodies of evidence out of the index, many claims at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.judge.certainty.body import UNKNOWN, Body, Line, Subject
from kg.judge.certainty.conditions import Conditions
from kg.judge.certainty.designs import POOLED, STARTS
from kg.judge.certainty.levels import mapped, place
from kg.judge.certainty.measures import measure
from kg.judge.certainty.risk_of_bias import bias_of
from kg.judge.certainty.scope import scopes
from kg.judge.certainty.sources import Sources
from kg.store.condition import Cell
from kg.store.levels import levels_of
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.judge.certainty.body import Kin, Left
    from kg.judge.certainty.levels import Mapped
    from kg.judge.certainty.scope import Scope
    from kg.store.index import Index
    from kg.store.ledger import Ledger
    from kg.store.levels import Level


def own(field: str) -> str:
    """What a line states, else its document: asked for only where the line is silent."""
    told = f"(SELECT {field} FROM document WHERE iri = line.source)"
    return f"coalesce(line.{field}, {told})"


_CHANGE: Final = frozenset({"increase", "decrease"})
_LINES: Final = f"""
SELECT line.iri, line.claim, line.source, line.direction, line.state, line.verification,
    line.source IN (SELECT document FROM retracted), {own("study_design")}, line.question,
    line.level, line.adjusted_level, {own("sample_size")}, line.effect, line.estimate,
    line.estimate_measure, line.estimate_low, line.estimate_high, line.adjustment_reason
FROM evidence_line AS line WHERE line.state IN {IN_FORCE} AND {{claims}}"""
LIVE: Final = """ AND line.state = 'accepted' AND line.direction IN ('supports', 'disputes')
AND line.verification IS NOT 'recalled' AND line.source NOT IN (SELECT document FROM retracted)"""
"""What lines must be to have a vote."""
_CLAIMS: Final = "SELECT iri, claim_type, effect, negated FROM claim WHERE {claims}"

Row = tuple[Cell, ...]


class Loaded:
    """Claims of a scope with their lines, in the stored form of the index.

    Args:
        ledger: where they stand.
        scope: the claims.
        sources: what is known of documents.
    """

    def __init__(self, ledger: Ledger, scope: Scope, sources: Sources) -> None:
        index = ledger.index
        self.sources = sources
        self.conditions = Conditions(ledger, scope)
        self.claims = index.rows_as_stored(
            _CLAIMS.format(claims=scope.claims("iri")), *scope.values
        )
        lines = _LINES.format(claims=scope.claims("line.claim"))
        self.rows: dict[Cell, list[Row]] = {}
        for row in index.rows_as_stored(lines, *scope.values):
            self.rows.setdefault(row[1], []).append(row)
        self.studies = listed(index, scope, "study")
        self.declared = listed(index, scope, "considerations")
        self.bias = owned(index, scope, "tool, overall FROM risk_of_bias")
        self.arms = owned(index, scope, "n, events FROM arm")
        self.levels = Levels(index)
        self._subjects: dict[Row, Subject] = {}

    def subject(self, told: Row) -> Subject:
        """What a claim is about."""
        species = self.conditions.species(told[0]) if told[0] in self.rows else ""
        key = (*told[1:], species)
        known = self._subjects.get(key)
        if known is None:
            known = self._subjects[key] = subject_of(told, species)
        return known

    def body(self, told: Row) -> Body:
        """A claim with its lines, by IRI."""
        rows = sorted(self.rows.get(told[0], ()), key=_first)
        return Body(self.subject(told), tuple(map(self.line, rows)))

    def line(self, row: Row) -> Line:
        """One line from its row."""
        iri, source = str(row[0]), str(row[2])
        design, question = _text(row[7]), _text(row[8])
        name, level = self.levels.of(row[9] if row[9] is not None else row[10], question)
        moved = self.levels.moved(row[9], row[10], question)
        studies = self.studies.get(iri, ())
        measured = measure(_text(row[14]))
        n, events = _size(row[11], self.arms.get(iri, ()))
        bias, tool = _bias(self.bias.get(iri, ()))
        apart, untold = self.conditions.of(row[1], row[0])
        return Line(
            iri=iri,
            source=source,
            direction=str(row[3]),
            left=_left(row),
            studies=studies,
            pools=self.sources.cited(source) if design in POOLED else (),
            design=design,
            included=self.sources.designs(studies) if design in POOLED and studies else (),
            question=question,
            level=level.rung if level else None,
            level_name=name,
            moved=moved,
            moved_why=(_text(row[17]) or "") if moved else "",
            rated=level.rated if level else False,
            n=n,
            events=events,
            dichotomous=measured.counted or events is not None,
            effect=_text(row[12]),
            scale=measured.scale,
            risk_ratio=measured.risk,
            estimate=number(row[13]),
            low=number(row[15]),
            high=number(row[16]),
            bias=bias,
            tool=tool,
            declared=self.declared.get(iri, ()),
            concerns=_concerns(source, design, row[5], self.sources),
            apart=apart,
            untold=untold,
            dose=self.conditions.dose(row[0]),
            measure=_text(row[14]) or "",
        )


def subject_of(told: Row, species: Kin) -> Subject:
    """What a claim is about.

    Args:
        told: IRI, type, effect and whether negated.
        species: what it says of species.
    """
    change = told[2] in _CHANGE and (not told[3] or told[3] == "false")
    return Subject(str(told[1]), change, species)


def bodies(ledger: Ledger, claims: Iterable[str] | None) -> Iterator[tuple[str, Body]]:
    """The bodies of evidence of claims.

    Args:
        ledger: where to look.
        claims: IRIs, what is no claim is left out; None for all.

    Yields:
        IRI and body, in no order; names in a body have the stored form of the index.
    """
    sources = Sources(ledger.index)
    for scope in scopes(ledger.index, claims):
        loaded = Loaded(ledger, scope, sources)
        for told in loaded.claims:
            yield ledger.index.whole(str(told[0])), loaded.body(told)


def _first(row: Row) -> str:
    return str(row[0])


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def listed(index: Index, scope: Scope, field: str) -> dict[Cell, tuple[str, ...]]:
    """Values of a field that holds several, by line; also those of other owners."""
    owners, values = scope.owners("owner")
    found: dict[Cell, tuple[str, ...]] = {}
    for owner, value in index.rows_as_stored(
        f"SELECT owner, value FROM many WHERE field = ? AND {owners} ORDER BY owner, ord",
        field,
        *values,
    ):
        found[owner] = (*found.get(owner, ()), str(value))
    return found


def owned(index: Index, scope: Scope, what: str) -> dict[Cell, tuple[tuple[Cell, Cell], ...]]:
    """Two cells of each node that lines own, by line."""
    owners, values = scope.owners("owner")
    found: dict[Cell, tuple[tuple[Cell, Cell], ...]] = {}
    for owner, first, second in index.rows_as_stored(
        f"SELECT owner, {what} WHERE {owners} ORDER BY owner, ord", *values
    ):
        found[owner] = (*found.get(owner, ()), (first, second))
    return found


def _left(row: tuple[Cell, ...]) -> Left:
    """Why a line counts for nothing: the first reason of several."""
    if row[4] != "accepted":
        return "candidate"
    if row[6]:
        return "retracted"
    return "recalled" if row[5] == "recalled" else ""


def _size(stated: Cell, arms: Sequence[tuple[Cell, Cell]]) -> tuple[int | None, int | None]:
    """People and events: as stated, else over all arms."""
    n, events = _whole(stated), None
    if arms:
        sizes = [_whole(size) for size, _ in arms]
        counts = [_whole(count) for _, count in arms]
        if n is None and None not in sizes:
            n = sum(size for size in sizes if size is not None)
        if None not in counts:
            events = sum(count for count in counts if count is not None)
    return n, events


def _bias(judged: Iterable[tuple[Cell, Cell]]) -> tuple[int, str]:
    """The worst of several judgements, with its tool."""
    found = [
        (bias_of(str(tool or ""), str(words or "")), str(tool or "")) for tool, words in judged
    ]
    return max(found, default=(UNKNOWN, ""))


def _concerns(source: str, design: str | None, seen: Cell, sources: Sources) -> tuple[str, ...]:
    found = []
    if source in sources.of_concern:
        found.append("expression-of-concern")
    if source in sources.preprints:
        found.append("preprint")
    if design is not None and design not in POOLED and design not in STARTS["mechanism"]:
        found.append("secondary")
    if seen in {"machine", "partly-seen"}:
        found.append(str(seen))
    return tuple(found)


def _whole(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) and cell >= 0 else None


def number(cell: Cell) -> float | None:
    """A decimal; None for none, and for what a ledger wrote that is no number."""
    if cell is None:
        return None
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


class Levels:
    """Stated levels on our ladder, each worked out once a question.

    Args:
        index: where they are described.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._levels: dict[Cell, Level] = {}
        self._known: dict[tuple[Cell, str | None], tuple[str, Mapped | None]] = {}
        self._moved: dict[tuple[Cell, Cell, str | None], int] = {}

    def _level(self, iri: Cell) -> Level:
        if iri not in self._levels:
            self._levels[iri] = levels_of(self._index, [self._index.whole(str(iri))])[0]
        return self._levels[iri]

    def of(self, iri: Cell, question: str | None) -> tuple[str, Mapped | None]:
        """Name and rung of a level."""
        if iri is None:
            return "", None
        key = (iri, question)
        if key not in self._known:
            level = self._level(iri)
            self._known[key] = (level.label, mapped(level, question))
        return self._known[key]

    def moved(self, stated: Cell, adjusted: Cell, question: str | None) -> int:
        """How far a level was moved down, in steps of its own scheme."""
        if stated is None or adjusted is None or stated == adjusted:
            return 0
        key = (stated, adjusted, question)
        if key not in self._moved:
            self._moved[key] = self._steps(*key)
        return self._moved[key]

    def _steps(self, stated: Cell, adjusted: Cell, question: str | None) -> int:
        before, after = place(self._level(stated)), place(self._level(adjusted))
        if before and after and before[0] == after[0]:
            return max(0, after[1] - before[1])
        was, now = self.of(stated, question)[1], self.of(adjusted, question)[1]
        return max(0, was.rung - now.rung) if was and now else 0
