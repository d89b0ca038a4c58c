from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import SyntaxFault
from kg.readers.formats.jats import read

if TYPE_CHECKING:
    from kg.text.reading import Reading

HEAD = '<article xmlns:xlink="http://www.w3.org/1999/xlink">'


def article(body: str = "", front: str = "", back: str = "", before: str = "") -> Reading:
    source = (
        f"{before}{HEAD}<front><article-meta>{front}</article-meta></front>"
        f"<body>{body}</body><back>{back}</back></article>"
    )
    return read(source.encode(), "a.xml")


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def test_title_abstract_and_sections() -> None:
    reading = article(
        "<sec><label>1</label><title>Intro</title><p>One <bold>two</bold>.</p>"
        "<sec><title>Deep</title><p>See:</p><list list-type='order'><list-item><p>a</p></list-item>"
        "<list-item><p>b</p></list-item></list><disp-quote><p>Said.</p></disp-quote></sec></sec>",
        "<journal-title>Journal</journal-title><title-group>"
        "<article-title>A &amp; B</article-title></title-group>"
        "<contrib-group><name><surname>X</surname></name></contrib-group>"
        "<abstract><title>Abstract</title><p>Short.</p></abstract>",
        "<ack><p>Thanks.</p></ack>",
    )
    assert kinds(reading) == [
        ("heading", "A & B"),
        ("heading", "Abstract"),
        ("paragraph", "Short."),
        ("heading", "1 Intro"),
        ("paragraph", "One two."),
        ("heading", "Deep"),
        ("paragraph", "See:"),
        ("list-item", "1. a"),
        ("list-item", "2. b"),
        ("quotation", "Said."),
        ("boilerplate", "Thanks."),
    ]
    assert [b.level for b in reading.blocks if b.kind == "heading"] == [1, 2, 2, 3]


def test_tables_captions_and_formulas() -> None:
    reading = article(
        "<table-wrap><label>Table 1</label><caption><title>Cap.</title><p>More.</p></caption>"
        "<table><tr><th>A</th><th><p>B</p></th></tr></table><table-wrap-foot><p>n</p>"
        "</table-wrap-foot></table-wrap><fig><label>Fig 2</label><caption><p>F.</p></caption></fig>"
        "<p>x <tex-math>\\alpha</tex-math>y</p>"
    )
    assert kinds(reading) == [
        ("caption", "Table 1. Cap. More."),
        ("table-row", "A | B"),
        ("caption", "n"),
        ("caption", "Fig 2. F."),
        ("paragraph", "x y"),
    ]


def test_references_bear_the_numbers_they_are_cited_by() -> None:
    reading = article(
        '<p>It came<sup><xref ref-type="bibr" rid="r1">1</xref>,'
        '<xref ref-type="bibr" rid="r2">2</xref></sup> fast'
        '<xref ref-type="fn" rid="n">*</xref>.</p>',
        back='<fn-group><fn id="n"><label>*</label><p>Note.</p></fn></fn-group><ref-list>'
        "<title>References</title><ref id='r1'><label>1</label><element-citation><person-group>"
        "<name><surname>Glue</surname><given-names>P</given-names></name><name><surname>Short"
        "</surname><given-names>B</given-names></name></person-group><article-title>T</article-title>"
        "<year>2017</year><pub-id pub-id-type='doi'>10.1/x</pub-id></element-citation></ref>"
        "<ref id='r2'><mixed-citation>Smith J. 2018.</mixed-citation></ref></ref-list>",
    )
    assert kinds(reading) == [
        ("paragraph", "It came¹,² fast[^n]."),
        ("reference", "[^n]: Note."),
        ("heading", "References"),
        ("reference", "1. Glue P, Short B. T. 2017. doi:10.1/x."),
        ("reference", "2. Smith J. 2018."),
    ]


def test_places_are_those_of_the_source() -> None:
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC "x" "jats.dtd">\n'
    reading = article("<p id='p'>Größe &alpha; &lt;\nword</p>", before=before)
    assert reading.text == "Größe α < word"
    place = reading.place(reading.text.index("word"))
    assert (place.line, place.column, place.element) == (4, 1, "p#p")
    assert reading.place(reading.text.index("<")).line == 3


def test_declared_encodings_are_kept() -> None:
    source = f'<?xml version="1.0" encoding="windows-1252"?>{HEAD}<body><p>“é”</p></body></article>'
    reading = read(source.encode("cp1252"), "a.xml")
    assert (reading.text, reading.encoding) == ("“é”", "windows-1252")
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}<body><p>“é”</p></body></article>'
    assert read(wide.encode("utf-16"), "a.xml").text == "“é”"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<html><p>x</p></html>", "no JATS article"),
        (f"{HEAD}<p>x</article>", r"a\.xml:1:\d+: not well-formed"),
        ("", "not well-formed"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><article>&x;</article>', "declares an entity"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>',
            "declares",
        ),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://a.b/c">%x;]><article/>', "declares an entity"),
        ("<article>&nope;</article>", "undefined entity"),
        ("<article>" + "<p>" * 6000, "nested deeper"),
    ],
)
def test_what_is_refused(source: str, said: str) -> None:
    with pytest.raises(SyntaxFault, match=said) as caught:
        read(source.encode(), "a.xml")
    assert caught.value.hint


def test_a_billion_laughs() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    source = f'<!DOCTYPE a [<!ENTITY e0 "lol">{entities}]><article><body>&e9;</body></article>'
    with pytest.raises(SyntaxFault, match="none is expanded"):
        read(source.encode(), "a.xml")
