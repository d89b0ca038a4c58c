"""The server: Language Server Protocol 3.17 over standard input and output, by pygls."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from kg.auditing.telling.told import span_of
from kg.lsp.desk import Desk, Looked
from kg.lsp.edits import silence
from kg.lsp.knowledge import findings_at, known_at
from kg.model.finding import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygls.workspace import TextDocument

    from kg.auditing.telling.told import Told
    from kg.model.finding import Finding
    from kg.text.columns import Unit

_PAUSE: Final = 0.3
"""Seconds without a keystroke after which a text is audited."""
_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: lsp.DiagnosticSeverity.Information,
}
_UNITS: Final[dict[str, Unit]] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code-point"}


class Server(LanguageServer):
    """The server with its desk.

    Args:
        ledger: value of `-g`, None to look for one above each article.
        version: of the program.
    """

    def __init__(self, ledger: str | None, version: str) -> None:
        super().__init__("kg", version)
        self.desk = Desk(ledger)
        self._seen: dict[str, tuple[int | None, Looked]] = {}

    @property
    def unit(self) -> Unit:
        """What positions count, as agreed with the editor."""
        agreed = self.workspace.position_encoding
        return _UNITS[str(getattr(agreed, "value", agreed))]

    def looked(self, document: TextDocument) -> Looked:
        """The audit of an open document as it is now."""
        known = self._seen.get(document.uri)
        if known is None or known[0] != document.version:
            known = document.version, self.desk.look(document.source, document.path)
            self._seen[document.uri] = known
        return known[1]

    def refresh(self, uri: str, *, anew: bool = False) -> None:
        """Audit a document and publish what was found."""
        document = self.workspace.get_text_document(uri)
        if anew:
            self._seen.pop(uri, None)
        looked = self.looked(document)
        found = list(self._diagnostics(looked, uri))
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, found, version=document.version)
        )

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._seen.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def range_of(self, told: Told, span: Span | None) -> lsp.Range:
        """A place as the editor counts: from 0, in the unit agreed upon, the end exclusive."""
        place = told.stretch(span, self.unit)
        if place is None:
            return lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
        start = lsp.Position(place.line - 1, place.column - 1)
        return lsp.Range(start, lsp.Position(place.end_line - 1, place.end_column - 1))

    def offset_of(self, told: Told, position: lsp.Position) -> int:
        """The offset in the canonical text of a position."""
        from bisect import bisect_left

        assert told.reading is not None
        origin = told.columns.offset(position.line + 1, position.character + 1, self.unit)
        if told.source is None:
            return origin
        return bisect_left(range(len(told.reading.text)), origin, key=told.source.origin)

    def _diagnostics(self, looked: Looked, uri: str) -> Iterator[lsp.Diagnostic]:
        told = looked.told
        if told is None:
            if looked.fault:
                start = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
                yield lsp.Diagnostic(start, looked.fault, lsp.DiagnosticSeverity.Error, source="kg")
            return
        for finding in told.report.findings:
            yield self._diagnostic(told, finding, uri)
        for remark in told.remarks:
            line = _line(remark, told.report.path)
            place = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0))
            yield lsp.Diagnostic(place, remark, lsp.DiagnosticSeverity.Hint, source="kg")

    def _diagnostic(self, told: Told, finding: Finding, uri: str) -> lsp.Diagnostic:
        also = [
            lsp.DiagnosticRelatedInformation(
                lsp.Location(uri, self.range_of(told, one)), "also here"
            )
            for one in finding.also
        ]
        return lsp.Diagnostic(
            self.range_of(told, span_of(finding)),
            f"{finding.message}\n{finding.help}",
            _SEVERITIES[finding.severity],
            code=finding.code,
            source="kg",
            related_information=also or None,
            data={"fingerprint": finding.fingerprint},
        )


def _line(remark: str, path: str) -> int:
    """The line, from 0, that a remark names behind the path; the first if it names none."""
    number = remark.removeprefix(f"{path}:").partition(":")[0]
    return int(number) - 1 if number.isdecimal() else 0


def server(ledger: str | None = None) -> Server:
    """A server that is ready to be started.

    Args:
        ledger: value of `-g`, None to look for one above each article.

    Returns:
        The server; `start_io` runs it.
    """
    from importlib.metadata import version

    made = Server(ledger, version("claimkg"))
    made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(_opened)
    made.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(_saved)
    made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    made.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    made.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )(_actions)
    return made


def _opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.refresh(params.text_document.uri)


def _saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    ls.refresh(params.text_document.uri, anew=True)  # the configuration or ledger may have changed


async def _changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    uri, version = params.text_document.uri, params.text_document.version
    await asyncio.sleep(_PAUSE)
    document = ls.workspace.text_documents.get(uri)
    if document is not None and document.version == version:
        ls.refresh(uri)


def _closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)


def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    document = ls.workspace.get_text_document(params.text_document.uri)
    told = ls.looked(document).told
    if told is None:
        return None
    words = known_at(told, ls.desk.view(document.path), ls.offset_of(told, params.position))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words)) if words else None


def _actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri = params.text_document.uri
    told = ls.looked(ls.workspace.get_text_document(uri)).told
    if told is None:
        return []
    start, end = (ls.offset_of(told, at) for at in (params.range.start, params.range.end))
    offered = []
    for finding in findings_at(told, start, end):
        edit = silence(told, finding)
        if edit is not None:
            at = ls.range_of(told, Span(edit.offset, edit.offset)).start
            change = lsp.TextEdit(lsp.Range(at, at), edit.words)
            offered.append(
                lsp.CodeAction(
                    edit.title,
                    kind=lsp.CodeActionKind.QuickFix,
                    edit=lsp.WorkspaceEdit(changes={uri: [change]}),
                )
            )
    return offered
