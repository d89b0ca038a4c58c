from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from kg.errors import ReadError
from kg.readers.formats.docx import read
from kg.readers.word import package, runs

if TYPE_CHECKING:
    from kg.text.reading import Reading


def made(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def reading_of(document: Any) -> Reading:
    return read(made(document), "a.docx")


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def test_styles_say_what_a_paragraph_is() -> None:
    document = docx.Document()
    document.add_heading("Title", 0)
    document.add_heading("Part", 2)
    for text, style in (
        ("Signs are:", None),
        ("one", "List Bullet"),
        ("two", "List Number"),
        ("three", "List Number"),
        ("Said.", "Intense Quote"),
        ("Figure 1", "Caption"),
    ):
        document.add_paragraph(text, style)
    reading = reading_of(document)
    assert kinds(reading) == [
        ("heading", "Title"),
        ("heading", "Part"),
        ("paragraph", "Signs are:"),
        ("list-item", "one"),
        ("list-item", "1. two"),
        ("list-item", "2. three"),
        ("quotation", "Said."),
        ("caption", "Figure 1"),
    ]
    assert [block.level for block in reading.blocks][:2] == [1, 2]
    assert reading.blocks[3].lead is not None


def test_tables_are_rows_and_a_table_of_one_cell_is_a_box() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "A"
    table.cell(0, 1).text = "B\nC"
    document.add_table(1, 1).cell(0, 0).text = "Alone."
    assert kinds(reading_of(document)) == [("table-row", "A | B C"), ("paragraph", "Alone.")]


def test_inserted_words_count_and_deleted_ones_do_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Ketamine ")
    for tag, text, words in (("w:del", "w:delText", "cures "), ("w:ins", "w:t", "may reduce ")):
        change = OxmlElement(tag)
        change.append(
            parse_xml(f'<w:r {nsdecls("w")}><{text} xml:space="preserve">{words}</{text}></w:r>')
        )
        paragraph._p.append(change)
    paragraph.add_run("anxiety.")
    reading = reading_of(document)
    assert reading.text == "Ketamine may reduce anxiety."
    place = reading.place(reading.text.index("anxiety"))
    assert (place.paragraph, place.run) == (1, 3)


def test_footnotes_hang_on_their_mark() -> None:
    document = docx.Document()
    document.add_paragraph("A fact.").add_run()._r.append(
        parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="7"/>')
    )
    document.add_paragraph("The end.")
    data = made(document)
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>Glue P. 2017.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    reading = read(with_footnotes(data, notes), "a.docx")
    assert kinds(reading) == [
        ("paragraph", "A fact.[^1]"),
        ("paragraph", "The end."),
        ("reference", "[^1]: Glue P. 2017."),
    ]
    place = reading.place(reading.text.index("Glue"))
    assert (place.paragraph, place.element) == (None, "footnote 1")


def with_footnotes(data: bytes, notes: str) -> bytes:
    stream = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            if name == "word/_rels/document.xml.rels":
                part = f'<Relationship Id="rN" Type="{relation}" Target="footnotes.xml"/>'
                text = text.replace(b"</Relationships>", part.encode() + b"</Relationships>")
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", notes)
    return stream.getvalue()


def test_text_boxes_follow_their_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Before.")
    inner = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    paragraph.add_run()._r.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="{mc}" {nsdecls("w")}><mc:Choice Requires="wps">'
            f"<w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict>"
            "</mc:Fallback></mc:AlternateContent>"
        )
    )
    document.add_paragraph("After.")
    reading = reading_of(document)
    assert [words for _, words in kinds(reading)] == ["Before.", "In the box.", "After."]
    assert [reading.place(b.start).paragraph for b in reading.blocks] == [1, 2, 3]


def test_raised_digits_links_and_hidden_words() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("10")
    paragraph.add_run("6").font.superscript = True
    paragraph.add_run("hidden").font.hidden = True
    for kind, words in (("begin", ""), ("", ' HYPERLINK "https://a.b/c" '), ("separate", "")):
        run = paragraph.add_run()._r
        child = OxmlElement("w:fldChar" if kind else "w:instrText")
        child.set(qn("w:fldCharType"), kind) if kind else setattr(child, "text", words)
        run.append(child)
    paragraph.add_run(" there")
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(end)
    paragraph.add_run(".")
    reading = reading_of(document)
    assert reading.text == "10⁶ there."
    assert [(reading.text[a:b], url) for a, b, url in reading.links] == [("there", "https://a.b/c")]


def test_a_place_finds_its_character() -> None:
    document = docx.Document()
    document.add_paragraph("One.")
    paragraph = document.add_paragraph("Two ")
    paragraph.add_run("e\u0301t three")
    reading = reading_of(document)
    offset = reading.text.index("three")
    spot = reading.source.spot(offset)  # type: ignore[union-attr] # a Word document has runs
    assert spot == (2, 2, 4)
    again = runs.runs(runs.paragraphs(docx.Document(io.BytesIO(made(document))).element.body)[1])
    assert runs.run_text(again[1])[spot.character :] == "three"


def test_what_is_no_word_document_is_refused_in_one_line() -> None:
    good = made(docx.Document())
    for data in (b"", b"x" * 50, good[:2000], good[:-30], b"PK\x03\x04" + b"\0" * 60):
        with pytest.raises(ReadError, match=r"^a\.docx: ") as caught:
            read(data, "a.docx")
        assert caught.value.hint
        assert "\n" not in str(caught.value)


def test_a_document_of_another_name_is_refused() -> None:
    stream = io.BytesIO()
    good = io.BytesIO(made(docx.Document()))
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"w:document", b"w:dokument"))
    with pytest.raises(ReadError, match="without a body"):
        read(stream.getvalue(), "a.docx")


def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * (package.LARGEST_XML + 1))
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(ReadError, match="unpacks to"):
        read(stream.getvalue(), "a.docx")


def test_entities_are_not_expanded() -> None:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("MARK")
    with zipfile.ZipFile(io.BytesIO(made(document))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                entities = "".join(
                    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(9)
                )
                start = text.index(b"?>") + 2
                doctype = f"<!DOCTYPE d [{entities}]>".encode()
                text = text[:start] + doctype + text[start:].replace(b"MARK", b"a&e8;b")
            new.writestr(name, text)
    with pytest.raises(ReadError, match="amplification"):
        read(stream.getvalue(), "a.docx")
