"""Opposite claims, sorted into conflict, explained and undetermined.

Two readings stand side by side: *as stated* compares the claims' own qualifiers, *as studied* the
qualifiers of the live supporting lines behind each side. Topics are found by hashing on subject
and object, and all pairs of a topic are judged as bit masks, so that counting them costs little;
a pair or a group is told in full when it is asked for.
"""

from kg.judge.conflicts.alike import contradict
from kg.judge.conflicts.found import HEAVY, VERDICTS, Conflicts, conflicts
from kg.judge.conflicts.groups import Group, weigh
from kg.judge.conflicts.pairs import Pair, sentence
from kg.judge.conflicts.separating import Separation, separation
from kg.judge.conflicts.stands import KINDS, Kind, are_opposite
from kg.judge.conflicts.studied import live_support
from kg.judge.conflicts.within import Within

__all__ = [
    "HEAVY",
    "KINDS",
    "VERDICTS",
    "Conflicts",
    "Group",
    "Kind",
    "Pair",
    "Separation",
    "Within",
    "are_opposite",
    "conflicts",
    "contradict",
    "live_support",
    "sentence",
    "separation",
    "weigh",
]
