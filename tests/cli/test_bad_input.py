"""Bad input through the real program: one line with file, place and remedy, nothing changed."""

from __future__ import annotations

import re
from pathlib import Path

import bad_input
import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("case", bad_input.CASES, ids=lambda case: case.name)
def test_one_line_and_nothing_changed(case: bad_input.Case, tmp_path: Path) -> None:
    reason = bad_input.prepared(case, tmp_path)
    if reason:
        pytest.skip(reason)
    found = bad_input.run(case, tmp_path)
    assert found.code == 3, found
    assert found.stdout == ""
    assert re.fullmatch(r"kg: [^\n]*\n", found.stderr), found.stderr
    assert re.search(case.said, found.stderr.rstrip("\n")), found.stderr
    assert ";" in found.stderr, "no remedy"
    assert found.untouched
