"""The audit of articles: warm, as a whole process, and of a thousand.

    python bench/bench_article.py [ARTICLES] [SEED]

The articles of 15 kB are drawn from sentences about the concepts of the shipped ledger; half of
the sentences state a change, some cite. CPU seconds are of the process and its children.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limits import said

import kg
from kg.auditing.audit import audit_article
from kg.readers.read import read_document

if TYPE_CHECKING:
    from kg.store.selection import Selection

DRAFT: Final = Path(__file__).parent.parent / "data" / "articles" / "ketamine-draft.md"
SIZE: Final = 15_000
_PATTERNS: Final = (
    "{a} reduces {b} in most people who take it.",
    "Some studies suggest that {a} may increase {b} at high doses ({n} et al. {y}).",
    "There is no difference in {b} between {a} and placebo [{k}].",
    "It is often given to adults with {b}, and many of them know somebody with the same trouble.",
    "Experts agree that {a} is linked to {b}, although the reasons are not clear.",
    "In a trial of {k} patients, {a} at 0.5 mg/kg lowered {b} scores by {k}% within a week.",
    "Talk to your doctor before you start or stop any treatment.",
    "The weather that summer was unusually warm, and nobody in the village could remember another.",
    "{a} never causes {b}, and it is proven to be safe.",
)
_NAMES: Final = ("Berg", "Lind", "Moor", "Glue", "Taylor", "Short")


def article(draw: random.Random, concepts: list[str]) -> str:
    """An article of about 15 kB."""
    parts = [f"# {draw.choice(concepts).capitalize()}"]
    size = 0
    while size < SIZE:
        sentences = [
            draw.choice(_PATTERNS).format(
                a=draw.choice(concepts),
                b=draw.choice(concepts),
                n=draw.choice(_NAMES),
                y=draw.randint(1995, 2025),
                k=draw.randint(1, 40),
            )
            for _ in range(draw.randint(2, 7))
        ]
        parts.append(" ".join(sentences))
        size += len(parts[-1])
        if draw.random() < 0.2:
            parts.append(f"## {draw.choice(concepts).capitalize()}")
    return "\n\n".join(parts)


def written(folder: Path, count: int, seed: int) -> list[str]:
    """Articles in a folder."""
    draw = random.Random(seed)
    concepts = [row.ref.label for row in kg.open("demo").select().ledger.concepts()]
    paths = [folder / f"{number}.md" for number in range(count)]
    for path in paths:
        path.write_text(article(draw, concepts), encoding="utf-8")
    return [str(path) for path in paths]


def audited(paths: list[str]) -> int:
    """Audit some articles in one process; the number of findings."""
    view = kg.open("demo").select()
    return sum(len(audit_article(read_document(path), view).findings) for path in paths)


def warm(view: Selection) -> float:
    """CPU seconds of the demonstration article, all passes, when all is loaded."""
    reading = kg.read(DRAFT)
    audit_article(reading, view)
    spent = []
    for _ in range(9):
        began = time.process_time()
        audit_article(kg.read(DRAFT), view)
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def whole() -> float:
    """CPU seconds of `kg audit` as a process."""
    command = [str(Path(sys.executable).parent / "kg"), "-g", "demo", "audit", str(DRAFT)]
    spent = []
    for _ in range(5):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
    return statistics.median(spent)


def many(paths: list[str], cores: int) -> float:
    """Wall seconds of all articles on some cores."""
    began = time.perf_counter()
    parts = [paths[core::cores] for core in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(audited, parts))
    return time.perf_counter() - began


def main(count: str = "1000", seed: str = "20261125") -> None:
    """Print the figures, each beside its limit."""
    print("load of the machine:", os.getloadavg()[0])
    spent = warm(kg.open("demo").select())
    print(f"demonstration article, warm, CPU: {spent:.3f} s;", said(spent, 0.1, "s"))
    spent = whole()
    print(f"the same, whole process, CPU: {spent:.2f} s;", said(spent, 0.6, "s"))
    with tempfile.TemporaryDirectory() as scratch:
        paths = written(Path(scratch), int(count), int(seed))
        size = sum(Path(path).stat().st_size for path in paths) / 1e6
        for cores in (1, 2):
            rate = size / many(paths, cores) * 60
            line = f"{count} articles, {size:.1f} MB, {cores} cores: {rate:.1f} MB a minute;"
            print(line, said(rate, 2, "MB", least=True) if cores > 1 else "")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
