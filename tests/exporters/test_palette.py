from __future__ import annotations

import pytest

from kg.exporters import palette
from kg.graph.element import Node
from kg.model.codes import Direction, Status


def test_every_direction_and_status_has_a_colour() -> None:
    assert {str(one) for one in Direction} <= palette.EDGES.keys()
    assert {str(one) for one in Status} - palette.STATUSES.keys() == {"not-applicable"}


@pytest.mark.parametrize(
    ("colour", "expected"), [("#009E73", (0, 158, 115)), ("#FFFFFF", (255,) * 3)]
)
def test_colours_in_parts(colour: str, expected: tuple[int, int, int]) -> None:
    assert palette.rgb(colour) == expected


def test_what_is_not_listed_has_a_colour_too() -> None:
    assert palette.edge_colour("no such kind") == palette.OTHER_EDGE
    assert palette.fill(Node("x", "no such kind", "", {})) == "#FFFFFF"
