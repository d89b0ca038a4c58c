"""The relations of BEL 2.0: how they are written, and what claim each makes.

After the BEL 2.0 specification (OpenBEL, 2016), sections on causal, correlative and other
relationships; BEL 1.0's forms of the same relations are read too.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Meaning(NamedTuple):
    """The claim that a relation makes.

    Attributes:
        predicate: relation word of the table format.
        effect: effect word, empty if it states no change.
        words: how the claim's label says it.
    """

    predicate: str
    effect: str
    words: str


MEANINGS: Final[dict[str, Meaning]] = {
    "increases": Meaning("affects", "increase", "increases"),
    "directlyIncreases": Meaning("affects", "increase", "increases"),
    "decreases": Meaning("affects", "decrease", "decreases"),
    "directlyDecreases": Meaning("affects", "decrease", "decreases"),
    "causesNoChange": Meaning("affects", "no-difference-found", "causes no change of"),
    "regulates": Meaning("affects", "unspecified", "regulates"),
    "positiveCorrelation": Meaning("associated with", "increase", "rises with"),
    "negativeCorrelation": Meaning("associated with", "decrease", "falls with"),
    "association": Meaning("associated with", "", "is associated with"),
    "biomarkerFor": Meaning("biomarker for", "", "is a biomarker for"),
    "prognosticBiomarkerFor": Meaning(
        "prognostic biomarker for", "", "is a prognostic biomarker for"
    ),
    "rateLimitingStepOf": Meaning("rate limiting step of", "", "is the rate-limiting step of"),
}
"""Relations that claim something of the world; a direct one claims what an indirect one does."""

STRUCTURAL: Final = frozenset(
    {
        "actsIn",
        "analogousTo",
        "equivalentTo",
        "hasComponent",
        "hasComponents",
        "hasMember",
        "hasMembers",
        "hasModification",
        "hasProduct",
        "hasReactant",
        "hasVariant",
        "includes",
        "isA",
        "occursIn",
        "orthologous",
        "partOf",
        "reactantIn",
        "subProcessOf",
        "transcribedTo",
        "translatedTo",
        "translocates",
    }
)
"""Relations that say what a term is made of or called: no claim that evidence could settle."""

_SHORT: Final = {
    "->": "increases",
    "\u2192": "increases",
    "=>": "directlyIncreases",
    "\u21d2": "directlyIncreases",
    "-|": "decreases",
    "\u22a3": "decreases",
    "=|": "directlyDecreases",
    "\u22a8": "directlyDecreases",
    "cnc": "causesNoChange",
    "reg": "regulates",
    "pos": "positiveCorrelation",
    "neg": "negativeCorrelation",
    "--": "association",
    ":>": "transcribedTo",
    ">>": "translatedTo",
    "eq": "equivalentTo",
    "orthologousTo": "orthologous",
    "analogous": "analogousTo",
}


def relation_of(token: str) -> str | None:
    """The long name of a relation by any of its forms, None if BEL has none such."""
    name = _SHORT.get(token, token)
    return name if name in MEANINGS or name in STRUCTURAL else None
