"""Mis-cited statements told by rules, on the Citation Integrity corpus.

    python bench/citation_integrity.py FILE [dev|unseen]

FILE is citing_claims.csv. The corpus as it lies here has one split; its rows are parted in two
halves by chance (seed 7), of which the rules were written on the first (`dev`).
Right is what was labelled REFUTE; rows without evidence sentences cannot be compared.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from kg.text.differing import difference

_MARK: Final = re.compile(r"<\|(\w*cit)\|>")
_SENTENCE: Final = re.compile(r"(?<=[a-z)\]>])\.\s+(?=[A-Z])")
Row = dict[str, str]


def rows_of(path: Path, half: str) -> list[Row]:
    """The rows of one half."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    ids = sorted({row["cited_doc_id"] for row in rows})
    random.Random(7).shuffle(ids)
    first = set(ids[: len(ids) // 2])
    return [row for row in rows if (row["cited_doc_id"] in first) == (half == "dev")]


def cited_part(claim: str) -> str:
    """The part of a citing sentence that its citation stands for: what is before it, as far as
    the citation of another source or the sentence's beginning."""
    marks = list(_MARK.finditer(claim))
    own = next((mark for mark in marks if mark[1] != "other_cit"), None)
    if own is None:
        return _MARK.sub(" ", claim)
    others = [m.end() for m in marks if m.end() <= own.start() and m[1] == "other_cit"]
    begins = [m.end() for m in _SENTENCE.finditer(claim, 0, own.start())]
    return claim[max([0, *others, *begins]) : own.start()]


def main(path: str, half: str = "dev") -> None:
    """Print precision and recall, all and by kind of difference."""
    rows = rows_of(Path(path), half)
    wrong = sum(row["verdict"] == "REFUTE" for row in rows)
    compared = [row for row in rows if row["evidence_sentences"].strip()]
    flagged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in compared:
        quote = row["evidence_sentences"].replace("||", " ")
        found = difference(cited_part(row["citing_claim"]), quote)
        if found is not None:
            for kind in (found.kind, "all"):
                flagged[kind] += 1
                right[kind] += row["verdict"] == "REFUTE"
    print(f"{half}: {len(rows)} rows, {len(compared)} compared, {wrong} mis-cited")
    for kind in sorted(flagged):
        print(
            f"{kind:<8} flagged {flagged[kind]:>3}  right {right[kind]:>3}"
            f"  precision {right[kind] / flagged[kind]:.2f}  recall {right[kind] / wrong:.3f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
