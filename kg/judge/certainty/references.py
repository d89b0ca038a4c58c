"""What the rules of the method follow."""

from __future__ import annotations

from typing import Final

REFERENCES: Final = {
    "grade-3": "GRADE guidelines 3, Balshem 2011, doi:10.1016/j.jclinepi.2010.07.015",
    "grade-4": "GRADE guidelines 4, Guyatt 2011, doi:10.1016/j.jclinepi.2010.07.017",
    "grade-5": "GRADE guidelines 5, Guyatt 2011, doi:10.1016/j.jclinepi.2011.01.011",
    "grade-6": "GRADE guidelines 6, Guyatt 2011, doi:10.1016/j.jclinepi.2011.01.012",
    "grade-7": "GRADE guidelines 7, Guyatt 2011, doi:10.1016/j.jclinepi.2011.03.017",
    "grade-8": "GRADE guidelines 8, Guyatt 2011, doi:10.1016/j.jclinepi.2011.04.014",
    "grade-9": "GRADE guidelines 9, Guyatt 2011, doi:10.1016/j.jclinepi.2011.06.004",
    "iorio-2015": "Iorio 2015, doi:10.1136/bmj.h870",
    "schunemann-2008": "Schünemann 2008, doi:10.1136/bmj.39500.677199.AE",
    "hooijmans-2018": "Hooijmans 2018, doi:10.1371/journal.pone.0187271",
    "ocebm-2011": "OCEBM 2011 levels of evidence",
    "civic": "CIViC, Griffith 2017, doi:10.1038/ng.3774",
    "own": "rule of this program: docs/judgement.md, Certainty",
}
"""Where a rule comes from, by its key."""
