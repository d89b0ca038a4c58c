"""BEL scripts: records, the state of SET and UNSET, and faults at their place."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SyntaxFault
from kg.importers.bel.script import read_script
from kg.importers.bel.statements import Citation

HEAD = 'SET Citation = {"PubMed", "123"}\nSET Evidence = "Words."\n'


def test_state() -> None:
    found = read_script(
        dedent("""\
        # a comment
        SET DOCUMENT Name = "x"
        DEFINE NAMESPACE HGNC AS URL "https://a.example/#b"
        DEFINE ANNOTATION Stage AS LIST {"a",
          "b"}
        SET STATEMENT_GROUP = "g"
        SET Citation = {"PubMed", "Some Journal", "123", "2001-02-03"}
        SET Evidence = "It said "so" there,
        in two lines \\
        or three # not a comment"
        SET MeSHAnatomy = {"Brain", "CA1 Region, Hippocampal"}
        SET Species = "10090" # mouse
        p(HGNC:A) -> p(HGNC:B) # note
        UNSET MeSHAnatomy
        SET Confidence="High"
        p(HGNC:A) =| \\
          p(HGNC:B)
        UNSET {Species, Confidence}
        p(HGNC:A) ->p(HGNC:C)
        UNSET ALL
        p(HGNC:A) positiveCorrelation p(HGNC:C)
        SET Citation = {"DOI", "10.1/x"}
        p(HGNC:A) isA p(HGNC:D)
        p(HGNC:A)
        p(HGNC:A) -> (p(HGNC:B) -> p(HGNC:C))
        """),
        "x.bel",
    )
    one, two, three, four, five = found.statements
    assert (one.line, one.subject, one.relation) == (13, "p(HGNC:A)", "increases")
    assert one.citation == Citation("PubMed", "123", "Some Journal", "2001-02-03")
    assert one.evidence == 'It said "so" there, in two lines or three # not a comment'
    assert one.annotations == {
        "MeSHAnatomy": ("Brain", "CA1 Region, Hippocampal"),
        "Species": ("10090",),
    }
    assert (two.line, two.relation) == (16, "directlyDecreases")
    assert two.annotations == {"Species": ("10090",), "Confidence": ("High",)}
    assert (three.object, three.annotations) == ("p(HGNC:C)", {})
    assert (four.evidence, four.citation) == ("", one.citation)
    assert (five.relation, five.citation) == ("isA", Citation("DOI", "10.1/x"))
    assert found.notes == (
        "x.bel: 1 statements about statements left out",
        "x.bel: 1 terms without a relation left out",
    )


@pytest.mark.parametrize(
    ("script", "place", "said"),
    [
        (HEAD + "p(HGNC:A) -> p(HGNC:B))\n", "x.bel:3:23", "more than a statement"),
        (HEAD + "  p(HGNC:A) likes p(HGNC:B)\n", "x.bel:3:13", "no relation 'likes'"),
        (HEAD + "p(HGNC:A) -> \n", "x.bel:3:13", "begins with a function"),
        (HEAD + "p(HGNC:A) -> \\\n  p(HGNC B)\n", "x.bel:4:10", "a comma or bracket"),
        ('SET Evidence = "never closed\nSET X = "y"\n', "x.bel:1", "a quote is opened"),
        ('SET Evidence = "never closed', "x.bel:1", "a quote is opened"),
        ('SET Citation = {"PubMed", "1"\nSET X = "y"\n', "x.bel:1", "a brace is opened"),
        ('SET Citation = {"PubMed"}\n', "x.bel:1:1", "type and a reference"),
        ("SET Citation\n", "x.bel:1:1", "SET has no value"),
        ("SET X = {}\n", "x.bel:1:10", "an empty list"),
        ("UNSET \n", "x.bel:1:1", "UNSET names nothing"),
    ],
)
def test_faults(script: str, place: str, said: str) -> None:
    with pytest.raises(SyntaxFault, match=said) as caught:
        read_script(script, "x.bel")
    assert str(caught.value).startswith(f"{place}: ")


def test_lenient_leaves_out_what_is_broken() -> None:
    found = read_script(HEAD + "p(A:b) -> p(A:c))\np(A:b) -> p(A:d)\n", "x.bel", lenient=True)
    assert [one.object for one in found.statements] == ["p(A:d)"]
    assert found.notes == ("left out: x.bel:3:17: more than a statement",)


PIECES = st.sampled_from(
    [
        "SET ",
        "UNSET ",
        "Evidence",
        " = ",
        '"',
        "{",
        "}",
        "\\",
        "\n",
        "p(A:b)",
        " -> ",
        "#",
        ",",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_script_is_read_or_refused_at_a_line(script: str) -> None:
    try:
        read_script(script, "x.bel")
    except SyntaxFault as fault:
        assert 1 <= fault.line <= script.count("\n") + 1


@given(st.text(st.characters(codec="utf-8", exclude_characters='\n\\"\r'), max_size=80))
def test_evidence_keeps_its_words(words: str) -> None:
    script = f'SET Citation = {{"PubMed", "1"}}\nSET Evidence = "{words}"\np(A:b) -> p(A:c)\n'
    (found,) = read_script(script, "x.bel").statements
    assert found.evidence == " ".join(words.split())
