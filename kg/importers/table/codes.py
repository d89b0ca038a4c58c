"""Cells of closed lists, in the words of the lists and in plain variants of them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeVar

from kg.model.codes import (
    Attribution,
    ClaimType,
    Code,
    Consideration,
    Direction,
    DoseLevel,
    Effect,
    Explicitness,
    Hedging,
    NoticeKind,
    OcebmLevel,
    Question,
    StudyDesign,
    Verification,
)

if TYPE_CHECKING:
    from kg.importers.table.row import Row

_C = TypeVar("_C", bound=Code)

NOTHING: Final = frozenset({"", "na", "n/a", "n.a.", "none", "null", "nan", "-", "–", "—", "."})
"""What tables write where there is nothing to state, in lower case."""

_VARIANTS: Final[dict[type[Code], dict[str, str]]] = {
    Effect: {
        "increase": "increased increases up ↑ + higher raised raises rise positive",
        "decrease": "decreased decreases down ↓ lower lowered lowers reduced reduces reduction "
        "fall negative",
        "no-difference-found": "no-difference no-change no-effect unchanged ns n.s. = "
        "not-significant no-significant-difference null ↔ → no-effect-found",
        "equivalent": "equivalence non-inferior ≡",
        "mixed": "both inconsistent ↕",
        "unspecified": "unclear unknown changed change unsigned ?",
    },
    Direction: {
        "supports": "support supporting for pro yes + true",
        "disputes": "dispute disputing against contra contradicts contradict refutes refute - no",
        "qualifies": "qualify qualifying partly",
        "neutral": "inconclusive unclear neither 0",
    },
    Hedging: {
        "categorical": "none certain definite",
        "probable": "likely",
        "possible": "tentative may",
        "speculative": "",
        "reported": "hearsay",
    },
    Attribution: {"author": "none authors self", "named": "named-source", "unnamed": "vague"},
    DoseLevel: {"low": "", "medium": "moderate intermediate mid", "high": ""},
    StudyDesign: {
        "randomized-trial": "rct randomised-trial randomized-controlled-trial "
        "randomised-controlled-trial",
        "meta-analysis": "metaanalysis",
        "cohort-study": "cohort",
        "case-control-study": "case-control",
        "cross-sectional-study": "cross-sectional",
        "narrative-review": "review",
        "animal-study": "animal",
        "in-vitro-study": "in-vitro",
        "other-design": "other",
    },
    Question: {
        "treatment-benefit": "treatment therapy benefit",
        "common-harms": "harms",
        "etiology": "aetiology",
    },
    Verification: {"read-in-full": "full", "read-abstract": "abstract", "recalled": "memory"},
    ClaimType: {},
    Explicitness: {},
    NoticeKind: {
        "retraction": "retracted",
        "expression-of-concern": "concern",
        "correction": "corrected erratum corrigendum",
        "reinstatement": "reinstated",
    },
    Consideration: {
        "dose-response-gradient": "dose-response",
        "opposing-confounding": "residual-confounding",
    },
    OcebmLevel: {f"OCEBM-{n}": f"{n} level-{n} {n}a {n}b {n}c" for n in range(1, 6)},
}
"""Plain variants by closed list; spaces are written as hyphens here."""

_TABLES: Final[dict[type[Code], dict[str, str]]] = {
    kind: {
        **{word: value for value, words in variants.items() for word in words.split()},
        **{member.value.casefold(): member.value for member in kind},
    }
    for kind, variants in _VARIANTS.items()
}

_SPACES: Final = re.compile(r"[\s_]+")


def read_code(kind: type[_C], words: str) -> _C | None:
    """The member of a closed list that words mean.

    Args:
        kind: the closed list.
        words: a cell; case does not matter, `_` and spaces count as hyphens.

    Returns:
        The member, None if no member is meant.
    """
    value = _TABLES[kind].get(_SPACES.sub("-", words.strip().casefold()))
    return None if value is None else kind(value)


def code_cell(row: Row, column: str, kind: type[_C]) -> _C | None:
    """The member of a closed list that a cell states.

    Args:
        row: the row.
        column: the column.
        kind: the closed list.

    Returns:
        The member; None if the cell states nothing.

    Raises:
        ImportFault: the cell is none of the list's words or their variants.
    """
    return _member(row, column, row.get(column), kind)


def code_cells(row: Row, column: str, kind: type[_C]) -> tuple[_C, ...]:
    """The members of a closed list that a cell states, parted by `;`, each once.

    Args:
        row: the row.
        column: the column.
        kind: the closed list.

    Returns:
        The members as they stand; none if the cell states nothing.

    Raises:
        ImportFault: some item is none of the list's words or their variants.
    """
    found = (_member(row, column, words, kind) for words in row.items(column))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _member(row: Row, column: str, words: str, kind: type[_C]) -> _C | None:
    if not words:
        return None
    found = read_code(kind, words)
    if found is not None:
        return found
    if is_nothing(words):
        return None
    members = [member.value for member in kind]
    near = get_close_matches(words.casefold(), members, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise row.fault(
        column,
        f"is none of {', '.join(members)}",
        f"{meant}{row.other_words(column)}",
    )


def is_nothing(words: str) -> bool:
    """The words say that there is nothing to state, such as `NA`."""
    return words.strip().casefold() in NOTHING


def truth_cell(row: Row, column: str) -> bool | None:
    """The truth value that a cell states, None if it states none.

    Raises:
        ImportFault: the cell is neither true nor false.
    """
    words = row.get(column).casefold()
    if words in NOTHING:
        return None
    if words in {"true", "yes", "1", "y", "t", "x"}:
        return True
    if words in {"false", "no", "0", "n", "f"}:
        return False
    raise row.fault(column, "is neither true nor false", "write true or false")


def whole_cell(row: Row, column: str) -> int | None:
    """The whole number of at least 0 that a cell states; thousands may be parted by commas.

    Raises:
        ImportFault: the cell is no such number.
    """
    words = row.get(column)
    if is_nothing(words):
        return None
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", words)
    if not re.fullmatch(r"\d{1,18}", plain, re.ASCII):
        raise row.fault(column, "is not a whole number", "write digits only")
    return int(plain)
