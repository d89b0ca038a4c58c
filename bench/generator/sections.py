"""The parts of a ledger file, written side by side and put together at the end."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self

from generator import figures
from generator.blocks import Block, Writer, english
from kg.rdf.comments import section_line
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

PARTS: Final = {
    "articles": "Documents",
    "sources": "Documents",
    "versions": "Versions",
    "claims": "Claims",
    "assertions": "Assertions",
    "evidence": "Evidence",
}
"""Streamed parts in file order, each with the heading that it stands under."""


class Sections:
    """Where blocks go; concepts wait in memory, all else in files.

    Args:
        folder: an empty folder for the parts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._files: dict[str, TextIO] = {}
        self._concepts: dict[str, str] = {}
        self._writer = Writer()

    def __enter__(self) -> Self:
        for part in PARTS:
            opened = (self._folder / part).open("w+", encoding="utf-8", newline="\n")
            self._files[part] = self._stack.enter_context(opened)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def write(self, part: str, block: Block) -> None:
        self._files[part].write(self._writer.text(block))

    def write_concept(self, block: Block) -> None:
        self._concepts[block.name] = self._writer.text(block)

    def assemble(self) -> Path:
        """The whole file, in the folder of the parts."""
        header = Block("ledger", "kg:Ledger")
        header.add("dcterms:title", english("Generated ledger"))
        header.add("kg:modelVersion", "1")
        head = self._writer.text(header)
        whole = self._folder / "whole"
        with whole.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(f"@prefix : <{figures.BASE}> .\n")
            for prefix, namespace in NAMESPACES.items():
                if prefix in self._writer.used | {"xsd"}:
                    stream.write(f"@prefix {prefix}: <{namespace}> .\n")
            stream.write(f"\n{section_line('Ledgers')}\n{head}\n{section_line('Concepts')}\n")
            stream.writelines(text for _, text in sorted(self._concepts.items()))
            self._copy_parts(stream)
        return whole

    def _copy_parts(self, stream: TextIO) -> None:
        told = ""
        for part, heading in PARTS.items():
            file = self._files[part]
            if not file.tell():
                continue
            if heading != told:
                stream.write(f"\n{section_line(heading)}\n")
                told = heading
            file.seek(0)
            shutil.copyfileobj(file, stream, 1 << 20)
