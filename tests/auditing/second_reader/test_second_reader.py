"""A second reader against a server of our own that speaks the protocol, well and badly."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.auditing.second_reader.asking import Endpoint, NoAnswerError, ask
from kg.auditing.second_reader.reader import PROMPT_SHA256, SecondReading, _take, read_again
from kg.auditing.second_reader.transcript import Transcript, read_transcript
from kg.cli import run
from kg.errors import FilterError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "Ketamine reduces anxiety. Ask your doctor.\n\nIt may raise blood pressure.\n"
Answer = tuple[int, bytes]
Found = dict[str, Any]


def words_at(text: str, span: dict[str, object]) -> str:
    return text[cast("int", span["start"]) : cast("int", span["end"])]


def chat(words: str) -> Answer:
    return 200, json.dumps({"choices": [{"message": {"content": words}}]}).encode()


def claims(*quotes: object) -> Answer:
    rows = [{"quote": q, "strength": "direct_causal", "hedging": "categorical"} for q in quotes]
    return chat(json.dumps({"claims": rows}))


@contextmanager
def server(
    answer: Callable[[dict[str, Any]], Answer],
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An endpoint of this process, and what it was asked."""
    seen: list[Found] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append({"path": self.path, "key": self.headers["Authorization"], **body})
            code, data = answer(body)
            self.send_response(code)
            if code == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *given: object) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}/v1", seen
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_good_answer_points_at_passages(article: Path) -> None:
    reading = kg.read(article)
    with server(lambda _: claims("Ketamine reduces anxiety.", "It may raise blood pressure.")) as (
        url,
        seen,
    ):
        found = read_again(reading, Endpoint(url, "m", "secret"), Transcript())
    assert [words_at(reading.text, span) for span in found.spans] == [
        "Ketamine reduces anxiety.",
        "It may raise blood pressure.",
    ]
    assert (found.asked, found.refused, found.failed) == (1, 0, [])
    (asked,) = seen
    assert (asked["path"], asked["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert (asked["model"], asked["temperature"]) == ("m", 0.0)
    assert asked["messages"][1]["content"] == TEXT.strip()


def test_quotes_that_do_not_stand_there_are_refused(article: Path) -> None:
    lies = ("Ketamine cures anxiety.", "ketamine reduces anxiety.", "", 5, None, "Ask your doctor.")
    with server(lambda _: claims(*lies)) as (url, _):
        found = read_again(kg.read(article), Endpoint(url, "m"), Transcript())
    assert [span["quote"] for span in found.spans] == ["Ask your doctor."]
    assert found.refused == 5


def test_odd_marks_are_left_out(article: Path) -> None:
    rows = {"claims": [{"quote": "Ask your doctor.", "strength": "huge", "hedging": [1]}, "x"]}
    with server(lambda _: chat(json.dumps(rows))) as (url, _):
        found = read_again(kg.read(article), Endpoint(url, "m"), Transcript())
    assert (found.spans[0]["strength"], found.spans[0]["hedging"]) == (None, None)
    assert found.refused == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, b"no json"), "not of the protocol"),
        ((200, b"[" * 100_000), "not of the protocol"),
        ((200, b'{"choices": []}'), "not of the protocol"),
        ((200, b'{"choices": [{"message": {"content": 5}}]}'), "not of the protocol"),
        (chat("Here are the claims: none"), "no JSON of the shape"),
        (chat('{"claims": "none"}'), "no JSON of the shape"),
        (chat("[]"), "no JSON of the shape"),
        ((500, b"oops"), "HTTP 500"),
        ((401, b"no"), "HTTP 401"),
        ((302, b""), "HTTP 302"),
        ((200, b"x" * 4_000_001), "too long"),
    ],
)
def test_a_bad_answer_is_a_reason_and_no_crash(article: Path, answer: Answer, reason: str) -> None:
    with server(lambda _: answer) as (url, seen):
        found = read_again(kg.read(article), Endpoint(url, "m"), Transcript())
    assert found.spans == []
    assert len(found.failed) == 1
    assert reason in found.failed[0]
    assert len(seen) == 1


def test_a_slow_answer_is_not_waited_for(article: Path) -> None:
    def slow(_: dict[str, Any]) -> Answer:
        time.sleep(1.0)
        return claims()

    with server(slow) as (url, _):
        found = read_again(kg.read(article), Endpoint(url, "m", seconds=0.1), Transcript())
    assert found.failed == ["the reader took too long"]


def test_nobody_there() -> None:
    with pytest.raises(NoAnswerError, match="cannot be reached"):
        ask(Endpoint("http://127.0.0.1:9/v1", "m"), {})


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a/b", "localhost", "http://"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FilterError, match="no address"):
        Endpoint(url, "m")


def test_a_key_is_not_sent_in_the_open() -> None:
    with pytest.raises(FilterError, match="unencrypted"):
        Endpoint("http://example.org/v1", "m", "secret")
    assert Endpoint("https://example.org/v1", "m", "secret").key == "secret"


def test_a_transcript_is_replayed_without_the_reader(
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_READER_KEY", "secret")
    kept = tmp_path / "t.jsonl"
    words = ["-g", "demo", "extract", str(article), "--format", "json"]
    with server(lambda _: claims("Ketamine reduces anxiety.", "a lie")) as (url, _):
        more = ["--reader", url, "--reader-model", "m", "--transcript", str(kept)]
        assert run([*words, *more]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["reader"] == {
        "model": "m",
        "temperature": 0.0,
        "prompt_sha256": PROMPT_SHA256,
        "replayed": False,
        "asked": 1,
        "accepted": 1,
        "refused": 1,
        "failed": [],
    }
    assert "secret" not in kept.read_text(encoding="utf-8")
    assert run([*words, "--replay", str(kept)]) == 0
    told = capsys.readouterr()
    again = json.loads(told.out)
    assert again["statements"] == first["statements"]
    assert again["reader"] == {**first["reader"], "replayed": True}
    assert told.err == "second reader: 1 passage, 1 quote refused\n"
    article.write_text("Another text.\n", encoding="utf-8")
    assert run([*words, "--replay", str(kept)]) == 0
    assert "the transcript has no answer" in capsys.readouterr().err


def test_options_that_do_not_go_together(article: Path) -> None:
    assert run(["-g", "demo", "extract", str(article), "--transcript", "t.jsonl"]) == 3
    assert run(["-g", "demo", "extract", str(article), "--reader", "http://localhost/v1"]) == 3


@pytest.mark.parametrize("line", ["{", "[]", '{"request": 1, "answer": ""}', '{"answer": ""}'])
def test_what_is_no_transcript_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ReadError, match=":1: no record"):
        read_transcript(path)
    with pytest.raises(ReadError, match="No such file"):
        read_transcript(tmp_path / "none.jsonl")


@given(st.text(max_size=30), st.lists(st.text(max_size=5), max_size=5))
def test_whatever_is_taken_stands_in_the_text(text: str, quotes: list[str]) -> None:
    found = SecondReading()
    _take(found, text, (0, len(text)), json.dumps({"claims": [{"quote": q} for q in quotes]}))
    assert len(found.spans) + found.refused == len(quotes)
    for span in found.spans:
        assert words_at(text, span) == span["quote"]


@given(st.text(max_size=60))
def test_no_answer_breaks_the_reading(answer: str) -> None:
    try:
        _take(SecondReading(), "text", (0, 4), answer)
    except NoAnswerError as error:
        assert "no JSON" in str(error)
