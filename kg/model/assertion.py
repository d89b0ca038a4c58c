"""Assertions: who says it, where, in which words, how firmly, citing what."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.codes import Attribution, Explicitness, Hedging
from kg.model.entity import coded, link, owned, text
from kg.model.passage import Passage
from kg.model.qualifiers import Qualified
from kg.model.values import FilledText, Iri


class Assertion(Qualified):
    """One utterance of a claim in one document.

    Its qualifiers are those the text used here, where they differ from the claim's.
    """

    rdf_type: ClassVar[str] = "kg:Assertion"
    kind: ClassVar[str] = "assertions"

    claim: Annotated[Iri, link("kg:asserts", "Claim")]
    document: Annotated[Iri, link("kg:statedIn", "Document")]
    passages: Annotated[tuple[Passage, ...], owned("kg:passage", "Passage")] = ()
    hedging: Annotated[Hedging, coded("kg:hedging", Hedging)] = Hedging.CATEGORICAL
    hedge_cues: Annotated[tuple[FilledText, ...], text("kg:hedgeCue")] = ()
    attribution: Annotated[Attribution, coded("kg:attribution", Attribution)] = Attribution.AUTHOR
    attribution_text: Annotated[FilledText | None, text("kg:attributionText")] = None
    explicitness: Annotated[Explicitness | None, coded("kg:explicitness", Explicitness)] = None
    cites: Annotated[tuple[Iri, ...], link("cito:cites", "Document")] = ()
    cites_as_evidence: Annotated[tuple[Iri, ...], link("cito:citesAsEvidence", "Document")] = ()
    disputes_source: Annotated[tuple[Iri, ...], link("cito:disputes", "Document")] = ()
    identifier: Annotated[FilledText | None, text("dcterms:identifier")] = None
