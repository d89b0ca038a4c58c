"""How prose is read, held against labelled sentences of others.

    python bench/text.py DATA [--train]

DATA is a folder with the files named below. Most of them may be used to measure and not to train or
tune; what is shipped was trained on `certainty_sentence.jsonl` and `direction_evidence.jsonl` only.
Without `--train` what ships is measured: rules, and the models by cross-validation over the data
they were trained on (with articles kept together for direction). With `--train` also what
`kg train` reaches by cross-validation for somebody who holds the data.
Speeds are of processor time.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from limits import said

from kg.auditing.prose import Reader
from kg.auditing.sources import Library
from kg.readers.read import read_document
from kg.text.blocks import PROSE, plain_blocks
from kg.text.certainty import certainty
from kg.text.check_worthy import check_worthy
from kg.text.conclusions import concluding
from kg.text.found_direction import found_direction
from kg.text.scoring import cross_validated, macro_f1, pearson, per_class
from kg.text.sentences import sentences
from kg.text.strength import strength
from kg.text.tasks import TASKS, Row, place_words, prepared
from kg.text.training import trained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Found = dict[str, object]
EFFECTS: Final = {
    "increase": "increase",
    "decrease": "decrease",
    "no_difference": "no-difference-found",
}
STRESS: Final = (
    ("He lives in the U.S. He studies memory.", 2),
    ("“Does it help?” she asked. Nobody knew.", 2),
    ("Pain fell.12 Sleep did not.3,4", 2),
    ("See No. 5 of the list. It is short.", 2),
    ("Scores rose by 5.2 pts. (95% CI 1.1 to 9.3).", 1),
    ("It beat drug vs. placebo in both arms.", 1),
    ("Smith et al. (2017) gave 0.5 mg/kg i.v. to all. None left.", 2),
    ("Dr. Low, e.g. in vol. 3, disagrees.", 1),
    ("It was given p.o. Patients slept.", 2),
    ("Doses of 0.1-0.5 mg. were used (Fig. 2).", 1),
)


def read(folder: Path, name: str) -> list[Found]:
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def timed(work: Callable[[], list[str]], count: int) -> tuple[list[str], str]:
    """Answers, and how many a second."""
    begin = time.process_time()
    answers = work()
    spent = time.process_time() - begin
    return answers, f"{count / spent:,.0f}/s"


def show(name: str, figure: float, limit: float | None, speed: str, unit: str) -> None:
    bound = "" if limit is None else said(figure, limit, least=True)
    print(f"{name:52} {figure:.3f} {unit:8} {speed:>10}  {bound}")


def grades(texts: list[str]) -> list[str]:
    return [strength(text).grade for text in texts]


def of_strength(folder: Path) -> None:
    for name, label, words, limit in (
        ("causal_language_pubmed", "label", "text", 0.62),
        ("exaggeration_train", "press_label", "press_release", None),
        ("exaggeration_train", "abstract_label", "abstract", None),
    ):
        rows = read(folder, name)
        gold = [str(row[label]) for row in rows]
        texts = [str(row[words]) for row in rows]
        got, speed = timed(partial(grades, texts), len(rows))
        show(f"strength, rules: {name} {words}", macro_f1(gold, got), limit, speed, "macro-F1")
        told = (f"{one.label} {one.precision:.2f}/{one.recall:.2f}" for one in per_class(gold, got))
        print("    precision/recall: " + ", ".join(told))


def joined(row: Found) -> tuple[str, list[tuple[int, int]]]:
    """The sentences of an abstract as one text, and where they stand in it."""
    spans: list[tuple[int, int]] = []
    at = 0
    for part in listed(row):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return " ".join(listed(row)), spans


def of_claims(folder: Path) -> None:
    rows = read(folder, "claim_sentences_train")
    gold = [str(mark) for row in rows for mark in marked(row)]

    def conclusions() -> list[str]:
        return [str(int(mark)) for row in rows for mark in concluding(*joined(row))]

    def checkable() -> list[str]:
        texts = [joined(row) for row in rows]
        return [
            str(int(check_worthy(text, *span).is_claim)) for text, spans in texts for span in spans
        ]

    for name, limit, work in (
        ("conclusions of an abstract", 0.66, conclusions),
        ("all that could be checked", None, checkable),
    ):
        got, speed = timed(work, len(gold))
        one = per_class(gold, got)[1]
        show(f"claim sentences, rules: {name}", one.f1, limit, speed, "F1")
        print(f"    precision {one.precision:.2f}, recall {one.recall:.2f}")


def of_certainty(folder: Path) -> None:
    rows = certainty_rows(folder)
    recipe, examples = prepared(TASKS["certainty"], [row for row, _ in rows])
    labels = [float(row.label) for row, _ in rows]
    found = [score for _, score in cross_validated(examples, recipe)]
    begin = time.process_time()
    for row, _ in rows:
        certainty(row.text)
    speed = f"{len(rows) / (time.process_time() - begin):,.0f}/s"
    show("certainty, model: 5-fold", pearson(labels, found), 0.70, speed, "Pearson")
    taught = [one for one, (_, split) in zip(examples, rows, strict=True) if split == "train"]
    others = [one for one, (_, split) in zip(examples, rows, strict=True) if split != "train"]
    model = trained(taught, recipe)
    answers = [model.scored(one.features).score for one in others]
    held = pearson([float(one.label) for one in others], answers)
    print(f"    trained on its train split only, on the other {len(others)}: {held:.3f}")


def certainty_rows(folder: Path) -> list[tuple[Row, str]]:
    return [
        (Row(str(row["text"]), float(str(row["certainty"]))), str(row["split"]))
        for row in read(folder, "certainty_sentence")
    ]


def direction_rows(folder: Path) -> list[Row]:
    return [
        Row(str(row["evidence"]), EFFECTS[str(row["label"])], str(row["pmcid"]))
        for row in read(folder, "direction_evidence")
    ]


def of_direction(folder: Path) -> None:
    rows = direction_rows(folder)
    recipe, examples = prepared(TASKS["direction"], rows)
    gold = [str(row.label) for row in rows]
    got = [label for label, _ in cross_validated(examples, recipe)]
    _, speed = timed(lambda: [found_direction(row.text).label for row in rows], len(rows))
    show("direction, model: 5-fold by article", macro_f1(gold, got), 0.77, speed, "macro-F1")


def units(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of prose, and headings and other blocks as one unit each."""
    for index, block in enumerate(plain_blocks(text)):
        if block.kind in PROSE:
            yield from ((one.start, one.end) for one in sentences(text, block, index))
        else:
            yield block.start, block.end


def of_sentences(folder: Path) -> None:
    hit = gold = got = size = 0
    begin = time.process_time()
    for row in read(folder, "sentences_ewt_dev"):
        text = str(row["text"])
        spans = set(map(tuple, cast("list[list[int]]", row["spans"])))
        found = set(units(text))
        hit, gold, got = hit + len(spans & found), gold + len(spans), got + len(found)
        size += len(text)
    speed = f"{size / (time.process_time() - begin) / 1e6:.1f} Mchar/s"
    show("sentence spans, EWT", 2 * hit / (gold + got), 0.83, speed, "F1")
    whole = {(row["start"], row["end"]) for row in read(folder, "article_sentences_silver")}
    article = (folder.parent / "ketamine" / "article.txt").read_text(encoding="utf-8")
    own = set(units(article))
    print(
        f"    of the article's {len(whole)} spans on which two splitters agree: {len(whole & own)}"
    )
    right = sum(len(list(units(line))) == count for line, count in STRESS)
    print(f"    stress lines split right: {right} of {len(STRESS)}")


def of_article(folder: Path) -> None:
    """The demonstration article, all passes, warm."""
    reading = read_document(str(folder.parent / "ketamine" / "article.txt"))
    spent: list[float] = []
    for _ in range(5):
        begin = time.process_time()
        Reader(reading, None, Library((), reading)).statements  # noqa: B018 - it is the work
        spent.append(time.process_time() - begin)
    best = min(spent)
    print(f"the article, all passes, warm: {best:.3f} s, {said(best, 0.1, 's')}")


def of_training(folder: Path) -> None:
    """What somebody who holds the data reaches, by cross-validation."""
    claims = [
        Row(
            words,
            "yes" if mark else "no",
            str(row["pmid"]),
            place_words(at, len(listed(row)) - 1 - at),
        )
        for row in read(folder, "claim_sentences_train")
        for at, (words, mark) in enumerate(zip(listed(row), marked(row), strict=True))
    ]
    strengths = [
        Row(str(row["text"]), str(row["label"])) for row in read(folder, "causal_language_pubmed")
    ]
    for name, rows, limit in (("claim", claims, 0.80), ("strength", strengths, 0.79)):
        recipe, examples = prepared(TASKS[name], rows)
        begin = time.process_time()
        got = [label for label, _ in cross_validated(examples, recipe)]
        spent = f"{time.process_time() - begin:.0f} s"
        gold = [str(row.label) for row in rows]
        if name == "claim":
            show(
                "kg train claim: 5-fold by abstract", per_class(gold, got)[1].f1, limit, spent, "F1"
            )
        else:
            show(f"kg train {name}: 5-fold", macro_f1(gold, got), limit, spent, "macro-F1")


def listed(row: Found) -> list[str]:
    return cast("list[str]", row["sentences"])


def marked(row: Found) -> list[int]:
    return cast("list[int]", row["is_claim"])


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0])
    for part in (of_strength, of_claims, of_certainty, of_direction, of_sentences, of_article):
        part(folder)
    if "--train" in arguments:
        of_training(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
