"""What the index answers with: flat, frozen rows that import nothing heavy.

They are the nouns of `kg.model` as a question sees them: value nodes folded in, labels beside IRIs.
Named tuples, because making a data class costs a millisecond and more at every start.
"""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """An entity and its label.

    Attributes:
        iri: full IRI.
        id: local id within the ledger, or the CURIE of a foreign IRI.
        label: preferred label, the id where there is none.
    """

    iri: str
    id: str
    label: str


class ValueRow(NamedTuple):
    """One value of one qualifier dimension, or the value of a claim.

    Attributes:
        text: the words as found, else the concept's label, else the number and unit.
        concept: the concept, where one is known.
        low: lower bound in lexical form, None if open.
        high: upper bound in lexical form, None if open; equal to `low` for one number.
        low_open: the lower bound itself is excluded.
        high_open: the upper bound itself is excluded.
        unit: unit as text, such as `mg/kg`.
        unit_iri: QUDT unit.
        times: how often it is given.
        regimen: the rest of the regimen in words.
        level: the word of a dose level (low, medium, high).
        start: start of a period.
        end: end of a period.
        unread: no grammar read the words and no concept is known.
    """

    text: str
    concept: Ref | None = None
    low: str | None = None
    high: str | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    unit_iri: str | None = None
    times: int | None = None
    regimen: str | None = None
    level: str | None = None
    start: str | None = None
    end: str | None = None
    unread: bool = False


Qualifiers = dict[str, tuple[ValueRow, ...]]
"""Values by dimension; dose words (`dose_level`) and doses stand both under `dose`.

Keys are the field names of `kg.model.qualifiers.Qualified` except `dose_level`; a dimension that
nothing states is absent.
"""


class PassageRow(NamedTuple):
    """A passage with its selectors folded in."""

    source: str
    start: int | None
    end: int | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    sha256: str | None
    excerpt: str | None
    section: str | None
    sentence: int | None

    @property
    def words(self) -> str:
        """The quote, or the excerpt where the quote may not be carried, or nothing."""
        return self.exact or self.excerpt or ""


class NoticeRow(NamedTuple):
    """A publisher's notice on a document."""

    kind: str
    date: str | None
    doi: str | None
    words: str | None


class DocumentRow(NamedTuple):
    """A document, as article or as source."""

    ref: Ref
    title: str
    authors: str | None
    issued: str | None
    container: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    design: str | None
    design_words: str | None
    sample_size: int | None
    verification: str | None
    notices: tuple[NoticeRow, ...]
    state: str

    @property
    def year(self) -> int | None:
        """Year of publication."""
        return int(self.issued[:4]) if self.issued else None

    @property
    def retracted(self) -> bool:
        """The newest notice that bears on validity is a retraction.

        A reinstatement lifts an earlier retraction.
        """
        kinds = [
            n.kind
            for n in sorted(self.notices, key=lambda n: n.date or "")
            if n.kind in {"retraction", "reinstatement"}
        ]
        return bool(kinds) and kinds[-1] == "retraction"


class VersionRow(NamedTuple):
    """A version of a document: its hashes and where its text lies, if recorded."""

    iri: str
    document: str
    sha256: str | None
    text_sha256: str | None
    path: str | None
    carries_text: bool | None


class ClaimRow(NamedTuple):
    """A claim with its labels and qualifiers."""

    ref: Ref
    subjects: tuple[Ref, ...]
    predicate: Ref
    objects: tuple[Ref, ...]
    value: ValueRow | None
    statistic: str | None
    effect: str | None
    negated: bool
    type: str
    topic: str | None
    via: tuple[Ref, ...]
    refines: tuple[Ref, ...]
    qualifiers: Qualifiers
    state: str

    @property
    def text(self) -> str:
        """The claim as a sentence."""
        return self.ref.label


class AssertionRow(NamedTuple):
    """One utterance of a claim in a document."""

    iri: str
    id: str
    claim: str
    document: str
    hedging: str
    hedge_cues: tuple[str, ...]
    attribution: str
    attribution_text: str | None
    explicitness: str | None
    cites: tuple[str, ...]
    passages: tuple[PassageRow, ...]
    qualifiers: Qualifiers
    state: str


class EvidenceRow(NamedTuple):
    """An evidence line with its source."""

    iri: str
    id: str
    claim: str
    source: DocumentRow
    study: tuple[str, ...]
    direction: str
    summary: str | None
    effect: str | None
    estimate: str | None
    estimate_measure: str | None
    estimate_low: str | None
    estimate_high: str | None
    p: str | None
    sample_size: int | None
    design: str | None
    design_words: str | None
    question: str | None
    level: Ref | None
    level_scheme: str | None
    adjusted_level: Ref | None
    adjustment_reason: str | None
    verification: str | None
    passages: tuple[PassageRow, ...]
    qualifiers: Qualifiers
    state: str

    @property
    def counts(self) -> bool:
        """The line is live: in force, read by somebody, its source not retracted."""
        return (
            self.state == "accepted"
            and self.verification != "recalled"
            and not self.source.retracted
        )


class AssessmentRow(NamedTuple):
    """A person's judgement of a claim."""

    iri: str
    id: str
    claim: str
    verdict: str | None
    certainty: str | None
    rationale: str | None
    assessor: str | None
    date: str | None


class ConceptRow(NamedTuple):
    """A concept with all its names."""

    ref: Ref
    synonyms: tuple[str, ...]
    broader: tuple[str, ...]
    related: tuple[str, ...]
    disjoint_with: tuple[str, ...]
    matches: tuple[str, ...]


class Tally(NamedTuple):
    """Live evidence lines of a claim, by direction."""

    supports: int
    disputes: int
    qualifies: int
    neutral: int
