"""Every format of the shelf: a golden file, its grammar, its columns on hostile text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import told_examples
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from kg import shelf
from kg.auditing.telling.shelf import SHELF, format_of, is_worked_on, suffixes, writer
from kg.auditing.telling.told import Told, Wishes
from kg.model.finding import Finding, Report, Severity
from kg.rdf.result_schema import result_schemas
from kg.readers.formats.plain import read
from kg.readers.read import read_document
from kg.text.reading import reading_of

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

TEXT_FORMATS = [name for name in shelf.names(SHELF) if name not in {"xlsx", "docx"}]


def written(form: str, *told: Told, **wishes: object) -> bytes:
    stream = BytesIO()
    writer(form)(iter(told), stream, Wishes(**wishes))  # type: ignore[arg-type]
    return stream.getvalue()


class Text(SingleFileSnapshotExtension):
    """A golden file that can be read, and looked at in a review."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_golden(form: str, snapshot: SnapshotAssertion) -> None:
    told = told_examples.told()
    found = written(form, told, show_silenced=True)
    if form == "sarif":  # the rules' pages are golden elsewhere, and the version changes
        made = json.loads(found)
        del made["runs"][0]["tool"]
        found = json.dumps(made, indent=1, ensure_ascii=False).encode()
    assert found.decode() == snapshot(extension_class=Text)


@pytest.mark.parametrize("form", shelf.names(SHELF))
def test_every_format_takes_any_number_of_audits(form: str) -> None:
    one = told_examples.told()
    for audits in ([], [Told(Report("nothing.md"))], [one, one]):
        if form == "docx":
            continue
        found = written(form, *audits)
        if form in {"json", "sarif", "gitlab", "rdjson"}:
            json.loads(found)
        elif form == "junit":
            ET.fromstring(found)


def test_suffixes_mean_one_format_each() -> None:
    assert len(set(suffixes())) == len(suffixes())
    assert format_of("out/Report.SARIF") == "sarif"
    assert format_of("a.xml") == "junit"
    assert format_of("a.unheard") is None
    assert is_worked_on("xlsx")
    assert not is_worked_on("sarif")


def test_json_keeps_to_its_published_schema() -> None:
    told = told_examples.told()
    found = json.loads(written("json", told, told))
    Draft202012Validator(result_schemas()["audit"]).validate(found)
    assert found["total"] == len(found["findings"]) == 8
    assert found["path"] is None
    assert [one["path"] for one in found["files"]] == [told_examples.PATH] * 2
    assert found["summary"]["statements"] == 10
    assert found["summary"]["by_severity"] == {"error": 2, "suggestion": 2, "warning": 4}
    assert found["silenced"][0]["silenced"]["reason"] == "known & <meant>"
    assert json.loads(written("json", told))["path"] == told_examples.PATH


def test_sarif_has_what_github_asks_for() -> None:
    told = told_examples.told()
    whole = json.loads(written("sarif", told, told))
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for rule in rules:
        assert rule["help"]["text"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["defaultConfiguration"]["level"] in {"note", "warning", "error"}
        assert rule["properties"]["precision"] in {"very-high", "high", "medium", "low"}
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert all(re.fullmatch(r"[0-9a-f]{16}:\d+", one) for one in prints)
    assert len(set(prints[:5])) == 5
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "drafts/t%C3%A9a%2C%20100%25.md"
        assert place["region"]["startLine"] >= 1
    (quiet,) = [one for one in run["results"][:5] if "suppressions" in one]
    assert quiet["suppressions"] == [{"kind": "inSource", "justification": "known & <meant>"}]


def test_github_tells_errors_first_and_breaks_no_line() -> None:
    told = told_examples.told()
    mild = replace(told, report=replace(told.report, findings=told.report.findings[1:]))
    lines = written("github", mild, told).decode().splitlines()
    assert [line.split()[0] for line in lines] == [
        "::error", *["::warning"] * 4, "::notice", "::notice",
    ]  # fmt: skip
    assert "file=drafts/t\u00e9a%2C 100%25.md,line=3,endLine=3,col=1,endColumn=41::" in lines[0]
    assert 'says "more" than 100%25: it, too' in lines[0]


def test_gitlab_fingerprints_are_unique() -> None:
    told = told_examples.told()
    twice = replace(told, report=replace(told.report, findings=told.report.findings[:1] * 2))
    prints = [one["fingerprint"] for one in json.loads(written("gitlab", twice))]
    assert len(set(prints)) == 2


def test_junit_fails_what_is_as_serious_as_asked() -> None:
    told = told_examples.told()
    for level, failures in ((Severity.ERROR, 1), (Severity.WARNING, 3), (Severity.SUGGESTION, 4)):
        suite = ET.fromstring(written("junit", told, fail_level=level))[0]
        assert suite.get("failures") == str(failures) == str(len(suite.findall(".//failure")))
        assert suite.get("tests") == str(len(suite)) == "4"


def test_junit_carries_no_character_that_xml_forbids() -> None:
    told = _told("A\x0b\ufffeclaim ]]> here.", 0, 18)
    ET.fromstring(written("junit", told))


def test_markdown_turns_words_into_no_markup() -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(
        written("markdown", told_examples.told()).decode()
    )
    assert "<b>" not in shown
    assert "&lt;b&gt;cure&lt;/b&gt;" in shown
    assert "<a " not in shown
    assert shown.count("<tr>") == 5


def test_xlsx_holds_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(written("xlsx", told_examples.told())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=SUM(A1) is no\tformula" in {cell.value for cell in cells}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")


def test_xlsx_lists_what_there_is_to_check(snapshot: SnapshotAssertion) -> None:
    text = (
        "Lee and colleagues (2020) gave 0.5 mg/kg to 12 adults at Duke University. "
        "It \u201ccut anxiety by half\u201d [3].\n"
    )
    told = replace(_told(text, 0, 10), reading=read(text.encode(), "a.txt"))
    book = openpyxl.load_workbook(BytesIO(written("xlsx", told)))
    rows = [row[1:9] for row in book["Check list"].iter_rows(values_only=True)]
    assert rows == snapshot


HOSTILE = st.text(
    st.one_of(st.sampled_from("\n\t a\u2019\u0301\u200f\u05ea\U0001fad6<|"), st.characters()),
    min_size=1,
)


def _told(text: str, start: int, end: int) -> Told:
    reading = reading_of("a.txt", "plain", text.encode("utf-8", "surrogatepass"), text, ())
    words = text[start:end]
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    found = Finding(
        "KG102", "missing-source", Severity.WARNING, "m", "h", "a.txt", start, end, line, column,
        words, fingerprint="0123456789abcdef",
    )  # fmt: skip
    return Told(Report("a.txt", (found,)), reading)


@given(HOSTILE, st.data())
def test_columns_lead_back_to_the_words(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "\n").encode("utf-8", "replace").decode()
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    told = _told(text, start, end)
    words = text[start:end]
    lines = text.split("\n")

    region = json.loads(written("sarif", told))["runs"][0]["results"][0]["locations"][0]
    place = region["physicalLocation"]["region"]
    first, last = place["startLine"], place["endLine"]
    assert _between(lines, (first, place["startColumn"]), (last, place["endColumn"])) == words

    one = json.loads(written("json", told))["findings"][0]
    ends = (one["line"], one["column"]), (one["end_line"], one["end_column"])
    assert _between(lines, *ends) == words
    assert text[one["start"] : one["end"]] == words

    place = json.loads(written("rdjson", told))["diagnostics"][0]["location"]["range"]
    raw = [line.encode() for line in lines]
    a, b = ((place[end]["line"], place[end]["column"]) for end in ("start", "end"))
    assert _between(raw, a, b) == words.encode()

    place = json.loads(written("gitlab", told))[0]["location"]["positions"]
    a, b = ((place[end]["line"], place[end]["column"]) for end in ("begin", "end"))
    assert _between(lines, a, b) == words

    (line,) = written("github", told).decode().split("\n")[:-1]
    stated = dict(part.split("=", 1) for part in line.split("::")[1].partition(" ")[2].split(","))
    if "col" in stated:
        row = lines[int(stated["line"]) - 1]
        assert row[int(stated["col"]) - 1 : int(stated["endColumn"]) - 1] == words


def _between(lines: list[Any], start: tuple[int, int], end: tuple[int, int]) -> object:
    """The words between two places, 1-based, the end exclusive."""
    rows = lines[start[0] - 1 : end[0]]
    rows[-1] = rows[-1][: end[1] - 1]
    rows[0] = rows[0][start[1] - 1 :]
    return type(rows[0])().join([rows[0], *(_break(row) + row for row in rows[1:])])


def _break(row: str | bytes) -> str | bytes:
    return "\n" if isinstance(row, str) else b"\n"


PAGE = (
    "<html><body><p>Tea \U0001fad6 is &amp; was <b>made of\n leaves</b>, cafe\u0301 "
    "says.</p></body></html>"
)


@pytest.mark.parametrize(
    ("name", "words", "raw"),
    [
        ("a.html", "is & was made", "is &amp; was <b>made"),
        ("a.html", "leaves, caf\u00e9", "leaves</b>, cafe\u0301"),
        ("a.txt", "caf\u00e9 says", "cafe\u0301 says"),
    ],
)
def test_places_are_those_of_the_file(name: str, words: str, raw: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(PAGE, encoding="utf-8")
    reading = read_document(str(path))
    start = reading.text.index(words)
    told = replace(_told(reading.text, start, start + len(words)), reading=reading)
    region = json.loads(written("sarif", told))["runs"][0]["results"][0]["locations"][0]
    place = region["physicalLocation"]["region"]
    lines = PAGE.split("\n")
    first, last = place["startLine"], place["endLine"]
    assert _between(lines, (first, place["startColumn"]), (last, place["endColumn"])) == raw
