from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from kg.text.blocks import is_residue, plain_blocks, with_sections

LINES = st.lists(
    st.sampled_from(
        [
            "",
            "  ",
            "Title Here",
            "A sentence of some length that ends.",
            "• item",
            "- item",
            "1. one",
            "> said",
            "a\tb",
            "***",
            "References",
            "[1] Smith J. Title. 2010.",
            "Some studiesLow doses of ketamineReduction in anxiety symptoms",
            "[^1]: note",
            "\U0001f9e0 e\u0301",
        ]
    )
).map("\n".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in plain_blocks(text)]


@given(st.one_of(st.text(), LINES))
@example("\n\n")
@example("\x85a\u2028b")
def test_blocks_are_ordered_apart_and_lose_nothing(text: str) -> None:
    last = 0
    for block in plain_blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert text[last : block.start].strip() == ""
        words = text[block.start : block.end]
        assert words == words.strip()
        last = block.end
    assert text[last:].strip() == ""


def test_kinds_of_plain_text() -> None:
    text = (
        "The Title: A Question?\n\nFirst paragraph here.\nIt goes on.\n\nThe Section\n\n"
        "Things such as:\n\n  • one thing\n  • another\n\n> a quoted line\n\na\tb\tc\n\n* * *\n\n"
        "Some studiesLow doses of ketamineReduction in anxiety symptoms\n"
        "Other studiesHigh doses of ketamineIncrease in anxiety symptoms\n\n"
        "Why is it so important to know?\n\n"
        "References\n\n[1] Smith J. Title. 2010.\n[2] Doe A. Other. 2011.\n\n[^a]: note\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "list-item",
        "list-item",
        "quotation",
        "table-row",
        "banner",
        "residue",
        "residue",
        "paragraph",
        "heading",
        "reference",
        "reference",
        "reference",
    ]


def test_sections_are_the_nearest_heading_above() -> None:
    text = "Title\n\nText one is here.\n\nSecond Part\n\nText two is here."
    assert [block.section for block in plain_blocks(text)] == ["", "Title", "Title", "Second Part"]
    assert with_sections("", []) == ()


def test_a_lost_table_is_told_from_product_names() -> None:
    assert is_residue("Some studiesLow doses of ketamineReduction in anxiety symptoms")
    assert not is_residue("PubMed and YouTube and ClinicalTrials and JavaScript")
    assert not is_residue(
        "One paragraph endedHere and goes on to a full stop with manyWords in it "
        "so that two glued places in so many words are typing errors, no table."
    )
    assert not is_residue("")


def test_a_hard_wrapped_item_is_one_block() -> None:
    assert kinds("- an item that goes on\n  in the next line\n- next") == [
        ("list-item", "- an item that goes on\n  in the next line"),
        ("list-item", "- next"),
    ]


def test_references_without_labels_are_split_by_year() -> None:
    text = "References\nSmith, J. (2010). One title.\nDoe, A. (2011). Another title."
    assert [kind for kind, _ in kinds(text)] == ["heading", "reference", "reference"]
    wrapped = "References\n\nSmith, J. (2010). One title\nthat goes on."
    assert [kind for kind, _ in kinds(wrapped)] == ["heading", "reference"]


def test_a_megabyte_line_and_a_foreign_text() -> None:
    assert [kind for kind, _ in kinds("a b " * 250_000)] == ["paragraph"]
    assert kinds("氯胺酮可能减轻焦虑。") == [("paragraph", "氯胺酮可能减轻焦虑。")]
    assert kinds("") == []
