"""Train the models that are shipped, from data whose licence allows it.

    python tools/train_models.py DATA

DATA is a folder with certainty_sentence.jsonl and direction_evidence.jsonl, see
kg/text/models/README.md for where they come from. The same files give the same models.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.text.scoring import agreement, cross_validated
from kg.text.tasks import TASKS, Row, prepared
from kg.text.training import trained

if TYPE_CHECKING:
    from collections.abc import Iterator

MODELS: Final = Path(__file__).parents[1] / "kg" / "text" / "models"
_CERTAINTY: Final = (
    "Pei and Jurgens, EMNLP 2021, Measuring Sentence-Level and Aspect-Level (Un)certainty in "
    "Science Communications; MIT License"
)
_DIRECTION: Final = (
    "DeYoung et al., BioNLP 2020, Evidence Inference 2.0; MIT License, Copyright (c) 2019 Eric "
    "Lehman, Jay DeYoung, Regina Barzilay, Byron C. Wallace"
)
_EFFECTS: Final = {"no_difference": "no-difference-found"}


def certainty_rows(folder: Path, splits: tuple[str, ...]) -> Iterator[Row]:
    """Sentences with how certain readers found them, 1 to 6."""
    for row in read(folder / "certainty_sentence.jsonl"):
        if row["split"] in splits:
            yield Row(str(row["text"]), float(str(row["certainty"])))


def direction_rows(folder: Path) -> Iterator[Row]:
    """Evidence spans of trials with what they say was found, grouped by article."""
    for row in read(folder / "direction_evidence.jsonl"):
        label = str(row["label"])
        yield Row(str(row["evidence"]), _EFFECTS.get(label, label), str(row["pmcid"]))


def read(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def main(folder: Path) -> None:
    """Write both models."""
    sources = {
        "certainty": (list(certainty_rows(folder, ("train", "val", "ext"))), _CERTAINTY),
        "direction": (list(direction_rows(folder)), _DIRECTION),
    }
    for name, (rows, source) in sources.items():
        recipe, examples = prepared(TASKS[name], rows)
        answers = cross_validated(examples, recipe)
        figure = agreement([row.label for row in rows], answers)
        about = {"trained on": source, "texts": len(rows), "5-fold": figure}
        model = trained(examples, recipe, about)
        (MODELS / f"{name}.json").write_text(model.text, encoding="utf-8", newline="\n")
        print(name, about, len(model.text.encode()), "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
