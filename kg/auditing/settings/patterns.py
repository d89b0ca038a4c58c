"""Patterns of paths: `*` within a name, `**` over folders, a bare name in any folder."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


def matches(path: str | Path, patterns: tuple[str, ...], folder: Path) -> bool:
    """Whether a file is meant by one of some patterns.

    Args:
        path: the file.
        patterns: such as `drafts/**`, `*.txt`, `notes`; a folder means all that is in it.
        folder: what the patterns are relative to.

    Returns:
        Whether one of them fits; a file outside the folder is never meant.
    """
    try:
        inside = Path(path).absolute().relative_to(folder.absolute()).as_posix()
    except ValueError:
        return False
    return any(_compiled(pattern).fullmatch(inside) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    told = pattern.strip("/")
    anywhere = "" if "/" in pattern.rstrip("/") else r"(?:[^/]+/)*"
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", told)
    means = {"**/": r"(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(means.get(part, re.escape(part)) for part in parts)
    return re.compile(f"{anywhere}{body}(?:/.*)?", re.DOTALL)
