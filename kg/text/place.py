"""A place in the source of a document, as a person or another program looks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offset of the canonical text stands in the file that was read.

    Lines and columns are those of the source where it has lines (plain text, Markdown, HTML,
    JATS), and of the canonical text where it has none (DOCX, PDF).

    Args:
        line: 1-based.
        column: 1-based, in code points.
        page: 1-based page of a PDF.
        paragraph: 1-based paragraph of a DOCX, table cells and text boxes counted in order.
        run: 1-based run in that paragraph.
        element: the HTML or XML element that holds the block, such as `p` or `li#fn1`.
    """

    line: int
    column: int
    page: int | None = None
    paragraph: int | None = None
    run: int | None = None
    element: str | None = None

    @property
    def words(self) -> str:
        """The place as a person reads it: `page 3`, `paragraph 12`, `line 5, <p>`, `line 5`."""
        if self.page is not None:
            return f"page {self.page}"
        if self.paragraph is not None:
            return f"paragraph {self.paragraph}"
        return f"line {self.line}, <{self.element}>" if self.element else f"line {self.line}"
