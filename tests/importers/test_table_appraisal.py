"""Columns that say how much a line is worth: risk of bias and considerations of the whole body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tables import one, table

from kg.errors import ImportFault
from kg.model.codes import Consideration
from kg.model.evidence import EvidenceLine

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "subject,object,effect,source,direction,"


def line_of(tmp_path: Path, columns: str, cells: str) -> EvidenceLine:
    return one(
        table(tmp_path, f"{HEAD}{columns}\nA,B,increase,s1,supports,{cells}\n"), EvidenceLine
    )


def test_a_risk_of_bias_is_kept_with_its_tool(tmp_path: Path) -> None:
    line = line_of(tmp_path, "risk_of_bias,risk_of_bias_tool", "some concerns,RoB 2")
    (judged,) = line.risk_of_bias
    assert (judged.tool, judged.overall) == ("RoB 2", "some concerns")
    assert judged.iri.startswith(line.iri)


@pytest.mark.parametrize("nothing", ["", "NA", "none", "-"])
def test_no_judgement_is_no_risk_of_bias(tmp_path: Path, nothing: str) -> None:
    assert (
        line_of(tmp_path, "risk_of_bias,risk_of_bias_tool", f"{nothing},RoB 2").risk_of_bias == ()
    )


def test_a_judgement_without_a_tool_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="risk_of_bias_tool"):
        line_of(tmp_path, "risk_of_bias", "high")


def test_considerations_are_of_a_closed_list(tmp_path: Path) -> None:
    found = line_of(
        tmp_path, "considerations", "publication bias; dose-response-gradient; publication-bias"
    )
    assert found.considerations == (
        Consideration.DOSE_RESPONSE_GRADIENT,
        Consideration.PUBLICATION_BIAS,
    )
    with pytest.raises(ImportFault, match="publication-bias"):
        line_of(tmp_path, "considerations", "publication biass")


def test_lines_without_these_columns_keep_their_names(tmp_path: Path) -> None:
    plain = one(table(tmp_path, f"{HEAD}note\nA,B,increase,s1,supports,x\n"), EvidenceLine)
    assert line_of(tmp_path, "note,risk_of_bias,considerations", "x,,").iri == plain.iri
