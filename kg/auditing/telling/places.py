"""Names of places, for people and for programs."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from kg.auditing.telling.told import Told
    from kg.model.finding import Finding, Span


def relative(path: str) -> str:
    """A path as CI services want it: with slashes, relative to the working folder if below it."""
    try:
        inside = Path(path).absolute().relative_to(Path.cwd())
    except ValueError:
        return PurePath(path).as_posix()
    return inside.as_posix()


def uri(path: str) -> str:
    """A path as a relative URI reference, or as a `file:` URI outside the working folder."""
    told = relative(path)
    if PurePath(told).is_absolute():
        return PurePath(told).as_uri()
    return quote(told, safe="/")


def where(told: Told, finding: Finding) -> str:
    """The place of a finding as `path:line:column`, `path: page 3`, or path and entity."""
    words = spot(told, span_of(finding))
    if words is None:
        return f"{finding.path}: {finding.claim or '-'}"
    return f"{finding.path}:{words}" if words[0].isdigit() else f"{finding.path}: {words}"


def spot(told: Told, span: Span | None) -> str | None:
    """A place as `line:column`, or as `page 3` or `paragraph 12` of a file without lines."""
    place = told.place(span)
    if place is None:
        return None
    if place.page is None and place.paragraph is None:
        return f"{place.line}:{place.column}"
    return place.words


def also(told: Told, finding: Finding, most: int | None = None) -> str:
    """The other places of a finding, empty if there are none."""
    listed = list(dict.fromkeys(spot(told, span) or "" for span in finding.also))
    if most is None or len(listed) <= most:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} and {len(listed) - most} more"
