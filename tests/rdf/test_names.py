from __future__ import annotations

import pytest

from kg.rdf.literals import UnwritableTermError
from kg.rdf.names import Names, is_absolute_iri, is_literal

BASE = "https://x.example/k#"
PREFIXES = {"x": "https://x.example/", "twin": "https://x.example/", "mesh": "http://mesh.example/"}


@pytest.fixture
def names() -> Names:
    return Names(BASE, PREFIXES, frozenset({"mesh"}))


@pytest.mark.parametrize(
    ("token", "text"),
    [
        (":a", ":a"),
        (":1a.b-", ":1a.b-"),
        (r":a\/b", f"<{BASE}a/b>"),
        (r":a\.", f"<{BASE}a.>"),
        (":a:b", f"<{BASE}a:b>"),
        (":", f"<{BASE}>"),
        (":é", f"<{BASE}é>"),
        (f"<{BASE}a>", ":a"),
        ("<https://x.example/a>", "x:a"),
        ("<urn:a>", "<urn:a>"),
        ("0.50", "0.50"),
        ('"a"', '"a"'),
    ],
)
def test_text(names: Names, token: str, text: str) -> None:
    assert names[token] == text
    assert names[token] == text


def test_the_longest_namespace_that_fits_wins() -> None:
    odd = Names(BASE, {"sl": BASE + "sl", "x": "https://x.example/"}, frozenset())
    assert odd[":slug"] == "sl:ug"
    assert odd[":sl"] == ":sl"
    assert odd[":sl.x"] == ":sl.x"


def test_remembers_prefixes_and_codes(names: Names) -> None:
    for token in (":a", "mesh:D1", r":a\/b", "<urn:a>", "<https://x.example/a>"):
        names[token]
    assert names.used == {"", "mesh", "x"}
    assert names.opaque == {"mesh:D1", "<urn:a>"}


def test_settle_gives_the_own_names_that_stay(names: Names) -> None:
    assert names.settle([]) == set()
    assert names.settle([":a", ":b", "mesh:D1"]) == {":a", ":b"}
    assert names.opaque == {"mesh:D1"}
    assert names.settle([":a", r":b\/c"]) == {":a"}


@pytest.mark.parametrize("token", ["_:b", "<rel>", "<http://a b>", "<<( :a :b :c )>>", "no:a", "y"])
def test_refuses(names: Names, token: str) -> None:
    with pytest.raises(UnwritableTermError):
        names[token]


def test_kinds_of_tokens() -> None:
    assert all(map(is_literal, ('"a"', "1", "-1", ".5", "true")))
    assert not any(map(is_literal, (":a", "<urn:a>", "truer:a")))
    assert is_absolute_iri("urn:a")
    assert not is_absolute_iri("a")
