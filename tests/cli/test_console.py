from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.console import Console, plain
from kg.cli.width import help_width, page_width

ROOT = Path(__file__).parent.parent.parent
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CASES = [
    ["claims", "ketamine", "--limit", "9"],
    ["show", "ketamine"],
    ["stats"],
    ["conflicts", "ketamine", "--limit", "1"],
    ["rules"],
]


def told(*words: str, **environment: str) -> str:
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "-g", "demo", *words],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**kept, "COLUMNS": "80", **environment},
    )
    return done.stdout


@pytest.mark.parametrize("words", CASES, ids=lambda words: words[0])
def test_paint_changes_no_word_and_no_place(words: list[str]) -> None:
    bare = told(*words)
    painted = told(*words, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[" not in bare
    assert "\x1b[" in painted
    lines = [line.rstrip() for line in ANSI.sub("", painted).splitlines()]
    assert lines == bare.splitlines()


def test_no_color_leaves_no_colour() -> None:
    painted = told("stats", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    colours = {code for found in ANSI.findall(painted) for code in found[2:-1].split(";")}
    assert colours <= {"0", "1", "2"}


def test_words_hang_behind_their_label(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    page = Console()
    page.print_behind(plain("says", "dim"), plain("one two three four"), 7)
    page.print(plain("a word that is longer"), soft_wrap=True)
    page.rule(plain("1. Title"))
    page.print()
    assert capsys.readouterr().out == (
        "says   one two three\n       four\na word that is longer\n1. Title ───────────\n\n"
    )


@pytest.mark.parametrize(("stated", "page", "text"), [("100", 100, 78), ("30", 30, 50)])
def test_columns_are_obeyed(
    stated: str, page: int, text: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", stated)
    assert (page_width(), help_width()) == (page, text)


@pytest.mark.parametrize("stated", ["", "0", "-3", "wide"])
def test_columns_that_say_nothing_are_passed_over(
    stated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setenv("COLUMNS", stated)
    monkeypatch.setattr(os, "get_terminal_size", none)
    assert (page_width(), help_width()) == (80, 78)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((120, 40)))
    assert page_width() == 120
