"""The table format: every column, what it means and which noun it fills."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from kg.errors import ImportFault

DIMENSIONS: Final[dict[str, str]] = {
    "dose_level": "dose in words: low, medium, high",
    "dose": "amount such as `0.5 mg/kg`, `0.1-1 mg/kg`, `<= 20 mg`; several by `;`",
    "population": "who: a concept, several by `;`",
    "condition": "under which condition: a concept, several by `;`",
    "species": "in which species: a concept, several by `;`",
    "route": "by which route: a concept, several by `;`",
    "duration": "how long the exposure lasted, such as `40 min`",
    "timepoint": "when the outcome was measured, such as `24 h`, `< 12 h`",
    "comparator": "compared with what: a concept or an amount, several by `;`",
    "outcome": "outcome measure: a concept, several by `;`",
    "intervention": "what was given, where it is not the claim's subject",
    "co_intervention": "what was given as well, several (all of them) by `;`",
    "place": "where: a concept, several by `;`",
    "period": "calendar time such as `1960/1969`, `1960s`, `2001-2003`",
    "other": "any other condition in words, such as `frequency: often`",
}
"""The dimensions of context; evidence and sources have them too, with a prefix."""

_CLAIM: Final[dict[str, str]] = {
    "claim_id": "names the claim within this table, or a claim of the ledger by id",
    "duplicate_of": "claim_id that this row restates",
    "text": "the claim as a sentence",
    "subject": "concept, or `claim:ID` for another claim; several by `;`",
    "predicate": "relation word, CURIE or IRI; `reduces` and `increases` also give the effect",
    "object": "concept, or `claim:ID` for another claim; several by `;`",
    "value": "number, range or date, instead of an object",
    "value_words": "the value as the text words it",
    "unit": "unit of the value",
    "statistic": "what the value is, such as `prevalence`",
    "effect": "increase, decrease, no-difference-found, equivalent, mixed, unspecified, or none",
    "negated": "true where the relation is denied",
    "via": "mediating concepts, several by `;`",
    "claim_type": "kind of relation; guessed from predicate and effect where empty",
    "topic": "the kind in the words of who recorded it",
    "verdict": "a person's judgement of the claim",
    "rationale": "the reason of the verdict",
}

_ASSERTION: Final[dict[str, str]] = {
    "document": "id of the document that states the claim",
    "document_title": "its title",
    "document_version": "id of the version of its text that the offsets count",
    "passage": "the exact words",
    "start": "first code point of the passage, from 0",
    "end": "code point after the passage",
    "quote_sha256": "SHA-256 of the passage, where its words may not be carried",
    "excerpt": "the shortest phrase of the passage that carries the claim",
    "section": "heading above the passage",
    "sentence": "number of the sentence",
    "hedging": "categorical, probable, possible, speculative, reported",
    "hedge_cues": "hedging words, several by `;`",
    "attribution": "author, named, unnamed",
    "attribution_text": "the words that attribute",
    "explicitness": "explicit, implied, presupposed",
    "remark": "note on this utterance",
}

_EVIDENCE: Final[dict[str, str]] = {
    "evidence_id": "names the evidence line within this table",
    "direction": "supports, disputes, qualifies, neutral; makes the row an evidence line",
    "evidence_effect": "effect that the study found",
    "estimate": "effect estimate, a number",
    "estimate_measure": "such as `OR`, `SMD`",
    "estimate_low": "lower bound of its interval",
    "estimate_high": "upper bound of its interval",
    "p": "p-value as printed",
    "n": "number of participants analysed",
    "study": "id of the study's own document, where several lines share an origin",
    "study_design": "design from the closed list, such as `randomized-trial`",
    "design_words": "the design in words",
    "risk_of_bias": "overall judgement in the tool's words, such as `high`, `some concerns`, `7/9`",
    "risk_of_bias_tool": "the tool that judged it, such as `RoB 2`",
    "considerations": "publication-bias, dose-response-gradient, opposing-confounding; by `;`",
    "question": "question that an OCEBM 2011 level answers",
    "level": "level of evidence, such as `2`",
    "level_scheme": "its scheme; `OCEBM 2011` where empty",
    "adjusted_level": "level after downgrading, or `excluded`",
    "adjustment_reason": "why the level was changed",
    "verification": "read-in-full, read-abstract, partly-seen, recalled, machine",
    "evidence_quote": "the source's own words",
    "note": "what the line says, in a sentence",
}

_SOURCE: Final[dict[str, str]] = {
    "source": "id of the source; without a direction: the document cited here, several by `;`",
    "source_title": "its title",
    "doi": "its DOI",
    "pmid": "its PubMed id",
    "year": "year of publication",
    "notice": "retraction, expression-of-concern, correction, reinstatement, with a date if known",
    "source_design": "design of the study it reports, from the closed list",
    "source_design_words": "that design in words",
    "source_finding": "what it found, in words",
    "source_appraisal": "what is to be said of its quality",
    "source_n": "number of its participants",
    "source_verification": "how far it was seen",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table format.

    Attributes:
        name: the header.
        meaning: one line for people.
        target: the noun it fills: claim, assertion, evidence or source.
    """

    name: str
    meaning: str
    target: str


def _all() -> dict[str, Column]:
    groups = (
        ("claim", _CLAIM),
        ("claim", DIMENSIONS),
        ("assertion", _ASSERTION),
        ("source", _SOURCE),
        ("evidence", _EVIDENCE),
        ("evidence", {f"evidence_{name}": text for name, text in DIMENSIONS.items()}),
        ("source", {f"source_{name}": text for name, text in DIMENSIONS.items()}),
    )
    return {n: Column(n, text, target) for target, group in groups for n, text in group.items()}


COLUMNS: Final[dict[str, Column]] = _all()
"""Every column by name, in the order in which help lists them."""

_NEAR: Final = 0.75
"""How like a column an unknown one must be to be taken for a slip: `abstract` is no `start`."""

_SPELLING: Final = str.maketrans("- ", "__")


def check_column(name: str, file: str) -> str:
    """The column of the table format that a header means.

    Args:
        name: a header; case, spaces and hyphens do not matter.
        file: the file, for the message.

    Returns:
        A key of `COLUMNS`.

    Raises:
        ImportFault: there is no such column; the message names the nearest.
    """
    plain = name.strip().casefold().translate(_SPELLING)
    if plain in COLUMNS:
        return plain
    near = get_close_matches(plain, COLUMNS, n=1, cutoff=_NEAR)
    meant = f"did you mean {near[0]!r}? " if near else ""
    ours = near[0] if near else "OURS"
    raise ImportFault(
        f"{file}: unknown column {name!r}",
        f"{meant}say --map {name!r}={ours} or --ignore-columns {name!r}",
    )
