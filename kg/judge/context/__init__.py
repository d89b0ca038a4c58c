"""The context algebra: conditions parsed, brought into normal form and compared.

`World` makes normal forms and compares them, each distinct pair once; `compare` adds the values
and a sentence of reason for what is shown.
"""

from kg.judge.context.bands import Band
from kg.judge.context.compare import compare, compare_dimension, qualifiers_match
from kg.judge.context.dimensions import COMPARED, Dimension, Reading, Verdict, read, spoken
from kg.judge.context.grounds import Ground, Relation
from kg.judge.context.hierarchy import Hierarchy
from kg.judge.context.norms import Norm, Side
from kg.judge.context.reasons import reason, words
from kg.judge.context.turned import turned
from kg.judge.context.world import Context, World, relate

__all__ = [
    "COMPARED",
    "Band",
    "Context",
    "Dimension",
    "Ground",
    "Hierarchy",
    "Norm",
    "Reading",
    "Relation",
    "Side",
    "Verdict",
    "World",
    "compare",
    "compare_dimension",
    "qualifiers_match",
    "read",
    "reason",
    "relate",
    "spoken",
    "turned",
    "words",
]
