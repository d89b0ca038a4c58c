"""Lines of an article that were changed against a state that git keeps."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.auditing.telling.told import Told
    from kg.model.finding import Span

_HUNK: Final = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Changed:
    """Lines of a file.

    Attributes:
        ranges: first and last line of each change; None if every line counts as changed.
    """

    ranges: tuple[tuple[int, int], ...] | None

    def holds(self, first: int, last: int) -> bool:
        """Whether a line from the first to the last was changed."""
        if self.ranges is None:
            return True
        return any(start <= last and first <= end for start, end in self.ranges)


def changed(path: str, ref: str) -> Changed:
    """What was changed in a file.

    Args:
        path: the file.
        ref: a commit, branch or tag.

    Returns:
        Its changed lines; all of them in a file that git does not know, or cannot compare by line.

    Raises:
        ReadError: there is no git, no repository, or no such ref.
    """
    place = Path(path).absolute()
    folder, name = place.parent, f"./{place.name}"
    if _git(folder, "rev-parse", "--is-inside-work-tree") is None:
        raise ReadError(f"{path}: lies in no git repository", "leave --diff out")
    if _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{tree}}") is None:  # fmt: skip # noqa: E501
        raise ReadError(f"{ref!r} is no commit, branch or tag of {folder}", "check --diff")
    if not _git(folder, "ls-files", "-z", "--", name):
        return Changed(None)
    told = _git(
        folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
        "--end-of-options", ref, "--", name,
    )  # fmt: skip
    if told is None:
        raise ReadError(f"{path}: git cannot compare it with {ref!r}", "leave --diff out")
    if b"\nBinary files " in told:
        return Changed(None)
    hunks = ((int(found[1]), int(found[2] or 1)) for found in _HUNK.finditer(told))
    return Changed(tuple((start, start + length - 1) for start, length in hunks if length))


def only_changed(told: Told, lines: Changed) -> Callable[[Span | None], bool]:
    """Whether a place of an article was changed.

    Args:
        told: the audit of the article.
        lines: its changed lines.

    Returns:
        A function that says so; a finding without a place counts where anything was changed.
    """

    def keeps(span: Span | None) -> bool:
        place = told.stretch(span)
        if place is None:
            return lines.ranges is None or bool(lines.ranges)
        return lines.holds(place.line, place.end_line)

    return keeps


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None if it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=60
        )
    except FileNotFoundError:
        raise ReadError("git is not installed", "install it, or leave --diff out") from None
    except subprocess.TimeoutExpired:
        raise ReadError(f"git gives no answer in {folder}", "leave --diff out") from None
    return done.stdout if done.returncode == 0 else None
