"""Audits of many articles by `kg audit FOLDER`: text a minute, memory; and of one, as a process.

    python bench/bench_articles.py [ARTICLES]

Each article is the demonstration draft under a name and a title of its own, so no anchor helps.
CPU seconds are those of all processes; memory is the peak of the largest of them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from limits import said

ROOT: Final = Path(__file__).parent.parent
DRAFT: Final = ROOT / "data" / "articles" / "ketamine-draft.md"
KG: Final = (sys.executable, str(ROOT / "cli.py"), "-g", str(ROOT / "data" / "claims.ttl"))
MINUTE: Final = 2.0
"""Megabytes of text a minute on two cores."""
WHOLE: Final = 0.6
"""Seconds of CPU that an audit of the draft takes, start and end included."""
FLAT: Final = 1.3
"""Memory for all articles beside that for a tenth of them."""


class Run(NamedTuple):
    """What a run took."""

    wall: float
    cpu: float


def run(*words: str) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(
        [*KG, "audit", *words, "--exit-zero"], check=True, capture_output=True, env=settings
    )
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def peak(*words: str) -> float:
    """Megabytes of the largest process of a run, told by a process of its own."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *KG, "audit", *words, "--exit-zero"],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout) / 1024


def main(number: int) -> None:
    run(str(DRAFT))  # the index, and the compiled modules
    one = [run(str(DRAFT)) for _ in range(5)]
    cpu = median(each.cpu for each in one)
    print(f"one article, whole process: {cpu:.2f} s CPU, {said(cpu, WHOLE, 's')}")
    with tempfile.TemporaryDirectory() as made:
        folder, few = Path(made) / "all", Path(made) / "few"
        text = DRAFT.read_text(encoding="utf-8")
        for place, how_many in ((folder, number), (few, max(10, number // 10))):
            place.mkdir()
            for n in range(how_many):
                body = text.replace("# Ketamine for", f"# Article {n}: Ketamine for")
                (place / f"{n:05}.md").write_text(body, encoding="utf-8")
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        out = Path(made) / "out.jsonl"
        took = run(str(folder), "-o", str(out), "-j", "2")
        rate = size / (took.cpu / 2) * 60
        print(f"{number} articles, {size:.1f} MB: {took.wall:.1f} s, {took.cpu:.1f} s CPU")
        bound = said(rate, MINUTE, "MB", least=True)
        print(f"text a minute by CPU of two cores: {rate:.1f} MB, {bound}")
        small, large = (peak(str(place), "-o", str(out), "-j", "2") for place in (few, folder))
        ratio = large / small
        print(
            f"memory: {large:.0f} MB, for a tenth {small:.0f} MB, {ratio:.2f}: {said(ratio, FLAT)}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
