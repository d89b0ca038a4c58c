"""The five nouns that are added, each from options in the table's words or from a record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.curate.adding.anchoring import Anchored, anchored, version_of
from kg.curate.adding.flags import Flags
from kg.curate.adding.records import drafted
from kg.curate.adding.twins import twin_of
from kg.errors import EntityError, ImportFault
from kg.importers.table.columns import DIMENSIONS
from kg.importers.table.documents import notices_cell
from kg.importers.table.evidence import evidence_line, named_evidence
from kg.importers.table.utterances import assertion, named_assertion
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.model.identity import claim_name, slug
from kg.model.meaning import meaning_key
from kg.model.ownership import content_of, owned_by
from kg.text.cues import cues, hedging
from kg.text.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.curate.adding.desk import Desk
    from kg.model.entity import Entity
    from kg.text.cues import Cue


@dataclass(frozen=True, slots=True)
class Given:
    """What a person or program states of a new entity.

    Attributes:
        cells: options by name, in the words of the table format.
        record: fields of the model, None if there is no record.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be written.

    Attributes:
        main: what was asked for; where the ledger has it already, its name.
        new: entities to write, the main one among them unless it is there already.
        notes: what is to be said.
    """

    main: str
    new: tuple[Entity, ...]
    notes: tuple[str, ...] = ()


def _claim(desk: Desk, given: Given) -> Made:
    at = anchored(desk, given.cells)
    draft = _claim_draft(desk, given, at)
    key = meaning_key(draft)
    wished, twin = _wished(desk, given), twin_of(desk, draft)
    if twin is not None:
        claim = desk.claim(twin)
    else:
        name = desk.base + claim_name(draft.label[0].text, key)
        claim = owned_by(draft, _free(desk, wished, draft.kind) or desk.free(name, key))
    new: tuple[Entity, ...] = (claim,) if twin is None else ()
    if at is None:
        return Made(claim.iri, new)
    said = _utterance(desk, claim, at, given.cells)
    if twin is None or twin_of(desk, said) is None:
        new = (*at.new, *new, said)
    return Made(claim.iri, new, (*at.notes, *_reading(said, given.cells)))


def _claim_draft(desk: Desk, given: Given, at: Anchored | None) -> Claim:
    words = _words(at)
    if given.record is not None:
        record = {**({"label": words} if words else {}), **given.record}
        draft = drafted(desk, Claim, record)
        assert isinstance(draft, Claim)
        return draft
    cells = {**({"text": words} if words else {}), **given.cells}
    if at is not None and not cells.get("text"):
        raise ImportFault(
            "--text: the words of this document may not be carried",
            "say the claim in your own words",
        )
    desk.predicate(cells.get("predicate") or "affects")
    if not cells.get("subject"):
        raise ImportFault("claim: --subject is missing", "name a concept, or claim:ID")
    wanted = {k: v for k, v in cells.items() if k not in {"from", "quote", "document", "carry"}}
    return desk.claims.of(Flags("claim", wanted))


def _words(at: Anchored | None) -> str:
    """The words of a passage as the label of a claim."""
    return " ".join(at.words.split()) if at is not None and at.carried else ""


def _utterance(desk: Desk, claim: Claim, at: Anchored, cells: Mapping[str, str]) -> Assertion:
    """The assertion of a claim in a passage; how it is worded is read off unless stated."""
    own = {name: cells[name] for name in _WORDING if cells.get(name)}
    desk.claims.present = claim
    desk.documents.passages[at.document] = at.passage
    row = Flags("assertion", {**_heard(at.words), **own, "document": at.document})
    return assertion(row, desk.base, desk.claims, desk.documents, desk.contexts)


_WORDING: Final = ("hedging", "hedge_cues", "attribution", "attribution_text", "explicitness")


def _heard(words: str) -> dict[str, str]:
    """Hedging and attribution of a passage by its cue words."""
    found = [cue for cue in cues(words) if not _is_citation(words, cue)]
    cells: dict[str, str] = {"hedging": hedging(found)}
    hedges = [cue.text for cue in found if cue.kind == "hedge"]
    if hedges:
        cells["hedge_cues"] = "; ".join(word.replace(";", "\\;") for word in hedges)
    for kind, word in (("vague-attribution", "unnamed"), ("named-attribution", "named")):
        said = next((cue.text for cue in found if cue.kind == kind), "")
        if said:
            cells |= {"attribution": word, "attribution_text": said}
    return cells


def _is_citation(words: str, cue: Cue) -> bool:
    """A name in brackets is a reference, not somebody who is said to say it."""
    before = words[: cue.start]
    inside = before.count("(") > before.count(")") or before.count("[") > before.count("]")
    return cue.kind == "named-attribution" and inside


def _reading(said: Assertion, cells: Mapping[str, str]) -> tuple[str, ...]:
    if any(cells.get(name) for name in _WORDING):
        return ()
    by = f" ({', '.join(said.hedge_cues)})" if said.hedge_cues else ""
    return (f"read as {said.hedging}{by}, attributed to {said.attribution}",)


def _assertion(desk: Desk, given: Given) -> Made:
    if given.record is not None:
        draft = drafted(desk, Assertion, given.record)
        assert isinstance(draft, Assertion)
        return _settled(desk, named_assertion(draft, desk.base))
    cells = dict(given.cells)
    claim = desk.claim(_needed(cells, "claim", "assertion"))
    at = anchored(desk, cells)
    if at is None:
        document = desk.named(_needed(cells, "document", "assertion"), "documents")
        at_new: tuple[Entity, ...] = ()
        heard: dict[str, str] = {}
        notes: tuple[str, ...] = ()
    else:
        document, at_new, notes = at.document, at.new, at.notes
        desk.documents.passages[document] = at.passage
        heard = _heard(at.words)
    desk.claims.present = claim
    own = {name: text for name, text in cells.items() if name in {*_WORDING, *DIMENSIONS, "source"}}
    stated = {**heard, **{k: v for k, v in own.items() if v}, "document": document}
    row = Flags("assertion", {**stated, "duplicate_of": claim.iri, "remark": cells.get("note", "")})
    said = assertion(row, desk.base, desk.claims, desk.documents, desk.contexts)
    made = _settled(desk, said)
    new = (*at_new, *made.new) if made.new else ()
    return Made(made.main, new, (*notes, *(_reading(said, cells) if heard else ())))


def _evidence(desk: Desk, given: Given) -> Made:
    if given.record is not None:
        draft = drafted(desk, EvidenceLine, given.record)
        assert isinstance(draft, EvidenceLine)
        return _settled(desk, named_evidence(draft, desk.base))
    cells = {key: text for key, text in given.cells.items() if text}
    desk.claims.present = desk.claim(_needed(cells, "claim", "evidence"))
    _needed(cells, "source", "evidence")
    _needed(cells, "direction", "evidence")
    renamed = {**{name: f"evidence_{name}" for name in DIMENSIONS}, **_EVIDENCE}
    row = Flags("evidence", {renamed.get(key, key): text for key, text in cells.items()})
    readers = (desk.contexts, desk.concepts)
    return _settled(desk, evidence_line(row, desk.base, desk.claims, desk.documents, readers))


_EVIDENCE: Final = {
    "effect": "evidence_effect",
    "quote": "evidence_quote",
    "design": "study_design",
}


def _concept(desk: Desk, given: Given) -> Made:
    record = given.record if given.record is not None else _fields(given.cells, _MANY)
    draft = drafted(desk, Concept, record)
    assert isinstance(draft, Concept)
    name = slug(draft.labels[0].text)
    return _called(desk, given, draft, name)


def _document(desk: Desk, given: Given) -> Made:
    file, carry = given.cells.get("file", ""), given.cells.get("carry", "")
    record = given.record if given.record is not None else _document_record(given.cells)
    draft = drafted(desk, Document, record)
    assert isinstance(draft, Document)
    known = next((text for text in (draft.doi, draft.pmid, draft.url) if text), "")
    label = draft.title[0].text if draft.title else known
    if not label:
        raise EntityError("document: has neither title, DOI, PubMed number nor URL", "give one")
    made = _called(desk, given, draft, slug(label, 40))
    if file and made.new:
        return replace(made, new=(*made.new, *version_of(desk, file, made.main, carry)))
    return made


def _document_record(cells: Mapping[str, str]) -> dict[str, object]:
    record = _fields(cells, ("cites",))
    record.pop("file", None)
    record.pop("carry", None)
    notice = str(record.pop("notice", ""))
    if notice:
        record["notices"] = [
            {"notice_kind": n.notice_kind.value, "date": n.date, "words": n.words}
            for n in notices_cell(Flags("document", {"notice": notice})) or ()
        ]
    if "issued" in record:
        record["issued"] = read_date(str(record["issued"])) or record["issued"]
    for start in ("https://doi.org/", "http://doi.org/", "doi:"):
        doi = str(record.get("doi", ""))
        if doi.lower().startswith(start):
            record["doi"] = doi[len(start) :]
    return record


_MANY: Final = ("labels", "synonyms", "definition", "broader", "related", "disjoint_with",
                "measures", "inversely_measures", "exact_match", "close_match")  # fmt: skip


def _fields(cells: Mapping[str, str], many: tuple[str, ...]) -> dict[str, object]:
    """Options as a record: several values of a field are parted by line breaks."""
    stated = {key: text for key, text in cells.items() if text and key != "id"}
    return {key: text.split("\n") if key in many else text for key, text in stated.items()}


def _needed(cells: Mapping[str, str], name: str, noun: str) -> str:
    text = cells.get(name, "")
    if not text:
        raise ImportFault(f"{noun}: --{name} is missing", f"give --{name}")
    return text


def _wished(desk: Desk, given: Given) -> str:
    """The name that a person or record wishes for, empty if none.

    Raises:
        EntityError: it is no name.
    """
    wished = str((given.record or {}).get("iri") or given.cells.get("id") or "")
    local = wished.removeprefix(desk.base).removeprefix(":")
    if wished and slug(local) != local:
        raise EntityError(f"{wished!r} is no name", "use small letters, digits and hyphens")
    return desk.base + local if wished else ""


def _free(desk: Desk, wished: str, kind: str) -> str:
    """The name wished for.

    Raises:
        EntityError: it is taken.
    """
    if wished and (desk.kind_of(wished) is not None or desk.hand.bears(wished)):
        raise desk.taken(wished, kind)
    return wished


def _called(desk: Desk, given: Given, draft: Entity, name: str) -> Made:
    """An entity under the name wished for or a new one, or the one that is the same thing."""
    wished, twin = _wished(desk, given), twin_of(desk, draft)
    if twin is not None:
        return Made(twin, ())
    iri = _free(desk, wished, draft.kind) or desk.free(desk.base + name, content_of(draft))
    return Made(iri, (owned_by(draft, iri),))


def _settled(desk: Desk, entity: Entity) -> Made:
    """An entity under its final name, or the one of the ledger that is the same thing."""
    twin = twin_of(desk, entity)
    return Made(twin, ()) if twin is not None else Made(entity.iri, (entity,))


NOUNS: Final[dict[str, Callable[[Desk, Given], Made]]] = {
    "document": _document,
    "concept": _concept,
    "claim": _claim,
    "assertion": _assertion,
    "evidence": _evidence,
}
"""What makes each noun."""
