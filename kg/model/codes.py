"""Closed lists of words: each member is a SKOS concept of a scheme in `schema/ontology.ttl`.

A member's value is the word that people and JSON use; `iri` is its RDF name.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Self

from kg.terms import KG


class Code(StrEnum):
    """A word of a closed list.

    Subclasses end their RDF names with `suffix()` where the bare word would be ambiguous
    (`kg:HighDose`, `kg:HighCertainty`).
    """

    @classmethod
    def suffix(cls) -> str:
        """What is appended to the word in the RDF name."""
        return ""

    @classmethod
    def scheme(cls) -> str:
        """IRI of the SKOS scheme that holds the members."""
        return f"{KG}{cls.__name__}Scheme"

    @property
    def iri(self) -> str:
        """The RDF name: `no-difference-found` is `kg:NoDifferenceFound`."""
        parts = self.value.split("-")
        return KG + "".join(part[:1].upper() + part[1:] for part in parts) + self.suffix()

    @classmethod
    def from_iri(cls, iri: str) -> Self:
        """The member of that RDF name.

        Raises:
            ValueError: no member bears the name.
        """
        table = _by_iri(cls)
        if iri not in table:
            names = ", ".join(member.iri.removeprefix(KG) for member in cls)
            raise ValueError(f"{iri} is not one of kg: {names}")
        return cls(table[iri])


@cache
def _by_iri(kind: type[Code]) -> dict[str, str]:
    return {member.iri: member.value for member in kind}


class Effect(Code):
    """The change of the object that the claim attributes to its subject."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_DIFFERENCE_FOUND = "no-difference-found"
    EQUIVALENT = "equivalent"
    MIXED = "mixed"
    UNSPECIFIED = "unspecified"


class ClaimType(Code):
    """The kind of relation that is claimed."""

    CAUSAL = "causal"
    CORRELATIONAL = "correlational"
    MECHANISTIC = "mechanistic"
    COMPARATIVE = "comparative"
    DOSE_RESPONSE = "dose-response"
    STATISTICAL = "statistical"
    DEFINITIONAL = "definitional"
    DESCRIPTIVE = "descriptive"
    NORMATIVE = "normative"
    EVIDENCE_STATUS = "evidence-status"
    OPINION = "opinion"


class DoseLevel(Code):
    """A dose in words; never bound to a number unless a ledger's own dose band says so."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @classmethod
    def suffix(cls) -> str:
        """`kg:LowDose`, apart from a low certainty."""
        return "Dose"


class Hedging(Code):
    """Certainty as worded, strongest commitment first."""

    CATEGORICAL = "categorical"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    SPECULATIVE = "speculative"
    REPORTED = "reported"


class Attribution(Code):
    """Who the text says knows it."""

    AUTHOR = "author"
    NAMED = "named"
    UNNAMED = "unnamed"

    @classmethod
    def suffix(cls) -> str:
        """`kg:NamedAttribution`."""
        return "Attribution"


class Explicitness(Code):
    """How the text carries the claim."""

    EXPLICIT = "explicit"
    IMPLIED = "implied"
    PRESUPPOSED = "presupposed"


class Direction(Code):
    """What an evidence line says about its claim: three values of VA-Spec and our fourth."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"
    NEUTRAL = "neutral"


class StudyDesign(Code):
    """How a source came to know what it reports."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    RANDOMIZED_TRIAL = "randomized-trial"
    CROSSOVER_TRIAL = "crossover-trial"
    CONTROLLED_TRIAL = "controlled-trial"
    SINGLE_ARM_STUDY = "single-arm-study"
    COHORT_STUDY = "cohort-study"
    CASE_CONTROL_STUDY = "case-control-study"
    CROSS_SECTIONAL_STUDY = "cross-sectional-study"
    CASE_SERIES = "case-series"
    CASE_REPORT = "case-report"
    ANIMAL_STUDY = "animal-study"
    IN_VITRO_STUDY = "in-vitro-study"
    NARRATIVE_REVIEW = "narrative-review"
    SCOPING_REVIEW = "scoping-review"
    GUIDELINE = "guideline"
    CONSENSUS_STATEMENT = "consensus-statement"
    EXPERT_OPINION = "expert-opinion"
    PRODUCT_LABEL = "product-label"
    REGULATOR_COMMUNICATION = "regulator-communication"
    WEB_PAGE = "web-page"
    NEWS_REPORT = "news-report"
    OTHER_DESIGN = "other-design"


class Question(Code):
    """The question that an OCEBM 2011 level answers (its table has one row a question)."""

    PREVALENCE = "prevalence"
    DIAGNOSIS = "diagnosis"
    PROGNOSIS = "prognosis"
    TREATMENT_BENEFIT = "treatment-benefit"
    COMMON_HARMS = "common-harms"
    RARE_HARMS = "rare-harms"
    SCREENING = "screening"
    ETIOLOGY = "etiology"
    MECHANISM = "mechanism"

    @classmethod
    def suffix(cls) -> str:
        """`kg:PrognosisQuestion`."""
        return "Question"


class OcebmLevel(Code):
    """Oxford Centre for Evidence-Based Medicine 2011 levels of evidence, 1 strongest."""

    LEVEL_1 = "OCEBM-1"
    LEVEL_2 = "OCEBM-2"
    LEVEL_3 = "OCEBM-3"
    LEVEL_4 = "OCEBM-4"
    LEVEL_5 = "OCEBM-5"

    @property
    def iri(self) -> str:
        """The RDF name keeps the hyphen: `kg:OCEBM-2`."""
        return KG + self.value


class Consideration(Code):
    """What a source itself, or whoever recorded a line, declares of a body of evidence.

    Those GRADE considerations that cannot be worked out of single lines.
    """

    PUBLICATION_BIAS = "publication-bias"
    DOSE_RESPONSE_GRADIENT = "dose-response-gradient"
    OPPOSING_CONFOUNDING = "opposing-confounding"


class Certainty(Code):
    """How sure the body of evidence lets us be; computed, or judged in an assessment."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    NOT_APPLICABLE = "not-applicable"

    @classmethod
    def suffix(cls) -> str:
        """`kg:LowCertainty`, apart from a low dose."""
        return "Certainty"


class Verification(Code):
    """How far whoever recorded it has seen the source."""

    READ_IN_FULL = "read-in-full"
    READ_ABSTRACT = "read-abstract"
    PARTLY_SEEN = "partly-seen"
    RECALLED = "recalled"
    MACHINE = "machine"


class Status(Code):
    """What the live evidence lines of this ledger say of a claim; computed, never stored."""

    CONTESTED = "contested"
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    QUALIFIED = "qualified"
    RETRACTED_ONLY = "retracted-only"
    UNSUPPORTED = "unsupported"
    NOT_APPLICABLE = "not-applicable"

    @classmethod
    def suffix(cls) -> str:
        """`kg:SupportedStatus`."""
        return "Status"


class State(Code):
    """Where an entity stands in curation."""

    CANDIDATE = "candidate"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class NoticeKind(Code):
    """What a publisher's notice says of a document."""

    RETRACTION = "retraction"
    EXPRESSION_OF_CONCERN = "expression-of-concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


class PairState(Code):
    """Where two opposite claims stand with those who curate them."""

    OPEN = "open"
    EXPLAINED = "explained"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"

    @classmethod
    def suffix(cls) -> str:
        """`kg:ExplainedPair`."""
        return "Pair"


class AgentKind(Code):
    """What an agent is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    SOFTWARE = "software"

    @classmethod
    def suffix(cls) -> str:
        """`kg:PersonAgent`."""
        return "Agent"


class BetterSide(Code):
    """Which side of an outcome is better for the one who has it."""

    MORE = "more"
    LESS = "less"

    @classmethod
    def suffix(cls) -> str:
        """`kg:MoreIsBetter`."""
        return "IsBetter"


CODES: tuple[type[Code], ...] = tuple(Code.__subclasses__())
"""Every closed list, in the order of this file."""
