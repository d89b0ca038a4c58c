"""The rows of evidence.csv."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fidelity.held import DIMENSION
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Words

if TYPE_CHECKING:
    from fidelity.held import Held, Row


class Evidence:
    """Looks the cells of evidence lines up."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def evidence(self, rows: list[Row], sources: dict[str, Row]) -> None:
        lines = {e.identifier: e for e in self.held.of(EvidenceLine) if isinstance(e, EvidenceLine)}
        for row in rows:
            place = f"evidence {row['evidence_id']}"
            line = lines.get(row["evidence_id"])
            self.held.check(place, "evidence_id", row["evidence_id"], line is not None)
            if line is None:
                continue
            claim, source = self.held.get(line.claim), self.held.get(line.source)
            assert isinstance(claim, Claim)
            assert isinstance(source, Document)
            self.held.check(place, "claim_id", row["claim_id"], claim.identifier == row["claim_id"])
            local = source.iri.removeprefix(self.held.base)
            self.held.check(
                place, "source_id", row["source_id"], local == row["source_id"].replace("_", "-")
            )
            self.held.check(
                place, "direction", row["direction"], line.direction == row["direction"]
            )
            self.held.check(
                place,
                "design",
                row["design"],
                line.design_words == row["design"] and line.study_design is not None,
            )
            self.held.check(
                place, "note", row["note"], row["note"] in {s.text for s in line.summary}
            )
            self._levels(place, row, line, sources[row["source_id"]])
            retracted = any(n.notice_kind == "retraction" for n in source.notices)
            self.held.check(
                place,
                "source_status",
                row["source_status"],
                retracted == (row["source_status"] == "retracted"),
            )
            for key, value in json.loads(row["context"]).items():
                self._condition(place, key, str(value), line, retracted)

    def _levels(self, place: str, row: Row, line: EvidenceLine, source: Row) -> None:
        question = row["ocebm_question"].replace(" (observational)", "").replace(" ", "-")
        self.held.check(
            place, "ocebm_question", row["ocebm_question"], (line.question or "") == question
        )
        for field, held in (("ocebm_level", line.level), ("ocebm_adjusted", line.adjusted_level)):
            stated = {"NA": "", "excluded": ""}.get(row[field], row[field])
            self.held.check(place, field, row[field], (held or "").rpartition("-")[2] == stated)
        if row["ocebm_adjusted"] != "NA":
            excluded = "excluded: " if row["ocebm_adjusted"] == "excluded" else ""
            reason = excluded + source["downgrade_reason"]
            self.held.check(place, "adjustment_reason", reason, line.adjustment_reason == reason)

    def _condition(
        self, place: str, key: str, value: str, line: EvidenceLine, retracted: bool
    ) -> None:
        field = f"context.{key}"
        if key == "n":
            self.held.check(place, field, value, line.sample_size == int(value))
        elif key == "status":
            self.held.check(place, field, value, found=False, rule="notice" if retracted else "")
        elif key in DIMENSION:
            self.held.note(place, field, value, self.held.value(line, DIMENSION[key], value))
        else:
            others = {one.text for one in line.other if isinstance(one, Words)}
            self.held.check(place, field, value, f"{key}: {value}" in others)
