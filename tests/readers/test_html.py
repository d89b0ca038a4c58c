from __future__ import annotations

import time

import pytest

from kg.readers.formats.html import SUFFIXES, read
from kg.text.reading import Hyperlink, Reading


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def page(body: str) -> Reading:
    return read(body.encode(), "a.html")


def test_blocks_come_from_elements() -> None:
    reading = page(
        "<h1>Title</h1><p>One &amp; two.<p>Signs are:<ul><li>first<li><p>second</p></ul>"
        "<blockquote>Said.</blockquote><pre>a\n  b</pre>"
        "<table><caption>Cap</caption><tr><th>A<th>B</tr><tr><td><p>1</p></td><td>2</table>"
        "<figure><img alt=x><figcaption>Fig. 1</figcaption></figure>"
    )
    assert kinds(reading) == [
        ("heading", "Title"),
        ("paragraph", "One & two."),
        ("paragraph", "Signs are:"),
        ("list-item", "first"),
        ("list-item", "second"),
        ("quotation", "Said."),
        ("code", "a\n  b"),
        ("caption", "Cap"),
        ("table-row", "A | B"),
        ("table-row", "1 | 2"),
        ("caption", "Fig. 1"),
    ]
    lead = reading.blocks[4].lead
    assert lead is not None
    assert reading.text[slice(*lead)] == "Signs are:"
    assert reading.blocks[1].section == "Title"
    assert ".xhtml" in SUFFIXES


@pytest.mark.parametrize(
    "body",
    [
        "<nav>x</nav>",
        "<header>x</header>",
        "<div role=navigation>x</div>",
        '<div class="cookie-consent wide"><p>x</p></div>',
        "<ul id=breadcrumbs><li>x</ul>",
        "<footer>x</footer>",
    ],
)
def test_furniture_is_marked(body: str) -> None:
    assert kinds(page(f"{body}<main><p>Text.</p></main>")) == [
        ("boilerplate", "x"),
        ("paragraph", "Text."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<script>if (a<b) x()</script>",
        "<style>x</style>",
        "<p hidden>x</p>",
        '<p style="color: red; display:none">x</p>',
        "<div aria-hidden=true>x</div>",
        "<button>x</button>",
        "<!-- x -->",
        "<svg><text>x</text></svg>",
        "<noscript>x</noscript>",
        "<head><title>x</title></head>",
    ],
)
def test_what_is_not_shown_is_left_out(body: str) -> None:
    assert page(f"{body}<p>Text.</p>").text == "Text."


def test_the_main_part_is_never_furniture_for_its_class() -> None:
    assert kinds(page('<body class="nav menu"><main class=related><p>Text.</main>')) == [
        ("paragraph", "Text.")
    ]


def test_powers_and_notes_keep_their_meaning() -> None:
    reading = page(
        "<p>10<sup>6</sup> cells, H<sub>2</sub>O, 1<sup>st</sup>.<sup>1,2</sup>"
        '<a role=doc-noteref href="#fn3">3</a></p>'
        '<ol><li id="fn3">A note. <a href="#fnref3">back</a></ol>'
    )
    assert kinds(reading) == [
        ("paragraph", "10⁶ cells, H2O, 1st.¹,²[^3]"),
        ("reference", "[^3]: A note."),
    ]


def test_links_stand_beside_the_text() -> None:
    reading = page(
        '<p>See <a href="https://doi.org/10.1/x">Müller\n 2017</a> or <a href="#x">y</a>.'
    )
    start = reading.text.index("Müller")
    assert reading.links == (Hyperlink(start, start + 11, "https://doi.org/10.1/x"),)
    decomposed = page('<p>e\u0301 <a href="http://a.b/">e\u0301u</a> x')
    link = decomposed.links[0]
    assert decomposed.text[link.start : link.end] == "éu"


def test_references_are_numbered_as_shown() -> None:
    reading = page(
        '<h2>References</h2><ol start="3"><li>Glue P. 2017.<li>Short B. 2018.</ol><h2>N</h2><p>t'
    )
    assert kinds(reading)[1:3] == [
        ("reference", "3. Glue P. 2017."),
        ("reference", "4. Short B. 2018."),
    ]
    assert kinds(reading)[-1] == ("paragraph", "t")


def test_places_are_those_of_the_source() -> None:
    source = '<html>\n<p id="p1">One&nbsp;two\r\n<b>three</b> caf<i>e</i>&#769;s.</p>'
    reading = read(source.encode(), "a.html")
    assert reading.text == "One\u00a0two three cafés."
    place = reading.place(reading.text.index("three"))
    assert (place.line, place.column, place.element) == (3, 4, "p#p1")
    assert place.words == "line 3, <p#p1>"
    assert reading.place(reading.text.index("é")).column == 20
    assert reading.place(len(reading.text)).line == 3
    with pytest.raises(ValueError, match="outside"):
        reading.place(len(reading.text) + 1)


def test_tables_that_lay_out_the_page_are_no_rows() -> None:
    nested = page("<table><tr><td><p>Long text.</p><table><tr><td>a</td><td>b</td></table></table>")
    assert kinds(nested) == [("paragraph", "Long text."), ("table-row", "a | b")]
    boxed = page("<table><tr><td>Alone.</td></tr></table>")
    assert kinds(boxed) == [("paragraph", "Alone.")]


def test_the_encoding_that_the_page_declares() -> None:
    data = '<meta charset="iso-8859-1"><p>Müller “x”'.encode("cp1252")
    reading = read(data, "a.html")
    assert reading.text == "Müller “x”"
    assert reading.encoding == "windows-1252"
    assert reading.notes


@pytest.mark.parametrize(
    "unit",
    [
        "<", "<a ", "<!--", "</", "&", "<!", "<?", "<![CDATA[", "<script>", "</script ", '<a b="',
        "<a b='", "<a b", "&#", "&a", "<p x=y ", "<textarea>", "<div>", "</div>", "<p>", "<ul><li>",
        "<table><tr><td>", "<b>", "</b>", "<sup>1", '<a href="#fn1">', "x\u0301", "<td>", "<li>",
        "<br>", "<a href=http://x>e\u0301</a>", "<h1>a", "<q>", "<ol>",
    ],
)  # fmt: skip
def test_time_grows_with_the_page(unit: str) -> None:
    def seconds(times: int) -> float:
        data = (unit * times).encode()
        start = time.process_time()
        read(data, "a.html")
        return time.process_time() - start

    few = min(seconds(1_000) for _ in range(3))
    assert seconds(8_000) <= 24 * few + 0.3  # 8 where time grows with the page, 64 with its square
