from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SyntaxFault
from kg.readers.formats.markdown import SUFFIXES, read

SOURCE = """---
title: x
---
# Title #

Para one *is* here. It wraps
over lines.[^1]

- item one
  - nested item

> quoted text.
> More.

Setext head
===========

| a | b |
|---|---|
| It works | no |

```py
code
```

<!-- comment -->

[^1]: Glue P (2017).
[^2]: Other.

[ref]: http://x.y

## References

1. Smith J. 2010.

## After

End.
"""


def kinds(source: str) -> list[tuple[str, str]]:
    reading = read(source.encode(), "a.md")
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def test_blocks() -> None:
    assert ".md" in SUFFIXES
    assert kinds(SOURCE) == [
        ("comment", "---\ntitle: x\n---"),
        ("heading", "Title"),
        ("paragraph", "Para one *is* here. It wraps\nover lines.[^1]"),
        ("list-item", "item one"),
        ("list-item", "nested item"),
        ("quotation", "quoted text.\n> More."),
        ("heading", "Setext head"),
        ("table-row", "| a | b |"),
        ("table-row", "| It works | no |"),
        ("code", "```py\ncode\n```"),
        ("comment", "<!-- comment -->"),
        ("reference", "[^1]: Glue P (2017)."),
        ("reference", "[^2]: Other."),
        ("reference", "[ref]: http://x.y"),
        ("heading", "References"),
        ("reference", "1. Smith J. 2010."),
        ("heading", "After"),
        ("paragraph", "End."),
    ]


def test_sections_and_levels() -> None:
    blocks = read(SOURCE.encode(), "a.md").blocks
    assert [block.level for block in blocks if block.kind == "heading"] == [1, 1, 2, 2]
    assert [block.level for block in blocks if block.kind == "list-item"] == [1, 2]
    assert blocks[-1].section == "After"


def test_a_lost_table_is_residue() -> None:
    row = "Some studiesLow doses of ketamineReduction in anxiety symptoms"
    assert kinds(f"Text.\n\n{row}\n")[1] == ("residue", row)


PIECES = st.lists(
    st.sampled_from(
        [
            "# a",
            "- b",
            "  - c",
            "> d",
            "|a|b|",
            "|-|-|",
            "```",
            "",
            "    e",
            "[^1]: f",
            "---",
            "===",
            "<!--",
            "-->",
            "1. g",
            "\t- h",
            "[x]: y",
            "\u2028",
            "## References",
            "é \U0001f9e0",
        ]
    )
).map("\n".join)


@given(st.one_of(PIECES, st.text()))
def test_blocks_are_ordered_and_apart(source: str) -> None:
    reading = read(source.replace("\0", "").encode(), "a.md")
    last = 0
    for block in reading.blocks:
        assert last <= block.start < block.end <= len(reading.text)
        words = reading.text[block.start : block.end]
        assert words == words.strip()
        last = block.end


def test_huge_and_malformed() -> None:
    assert kinds("") == []
    assert [kind for kind, _ in kinds("word " * 200_000)] == ["paragraph"]
    kinds("> " * 5_000 + "deep")
    with pytest.raises(SyntaxFault, match="UTF-8"):
        read(b"\xff\x00", "a.md")
