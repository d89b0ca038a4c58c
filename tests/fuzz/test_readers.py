"""Every reader against damaged files: a result or one line of a `KGError`, and nothing else.

Seeds are written here; they are cut, doubled, spliced and changed bit by bit. `make long` gives
each reader `KG_FUZZ_SECONDS` (600 of documents, 60 of the others); the ordinary suite gives it a
hundred inputs. What failed is kept as a file whose name stands in the message.
"""

from __future__ import annotations

import io
import os
import random
import signal
import time
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import bad_input
import draft_forms
import pytest

from kg.curate.importing import import_into, open_for_change
from kg.errors import KGError
from kg.importers import csl_json, rdf, table
from kg.rdf.imported import Request
from kg.readers.read import read_document
from kg.text.canonical import sha256_text
from kg.text.sentences import all_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.text.reading import Reading

BASE = "https://claims.example/x#"
SECONDS = float(os.environ.get("KG_FUZZ_SECONDS", "0"))
PATIENCE = 20
"""Seconds for one input of a few kilobytes, on a busy machine."""

TURTLE = """@prefix : <https://claims.example/x#> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:k a skos:Concept ; skos:prefLabel "kétamine"@fr , '''a
"b"'''@en-GB ; skos:broader :l .
:e skos:note [ schema:value 0.50 ; schema:unitText "mg/kg" ; :in ( 1 2.5e3 true ) ] .
<http://ex/\\u00e9> :p "2018-01-01"^^xsd:date , _:b . _:b :p _:b . # a comment
"""
RDF_XML = (
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY ex "http://ex/">]>\n'
    + bad_input.RDF
    + '<rdf:Description rdf:about="&ex;a"><e:p xml:lang="de">Öl &amp; &#233;</e:p>'
    '<e:q rdf:parseType="Collection"><e:T rdf:about="a:i"/></e:q><e:r rdf:nodeID="n"/>'
    "</rdf:Description>\n</rdf:RDF>\n"
)
JSON_LD = (
    '{"@context": {"@version": 1.1, "@base": "http://ex/", "p": "http://ex/p", "q": {"@id":'
    ' "http://ex/q", "@type": "@id", "@container": "@list"}, "in": {"@reverse": "http://ex/r"}},\n'
    ' "@id": "a", "@type": ["http://ex/T"], "p": [1, 0.5, true, {"@value": "x", "@language":'
    ' "de"}], "q": ["b", "c"], "in": {"@id": "d", "p": "\\u00e9"}, "@graph": [{"p": null}]}\n'
)
CSL = (
    '[{"id": "a", "type": "article-journal", "title": "T", "DOI": "10.1/x", "author": [{"family":'
    ' "Müller", "given": "A", "suffix": "Jr."}], "issued": {"date-parts": [[2018, 3]]}},\n'
    ' {"id": 2, "type": "book", "issued": {"literal": "in press"}, "page": "1-2"}]\n'
)
MARKDOWN = """# Title

Low-dose *ketamine* (0.5 mg/kg) **reduced** anxiety [1]; p < 0.05.[^n]

> quote "x" – “y”

| a | b |
|---|---|
| 1 | `c` |

- item ![i](http://ex/a.png) <b>raw</b> &amp; \\* [l](<a b>)

[^n]: note

## References
1. Müller A. Title. J. 2018;3:1-2. doi:10.1000/x
"""
TABLE = bad_input.HEADER + bad_input.ROW + '2,"B, ""c"" d",A,C,increase,d,"q\nr",0,3,s2,disputes,\n'
RECORD = '{"claim_id": "1", "subject": "A", "object": ["B", "C"], "effect": "↑", "dose": null}\n'
QUADS = '<a:a> <a:b> "x\\n"@en <a:g> .\n_:b <a:p> _:b .\n<a:a> <a:p> "1"^^<a:d> .\n'
TRIG = TURTLE + "GRAPH :g { :a :p :b , [ :p 1 ] } :h { :a :q () . }\n"

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title></head><body>
<nav><ul><li>Home</ul></nav><main><h1>Ti&eacute;tle</h1><p>Low-dose <i>ketamine</i> (<a
href="https://doi.org/10.1000/x">Glue 2017</a>) reduced anxiety.<sup><a href="#fn1">1</a></sup>
e&#769; 10<sup>6</sup><blockquote><p>“quote”</blockquote><table><tr><th>a<th>b<tr><td>1<td>2</table>
<ol start=3><li id=fn1>note<li>x<ul><li>y</ol><pre>a  b</pre><h2>References</h2><ol><li>Glue.</ol>
</main><footer>©</footer><script>if (a<b) {}</script></body></html>
"""
JATS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "x" "jats.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group>
<article-title>T &amp; U</article-title></title-group><abstract><p>Short &alpha;.</p></abstract>
</article-meta></front><body><sec><label>1</label><title>Intro</title>
<p>It came<sup><xref ref-type="bibr" rid="r1">1</xref></sup> fast <ext-link xlink:href="http://a.b/">l</ext-link>.</p><table-wrap><label>T1</label><caption>
<p>c</p></caption><table><tr><td>a</td><td>b</td></tr></table></table-wrap><list list-type="order">
<list-item><p>i</p></list-item></list></sec></body><back><ref-list><ref id="r1"><element-citation>
<name><surname>Glüe</surname></name><pub-id pub-id-type="doi">10.1/x</pub-id></element-citation>
</ref></ref-list></back></article>
"""

SEEDS: dict[str, str] = {
    "x.ttl": TURTLE,
    "x.nq": QUADS,
    "x.nt": QUADS.replace(" <a:g>", ""),
    "x.trig": TRIG,
    "x.rdf": RDF_XML,
    "x.jsonld": JSON_LD,
    "x.csv": TABLE,
    "x.tsv": TABLE.replace(",", "\t"),
    "x.jsonl": RECORD * 2,
    "x.json": CSL,
    "x.md": MARKDOWN,
    "x.txt": MARKDOWN,
    "x.html": HTML,
    "x.xml": JATS,
}
FORMS: dict[str, Callable[[], bytes]] = {
    f"x{suffix}": lambda write=write: write(draft_forms.parts_of(MARKDOWN.replace("[^n]", "[^1]")))  # type: ignore[misc] # bound now
    for suffix, write in draft_forms.FORMS.items()
    if suffix in {".docx", ".pdf"}
}
"""Seeds that are no text: made by other programs when they are wanted."""
DOCUMENTS = ("x.md", "x.txt", "x.html", "x.xml", "x.docx", "x.pdf")
READERS: dict[str, Callable[[str, Request], object]] = {
    **dict.fromkeys(("x.ttl", "x.nq", "x.nt", "x.trig", "x.rdf", "x.jsonld"), rdf.read),
    **dict.fromkeys(("x.csv", "x.tsv", "x.jsonl"), table.read),
    "x.json": csl_json.read,
    **dict.fromkeys(DOCUMENTS, lambda path, _: looked_over(path)),
}
WORDS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b"'", b"\\", b"<", b">", b"&", b"{", b"}",
    b"[", b"]", b"(", b")", b",", b";", b"\t", b"-1", b"1e999", b"9" * 40, b"\\ud800", b"\\u0000",
    b"null", b"true", "\u202e".encode(), "\U0001f9e0".encode(), b"@context", b"@id", b"<!ENTITY a ",
    b"&a;", b"]]>", b"<!--", b"kg:", b"kg:effect", b"a kg:Claim", b"_:b", b"<<", b">>", b"@en--rtl",
    b"http://ex/a b", b"%", b"^^", b"=cmd|' /C calc'!A0", b"../../etc/passwd", b"\xc3\x28",
    b" " * 99, b"[" * 99, b"**" * 50, b"> " * 50, b"| " * 50,
)  # fmt: skip


def looked_over(path: str) -> Reading:
    """A reading of which every offset gives back its words and its place."""
    found = read_document(path)
    text = found.text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert found.text_sha256 == sha256_text(text)
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(text), block
        words = text[block.start : block.end]
        assert words == words.strip(), words
        assert block.lead is None or text[slice(*block.lead)], block
        end = block.end
    for link in found.links:
        assert text[link.start : link.end].strip(), link
    before = (0, 0, 0, 0)
    for offset in range(0, len(text) + 1, max(1, len(text) // 500)):
        place = found.place(offset)
        note = (place.element or "").startswith(("footnote", "endnote"))  # behind all paragraphs
        paragraph = place.paragraph or 10**9 * note
        now = (place.page or 0, paragraph, place.line, place.column)
        assert now >= before, (offset, place)
        before = now
    all_sentences(text, found.blocks)
    return found


def packed(data: bytes, chance: random.Random) -> bytes:
    """A Word document one of whose parts is damaged, so that the package itself still opens."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        hit = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        hit = "word/document.xml" if chance.random() < 0.5 else hit
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == hit else part)
    return stream.getvalue()


def seed_of(name: str) -> bytes:
    return FORMS[name]() if name in FORMS else SEEDS[name].encode()


def damaged(seed: bytes, chance: random.Random) -> bytes:
    """A seed with one to six things done to it."""
    found = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice((1, 2, 8, 64)))
        what = chance.randrange(7)
        if what == 0 and start < len(found):
            found[start] ^= 1 << chance.randrange(8)
        elif what == 1:
            del found[start:end]
        elif what == 2:
            found[start:start] = found[start:end] * chance.choice((1, 2, 50))
        elif what == 3:
            found[start:start] = chance.choice(WORDS)
        elif what == 4:
            found[start:end] = chance.choice(WORDS)
        elif what == 5:
            place = chance.randrange(len(found) + 1)
            found[place:place] = found[start:end]
        elif chance.random() < 0.3:
            del found[start:]
    return bytes(found)


def one(name: str, data: bytes, folder: Path) -> None:
    """Read one input; an import of it into a ledger is a ledger again."""
    path = folder / name
    path.write_bytes(data)
    ledger = folder / "ledger.ttl"
    opened = open_for_change(ledger)
    before = ledger.read_bytes()
    request = Request(base=opened.base, known=opened.entities, lenient=len(data) % 2 == 0)
    signal.alarm(PATIENCE)
    try:
        found = READERS[name](str(path), request)
        assert ledger.read_bytes() == before, "reading wrote"
        if READERS[name] in {rdf.read, table.read, csl_json.read}:
            import_into(opened, found, "import of x")  # type: ignore[arg-type] # an importer's result
            open_for_change(ledger)
    except KGError as error:
        said = str(error)
        assert all(c.isprintable() or c in "\u200c\u200d" for c in said), said
        assert len(said) < 2000, said
        assert ledger.read_bytes() == before, "refused, yet wrote"
    finally:
        signal.alarm(0)
        if ledger.read_bytes() != before:
            ledger.write_bytes(before)


def attack(name: str, folder: Path, last: Callable[[int], bool], seed: int) -> None:
    (folder / "ledger.ttl").write_text(
        f"@prefix : <{BASE}> .\n@prefix kg: <https://w3id.org/claimkg/ns#> .\n:ledger a kg:Ledger ;"
        ' <http://purl.org/dc/terms/title> "T"@en .\n'
    )
    listing = {"ledger.ttl", name}

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {PATIENCE} s")

    signal.signal(signal.SIGALRM, too_long)
    chance = random.Random(seed)
    number = 0
    seed_bytes = seed_of(name)
    while not last(number):
        number += 1
        inside = name.endswith(".docx") and number % 2
        data = packed(seed_bytes, chance) if inside else damaged(seed_bytes, chance)
        try:
            one(name, data, folder)
            assert {path.name for path in folder.iterdir()} == listing, "left something behind"
        except BaseException as error:
            kept = Path(os.environ.get("KG_FUZZ_KEEP", folder)) / f"failed-{seed}-{number}-{name}"
            kept.write_bytes(data)
            raise AssertionError(f"{kept}: {type(error).__name__}: {error}") from error


@pytest.mark.parametrize("name", [*SEEDS, *FORMS])
def test_a_hundred_damaged_files(name: str, tmp_path: Path) -> None:
    attack(name, tmp_path, lambda number: number >= 100, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("name", [*SEEDS, *FORMS])
def test_damaged_files_for_minutes(name: str, tmp_path: Path) -> None:
    end = time.monotonic() + (SECONDS or (600 if name in DOCUMENTS else 60))
    attack(name, tmp_path, lambda _: time.monotonic() > end, seed=int(time.time()))


@pytest.mark.parametrize("name", [*SEEDS, *FORMS])
def test_a_seed_is_read_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(seed_of(name))
    assert READERS[name](str(path), Request(base=BASE))
