"""Every field of the demonstration tables against the shipped ledger: nothing is lost."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Protocol, cast

import pytest

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

pytestmark = pytest.mark.shared

WORDS_ONLY = {
    "qualifiers.condition": {"correctly modulated"},
    "qualifiers.dose": {"accurate", "correct", "increasing", "large", "too much"},
    "qualifiers.durability": {"durable"},
    "qualifiers.duration": {"drawn-out"},
    "qualifiers.onset": {"rapid"},
    "qualifiers.population": {"close relatives", "others", "some people"},
    "context.dose": {"subanaesthetic"},
    "context.followup": {"to age 26"},
    "context.population": {
        "childhood exposure",
        "childhood maltreatment",
        "transdiagnostic",
        "treated clinical sample",
    },
    "context.species": {"review of background"},
    "context.timing": {"acute", "during infusion"},
}
"""The values of claims and evidence that are kept only as words."""


class Fidelity(Protocol):
    """What `bench/ledger_fidelity.py` measures."""

    counts: dict[str, Counter[str]]
    lost: list[str]
    words: list[str]


@pytest.fixture(scope="module")
def fidelity(root: Path, shared_data: Path) -> Fidelity:
    script = runpy.run_path(str(root / "bench" / "ledger_fidelity.py"))
    ledger, mapping = root / "data" / "claims.ttl", root / "data" / "ketamine" / "mapping.toml"
    return cast("Fidelity", script["measure"](shared_data / "ketamine", ledger, mapping))


def test_no_field_is_lost(fidelity: Fidelity) -> None:
    assert fidelity.lost == []


def test_every_row_was_looked_at(fidelity: Fidelity) -> None:
    assert sum(fidelity.counts["claims.id"].values()) == 125
    assert sum(fidelity.counts["claims.quote"].values()) == 125
    assert sum(fidelity.counts["evidence.evidence_id"].values()) == 192
    assert sum(fidelity.counts["sources.source_id"].values()) == 69
    assert sum(fidelity.counts["bibliography.title"].values()) == 69
    assert sum(sum(counts.values()) for counts in fidelity.counts.values()) > 6000


def test_the_words_that_no_grammar_reads_are_known(fidelity: Fidelity) -> None:
    kept: dict[str, set[str]] = {}
    for line in fidelity.words:
        place, _, rest = line.partition(" ")
        if place == "sources":
            continue
        _, field, value = rest.split(" ", 2)
        kept.setdefault(field.rstrip(":"), set()).add(value.strip("'"))
    assert kept == WORDS_ONLY
