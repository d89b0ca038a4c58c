"""A deterministic ledger of any size, with a side file of what was planted in it.

    python bench/generate.py 10000 ledger.ttl      # writes ledger.ttl and ledger.truth.csv

What it follows stands in `generator/figures.py`, what it plants in `generator/recipes/`.
The text is made of few words, so it compresses better than prose would.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generator.figures import SEED
from generator.run import generate

__all__ = ["SEED", "generate"]


def main() -> None:
    """Generate from the command line."""
    parser = argparse.ArgumentParser(description="Generate a ledger of N claims.")
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    print(f"{given.path} and {generate(given.count, given.path, given.seed)}")


if __name__ == "__main__":
    main()
