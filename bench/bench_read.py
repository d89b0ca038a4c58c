"""Reading documents: text read a second and peak memory by format, and that time is linear.

    python bench/bench_read.py [COPIES]

The demonstration draft, its sections written COPIES times over (8) and four times as often, in
each format; each in a process of its own, CPU seconds, best of three. "MB/s" counts the canonical
text that comes out. Memory is the peak of the process beyond what it needs for the small draft.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from draft_forms import FORMS, parts_of
from limits import said

ROOT: Final = Path(__file__).parent.parent
DRAFT: Final = ROOT / "data" / "articles" / "ketamine-draft.md"
MOST_GROWTH: Final = 6.0
"""Times as long for four times the text: 4 where time is linear, 16 where it is its square."""
ONE: Final = """
import json, resource, sys, time
from kg.readers.read import read_document
def cpu():
    begin = time.process_time()
    found = read_document(sys.argv[1])
    return time.process_time() - begin, len(found.text)
took = [cpu() for _ in range(int(sys.argv[2]))]
print(json.dumps([*min(took), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def measured(path: Path, rounds: int = 3) -> tuple[float, int, float]:
    """CPU seconds, characters of text, and the peak memory of a process in MB."""
    done = subprocess.run(
        [sys.executable, "-c", ONE, str(path), str(rounds)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, characters, peak = json.loads(done.stdout)
    return float(seconds), int(characters), float(peak) / 1024


def many(markdown: str, copies: int) -> str:
    """The draft with its sections written several times over, its references once."""
    head, references = markdown.split("## References", 1)
    return "\n".join([head] * copies) + "\n## References" + references


def main(copies: int) -> int:
    source = DRAFT.read_text(encoding="utf-8")
    failed = False
    print(f"{'format':8} {'text kB':>8} {'file kB':>8} {'CPU s':>8} {'MB/s':>7} {'MB':>6}  growth")
    with tempfile.TemporaryDirectory() as folder:
        forms = {".md": None, **FORMS}
        for suffix, write in forms.items():
            figures = []
            for times in (1, copies, 4 * copies):
                text = many(source, times)
                path = Path(folder) / f"draft{times}{suffix}"
                path.write_bytes(write(parts_of(text)) if write else text.encode())
                figures.append((*measured(path), path.stat().st_size))
            (_, _, least, _), (some, _, _, _), (most, characters, peak, size) = figures
            growth = most / some
            failed |= growth > MOST_GROWTH
            print(
                f"{suffix:8} {characters / 1000:8.0f} {size / 1000:8.0f} {most:8.3f}"
                f" {characters / 1e6 / most:7.2f} {peak - least:6.0f}"
                f"  {growth:.1f} times for 4 times the text, {said(round(growth, 1), MOST_GROWTH)}"
            )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8))
