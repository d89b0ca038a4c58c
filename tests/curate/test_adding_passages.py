"""Adding what a passage says: found in the text, hashed where it may not be carried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from capture import CLAIM, DRAFT, here, whole

from kg.curate.adding.add import add
from kg.curate.adding.passages import read_spot
from kg.errors import ImportFault
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sentence_at_a_place_becomes_the_passage(ledger: Path) -> None:
    cells = {"subject": "ketamine", "object": "anxiety", "effect": "decrease"}
    done = add(ledger, "claim", {**cells, "from": f"{here(ledger)}:3:5"})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    (passage,) = said.passages
    assert passage.exact == "Ketamine may reduce anxiety."
    assert DRAFT[passage.start : passage.end] == passage.exact
    assert (said.hedging, said.hedge_cues, passage.section) == ("possible", ("may",), "A draft")
    assert done.notes == ("read as possible (may), attributed to author",)
    whole(ledger)


def test_all_sentences_of_a_line_become_the_passage(ledger: Path) -> None:
    done = add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3"})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].exact == DRAFT.split("\n")[2]
    assert said.attribution == "unnamed"


def test_a_reference_in_brackets_is_no_attribution(ledger: Path) -> None:
    path = ledger.parent / "cited.md"
    path.write_text(
        "Ketamine blocks it (Krystal et al. 1994).\n\nKrystal et al. found that it blocks.\n",
        encoding="utf-8",
    )
    for line, attribution, hedging in ((1, "author", "categorical"), (3, "named", "categorical")):
        done = add(ledger, "claim", {**CLAIM, "from": f"{path}:{line}"})
        found = open_ledger(ledger).select().assertions(done.iri)
        said = next(one for one in found if one.passages[0].start == (0 if line == 1 else 43))
        assert (said.attribution, said.hedging) == (attribution, hedging)


def test_a_quote_may_run_over_a_line_end(ledger: Path) -> None:
    done = add(ledger, "claim", {**CLAIM, "quote": "made in  1962", "document": here(ledger)})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].exact == "made\nin 1962"


def test_the_document_is_found_again_by_id_path_or_text(ledger: Path) -> None:
    first = add(ledger, "claim", {**CLAIM, "quote": "may reduce", "document": here(ledger)})
    names = [name for name, kind in first.written if kind == "documents"]
    assert names == ["draft"]
    more = {"claim": first.id, "quote": "low doses help", "document": "draft"}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == ["assertions"]
    copy = ledger.parent / "copy.md"
    copy.write_text(DRAFT, encoding="utf-8")
    more = {"claim": first.id, "quote": "help adults", "document": str(copy)}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == ["assertions"]
    (ledger.parent / "draft.md").write_text(f"{DRAFT}More.\n", encoding="utf-8")
    more = {"claim": first.id, "quote": "More.", "document": "draft"}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == [
        "versions",
        "assertions",
    ]
    whole(ledger)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"quote": "Ketamine might reduce anxiety"}, "nearest is on line 3: 'Ketamine may reduce"),
        ({"quote": "Many experts said low dosages help grown adults"}, "on line 3: 'Some experts"),
        ({"quote": "氯胺酮可能减轻焦虑"}, "nothing there is like it"),
        ({"quote": "first sold later"}, "occurs 2 times .* on lines 6, 6"),
        ({"quote": " "}, "is empty"),
        ({"from": ":1"}, "names no line"),
        ({"from": "HERE:2"}, "no sentence stands there; the nearest is on line 3"),
        ({"from": "HERE:99"}, "the file has 6 lines"),
        ({"from": "HERE:5", "quote": "Ketamine may"}, "does not occur"),
        ({"quote": "may", "carry": "maybe"}, "--carry 'maybe'"),
    ],
)
def test_what_is_not_in_the_document_is_refused(
    ledger: Path, cells: dict[str, str], said: str
) -> None:
    before = ledger.read_bytes()
    given = {key: text.replace("HERE", here(ledger)) for key, text in cells.items()}
    given.setdefault("document" if "from" not in given else "note", here(ledger))
    given.pop("note", "")
    with pytest.raises(ImportFault, match=said):
        add(ledger, "claim", {**CLAIM, **given})
    assert ledger.read_bytes() == before


def test_a_line_tells_equal_quotes_apart(ledger: Path) -> None:
    path = ledger.parent / "twice.txt"
    path.write_text("It helps.\n\nOften it is so.\n\nIt helps.\n", encoding="utf-8")
    done = add(ledger, "claim", {**CLAIM, "from": f"{path}:5", "quote": "It helps."})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].start == 28


def test_words_that_may_not_be_carried_are_hashed(ledger: Path) -> None:
    cells = {"from": f"{here(ledger)}:3:1", "carry": "hash"}
    done = add(ledger, "claim", {**CLAIM, **cells})
    assert "may reduce" not in ledger.read_text(encoding="utf-8")
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert (said.passages[0].exact, len(said.passages[0].sha256 or "")) == (None, 64)
    with pytest.raises(ImportFault, match="--carry quote: draft is kept otherwise"):
        add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3:40", "carry": "quote"})
    bare = {key: text for key, text in CLAIM.items() if key != "text"}
    with pytest.raises(ImportFault, match="--text"):
        add(ledger, "claim", {**bare, "from": f"{here(ledger)}:3:40"})
    whole(ledger)


def test_a_text_that_is_not_at_hand_leaves_the_quote_unchecked(ledger: Path) -> None:
    add(ledger, "document", {"title": "Far away", "id": "far"})
    done = add(ledger, "claim", {**CLAIM, "quote": "as is", "document": "far"})
    assert "not at hand" in done.notes[0]
    whole(ledger)


def test_places_are_read_from_the_right() -> None:
    spot = read_spot("c:/a b/draft.md:12:7")
    assert (spot.path, spot.line, spot.column) == ("c:/a b/draft.md", 12, 7)
