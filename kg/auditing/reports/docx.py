"""The same Word document with a comment at each finding; its text and looks stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.telling.printable import flat, legal
from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from docx.document import Document

    from kg.auditing.telling.cutting import Ends
    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding, Span
    from kg.text.reading import Reading

SUFFIXES: Final = (".docx",)
WORKED_ON: Final = True
_AUTHOR: Final = "claimkg"
_INITIALS: Final = "kg"


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write the document that was audited, with comments.

    A finding that has a comment already gets no second one, and a comment of an earlier audit
    whose finding is gone is taken out, unless somebody has answered it.

    Args:
        told: the audit of one Word document.
        stream: where the bytes go.
        wishes: nothing of it is asked.

    Raises:
        ExportFault: it is none, or several, or it has changed since it was audited.
    """
    from kg.errors import ExportFault

    del wishes
    audits = list(told)
    if len(audits) != 1 or audits[0].reading is None or audits[0].reading.format != "docx":
        raise ExportFault(
            "comments are written into the Word document that is audited",
            "audit one .docx file, or choose another format with -o or --format",
        )
    (one,) = audits
    assert one.reading is not None
    document = _opened(one.reading)
    _comment(document, one, one.reading)
    document.save(stream)


def _opened(reading: Reading) -> Document:
    from pathlib import Path

    from kg.errors import ExportFault
    from kg.readers.word.package import opened
    from kg.text.canonical import sha256_bytes

    try:
        data = Path(reading.path).read_bytes()
    except OSError as error:
        raise ExportFault(
            f"{reading.path}: cannot be read again ({error})", "name a file"
        ) from None
    if sha256_bytes(data) != reading.bytes_sha256:
        raise ExportFault(f"{reading.path}: has changed since it was audited", "run it again")
    return opened(data, reading.path)


def _comment(document: Document, told: Told, reading: Reading) -> None:
    from kg.auditing.telling.commented import tidied
    from kg.auditing.telling.cutting import Cutter
    from kg.readers.word.places import RunPlaces

    assert isinstance(reading.source, RunPlaces)
    silenced = (one.finding for one in told.silenced)
    known = tidied(document, {f.fingerprint for f in (*told.report.findings, *silenced)})
    findings = [f for f in told.report.findings if f.fingerprint not in known]
    spans = dict.fromkeys(span for f in findings for span in _spans(f))
    ends = Cutter(document.element.body, reading.source, reading.text).cut(spans)
    for finding in sorted(findings, key=lambda f: -1 if f.start is None else f.start):
        for span in _spans(finding) or (None,):
            _add(document, finding, span, ends)


def _spans(finding: Finding) -> tuple[Span, ...]:
    first = span_of(finding)
    return () if first is None else (first, *finding.also)


def _add(document: Document, finding: Finding, span: Span | None, ends: dict[Span, Ends]) -> None:
    from docx.text.run import Run

    placed = ends.get(span) if span is not None else None
    if placed is not None:
        body = document._body  # noqa: SLF001 - a run needs a parent with a part, any one
        marked = [Run(one, body) for one in placed]  # type: ignore[arg-type]  # elements of w:r
    else:
        paragraph = next((p for p in document.paragraphs if p.runs), None)
        if paragraph is None:
            paragraph = document.add_paragraph()
            paragraph.add_run("")
        marked = [paragraph.runs[0]]
    words = _words(finding, told_apart=placed is None)
    document.add_comment(marked, words, _AUTHOR, _INITIALS)


def _words(finding: Finding, *, told_apart: bool) -> str:
    from kg.readers.word.comments import mark

    lines = [f"{finding.code} {finding.name} ({finding.severity.word})", finding.message]
    if told_apart and finding.quote:
        lines.append(f"Words: {finding.quote}")
    lines.append(f"Help: {finding.help}")
    if finding.claim:
        lines.append(f"Claim: {finding.claim}")
    return "\n".join([*(legal(flat(line)) for line in lines), mark(finding.fingerprint)])
