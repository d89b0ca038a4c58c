"""The rows of sources.csv and the records of sources.csl.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fidelity.held import DIMENSION
from kg.model.document import Document
from kg.model.quantity import Words

if TYPE_CHECKING:
    from fidelity.held import Held, Row


class Sources:
    """Looks the cells of sources up."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def sources(self, rows: list[Row]) -> None:
        for row in rows:
            place = f"sources {row['source_id']}"
            document = self.held.get(self.held.base + row["source_id"].replace("_", "-"))
            self.held.check(place, "source_id", row["source_id"], isinstance(document, Document))
            if not isinstance(document, Document):
                continue
            self.held.check(place, "design", row["design"], document.design_words == row["design"])
            self.held.check(place, "effect", row["effect"], document.finding_words == row["effect"])
            appraisal = document.appraisal or ""
            for field in (
                "ocebm_question",
                "ocebm_level",
                "ocebm_adjusted",
                "downgrade_reason",
                "effect_verification",
            ):
                self.held.check(place, field, row[field], row[field] in appraisal)
            verification = (
                row["verification"]
                .replace("partly-seen", "partly")
                .replace("seen", "read-abstract")
                .replace("partly", "partly-seen")
            )
            self.held.check(
                place, "verification", row["verification"], document.verification == verification
            )
            retracted = any(n.notice_kind == "retraction" for n in document.notices)
            self.held.check(
                place, "status", row["status"], retracted == (row["status"] == "retracted")
            )
            if row["n"]:
                plain = row["n"].replace(",", "")
                others = {one.text for one in document.other if isinstance(one, Words)}
                if plain.isdigit():
                    self.held.check(place, "n", row["n"], document.sample_size == int(plain))
                else:
                    self.held.note(
                        place, "n", row["n"], "words" if f"n: {row['n']}" in others else "lost"
                    )
            for key in ("population", "dose", "route", "comparator", "outcome"):
                self._cell(place, key, row[key], document)

    def _cell(self, place: str, key: str, cell: str, document: Document) -> None:
        if not cell:
            return
        whole = self.held.value(document, DIMENSION[key], cell)
        parts = {
            self.held.value(document, DIMENSION[key], part.strip()) for part in cell.split(";")
        }
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
        self.held.note(place, key, cell, outcome)

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
            document = self.held.get(self.held.base + str(record["id"]).replace("_", "-"))
            assert isinstance(document, Document)
            self.held.check(
                place, "title", record["title"], record["title"] in {t.text for t in document.title}
            )
            for theirs, ours in plain.items():
                if record.get(theirs):
                    self.held.check(
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
            self.held.check(place, "author", names, (document.authors or "") == names)
            notes = " ".join(note.text for note in document.notes)
            self.held.check(place, "note", record["note"], str(record["note"]) in notes)
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
        self.held.check(place, "custom.seen_in", custom["seen_in"], seen)
        complete = document.authors_complete == custom["author_list_complete"]
        self.held.check(
            place, "custom.author_list_complete", custom["author_list_complete"], complete
        )
        if record.get("status"):
            self.held.check(
                place,
                "status",
                record["status"],
                any(n.date == "2026-03-31" for n in document.notices),
            )
