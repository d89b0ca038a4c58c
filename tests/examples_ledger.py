"""The small ledger that the examples of the rules are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document, Notice, Version
from kg.model.evidence import EvidenceLine
from kg.model.header import Header
from kg.model.passage import Passage, QuoteSelector
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.entity import Entity

BASE = "https://claims.example/examples#"
AFFECTS = "https://w3id.org/claimkg/ns#affects"


def _en(text: str) -> tuple[LangText, ...]:
    return (LangText(text=text),)


def _concept(name: str, *synonyms: str) -> Concept:
    iri = BASE + name.replace(" ", "-")
    return Concept(
        iri=iri, labels=_en(name), synonyms=tuple(LangText(text=word) for word in synonyms)
    )


def _source(name: str, family: str, year: str, *notices: Notice) -> Document:
    return Document(
        iri=BASE + name,
        title=_en(f"A paper by {family}"),
        authors=f"{family}, A",
        issued=year,
        notices=notices,
    )


def _claim(name: str, label: str, subject: str, thing: str, effect: str, **more: object) -> Claim:
    return Claim.model_validate(
        {
            "iri": BASE + name,
            "label": _en(label),
            "subject": (BASE + subject,),
            "predicate": AFFECTS,
            "object": (BASE + thing,),
            "effect": effect,
            "claim_type": "causal",
            **more,
        }
    )


def _line(
    name: str, claim: str, source: str, direction: str, level: int, design: str
) -> EvidenceLine:
    return EvidenceLine.model_validate(
        {
            "iri": BASE + name,
            "claim": BASE + claim,
            "source": BASE + source,
            "direction": direction,
            "level": f"https://w3id.org/claimkg/ns#OCEBM-{level}",
            "study_design": design,
            "verification": "read-in-full",
        }
    )


def entities() -> Iterator[Entity]:
    """All entities of the ledger."""
    yield Header(iri=BASE + "ledger", title=_en("Examples of the rules"))
    yield _concept("ketamine")
    yield _concept("exercise")
    yield _concept("anxiety", "anxiety scores")
    yield _concept("nausea")
    yield _concept("neural pathways")
    yield _source("berg2019", "Berg", "2019")
    yield _source("hahn2018", "Hahn", "2018")
    yield _source("lind2020", "Lind", "2020")
    yield _source("moor2022", "Moor", "2022")
    retraction = Notice.model_validate(
        {"iri": BASE + "voss2021-notice", "notice_kind": "retraction", "date": "2023-05-01"}
    )
    yield _source("voss2021", "Voss", "2021", retraction)
    yield _claim("k-less-anxiety", "Ketamine reduces anxiety.", "ketamine", "anxiety", "decrease")
    yield _claim("k-more-anxiety", "Ketamine increases anxiety.", "ketamine", "anxiety", "increase")
    yield _claim(
        "low-k-less-anxiety",
        "Low doses of ketamine reduce anxiety.",
        "ketamine",
        "anxiety",
        "decrease",
        dose_level=("low",),
    )
    yield _claim(
        "high-k-more-anxiety",
        "High doses of ketamine increase anxiety.",
        "ketamine",
        "anxiety",
        "increase",
        dose_level=("high",),
    )
    yield _claim("k-less-nausea", "Ketamine reduces nausea.", "ketamine", "nausea", "decrease")
    yield _claim(
        "k-resets",
        "Ketamine resets neural pathways.",
        "ketamine",
        "neural-pathways",
        "unspecified",
        predicate="https://w3id.org/claimkg/ns#resets",
    )
    yield _claim("e-less-anxiety", "Exercise reduces anxiety.", "exercise", "anxiety", "decrease")
    yield _line("e1", "k-less-anxiety", "berg2019", "supports", 1, "meta-analysis")
    yield _line("e2", "k-more-anxiety", "berg2019", "supports", 1, "meta-analysis")
    yield _line("e3", "low-k-less-anxiety", "berg2019", "supports", 1, "meta-analysis")
    yield _line("e4", "high-k-more-anxiety", "berg2019", "supports", 1, "meta-analysis")
    yield _line("e5", "k-less-nausea", "hahn2018", "supports", 5, "animal-study")
    yield _line("e6", "e-less-anxiety", "lind2020", "supports", 1, "meta-analysis")
    yield _line("e7", "e-less-anxiety", "moor2022", "disputes", 2, "randomized-trial")
    cited = (BASE + "voss2021",)
    yield Document(iri=BASE + "calm", title=_en("An article that was edited"), cites=cited)
    yield Version(iri=BASE + "calm-v1", document=BASE + "calm", path="lost-quote.md")
    quote = QuoteSelector(iri=BASE + "a1-passage-quote", exact="Ketamine calms everybody.")
    passage = Passage(iri=BASE + "a1-passage", source=BASE + "calm-v1", quote=quote)
    yield Assertion(
        iri=BASE + "a1",
        claim=BASE + "k-less-anxiety",
        document=BASE + "calm",
        passages=(passage,),
    )


def text() -> str:
    """The ledger as canonical Turtle."""
    triples = [triple for entity in entities() for triple in encode(entity)]
    return "".join(canonical_turtle(triples, ledger_layout(), BASE))
