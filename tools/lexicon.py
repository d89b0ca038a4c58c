"""Make kg/text/lexicon/made.json of the files that people write.

Run it after a change to one of them: `make lexicon`.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

from kg.text.alike import root
from kg.text.cues import slots
from kg.text.lexicons import FOLDER, MADE
from kg.text.tokens import tokens


def made() -> dict[str, dict[str, Any]]:
    """The files by name, phrases unfolded and words of one meaning taken to their roots.

    Raises:
        ValueError: a phrase names an unknown set or is malformed.
        KeyError: a group of like words lacks a field.
    """
    return {
        file.relative_to(FOLDER).as_posix(): _read(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(FOLDER.rglob("*.toml"))
    }


def _read(record: dict[str, Any]) -> dict[str, Any]:
    if "entry" in record:
        sets = record.pop("sets", {})
        for entry in record["entry"]:
            entry["phrases"] = [slots(phrase, sets) for phrase in entry["phrases"]]
    for group in record.get("group", ()):
        keys = (tuple(word.key for word in tokens(words, folded=root)) for words in group["words"])
        group["words"] = list(dict.fromkeys(keys))
    return record


def written() -> str:
    """The file as it should stand, a line for each file that it is made of."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(record, ensure_ascii=False, separators=(',', ':'))}"
        for name, record in made().items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    MADE.write_text(written(), encoding="utf-8")
