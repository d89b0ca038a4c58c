"""What became of every field of the demonstration tables in the shipped ledger.

    python bench/ledger_fidelity.py ../shared/data/ketamine data/claims.ttl

Each stated cell is looked up in the ledger, from the raw files and not through the importer:
`kept` (as a concept, number, code or text), `words` (only as words that no grammar reads),
`rule` (by a rule that the mapping declares, and the ledger holds what the rule gives), `lost`.
The rules are named: `wording` (wording.csv beside the mapping: a label in words of our own),
`rewrite` (`[rewrite]`), `rows` (`[tables.rows]`), `parts` (listed items are the claim's subjects or
objects), `notice` (a retraction that the source bears), `affects` (a signed relation), `shared
unit` (of `0.2; 0.5 mg/kg` the first number bears the unit of the second, in its words too).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from fidelity.claims import Claims
from fidelity.evidence import Evidence
from fidelity.held import Held, rows_of
from fidelity.sources import Sources


def measure(tables: Path, ledger: Path, mapping: Path) -> Held:
    """Look every cell of the tables up in the ledger."""
    found = Held(ledger, mapping)
    read = {name: rows_of(tables / f"{name}.csv") for name in ("claims", "evidence", "sources")}
    Claims(found).claims(read["claims"], (tables / "article.txt").read_text(encoding="utf-8"))
    Evidence(found).evidence(read["evidence"], {row["source_id"]: row for row in read["sources"]})
    Sources(found).sources(read["sources"])
    Sources(found).bibliography(
        json.loads((tables / "sources.csl.json").read_text(encoding="utf-8"))
    )
    return found


def main(tables: str = "../shared/data/ketamine", ledger: str = "data/claims.ttl") -> None:
    found = measure(Path(tables), Path(ledger), Path("data/ketamine/mapping.toml"))
    print(f"{'field':40}{'kept':>6}{'words':>6}{'rule':>6}{'lost':>6}")
    total: Counter[str] = Counter()
    for name, counts in found.counts.items():
        total.update(counts)
        print(f"{name:40}" + "".join(f"{counts[k]:6}" for k in ("kept", "words", "rule", "lost")))
    print(f"{'all':40}" + "".join(f"{total[k]:6}" for k in ("kept", "words", "rule", "lost")))
    print("rules:", ", ".join(f"{rule} {n}" for rule, n in sorted(found.rules.items())))
    for line in found.lost:
        print("lost:", line)
    for line in found.words:
        print("only words:", line)


if __name__ == "__main__":
    main(*sys.argv[1:])
