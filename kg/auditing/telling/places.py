"""Names of places, for people and for programs."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

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
    """The place of a finding as `path:line:column`, or the path and the entity concerned."""
    if finding.line:
        return f"{finding.path}:{finding.line}:{finding.column}"
    del told
    return f"{finding.path}: {finding.claim or '-'}"


def also(told: Told, finding: Finding, most: int | None = None) -> str:
    """The other places of a finding as `line:column, ...`, empty if there are none."""
    listed = [_short(told, span) for span in finding.also]
    if most is None or len(listed) <= most:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} and {len(listed) - most} more"


def _short(told: Told, span: Span) -> str:
    place = told.stretch(span)
    return f"{place.line}:{place.column}" if place else "?"
