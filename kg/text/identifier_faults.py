"""What is wrong with an identifier, told from its form alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESS = re.compile(r"(?:https?://|doi:|(?:dx\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PMID = re.compile(r"[1-9]\d{0,7}")
_PMCID = re.compile(r"PMC[1-9]\d{0,8}")
_ORCID = re.compile(r"(\d{4})-(\d{4})-(\d{4})-(\d{3})([\dX])")


def identifier_fault(kind: str, text: str) -> str | None:
    """What cannot be right in an identifier.

    Args:
        kind: doi, pmid, pmcid or orcid.
        text: the identifier as recorded; an ORCID iD also as an address.

    Returns:
        The rest of a sentence that begins with the identifier's name; None if its form is right.
    """
    return _FAULTS[kind](text)


def _doi(text: str) -> str | None:
    if _ADDRESS.match(text):
        return "is written as an address"
    if any(c.isspace() for c in text):
        return "has a space in it"
    if not _DOI.fullmatch(text):
        return "is not of the form 10.1234/suffix"
    if text[-1] in ".,;:":
        return "ends in punctuation"
    return None


def _pmid(text: str) -> str | None:
    return None if _PMID.fullmatch(text) else "is not a number of one to eight digits"


def _pmcid(text: str) -> str | None:
    return None if _PMCID.fullmatch(text) else "is not PMC and a number"


def _orcid(text: str) -> str | None:
    name = text.rstrip("/").rpartition("/")[2]
    found = _ORCID.fullmatch(name)
    if found is None:
        return "is not of the form 0000-0000-0000-0000"
    *groups, last = found.groups()
    return None if last == check_digit("".join(groups)) else "has a wrong check digit"


def check_digit(digits: str) -> str:
    """The check digit of an ORCID iD or ISNI (ISO 7064 mod 11-2).

    Args:
        digits: the fifteen digits before it.

    Returns:
        A digit or `X`.
    """
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - X is the Roman ten


_FAULTS: Final[dict[str, Callable[[str], str | None]]] = {
    "doi": _doi,
    "pmid": _pmid,
    "pmcid": _pmcid,
    "orcid": _orcid,
}
