"""Tables and closed lists as data; written by `python -m kg.rdf.tables`."""

from __future__ import annotations

# fmt: off

VERSION: str = "4aca356561518dea"

MODEL_VERSION: int = 1

DIMENSIONS: tuple[str, ...] = (
 "dose_level", "dose", "population", "condition", "species", "route", "duration", "timepoint",
 "comparator", "outcome", "intervention", "co_intervention", "place", "period", "other",
)

TABLES: dict[str, tuple[str, ...]] = {
 "qualifier": ("owner", "field", "ord", "iri", "level", "concept", "words", "value", "minimum",
               "maximum", "minimum_open", "maximum_open", "unit", "unit_text", "times", "regimen",
               "start", "end"),
 "header": ("iri", "licence", "model_version", "searched_on", "created", "creator"),
 "agent": ("iri", "agent_kind", "version", "identifier"),
 "activity": ("iri", "started", "ended"),
 "concept": ("iri", "better_when", "scheme", "notation", "state", "generated_by",
             "invalidated_by"),
 "dose_band": ("iri", "drug", "level", "route", "population", "state", "generated_by",
               "invalidated_by"),
 "document": ("iri", "genre", "authors", "authors_complete", "issued", "container", "volume",
              "issue", "pages", "publisher", "doi", "pmid", "pmcid", "url", "seen_at", "language",
              "study_design", "design_words", "finding_words", "sample_size", "appraisal",
              "verification", "state", "generated_by", "invalidated_by"),
 "version": ("iri", "document", "sha256", "text_sha256", "characters", "reader", "retrieved",
             "path", "carries_text", "state", "generated_by", "invalidated_by"),
 "claim": ("iri", "predicate", "statistic", "effect", "negated", "claim_type", "topic",
           "identifier", "state", "generated_by", "invalidated_by"),
 "assertion": ("iri", "claim", "document", "hedging", "attribution", "attribution_text",
               "explicitness", "identifier", "state", "generated_by", "invalidated_by"),
 "evidence_line": ("iri", "claim", "source", "direction", "effect", "estimate", "estimate_measure",
                   "estimate_low", "estimate_high", "p", "sample_size", "study_design",
                   "design_words", "question", "level", "adjusted_level", "adjustment_reason",
                   "verification", "identifier", "state", "generated_by", "invalidated_by"),
 "assessment": ("iri", "claim", "verdict", "judged_status", "certainty", "assessor", "date",
                "state", "generated_by", "invalidated_by"),
 "settlement": ("iri", "settled_as", "revises", "assessor", "date", "state", "generated_by",
                "invalidated_by"),
 "passage": ("owner", "field", "ord", "iri", "source", "quote_sha256", "excerpt", "section",
             "sentence", "start", "end", "exact", "prefix", "suffix"),
 "notice": ("owner", "field", "ord", "iri", "notice_kind", "date", "doi", "words"),
 "risk_of_bias": ("owner", "field", "ord", "iri", "tool", "overall"),
 "arm": ("owner", "field", "ord", "iri", "name", "n", "events"),
}

INTEGERS: dict[str, tuple[str, ...]] = {
 "qualifier": ("maximum_open", "minimum_open", "times"),
 "header": ("model_version",),
 "document": ("authors_complete", "sample_size"),
 "version": ("carries_text", "characters"),
 "claim": ("negated",),
 "evidence_line": ("sample_size",),
 "passage": ("end", "sentence", "start"),
 "arm": ("events", "n"),
}

DEFAULTS: dict[str, dict[str, str | int]] = {
 "header": {"model_version": 1},
 "concept": {"state": "accepted"},
 "dose_band": {"state": "accepted"},
 "document": {"state": "accepted"},
 "version": {"state": "accepted"},
 "claim": {"state": "accepted"},
 "assertion": {"hedging": "categorical", "attribution": "author", "state": "accepted"},
 "evidence_line": {"state": "accepted"},
 "assessment": {"state": "accepted"},
 "settlement": {"state": "accepted"},
}

WORDS: dict[str, tuple[str, ...]] = {
 "Effect": ("increase", "decrease", "no-difference-found", "equivalent", "mixed", "unspecified"),
 "ClaimType": ("causal", "correlational", "mechanistic", "comparative", "dose-response",
               "statistical", "definitional", "descriptive", "normative", "evidence-status",
               "opinion"),
 "DoseLevel": ("low", "medium", "high"),
 "Hedging": ("categorical", "probable", "possible", "speculative", "reported"),
 "Attribution": ("author", "named", "unnamed"),
 "Explicitness": ("explicit", "implied", "presupposed"),
 "Direction": ("supports", "disputes", "qualifies", "neutral"),
 "StudyDesign": ("meta-analysis", "systematic-review", "randomized-trial", "crossover-trial",
                 "controlled-trial", "single-arm-study", "cohort-study", "case-control-study",
                 "cross-sectional-study", "case-series", "case-report", "animal-study",
                 "in-vitro-study", "narrative-review", "scoping-review", "guideline",
                 "consensus-statement", "expert-opinion", "product-label",
                 "regulator-communication", "web-page", "news-report", "other-design"),
 "Question": ("prevalence", "diagnosis", "prognosis", "treatment-benefit", "common-harms",
              "rare-harms", "screening", "etiology", "mechanism"),
 "OcebmLevel": ("OCEBM-1", "OCEBM-2", "OCEBM-3", "OCEBM-4", "OCEBM-5"),
 "Consideration": ("publication-bias", "dose-response-gradient", "opposing-confounding"),
 "Certainty": ("high", "moderate", "low", "very-low", "not-applicable"),
 "Verification": ("read-in-full", "read-abstract", "partly-seen", "recalled", "machine"),
 "Status": ("contested", "supported", "disputed", "qualified", "retracted-only", "unsupported",
            "not-applicable"),
 "State": ("candidate", "accepted", "withdrawn", "superseded"),
 "NoticeKind": ("retraction", "expression-of-concern", "correction", "reinstatement"),
 "PairState": ("open", "explained", "accepted", "resolved"),
 "AgentKind": ("person", "organization", "software"),
 "BetterSide": ("more", "less"),
}
