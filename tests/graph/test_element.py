from __future__ import annotations

from kg.graph.element import flat


def test_lists_are_joined_and_nothing_is_left_empty() -> None:
    found = flat({"a": ["x", "y"], "b": None, "c": "", "d": [], "e": 0, "f": False, "g": 0.5})
    assert found == {"a": "x; y", "e": 0, "f": False, "g": 0.5}
