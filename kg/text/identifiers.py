"""DOI, PMID and PMCID in prose and in addresses."""

from __future__ import annotations

import re
from typing import Final

DOI: Final = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>|]+")
PMID: Final = re.compile(r"(?<!\w)PMID\s?:?\s?(\d{1,8})(?!\d)", re.IGNORECASE)
PMCID: Final = re.compile(r"(?<!\w)(?:PMCID\s?:?\s?)?PMC\s?(\d{4,9})(?!\d)", re.IGNORECASE)
_DOI_URL = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PUBMED_URL = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})(?!\d)", re.IGNORECASE
)
_PMC_URL = re.compile(
    r"(?:ncbi\.nlm\.nih\.gov/(?:pmc/)?|europepmc\.org/)(?:articles?/|abstract/)*(?:PMC/?)?PMC(\d+)",
    re.IGNORECASE,
)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def identifier_keys(url: str) -> tuple[tuple[str, str], ...]:
    """What an address points to.

    Args:
        url: an address as written.

    Returns:
        The `url` key, and a `doi`, `pmid` or `pmcid` key if the address bears one.
    """
    keys = [("url", url)]
    if found := _DOI_URL.search(url):
        keys.append(("doi", trimmed_url(found[1].split("?")[0].split("#")[0]).lower()))
    elif found := DOI.search(
        url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].replace("/full/", "/", 1)
    ):
        keys.append(("doi", trimmed_url(found.group()).lower()))
    if found := _PUBMED_URL.search(url):
        keys.append(("pmid", found[1]))
    if found := _PMC_URL.search(url):
        keys.append(("pmcid", "PMC" + found[1]))
    return tuple(keys)


def trimmed_url(words: str) -> str:
    """An address or DOI without the punctuation of the sentence round it.

    Closing brackets stay only if they were opened inside.
    """
    while words:
        last = words[-1]
        if last in ".,;:!?'\"\u2019”»*_`" or (
            last in _PAIRS and words.count(last) > words.count(_PAIRS[last])
        ):
            words = words[:-1]
        else:
            return words
    return words
