"""One page that needs no network: the article, its findings in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.telling.printable import legal
from kg.auditing.telling.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.sheet import Sheet
    from kg.auditing.telling.told import Told, Wishes

SUFFIXES: Final = (".html", ".htm")


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write the page, article by article; every word of a document is escaped.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: whether to tell what was silenced.
    """
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    from jinja2 import Environment, StrictUndefined

    sources = files("kg.auditing.telling")
    page, style, script = (
        (sources / name).read_text(encoding="utf-8")
        for name in ("page.html.jinja", "page.css", "page.js")
    )
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["legal"] = legal
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    shown = environment.from_string(page).generate(
        style=style, script=script, allowed=allowed, sheets=_sheets(told), wishes=wishes
    )
    stream.writelines(piece.encode("utf-8", "replace") for piece in shown)


def _sheets(told: Iterable[Told]) -> Iterator[Sheet]:
    first = 1
    for one in told:
        yield sheet(one, first)
        first += len(one.report.findings)
