"""The language server, talked to by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import examples_ledger
import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from kg.lsp.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parent.parent.parent
VAGUE = "Some studies say that tea cures all."


class Client(LanguageClient):
    """A client that keeps what the server publishes."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def _keep(params: lsp.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

    async def found(self) -> list[lsp.Diagnostic]:
        params = await asyncio.wait_for(self.published.get(), 60)
        return list(params.diagnostics)


@asynccontextmanager
async def editor(folder: Path, encoding: str = "utf-16") -> AsyncIterator[Client]:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "claims.ttl").write_text(examples_ledger.text(), encoding="utf-8")
    client = Client()
    await client.start_io(sys.executable, str(ROOT / "cli.py"), "lsp")
    general = lsp.GeneralClientCapabilities(
        position_encodings=[lsp.PositionEncodingKind(encoding), lsp.PositionEncodingKind.Utf16]
    )
    done = await client.initialize_async(
        lsp.InitializeParams(
            capabilities=lsp.ClientCapabilities(general=general), root_uri=folder.as_uri()
        )
    )
    assert done.capabilities.position_encoding == encoding
    client.initialized(lsp.InitializedParams())
    try:
        yield client
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


def opened(client: Client, folder: Path, text: str, name: str = "a.md") -> str:
    uri = (folder / name).as_uri()
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text))
    )
    return uri


def changed(client: Client, uri: str, text: str, version: int) -> None:
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version, uri),
            [lsp.TextDocumentContentChangeWholeDocument(text)],
        )
    )


def coded(found: list[lsp.Diagnostic], code: str) -> lsp.Diagnostic:
    return next(one for one in found if one.code == code)


def run(work: Any) -> None:
    asyncio.run(asyncio.wait_for(work, 120))


@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 6), ("utf-8", 10), ("utf-32", 5)])
def test_positions_count_as_agreed(encoding: str, column: int, tmp_path: Path) -> None:
    async def work() -> None:
        async with editor(tmp_path, encoding) as client:
            opened(client, tmp_path, f"# A\r\n\r\nx\u2019\U0001fad6. {VAGUE}\r\n")
            found = coded(await client.found(), "KG103")
            assert found.range.start == lsp.Position(2, column)
            assert found.range.end == lsp.Position(2, column + len(VAGUE))
            assert found.severity == lsp.DiagnosticSeverity.Warning

    run(work())


def test_a_draft_is_written_silenced_and_closed(tmp_path: Path) -> None:
    async def work() -> None:
        async with editor(tmp_path) as client:
            uri = opened(client, tmp_path, "")
            assert await client.found() == []
            text = f"{VAGUE}\n"
            changed(client, uri, "Some", 2)
            changed(client, uri, text, 3)
            found = coded(await client.found(), "KG103")
            named = lsp.TextDocumentIdentifier(uri)
            offered = await client.text_document_code_action_async(
                lsp.CodeActionParams(named, found.range, lsp.CodeActionContext([found]))
            )
            assert offered is not None
            action = next(one for one in offered if "KG103" in one.title)
            assert isinstance(action, lsp.CodeAction)
            assert action.edit is not None
            assert action.edit.changes is not None
            (edit,) = action.edit.changes[uri]
            at = edit.range.start.character
            silenced = text[:at] + edit.new_text + text[at:]
            assert silenced == f"{VAGUE} <!-- kg: ignore KG103 -->\n"
            changed(client, uri, silenced, 4)
            told = await client.found()
            assert coded(told, "KG103")
            assert any("it gives no reason" in one.message for one in told)
            changed(client, uri, silenced.replace(" -->", " folklore -->"), 5)
            assert not [one for one in await client.found() if one.code == "KG103"]
            client.text_document_did_close(lsp.DidCloseTextDocumentParams(named))
            assert await client.found() == []

    run(work())


def test_what_the_ledger_knows_is_shown(tmp_path: Path) -> None:
    async def work() -> None:
        async with editor(tmp_path) as client:
            text = "Ketamine reduces anxiety (Voss 2021).\n"
            uri = opened(client, tmp_path, text)
            coded(await client.found(), "KG201")
            named = lsp.TextDocumentIdentifier(uri)
            shown = await client.text_document_hover_async(
                lsp.HoverParams(named, lsp.Position(0, 3))
            )
            assert shown is not None
            assert isinstance(shown.contents, lsp.MarkupContent)
            assert "**error KG201**" in shown.contents.value
            assert "`kg show " in shown.contents.value
            nothing = await client.text_document_hover_async(
                lsp.HoverParams(named, lsp.Position(1, 0))
            )
            assert nothing is None

    run(work())


def test_a_configuration_takes_effect_on_saving(tmp_path: Path) -> None:
    async def work() -> None:
        async with editor(tmp_path) as client:
            uri = opened(client, tmp_path, f"{VAGUE}\n")
            coded(await client.found(), "KG103")
            for text, codes in (('ignore = ["KG103"]', False), ("ignroe = 1", None)):
                (tmp_path / "kg.toml").write_text(f"[audit]\n{text}", encoding="utf-8")
                client.text_document_did_save(
                    lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri))
                )
                found = await client.found()
                if codes is None:
                    assert "did you mean 'ignore'" in found[0].message
                else:
                    assert "KG103" not in {one.code for one in found}

    run(work())


def test_a_ledger_that_changes_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "claims.ttl"
    path.parent.mkdir()
    text = "Ketamine cut anxiety scores (Voss 2021).\n"
    desk = Desk()
    article = str(tmp_path / "a.md")
    assert desk.view(article) is None
    path.write_text(examples_ledger.text(), encoding="utf-8")
    told = desk.look(text, article).told
    assert told is not None
    assert "KG201" in {finding.code for finding in told.report.findings}
    assert desk.look("", article) == (None, "")
    assert "no reader" in desk.look("x", str(tmp_path / "a.odd")).fault
