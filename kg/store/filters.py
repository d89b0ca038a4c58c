"""The filters of a selection, in the words that Python, the command line and JSON share."""

from __future__ import annotations

from typing import NamedTuple


class Filters(NamedTuple):
    """What to narrow a ledger to; None does not narrow, several filters all hold.

    Concept filters take a label, a synonym, a local id, a CURIE, an IRI or an identifier that a
    concept is mapped to, and reach narrower concepts.
    A filter on a condition (dose to period) finds claims that are stated under it, by the claim
    itself or by an assertion of it in force; with `as_studied` also claims one of whose evidence
    lines in force was studied under it.
    Filters on evidence (source, year, level, study_design, verification) hold together of one
    evidence line in force, whether or not it counts.

    Attributes:
        about: terms that all occur as subject, object, mediator or in a nested claim.
        subject: subject of the claim (the intervention).
        object: object of the claim.
        outcome: object of the claim or outcome measure.
        predicate: relation of the claim.
        effect: increase, decrease, no-difference-found, equivalent, mixed, unspecified, none.
        type: claim type.
        dose: a dose word (low, medium, high) or an amount or interval (`0.1..0.5 mg/kg`).
        population: in whom.
        condition: under which condition.
        species: in which species.
        route: by which route.
        duration: of the exposure: an interval (`4 weeks`, `1..7 d`, `<= 24 h`), or words.
        timepoint: of the measurement: an interval, or words.
        comparator: compared with what.
        co_intervention: along with what.
        place: where.
        period: when: a date, an interval (`2015..2020`), or words.
        as_studied: reach the conditions of the evidence too.
        status: computed status.
        certainty: computed certainty; `none` where no live support has a level.
        document: a document that asserts the claim.
        source: a document that some evidence line of the claim rests on.
        year: years in which a source was issued: `2015`, `2015..2020`, `>=2018`.
        level: level of the evidence, as adjusted: `OCEBM-2`, `<=2`, `GRADE:high`, `CIViC:B`.
        study_design: design of the study; that of the source where the line has none.
        verification: how the source was read; `none` where nobody says.
        state: state of the claim; accepted and candidate ones if not given.
        since: a date: the claim, an assertion or a line of it was recorded then or later.
        text: words and "phrases" that all occur in the claim or in a quote of it; `anx*` is the
            beginning of a word.
    """

    about: tuple[str, ...] = ()
    subject: str | None = None
    object: str | None = None
    outcome: str | None = None
    predicate: str | None = None
    effect: str | None = None
    type: str | None = None
    dose: str | None = None
    population: str | None = None
    condition: str | None = None
    species: str | None = None
    route: str | None = None
    duration: str | None = None
    timepoint: str | None = None
    comparator: str | None = None
    co_intervention: str | None = None
    place: str | None = None
    period: str | None = None
    as_studied: bool = False
    status: str | None = None
    certainty: str | None = None
    document: str | None = None
    source: str | None = None
    year: str | None = None
    level: str | None = None
    study_design: str | None = None
    verification: str | None = None
    state: str | None = None
    since: str | None = None
    text: str | None = None

    def stated(self) -> dict[str, str | tuple[str, ...]]:
        """The filters that narrow, by name; `as_studied` only widens others."""
        found = self._asdict()
        del found["as_studied"]
        return {name: value for name, value in found.items() if value}
