"""RDF/XML: well-formed to the end, and nothing that grows or is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import SyntaxFault
from kg.rdf.parse import parse_turtle

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://ex/">\n'
NODE = '<rdf:Description rdf:about="{about}"><ex:p>{words}</ex:p></rdf:Description>\n'
END = "</rdf:RDF>\n"


def objects(folder: Path, text: str, name: str = "x.rdf") -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [str(triple.object) for triple in parse_turtle(path)]


def document(doctype: str, words: str = "w", about: str = "http://ex/a") -> str:
    return doctype + HEAD + NODE.format(about=about, words=words) + END


def bomb(depth: int) -> str:
    lines = ['<!ENTITY e0 "lollollol">']
    for number in range(1, depth):
        inside = f"&e{number - 1};" * 10
        lines.append(f'<!ENTITY e{number} "{inside}">')
    return "<!DOCTYPE r [\n" + "\n".join(lines) + "]>"


@pytest.mark.parametrize("name", ["x.rdf", "x.owl", "x.xml"])
def test_namespaces_as_entities_are_read(tmp_path: Path, name: str) -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY ex "http://ex/">]>\n'
    assert objects(tmp_path, document(doctype, "w", "&ex;a"), name) == ['"w"']


def test_a_grammar_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE r SYSTEM "http://localhost:9/r.dtd">'
    assert objects(tmp_path, document(doctype)) == ['"w"']


@pytest.mark.parametrize(
    ("doctype", "said"),
    [
        (bomb(9), r"x\.rdf:3:.*'e1' is made of others.*write the text out"),
        ('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "stands outside the file"),
        ('<!DOCTYPE r [<!ENTITY e PUBLIC "p" "http://localhost:9/">]>', "nothing is fetched"),
        ('<!DOCTYPE r [<!ENTITY % e "<!ELEMENT r ANY>">]>', "changes the grammar"),
        ('<!DOCTYPE r [<!ENTITY e "&#60;x/>">]>', "is made of others"),
        (f'<!DOCTYPE r [<!ENTITY e "{"x" * 257}">]>', "257 characters, 256 are allowed"),
    ],
)
def test_entities_that_grow_or_lead_elsewhere_are_refused(
    tmp_path: Path, doctype: str, said: str
) -> None:
    with pytest.raises(SyntaxFault, match=said):
        objects(tmp_path, document(doctype, "&e;&e1;"))


def test_a_file_grows_to_less_than_a_hundred_times_its_size(tmp_path: Path) -> None:
    text = document(f'<!DOCTYPE r [<!ENTITY e "{"x" * 256}">]>', "&e;" * 10_000)
    (found,) = objects(tmp_path, text)
    assert len(found) < 100 * len(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + NODE.format(about="http://ex/a", words="w"), 3),
        (HEAD + "<rdf:Description>", 2),
        (HEAD + "<rdf:Description><ex:p>" * 1000, 2),
        (HEAD + "\n</rdf:RDX>", 3),
        (HEAD + "\n\n<a b/>" + END, 4),
        (HEAD + "&nbsp;" + END, 2),
        (HEAD + NODE.format(about="http://ex/a", words="&#1;") + END, 2),
        ("", 1),
    ],
)
def test_what_is_not_well_formed_or_breaks_off(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SyntaxFault, match="not well-formed XML") as caught:
        objects(tmp_path, text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (document("\n\n", "w", "http://a b"), 4, "write it in percent-encoding"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n' + HEAD + END, 1, "save the file as UTF-8"),
        (HEAD + "<rdf:Description>" * 1000, 2, "Invalid property element"),
        ("<html>\n<p>x</p></html>", 1, "other XML holds no statements"),
    ],
)
def test_faults_that_the_parser_finds_have_a_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(SyntaxFault, match=said) as caught:
        objects(tmp_path, text)
    assert caught.value.line == line
