"""Words in bulk: whatever a ledger states, they are those of the bodies weighed one by one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest
from test_levels import HEAD, RATING

from kg.judge.certainty import bodies, certainty_words, scope, word
from kg.judge.certainty.conditions import Conditions
from kg.judge.certainty.differences import Differences
from kg.judge.certainty.scope import Scope
from kg.store.fetch import AMONG
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONCEPTS: Final = f""":g a skos:Concept ; skos:inScheme <{RATING}> ; skos:notation "low" ;
    skos:prefLabel "low certainty"@en .

:k0 a skos:Concept ; skos:prefLabel "adults"@en .

:k1 a skos:Concept ; skos:prefLabel "rats"@en ; kg:disjointWith :k0 .

:k2 a skos:Concept ; skos:prefLabel "old rats"@en ; skos:broader :k1 .

:k3 a skos:Concept ; skos:prefLabel "placebo"@en .

:k4 a skos:Concept ; skos:prefLabel "severe pain"@en .

:k5 a skos:Concept ; skos:prefLabel "pain relief"@en .

"""
BAND: Final = """:band a kg:DoseBand ; kg:drug :k4 ; kg:doseLevel kg:LowDose ;
    kg:amount :band-amount .

:band-amount a schema:QuantitativeValue ; schema:maxValue 10 ; schema:unitText "mg" .

"""
PAPERS: Final = """:d0 a kg:Document ; dcterms:title "trial"@en ;
    kg:studyDesign kg:RandomizedTrial .

:d1 a kg:Document ; dcterms:title "review"@en ; kg:studyDesign kg:MetaAnalysis ;
    kg:sampleSize 500 ; <http://purl.org/spar/cito/cites> :d0 .

:d2 a kg:Document ; dcterms:title "gone"@en ; kg:notice :d2-n .

:d2-n a kg:Notice ; kg:noticeKind kg:Retraction .

:d3 a kg:Document ; dcterms:title "cohort"@en ; kg:studyDesign kg:CohortStudy .

:d4 a kg:Document ; dcterms:title "letter"@en .

"""
DESIGNS: Final = (
    *("RandomizedTrial", "CohortStudy", "SingleArmStudy", "AnimalStudy", "InVitroStudy"),
    *("MetaAnalysis", "SystematicReview", "NarrativeReview"),
)
CONDITIONS: Final = (
    *(f"species :k{number}" for number in (0, 1, 2)),
    *(f"population :k{number}" for number in (0, 1, 2, 4)),
    *('population "young rats"', 'population "no rats"', 'comparator "usual care"'),
    *("comparator :k3", "comparator :k4", "outcomeMeasure :k4", "outcomeMeasure :k5"),
    "outcomeMeasure :k0",
    *("doseLevel kg:LowDose", "doseLevel kg:HighDose", 'dose "5 mg"', "dose AMOUNT", 'dose "much"'),
)
MEASURES: Final = ("RR", "RR", "odds ratio", "SMD", "points")


class _Writer:
    """A ledger drawn at random: few values of each kind, so that many bodies are alike."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def ledger(self, claims: int, *, banded: bool) -> str:
        blocks = (block for number in range(claims) for block in self._claim(number))
        return "".join((HEAD, CONCEPTS, BAND if banded else "", PAPERS, *blocks))

    def _maybe(self, share: float, field: str, *values: object) -> list[str]:
        drawn = self._chance.random() < share
        return [f"{field} {self._chance.choice(values)}"] if drawn else []

    def _conditions(self, most: int) -> list[str]:
        return self._chance.sample(CONDITIONS, self._chance.randint(0, most))

    def _claim(self, number: int) -> Iterator[str]:
        kind = self._chance.choice(("Causal",) * 5 + ("Mechanistic", "Opinion"))
        effect = self._chance.choice(("Increase", "Increase", "NoDifferenceFound"))
        stated = _stated([f"effect kg:{effect}", f"claimType kg:{kind}", *self._conditions(2)])
        yield self._with_amount(
            f"c{number}",
            f':c{number} a kg:Claim ; rdfs:label "claim {number}"@en ; rdf:subject :k4 ;'
            f" rdf:predicate kg:affects ; rdf:object :k5 ; {stated} .\n\n",
        )
        for place in range(self._chance.choice((0, 1, 1, 2, 2, 3, 5))):
            yield self._with_amount(
                f"c{number}e{place}",
                f":c{number}e{place} a kg:EvidenceLine ; kg:evidenceFor :c{number} ;"
                f" {_stated(self._line())} .\n\n",
            )

    def _with_amount(self, owner: str, block: str) -> str:
        if "AMOUNT" not in block:
            return block
        node = (
            f':{owner}-n a schema:QuantitativeValue ; schema:unitText "mg" ;'
            f" schema:value {self._chance.choice((1, 2, 20))} .\n\n"
        )
        return block.replace("AMOUNT", f":{owner}-n") + node

    def _line(self) -> list[str]:
        chance, maybe = self._chance, self._maybe
        way = chance.choice(("Supports",) * 6 + ("Disputes", "Neutral"))
        papers = [f":d{number}" for number in range(5)]
        return [
            *(f"source {chance.choice(papers)}", f"evidenceDirection kg:{way}"),
            *maybe(0.3, "study", *papers, ":d0 , :d3"),
            *maybe(0.6, "studyDesign", *(f"kg:{design}" for design in DESIGNS)),
            *maybe(0.3, "question", "kg:PrognosisQuestion", "kg:MechanismQuestion"),
            *maybe(
                0.4, "evidenceLevel", *(f"kg:OCEBM-{number}" for number in range(1, 6)), *[":g"] * 4
            ),
            *maybe(0.1, "adjustedLevel", "kg:OCEBM-4"),
            *maybe(0.7, "sampleSize", 0, 74, 75, 99, 100, 299, 300, 399, 400, 5000),
            *maybe(0.3, "effectFound", "kg:Increase", "kg:Decrease"),
            *maybe(0.1, "consideration", "kg:DoseResponseGradient", "kg:PublicationBias"),
            *maybe(0.05, "verification", "kg:Recalled"),
            *maybe(0.05, "state", "kg:Candidate"),
            *(self._estimate() if chance.random() < 0.3 else []),
            *(self._conditions(2) if chance.random() < 0.5 else []),
        ]

    def _estimate(self) -> list[str]:
        middle = self._chance.choice((0.1, 0.9, 2.5, 6.0))
        return [
            f'estimateMeasure "{self._chance.choice(MEASURES)}"',
            f"estimate {middle}",
            f"estimateLow {middle / 1.5:.2f}",
            f"estimateHigh {middle * 1.5:.2f}",
        ]


def _stated(parts: list[str]) -> str:
    return " ; ".join(f"kg:{part}" for part in parts)


@pytest.mark.parametrize(("seed", "banded"), [(1, False), (2, True)])
def test_words_in_bulk_are_those_of_the_bodies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, banded: bool
) -> None:
    path = tmp_path / "l.ttl"
    path.write_text(_Writer(seed).ledger(2_500, banded=banded), encoding="utf-8")
    ledger = open_ledger(path)
    expected = {iri: word(body) for iri, body in bodies(ledger, None)}
    assert {*expected.values()} >= {None, "not-applicable", "very-low", "low", "moderate", "high"}
    assert dict(certainty_words(ledger)) == expected
    some = [*expected][::3]
    assert dict(certainty_words(ledger, some)) == {iri: expected[iri] for iri in some}
    monkeypatch.setattr(scope, "_STRETCH", 500)
    assert dict(certainty_words(ledger)) == expected


@pytest.mark.parametrize("banded", [False, True])
def test_differences_are_those_of_all_conditions(tmp_path: Path, banded: bool) -> None:
    path = tmp_path / "l.ttl"
    path.write_text(_Writer(3).ledger(2_500, banded=banded), encoding="utf-8")
    ledger = open_ledger(path)
    lines = ledger.index.rows_as_stored("SELECT claim, iri FROM evidence_line")
    some = Scope(f"IN {AMONG}", (ledger.index.array(ledger.select().claim_iris),))
    for chosen in (Scope(), some):
        differences, conditions = Differences(ledger, chosen), Conditions(ledger, chosen)
        found = {line: differences.of(claim, line) for claim, line in lines}
        told = {line: conditions.of(claim, line)[0] for claim, line in lines}
        assert found == {line: tuple(sorted(apart)) for line, apart in told.items()}
        assert {("dose",), ("species",), ("comparator",), ("outcome",)} <= {*found.values()}
        assert {differences.species(claim) for claim, _ in lines} == {"", "human", "animal"}
        assert all(differences.species(row[0]) == conditions.species(row[0]) for row in lines)


def test_effects_that_grow_with_the_dose_are_told_from_those_that_do_not(tmp_path: Path) -> None:
    blocks = []
    for claim, doses in (("c0", (1, 2, 3)), ("c1", (2, 1, 3))):
        blocks.append(
            f':{claim} a kg:Claim ; rdfs:label "{claim}"@en ; rdf:subject :k ; rdf:object :k ;'
            " rdf:predicate kg:affects ; kg:effect kg:Increase ; kg:claimType kg:Causal .\n\n"
        )
        blocks += [
            f":{claim}e{dose} a kg:EvidenceLine ; kg:evidenceFor :{claim} ; kg:source :d ;"
            " kg:evidenceDirection kg:Supports ; kg:studyDesign kg:CohortStudy ;"
            f' kg:sampleSize 900 ; kg:dose :{claim}e{dose}-n ; kg:estimateMeasure "SMD" ;'
            f" kg:estimate {estimate} ; kg:estimateLow {estimate - 0.1:.1f} ;"
            f" kg:estimateHigh {estimate + 0.1:.1f} .\n\n:{claim}e{dose}-n"
            f' a schema:QuantitativeValue ; schema:value {dose} ; schema:unitText "mg" .\n\n'
            for estimate, dose in enumerate(doses, 1)
        ]
    path = tmp_path / "l.ttl"
    path.write_text(HEAD + "".join(blocks), encoding="utf-8")
    assert [*dict(certainty_words(open_ledger(path))).values()] == ["moderate", "low"]
