"""Comments of an audit that somebody resolved or waved away in Word: suppressions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.auditing.settings.silence import Silencer
from kg.readers.word.comments import threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.reading import Reading

_WAVED: Final = re.compile(
    r"\b(?:ignored?|won['\N{RIGHT SINGLE QUOTATION MARK}]?t[ -]?fix)\b", re.IGNORECASE
)


def of_comments(reading: Reading) -> Iterator[Silencer]:
    """What comments in a Word document silence.

    Args:
        reading: the document; nothing is looked for in others, or on standard input.

    Yields:
        One for each comment of an audit that is resolved, or answered with "ignore" or
        "won't fix"; its reason is the answer.
    """
    path = Path(reading.path)
    if reading.format != "docx" or not path.is_file():
        return
    for one in threads(path.read_bytes(), reading.path):
        waved = next((answer for answer in one.answers if _WAVED.search(answer[1])), None)
        if waved is None and not one.resolved:
            continue
        author, words = waved or next(iter(one.answers), ("", ""))
        reason = " ".join(words.split()) or "resolved in the document"
        where = f"{reading.path}: comment{f' of {author}' if author else ''}"
        yield Silencer(reason, where, fingerprint=one.fingerprint, must_serve=False)
