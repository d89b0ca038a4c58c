"""Computed certainty: a documented method like GRADE's, every step with its rule and reference.

It is computed and never called GRADE, which is a judgement of people. See docs/judgement.md.
"""

from kg.judge.certainty.body import Body, Line, Subject
from kg.judge.certainty.judging import Certainty, judge
from kg.judge.certainty.loading import bodies
from kg.judge.certainty.of_ledger import certainties, certainty_words, judged
from kg.judge.certainty.origins import origins
from kg.judge.certainty.references import REFERENCES
from kg.judge.certainty.summing_up import Summary, sum_up
from kg.judge.certainty.telling import Step
from kg.judge.certainty.weighing import Weighed, live, weigh, word

__all__ = [
    "REFERENCES",
    "Body",
    "Certainty",
    "Line",
    "Step",
    "Subject",
    "Summary",
    "Weighed",
    "bodies",
    "certainties",
    "certainty_words",
    "judge",
    "judged",
    "live",
    "origins",
    "sum_up",
    "weigh",
    "word",
]
