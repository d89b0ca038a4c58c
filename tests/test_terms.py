"""CURIEs and IRIs."""

from __future__ import annotations

import pytest

from kg.terms import KG, NAMESPACES, compact, expand


@pytest.mark.parametrize("prefix", NAMESPACES)
def test_there_and_back(prefix: str) -> None:
    assert compact(expand(f"{prefix}:thing-1")) == f"{prefix}:thing-1"


@pytest.mark.parametrize(
    "iri", ["https://other.example/x", KG, KG + "a b", KG + "a/b", KG + "a.", KG + "%41", ""]
)
def test_what_needs_escapes_is_left_whole(iri: str) -> None:
    assert compact(iri) is None


def test_the_longest_namespace_wins() -> None:
    table = {"a": "https://x.example/", "b": "https://x.example/deep#"}
    assert compact("https://x.example/deep#y", table) == "b:y"


def test_an_unknown_prefix_is_an_error() -> None:
    with pytest.raises(KeyError):
        expand("nothing:here")
