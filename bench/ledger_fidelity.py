"""What became of every field of the demonstration tables in the shipped ledger.

    python bench/ledger_fidelity.py ../shared/data/ketamine data/claims.ttl

Each stated cell is looked up in the ledger, from the raw files and not through the importer:
`kept` (as a concept, number, code or text), `words` (only as words that no grammar reads),
`rule` (by a rule that the mapping declares, and the ledger holds what the rule gives), `lost`.
The rules are named: `wording` (wording.csv beside the mapping: a label in words of our own),
`rewrite` (`[rewrite]`), `rows` (`[tables.rows]`), `parts` (listed items are the claim's subjects or
objects), `notice` (a retraction that the source bears), `affects` (a signed relation), `shared
unit` (of `0.2; 0.5 mg/kg` the first number bears the unit of the second, in its words too).
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.entity import Entity
    from kg.model.qualifiers import Qualified

Row = dict[str, str]
DIMENSION: Final = {
    "dose": "dose",
    "duration": "duration",
    "onset": "timepoint",
    "durability": "timepoint",
    "timing": "timepoint",
    "followup": "timepoint",
    "population": "population",
    "condition": "condition",
    "outcome": "outcome",
    "country": "place",
    "jurisdiction": "place",
    "route": "route",
    "species": "species",
    "comparator": "comparator",
    "drug": "intervention",
}
"""JSON keys of the tables and the dimension that holds them; others stand under `other`."""

LEVELS: Final = {"low", "medium", "high"}
HEDGING: Final = {"none": "categorical"}
ATTRIBUTION: Final = {"none": "author", "vague": "unnamed", "named": "named"}


class Fidelity:
    """The ledger, and how each stated cell fares in it.

    Attributes:
        counts: outcome by `file.field`.
        rules: cells by the rule that declares what became of them.
        lost: cells that are nowhere, as `file row field: value`.
        words: cells that are only words.
    """

    def __init__(self, ledger: Path, mapping: Path) -> None:
        self._entities: dict[str, Entity] = decode(parse_turtle(ledger)).entities
        declared = tomllib.loads(mapping.read_text(encoding="utf-8"))
        self._rewrite: dict[str, dict[str, Row]] = declared["rewrite"]
        table = next(one for one in declared["tables"] if one["file"] == "claims.csv")
        self._by_row: dict[str, Row] = table["rows"]
        self._worded = {
            row["claim_id"]: row["text"] for row in _rows(mapping.parent / "wording.csv")
        }
        self.rules: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.lost: list[str] = []
        self.words: list[str] = []
        self.base = next(iri for iri in self._entities if iri.endswith("#ledger"))[: -len("ledger")]

    def of(self, kind: type[Entity]) -> list[Entity]:
        return [entity for entity in self._entities.values() if isinstance(entity, kind)]

    def get(self, iri: str) -> Entity | None:
        return self._entities.get(iri)

    def note(self, place: str, field: str, value: object, outcome: str) -> None:
        name = f"{place.partition(' ')[0]}.{field}"
        if outcome == "shared unit":
            self.rules[outcome] += 1
            outcome = "rule"
        self.counts[name][outcome] += 1
        if outcome == "lost":
            self.lost.append(f"{place} {field}: {value!r}")
        if outcome == "words":
            self.words.append(f"{place} {field}: {value!r}")

    def check(self, place: str, field: str, value: object, found: bool, rule: str = "") -> None:
        """Note a cell as kept, else as ruled if the named rule accounts for it, else as lost."""
        if rule and not found:
            self.rules[rule] += 1
        self.note(place, field, value, "kept" if found else "rule" if rule else "lost")

    def names(self, iris: Iterable[str]) -> set[str]:
        """Labels and synonyms of concepts."""
        found = [c for iri in iris if isinstance(c := self._entities.get(iri), Concept)]
        return {text.text for concept in found for text in (*concept.labels, *concept.synonyms)}

    def value(self, entity: Qualified, dimension: str, words: str) -> str:
        """How a dimension of an entity holds words."""
        values = getattr(entity, dimension)
        if dimension == "dose" and words in LEVELS | {"higher"}:
            return "kept" if words.removesuffix("er") in entity.dose_level else "lost"
        outcome = "lost"
        if self._is_list(words, values):
            return "shared unit"
        for value in values:
            if isinstance(value, Words):
                outcome = "words" if value.text == words and outcome != "kept" else outcome
            elif isinstance(value, Mention | Quantity | Period):
                outcome = "kept" if words in {value.words, *self._parts(values)} else outcome
            elif words in self.names([str(value)]):
                outcome = "kept"
        return outcome

    @staticmethod
    def _is_list(words: str, values: tuple[object, ...]) -> bool:
        """Every number of a list is there, with the unit that it borrowed from a later one.

        Its words are then put together of the cell's, not as found.
        """
        amounts = parse_amounts(words)
        held = {value.words for value in values if isinstance(value, Quantity)}
        listed = {f"{one.words.strip()} {one.shared}".strip() for one in amounts}
        return any(one.shared for one in amounts) and listed <= held

    @staticmethod
    def _parts(values: tuple[object, ...]) -> set[str]:
        """Words of several quantities."""
        return {str(value.words) for value in values if isinstance(value, Quantity)}

    def claims(self, rows: list[Row], article: str) -> None:
        said = {
            a.identifier: a
            for a in self.of(Assertion)
            if isinstance(a, Assertion) and a.document.endswith("#ketamine-article")
        }
        judged = {j.claim: j for j in self.of(Assessment) if isinstance(j, Assessment)}
        for row in rows:
            place = f"claims {row['id']}"
            assertion = said.get(row["id"])
            claim = self.get(assertion.claim) if assertion else None
            if assertion is None or not isinstance(claim, Claim):
                self.check(place, "id", row["id"], found=False)
                continue
            self._identity(place, row, claim)
            self._passage(place, row, assertion, article)
            self._meaning(place, row, claim, assertion)
            self._voice(place, row, assertion)
            context: Qualified = assertion if row["duplicate_of"] else claim
            for key, value in json.loads(row["qualifiers"]).items():
                self._qualifier(place, row, key, value, context, claim)
            if row["verdict"]:
                judgement = judged.get(claim.iri)
                self.check(
                    place,
                    "verdict",
                    row["verdict"],
                    judgement is not None and judgement.verdict == row["verdict"],
                )
                reasons = {r.text for r in judgement.rationale} if judgement else set()
                self.check(
                    place, "verdict_reason", row["verdict_reason"], row["verdict_reason"] in reasons
                )

    def _identity(self, place: str, row: Row, claim: Claim) -> None:
        self.check(place, "id", row["id"], found=True)
        origin = row["duplicate_of"] or row["id"]
        self.check(place, "duplicate_of", origin, claim.identifier == origin)
        label = claim.label[0].text
        rule = "wording" if self._worded.get(origin) == label else ""
        self.check(place, "claim_text", row["claim_text"], label == row["claim_text"], rule)

    def _passage(self, place: str, row: Row, assertion: Assertion, article: str) -> None:
        (passage,) = assertion.passages
        assert passage.position is not None
        start, end = passage.position.start, passage.position.end
        self.check(place, "start", row["start"], start == int(row["start"]))
        self.check(place, "end", row["end"], end == int(row["end"]))
        sha256 = hashlib.sha256(row["quote"].encode()).hexdigest()
        here = article[start:end] == row["quote"] and passage.quote_sha256 == sha256
        self.check(place, "quote", row["quote"], here)
        self.check(place, "heading", row["heading"], passage.section == row["heading"])
        self.check(place, "sentence", row["sentence"], passage.sentence == int(row["sentence"]))

    def _meaning(self, place: str, row: Row, claim: Claim, assertion: Assertion) -> None:
        noted = " ".join(note.text for note in assertion.notes)
        names = self.names((*claim.subject, *claim.object, *claim.via))
        if claim.value is not None:
            value = claim.value
            names.add(
                value.text if isinstance(value, Words) else str(getattr(value, "words", value))
            )
        for field in ("subject", "object"):
            cell = row[field]
            if not cell:
                continue
            parts = {part.strip() for part in cell.split(";")}
            known = cell in names or parts <= names or f"{field}: {cell}" in noted or cell in noted
            rule = "" if known else self._ruled(row, field, names, f"{noted} {self._nested(claim)}")
            self.check(place, field, cell, known, rule)
        local = claim.predicate.rpartition("#")[2].lower()
        plain = row["relation"].replace("_", "").lower()
        signed = plain in {"reduces", "increases"} and local == "affects"
        same = local == plain or f"predicate: {row['relation']}" in noted
        same = same or row["relation"] in noted
        self.check(place, "relation", row["relation"], same, "affects" if signed else "")
        effect = "" if row["direction"] == "na" else row["direction"]
        kept = (claim.effect or "") == effect or f"effect: {row['direction']}" in noted
        self.check(place, "direction", row["direction"], kept)
        self.check(
            place,
            "type",
            row["type"],
            claim.topic == row["type"] or f"topic: {row['type']}" in noted,
        )

    def _ruled(self, row: Row, field: str, names: set[str], noted: str) -> str:
        """The rule that gives a subject or object other words, if the ledger holds all of those.

        The object of some relations is the claim's value.
        """
        columns = (field, "via") if field == "subject" else (field, "value")
        rewritten = [self._rewrite.get(column, {}).get(row[field], {}) for column in columns]
        for rule, given in (
            ("rows", [self._by_row.get(row["id"], {})]),
            ("rewrite", rewritten),
        ):
            cells = [one[column] for one in given for column in columns if column in one]
            parts = [part.strip() for cell in cells for part in cell.split(";")]
            if parts and all(part in names or part in noted for part in parts):
                return rule
        return ""

    def _nested(self, claim: Claim) -> str:
        """The claims that a claim is about, as the mapping names them."""
        found = [self._entities.get(iri) for iri in (*claim.subject, *claim.object)]
        return " ".join(f"claim:{one.identifier}" for one in found if isinstance(one, Claim))

    def _other_words(self, row: Row, field: str) -> str:
        """What the mapping gives a row for a column."""
        return self._by_row.get(row["id"], {}).get(field, "")

    def _voice(self, place: str, row: Row, assertion: Assertion) -> None:
        hedge = HEDGING.get(row["hedge"], row["hedge"])
        self.check(place, "hedge", row["hedge"], assertion.hedging == hedge)
        for cue in row["hedge_words"].split(";"):
            if cue.strip():
                self.check(place, "hedge_words", cue, cue.strip() in assertion.hedge_cues)
        source = row["article_source"]
        self.check(place, "article_source", source, assertion.attribution == ATTRIBUTION[source])
        words = "" if row["attribution"] == "none" else row["attribution"]
        self.check(place, "attribution", words, (assertion.attribution_text or "") == words)
        if row["quirk"]:
            notes = {note.text for note in assertion.notes}
            rule = "rows" if self._other_words(row, "remark") in notes else ""
            self.check(place, "quirk", row["quirk"], row["quirk"] in notes, rule)

    def _qualifier(
        self, place: str, row: Row, key: str, value: object, context: Qualified, claim: Claim
    ) -> None:
        field = f"qualifiers.{key}"
        held = claim.value
        if key == "items":
            assert isinstance(value, list)
            names = self.names((*claim.subject, *claim.object))
            parts = all(any(name in item for name in names) for item in value)
            self.check(place, field, value, set(value) <= names, "parts" if parts else "")
        elif key == "value":
            self.check(place, field, value, isinstance(held, Quantity) and held.value == str(value))
        elif key == "period":
            span = isinstance(held, Period) and f"{held.start}/{held.end}" == value
            self.check(place, field, value, span)
        elif (
            key in DIMENSION
            and (outcome := self.value(context, DIMENSION[key], str(value))) != "lost"
        ):
            self.note(place, field, value, outcome)
        else:
            text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
            others = {one.text for one in context.other if isinstance(one, Words)}
            given = {
                part
                for part in self._other_words(row, "other").split("; ")
                if part.startswith(f"{key}: ")
            }
            rule = "rows" if given and given <= others else ""
            self.check(place, field, value, f"{key}: {text}" in others, rule)

    def evidence(self, rows: list[Row], sources: dict[str, Row]) -> None:
        lines = {e.identifier: e for e in self.of(EvidenceLine) if isinstance(e, EvidenceLine)}
        for row in rows:
            place = f"evidence {row['evidence_id']}"
            line = lines.get(row["evidence_id"])
            self.check(place, "evidence_id", row["evidence_id"], line is not None)
            if line is None:
                continue
            claim, source = self.get(line.claim), self.get(line.source)
            assert isinstance(claim, Claim)
            assert isinstance(source, Document)
            self.check(place, "claim_id", row["claim_id"], claim.identifier == row["claim_id"])
            local = source.iri.removeprefix(self.base)
            self.check(
                place, "source_id", row["source_id"], local == row["source_id"].replace("_", "-")
            )
            self.check(place, "direction", row["direction"], line.direction == row["direction"])
            self.check(
                place,
                "design",
                row["design"],
                line.design_words == row["design"] and line.study_design is not None,
            )
            self.check(place, "note", row["note"], row["note"] in {s.text for s in line.summary})
            self._levels(place, row, line, sources[row["source_id"]])
            retracted = any(n.notice_kind == "retraction" for n in source.notices)
            self.check(
                place,
                "source_status",
                row["source_status"],
                retracted == (row["source_status"] == "retracted"),
            )
            for key, value in json.loads(row["context"]).items():
                self._condition(place, key, str(value), line, retracted)

    def _levels(self, place: str, row: Row, line: EvidenceLine, source: Row) -> None:
        question = row["ocebm_question"].replace(" (observational)", "").replace(" ", "-")
        self.check(
            place, "ocebm_question", row["ocebm_question"], (line.question or "") == question
        )
        for field, held in (("ocebm_level", line.level), ("ocebm_adjusted", line.adjusted_level)):
            stated = {"NA": "", "excluded": ""}.get(row[field], row[field])
            self.check(place, field, row[field], (held or "").rpartition("-")[2] == stated)
        if row["ocebm_adjusted"] != "NA":
            excluded = "excluded: " if row["ocebm_adjusted"] == "excluded" else ""
            reason = excluded + source["downgrade_reason"]
            self.check(place, "adjustment_reason", reason, line.adjustment_reason == reason)

    def _condition(
        self, place: str, key: str, value: str, line: EvidenceLine, retracted: bool
    ) -> None:
        field = f"context.{key}"
        if key == "n":
            self.check(place, field, value, line.sample_size == int(value))
        elif key == "status":
            self.check(place, field, value, found=False, rule="notice" if retracted else "")
        elif key in DIMENSION:
            self.note(place, field, value, self.value(line, DIMENSION[key], value))
        else:
            others = {one.text for one in line.other if isinstance(one, Words)}
            self.check(place, field, value, f"{key}: {value}" in others)

    def sources(self, rows: list[Row]) -> None:
        for row in rows:
            place = f"sources {row['source_id']}"
            document = self.get(self.base + row["source_id"].replace("_", "-"))
            self.check(place, "source_id", row["source_id"], isinstance(document, Document))
            if not isinstance(document, Document):
                continue
            self.check(place, "design", row["design"], document.design_words == row["design"])
            self.check(place, "effect", row["effect"], document.finding_words == row["effect"])
            appraisal = document.appraisal or ""
            for field in (
                "ocebm_question",
                "ocebm_level",
                "ocebm_adjusted",
                "downgrade_reason",
                "effect_verification",
            ):
                self.check(place, field, row[field], row[field] in appraisal)
            verification = (
                row["verification"]
                .replace("partly-seen", "partly")
                .replace("seen", "read-abstract")
                .replace("partly", "partly-seen")
            )
            self.check(
                place, "verification", row["verification"], document.verification == verification
            )
            retracted = any(n.notice_kind == "retraction" for n in document.notices)
            self.check(place, "status", row["status"], retracted == (row["status"] == "retracted"))
            if row["n"]:
                plain = row["n"].replace(",", "")
                others = {one.text for one in document.other if isinstance(one, Words)}
                if plain.isdigit():
                    self.check(place, "n", row["n"], document.sample_size == int(plain))
                else:
                    self.note(
                        place, "n", row["n"], "words" if f"n: {row['n']}" in others else "lost"
                    )
            for key in ("population", "dose", "route", "comparator", "outcome"):
                self._cell(place, key, row[key], document)

    def _cell(self, place: str, key: str, cell: str, document: Document) -> None:
        if not cell:
            return
        whole = self.value(document, DIMENSION[key], cell)
        parts = {self.value(document, DIMENSION[key], part.strip()) for part in cell.split(";")}
        words = {str(getattr(v, "words", "")) for v in getattr(document, DIMENSION[key])}
        outcome = whole
        if whole == "lost":
            read = any(word and word in cell for word in words) and parts == {"lost"}
            outcome = (
                "kept"
                if read
                else "lost"
                if "lost" in parts
                else "words"
                if "words" in parts
                else "kept"
            )
        self.note(place, key, cell, outcome)

    def bibliography(self, records: list[dict[str, object]]) -> None:
        plain = {
            "container-title": "container",
            "volume": "volume",
            "issue": "issue",
            "page": "pages",
            "DOI": "doi",
            "PMID": "pmid",
            "PMCID": "pmcid",
            "URL": "url",
            "publisher": "publisher",
        }
        for record in records:
            place = f"bibliography {record['id']}"
            document = self.get(self.base + str(record["id"]).replace("_", "-"))
            assert isinstance(document, Document)
            self.check(
                place, "title", record["title"], record["title"] in {t.text for t in document.title}
            )
            for theirs, ours in plain.items():
                if record.get(theirs):
                    self.check(
                        place,
                        theirs,
                        record[theirs],
                        getattr(document, ours) == str(record[theirs]),
                    )
            authors = record.get("author", [])
            assert isinstance(authors, list)
            names = "; ".join(
                ", ".join(a[k] for k in ("family", "given", "literal") if a.get(k)) for a in authors
            )
            self.check(place, "author", names, (document.authors or "") == names)
            notes = " ".join(note.text for note in document.notes)
            self.check(place, "note", record["note"], str(record["note"]) in notes)
            self._custom(place, record, document, notes)

    def _custom(
        self, place: str, record: dict[str, object], document: Document, notes: str
    ) -> None:
        custom = record["custom"]
        assert isinstance(custom, dict)
        seen = (
            custom["seen_in"] in {document.seen_at, notes.partition("seen in: ")[2]}
            or custom["seen_in"] in notes
        )
        self.check(place, "custom.seen_in", custom["seen_in"], seen)
        complete = document.authors_complete == custom["author_list_complete"]
        self.check(place, "custom.author_list_complete", custom["author_list_complete"], complete)
        if record.get("status"):
            self.check(
                place,
                "status",
                record["status"],
                any(n.date == "2026-03-31" for n in document.notices),
            )


def measure(tables: Path, ledger: Path, mapping: Path) -> Fidelity:
    """Look every cell of the tables up in the ledger."""
    found = Fidelity(ledger, mapping)
    read = {name: _rows(tables / f"{name}.csv") for name in ("claims", "evidence", "sources")}
    found.claims(read["claims"], (tables / "article.txt").read_text(encoding="utf-8"))
    found.evidence(read["evidence"], {row["source_id"]: row for row in read["sources"]})
    found.sources(read["sources"])
    found.bibliography(json.loads((tables / "sources.csl.json").read_text(encoding="utf-8")))
    return found


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(tables: str = "../shared/data/ketamine", ledger: str = "data/claims.ttl") -> None:
    found = measure(Path(tables), Path(ledger), Path("data/ketamine/mapping.toml"))
    print(f"{'field':40}{'kept':>6}{'words':>6}{'rule':>6}{'lost':>6}")
    total: Counter[str] = Counter()
    for name, counts in found.counts.items():
        total.update(counts)
        print(f"{name:40}" + "".join(f"{counts[k]:6}" for k in ("kept", "words", "rule", "lost")))
    print(f"{'all':40}" + "".join(f"{total[k]:6}" for k in ("kept", "words", "rule", "lost")))
    print("rules:", ", ".join(f"{rule} {n}" for rule, n in sorted(found.rules.items())))
    for line in found.lost:
        print("lost:", line)
    for line in found.words:
        print("only words:", line)


if __name__ == "__main__":
    main(*sys.argv[1:])
