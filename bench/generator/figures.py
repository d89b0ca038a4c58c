"""The numbers that a generated ledger follows.

Measured on published corpora of claims (CIViC, Evidence Inference, BEL, DIKB, a review of salt and
blood pressure) unless a line says "choice".
"""

from __future__ import annotations

from typing import Final

Shares = tuple[tuple[str, float], ...]
"""Words with their shares; the shares need not add up to one."""

SEED: Final = 20261120
BASE: Final = "https://claims.example/scale#"

# Concepts: exponents of Zipf's law over rank, and a vocabulary that grows after Heaps (choice).
EXPONENTS: Final = {"drug": 0.9, "outcome": 1.1, "population": 1.15, "comparator": 0.85}
DRAWN_WITH: Final = {"drug": 0.86, "outcome": 1.08, "population": 1.12, "comparator": 0.77}
"""Exponents of each draw: the vocabulary grows meanwhile, which makes the sum of draws steeper."""
VOCABULARY: Final = {"drug": 0.35, "outcome": 0.40, "population": 0.15, "comparator": 0.10}
HEAPS_FACTOR: Final = 12.0
HEAPS_POWER: Final = 0.6
SYNONYMS: Final = (("0", 50), ("1", 25), ("2", 13), ("3", 8), ("4", 4))  # choice
COMPARATORS: Final = (("1", 23), ("2", 12.5), ("3", 12.5), ("active", 52))
COMPARATOR_LABELS: Final = {1: "placebo", 2: "usual care", 3: "no treatment"}

# Articles: lean curation notes few claims, thorough curation many (lognormal, choice).
LEAN: Final = 0.8
CLAIMS_PER_ARTICLE: Final = {True: (2, 0.5), False: (16, 1.05)}
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2026
YEAR_MEDIAN: Final = 2013
YEAR_SPREAD: Final = 5.5

EFFECTS: Final = {
    True: (("NoDifferenceFound", 48), ("Increase", 27), ("Decrease", 25)),
    False: (("NoDifferenceFound", 66), ("Increase", 19), ("Decrease", 15)),
}

EVENED: Final = 0.045
"""Share of drawn changes that become no difference: planted pairs are all of changes."""
CLAIM_TYPES: Final = (("Causal", 60), ("Correlational", 30), ("Mechanistic", 10))  # choice

# Passages.
QUOTE_MEDIAN: Final = 170
QUOTE_SIGMA: Final = 0.48
LOCATED: Final = 0.3  # choice: passages with offsets beside the quote
PROSE: Final = (
    "the treated group showed a change in this measure over four weeks compared with control "
    "although several patients on placebo left early and mean scores fell by half in both arms "
    "which suggests that dose and route of infusion matter more than age or sex"
)
P_VALUE: Final = 0.65
INTERVAL: Final = 0.11
SECTIONS_OF_ARTICLES: Final = (("Results", 59), ("Abstract", 39), ("", 2))

# Evidence per proposition (CIViC); what has none at all is planted by recipes.
LINES: Final = (("1", 86.3), ("2", 9.1), ("3", 2.2), ("4", 1.1), ("5", 0.4), ("6", 0.9))
LINES_DRAWN: Final = (("1", 89.1), ("2", 6.3), ("3", 2.2), ("4", 1.1), ("5", 0.4), ("6", 0.9))
"""Of plain claims: planted ones have two lines more often."""
MOST_LINES: Final = 18
HEAVY_EVERY: Final = 10_000
HEAVY_LINES: Final = (1_000, 4_000)
HEAVY_DIRECTIONS: Final = (("Supports", 61), ("Neutral", 32), ("Disputes", 7))
LINES_PER_PAPER: Final = 2.1
LATER_DIRECTIONS: Final = (("Supports", 86), ("Neutral", 10), ("Qualifies", 4))  # choice
LEVELS: Final = (("1", 2), ("2", 35), ("3", 35), ("4", 26), ("5", 2))
LEVELS_DRAWN: Final = (("1", 0.6), ("2", 35.5), ("3", 35.8), ("4", 26.1), ("5", 2))
"""Of plain lines: planted ones have the best level more often."""
LEVEL_GIVEN: Final = 0.8
PARTICIPANTS: Final = (132, 1.6, 2.5)
VERIFIED: Final = 0.6  # choice
VERIFICATIONS: Final = (("ReadAbstract", 60), ("ReadInFull", 38), ("PartlySeen", 2))  # choice

# How a text words a claim (choice); a quarter of all claims gives no source.
HEDGINGS: Final = (("Categorical", 62), ("Probable", 12), ("Possible", 22), ("Speculative", 4))
SOFT_HEDGINGS: Final = (("Probable", 30), ("Possible", 60), ("Speculative", 10))
UNCITED: Final = 0.25
UNCITED_DRAWN: Final = 0.26  # of plain claims: planted ones more often cite
UNCITED_NAMED: Final = 0.15

# Qualifiers: lean, thorough.
DOSE: Final = {True: 0.24, False: 0.16}
SECOND_DOSE: Final = 0.08
DOSE_WORD: Final = 0.05  # choice: a dose in words, where no number is given
ROUTE: Final = 0.06
COMPARATOR_DOSE: Final = 0.12
TIMEPOINT: Final = {True: 0.07, False: 0.19}
DURATION: Final = 0.08
POPULATION: Final = 0.67
COMPARATOR: Final = 0.94
UNITS: Final = (
    ("mg", 65),
    ("mL", 8),
    ("g", 8),
    ("\u03bcg", 4),  # Greek mu
    ("\u00b5g", 3),  # micro sign
    ("mcg", 3),
    ("ug", 3),
    ("mg/kg", 6),
)
UNIT_NAMES: Final = {
    "mg": "MilliGM",
    "mL": "MilliL",
    "g": "GM",
    "\u03bcg": "MicroGM",
    "\u00b5g": "MicroGM",
    "mcg": "MicroGM",
    "ug": "MicroGM",
    "mg/kg": "MilliGM-PER-KiloGM",
    "hours": "HR",
    "days": "DAY",
    "weeks": "WK",
}
DOSES: Final = ("0.02", "0.06", "0.2", "0.4", "0.5", "0.50", "1.6", "5", "10", "20", "40", "200")
RATIOS: Final = (("1.5", 15), ("2", 50), ("4", 25), ("10", 10))
TIMES: Final = ("1", "3", "7", "14", "28", "42", "90", "180", "365")

# Contradictions.
MINORITY: Final = (2.0, 5.0)  # of a Beta distribution
DIFFERING: Final = (
    ("timepoint", 36),
    ("comparator", 23),
    ("dose", 13),
    ("outcome", 11),
    ("population", 9),
    ("route", 8),
)
