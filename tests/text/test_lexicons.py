"""What the program reads of the lexicon is what people wrote."""

from __future__ import annotations

import lexicon
import pytest

from kg.text.lexicons import FOLDER, MADE, part, parts


def test_the_made_file_is_current() -> None:
    assert MADE.read_text(encoding="utf-8") == lexicon.written(), "run make lexicon"


def test_every_file_is_a_part() -> None:
    names = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.toml")}
    folders = {name.rpartition("/")[0] for name in names}
    assert sum(len(list(parts(folder))) for folder in folders) == len(names)
    assert all(part(name) for name in names)


def test_parts_of_one_folder_are_those_in_it() -> None:
    assert {record["class"] for record in parts("classes")} >= {"CAUSE", "AIM"}
    assert all("kind" in record for record in parts(""))


def test_phrases_are_unfolded() -> None:
    phrases = [phrase for entry in part("hedge.toml")["entry"] for phrase in entry["phrases"]]
    assert any(["may"] in slot for phrase in phrases for slot in phrase)
    assert all(isinstance(word, str) for p in phrases for slot in p for way in slot for word in way)


def test_what_is_no_file_is_no_part() -> None:
    with pytest.raises(KeyError):
        part("nothing.toml")
    assert list(parts("nothing")) == []
