"""The rows of claims.csv."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from fidelity.held import DIMENSION
from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.quantity import Period, Quantity, Words

if TYPE_CHECKING:
    from fidelity.held import Held, Row
    from kg.model.qualifiers import Qualified

HEDGING: Final = {"none": "categorical"}
ATTRIBUTION: Final = {"none": "author", "vague": "unnamed", "named": "named"}


class Claims:
    """Looks the cells of claims up."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def claims(self, rows: list[Row], article: str) -> None:
        said = {
            a.identifier: a
            for a in self.held.of(Assertion)
            if isinstance(a, Assertion) and a.document.endswith("#ketamine-article")
        }
        judged = {j.claim: j for j in self.held.of(Assessment) if isinstance(j, Assessment)}
        for row in rows:
            place = f"claims {row['id']}"
            assertion = said.get(row["id"])
            claim = self.held.get(assertion.claim) if assertion else None
            if assertion is None or not isinstance(claim, Claim):
                self.held.check(place, "id", row["id"], found=False)
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
                self.held.check(
                    place,
                    "verdict",
                    row["verdict"],
                    judgement is not None and judgement.verdict == row["verdict"],
                )
                reasons = {r.text for r in judgement.rationale} if judgement else set()
                self.held.check(
                    place, "verdict_reason", row["verdict_reason"], row["verdict_reason"] in reasons
                )

    def _identity(self, place: str, row: Row, claim: Claim) -> None:
        self.held.check(place, "id", row["id"], found=True)
        origin = row["duplicate_of"] or row["id"]
        self.held.check(place, "duplicate_of", origin, claim.identifier == origin)
        label = claim.label[0].text
        rule = "wording" if self.held.worded.get(origin) == label else ""
        self.held.check(place, "claim_text", row["claim_text"], label == row["claim_text"], rule)

    def _passage(self, place: str, row: Row, assertion: Assertion, article: str) -> None:
        (passage,) = assertion.passages
        assert passage.position is not None
        start, end = passage.position.start, passage.position.end
        self.held.check(place, "start", row["start"], start == int(row["start"]))
        self.held.check(place, "end", row["end"], end == int(row["end"]))
        sha256 = hashlib.sha256(row["quote"].encode()).hexdigest()
        here = article[start:end] == row["quote"] and passage.quote_sha256 == sha256
        self.held.check(place, "quote", row["quote"], here)
        self.held.check(place, "heading", row["heading"], passage.section == row["heading"])
        self.held.check(
            place, "sentence", row["sentence"], passage.sentence == int(row["sentence"])
        )

    def _meaning(self, place: str, row: Row, claim: Claim, assertion: Assertion) -> None:
        noted = " ".join(note.text for note in assertion.notes)
        names = self.held.names((*claim.subject, *claim.object, *claim.via))
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
            self.held.check(place, field, cell, known, rule)
        local = claim.predicate.rpartition("#")[2].lower()
        plain = row["relation"].replace("_", "").lower()
        signed = plain in {"reduces", "increases"} and local == "affects"
        same = local == plain or f"predicate: {row['relation']}" in noted
        same = same or row["relation"] in noted
        self.held.check(place, "relation", row["relation"], same, "affects" if signed else "")
        effect = "" if row["direction"] == "na" else row["direction"]
        kept = (claim.effect or "") == effect or f"effect: {row['direction']}" in noted
        self.held.check(place, "direction", row["direction"], kept)
        self.held.check(
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
        rewritten = [self.held.rewrite.get(column, {}).get(row[field], {}) for column in columns]
        for rule, given in (
            ("rows", [self.held.by_row.get(row["id"], {})]),
            ("rewrite", rewritten),
        ):
            cells = [one[column] for one in given for column in columns if column in one]
            parts = [part.strip() for cell in cells for part in cell.split(";")]
            if parts and all(part in names or part in noted for part in parts):
                return rule
        return ""

    def _nested(self, claim: Claim) -> str:
        """The claims that a claim is about, as the mapping names them."""
        found = [self.held.get(iri) for iri in (*claim.subject, *claim.object)]
        return " ".join(f"claim:{one.identifier}" for one in found if isinstance(one, Claim))

    def _other_words(self, row: Row, field: str) -> str:
        """What the mapping gives a row for a column."""
        return self.held.by_row.get(row["id"], {}).get(field, "")

    def _voice(self, place: str, row: Row, assertion: Assertion) -> None:
        hedge = HEDGING.get(row["hedge"], row["hedge"])
        self.held.check(place, "hedge", row["hedge"], assertion.hedging == hedge)
        for cue in row["hedge_words"].split(";"):
            if cue.strip():
                self.held.check(place, "hedge_words", cue, cue.strip() in assertion.hedge_cues)
        source = row["article_source"]
        self.held.check(
            place, "article_source", source, assertion.attribution == ATTRIBUTION[source]
        )
        words = "" if row["attribution"] == "none" else row["attribution"]
        self.held.check(place, "attribution", words, (assertion.attribution_text or "") == words)
        if row["quirk"]:
            notes = {note.text for note in assertion.notes}
            rule = "rows" if self._other_words(row, "remark") in notes else ""
            self.held.check(place, "quirk", row["quirk"], row["quirk"] in notes, rule)

    def _qualifier(
        self, place: str, row: Row, key: str, value: object, context: Qualified, claim: Claim
    ) -> None:
        field = f"qualifiers.{key}"
        held = claim.value
        if key == "items":
            assert isinstance(value, list)
            names = self.held.names((*claim.subject, *claim.object))
            parts = all(any(name in item for name in names) for item in value)
            self.held.check(place, field, value, set(value) <= names, "parts" if parts else "")
        elif key == "value":
            self.held.check(
                place, field, value, isinstance(held, Quantity) and held.value == str(value)
            )
        elif key == "period":
            span = isinstance(held, Period) and f"{held.start}/{held.end}" == value
            self.held.check(place, field, value, span)
        elif (
            key in DIMENSION
            and (outcome := self.held.value(context, DIMENSION[key], str(value))) != "lost"
        ):
            self.held.note(place, field, value, outcome)
        else:
            text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
            others = {one.text for one in context.other if isinstance(one, Words)}
            given = {
                part
                for part in self._other_words(row, "other").split("; ")
                if part.startswith(f"{key}: ")
            }
            rule = "rows" if given and given <= others else ""
            self.held.check(place, field, value, f"{key}: {text}" in others, rule)
