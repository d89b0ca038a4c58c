"""What was asked of a second reader and what it answered, so that it can be replayed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from kg.errors import ReadError, SyntaxFault

if TYPE_CHECKING:
    from pathlib import Path

Body = dict[str, object]


def fingerprint(body: Body) -> str:
    """The hash by which a question is known: SHA-256 of its JSON with keys in order."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class Transcript:
    """Answers by question, in the order in which they were asked.

    Attributes:
        answers: by the hash of the question; None where there was no answer.
        about: what else is recorded of each.
    """

    answers: dict[str, str | None] = field(default_factory=dict)
    about: dict[str, Body] = field(default_factory=dict)

    def keep(self, key: str, answer: str | None, about: Body) -> None:
        """Record an answer, or that there was none."""
        self.answers[key] = answer
        self.about[key] = about

    @property
    def text(self) -> str:
        """One JSON object a line."""
        rows = (
            {"request": k, **self.about.get(k, {}), "answer": a} for k, a in self.answers.items()
        )
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read_transcript(path: Path) -> Transcript:
    """Read a transcript.

    Args:
        path: a file that `kg extract --transcript` wrote.

    Raises:
        ReadError: it is missing.
        SyntaxFault: a line is no record of a question and its answer.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or "no UTF-8 text"
        raise ReadError(f"{path}: {told}", "name a file that --transcript wrote") from None
    found = Transcript()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = cast("Body", json.loads(line))
            key, answer = row.pop("request"), row.pop("answer")
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            raise SyntaxFault(str(path), number, 0, "no record of a transcript") from None
        if not isinstance(key, str) or not isinstance(answer, str | None):
            raise SyntaxFault(str(path), number, 0, "no record of a transcript")
        found.keep(key, answer, row)
    return found
