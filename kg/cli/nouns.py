"""The options of `kg add`, noun by noun: flag, name in the table format, help, whether repeated."""

from __future__ import annotations

from typing import Final, NamedTuple


class Flag(NamedTuple):
    """One option.

    Attributes:
        flag: as typed.
        cell: what the table format, or for documents and concepts the model, calls it.
        help: one line.
        many: it may be given several times.
    """

    flag: str
    cell: str
    help: str
    many: bool = False


_PASSAGE: Final = (
    Flag("--from", "from", "FILE:LINE or FILE:LINE:COLUMN whose sentences say it."),
    Flag("--quote", "quote", "The exact words; they must occur in the document."),
    Flag("--document", "document", "The document that says it: a file, an id, a title or a DOI."),
    Flag("--carry", "carry", "quote or hash: whether the ledger may hold a new document's words."),
    Flag("--hedging", "hedging", "categorical, probable, possible, speculative, reported."),
    Flag("--hedge-cues", "hedge_cues", "The words that hedge.", many=True),
    Flag("--attribution", "attribution", "author, named or unnamed."),
    Flag("--attribution-text", "attribution_text", "The words that attribute."),
    Flag("--explicitness", "explicitness", "explicit, implied or presupposed."),
)
_CONTEXT: Final = (
    Flag("--dose", "dose", "Amount or word: 0.5 mg/kg, 0.1-1 mg/kg, low.", many=True),
    Flag("--population", "population", "Who.", many=True),
    Flag("--condition", "condition", "Under which condition.", many=True),
    Flag("--species", "species", "In which species.", many=True),
    Flag("--route", "route", "By which route.", many=True),
    Flag("--duration", "duration", "How long the exposure lasted: 40 min.", many=True),
    Flag("--timepoint", "timepoint", "When the outcome was measured: 24 h.", many=True),
    Flag("--comparator", "comparator", "Compared with what.", many=True),
    Flag("--outcome", "outcome", "Outcome measure.", many=True),
    Flag("--intervention", "intervention", "What was given, if not the subject.", many=True),
    Flag("--co-intervention", "co_intervention", "What was given as well.", many=True),
    Flag("--place", "place", "Where.", many=True),
    Flag("--period", "period", "When: 1960s, 2001-2003.", many=True),
    Flag("--other", "other", "Any other condition, in words.", many=True),
)
FLAGS: Final[dict[str, tuple[Flag, ...]]] = {
    "document": (
        Flag("--title", "title", "Title."),
        Flag("--doi", "doi", "DOI."),
        Flag("--pmid", "pmid", "PubMed number."),
        Flag("--pmcid", "pmcid", "PubMed Central number."),
        Flag("--url", "url", "Where it stands on the web."),
        Flag("--authors", "authors", "Authors as printed."),
        Flag("--issued", "issued", "Year or date of publication."),
        Flag("--container", "container", "Journal, site or book."),
        Flag("--publisher", "publisher", "Publisher."),
        Flag("--language", "language", "Language tag: en."),
        Flag("--design", "study_design", "Design of the study it reports: randomized-trial."),
        Flag("--n", "sample_size", "Number of its participants."),
        Flag("--verification", "verification", "read-in-full, read-abstract, recalled, ..."),
        Flag("--notice", "notice", "retraction, correction, ... with a date if known."),
        Flag("--cites", "cites", "A document of the ledger that it cites.", many=True),
        Flag("--file", "file", "Its text: a version with hashes is recorded."),
        Flag("--carry", "carry", "quote or hash: whether the ledger may hold its words."),
        Flag("--id", "id", "Its name in the ledger; made of the title if not given."),
    ),
    "concept": (
        Flag("--label", "labels", "Preferred label."),
        Flag("--synonym", "synonyms", "Another name.", many=True),
        Flag("--definition", "definition", "What it is, in a sentence."),
        Flag("--broader", "broader", "A concept of which it is a kind.", many=True),
        Flag("--related", "related", "A related concept.", many=True),
        Flag("--disjoint", "disjoint_with", "A concept that nothing can be as well.", many=True),
        Flag("--measures", "measures", "What it measures: more of it is more of that.", many=True),
        Flag(
            "--inversely-measures",
            "inversely_measures",
            "What it measures the other way round: pain, for pain relief.",
            many=True,
        ),
        Flag("--better", "better_when", "Which side of it is better: more or less."),
        Flag("--match", "exact_match", "The same elsewhere: mesh:D007649.", many=True),
        Flag("--close-match", "close_match", "Nearly the same elsewhere.", many=True),
        Flag("--id", "id", "Its name in the ledger; made of the label if not given."),
    ),
    "claim": (
        Flag("--text", "text", "The claim as a sentence; the passage itself if not given."),
        Flag("--subject", "subject", "A concept, or claim:ID.", many=True),
        Flag("--predicate", "predicate", "Relation word; affects if not given."),
        Flag("--effect", "effect", "increase, decrease, no-difference-found, mixed, ..."),
        Flag("--object", "object", "A concept, or claim:ID.", many=True),
        Flag("--value", "value", "Number, range or date, instead of an object."),
        Flag("--unit", "unit", "Unit of the value."),
        Flag("--statistic", "statistic", "What the value is: prevalence."),
        Flag("--negated", "negated", "true where the relation is denied."),
        Flag("--via", "via", "A mediating concept.", many=True),
        Flag("--type", "claim_type", "Kind of relation; guessed if not given."),
        *_CONTEXT,
        *_PASSAGE,
        Flag("--id", "id", "Its name in the ledger; made of the text if not given."),
    ),
    "assertion": (
        Flag("--claim", "claim", "The claim that is stated."),
        *_PASSAGE,
        Flag("--source", "source", "A document that is cited for it.", many=True),
        *_CONTEXT,
        Flag("--note", "note", "A note on this utterance."),
    ),
    "evidence": (
        Flag("--claim", "claim", "The claim that it speaks for or against."),
        Flag("--source", "source", "The document that it rests on."),
        Flag("--direction", "direction", "supports, disputes, qualifies or neutral."),
        Flag("--study", "study", "The study's own document.", many=True),
        Flag("--effect", "effect", "The effect that the study found."),
        Flag("--estimate", "estimate", "Effect estimate, a number."),
        Flag("--estimate-measure", "estimate_measure", "What it measures: SMD, OR."),
        Flag("--estimate-low", "estimate_low", "Lower bound of its interval."),
        Flag("--estimate-high", "estimate_high", "Upper bound of its interval."),
        Flag("--p", "p", "p-value as printed."),
        Flag("--n", "n", "Number of participants analysed."),
        Flag("--design", "design", "Design of the study: randomized-trial."),
        Flag("--question", "question", "Question that an OCEBM 2011 level answers."),
        Flag("--level", "level", "Level of evidence: 2."),
        Flag("--level-scheme", "level_scheme", "Its scheme; OCEBM 2011 if not given."),
        Flag("--adjusted-level", "adjusted_level", "Level after downgrading, or excluded."),
        Flag("--adjustment-reason", "adjustment_reason", "Why the level was changed."),
        Flag("--verification", "verification", "read-in-full, read-abstract, recalled, machine."),
        Flag("--quote", "quote", "The source's own words."),
        Flag("--note", "note", "What the line says, in a sentence."),
        *_CONTEXT,
    ),
}
"""The options of each noun."""

BY_LINES: Final = frozenset({"document", "concept"})
"""Nouns whose repeated options are parted by line breaks; of the others by `;`, as in tables."""
