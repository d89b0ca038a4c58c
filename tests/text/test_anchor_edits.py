"""Two hundred random edits: no passage is attached to words that are not its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.readers.read import read_document
from kg.text.anchors import Anchor, anchor_of, locate
from kg.text.sentences import all_sentences

DRAFT = Path(__file__).parent.parent.parent / "data" / "articles" / "ketamine-draft.md"
VOCABULARY = (
    "ketamine", "anxiety", "reduces", "may", "the", "of", "in", "patients", "(Short", "et", "al.",
    "2018)", "[3].", "dose",
)  # fmt: skip


class Edited:
    """A text of which each character knows whether and where it stood in the original."""

    def __init__(self, text: str, seed: int) -> None:
        self.characters = list(text)
        self.origins = list(range(len(text)))
        self.chance = random.Random(seed)

    @property
    def text(self) -> str:
        return "".join(self.characters)

    def edit(self) -> None:
        size = len(self.characters)
        at = self.chance.randrange(size)
        end = min(size, at + self.chance.choice((1, 3, 20, 120, 700)))
        what = self.chance.randrange(6)
        if what == 0:
            self._replace(at, end, "")
        elif what == 1:
            self._replace(at, at, self._words())
        elif what == 2:
            self._replace(at, min(end, at + 20), self._words())
        elif what == 3:
            self._paste(self._cut(at, end))
        elif what == 4:  # a copy, which is as good as the original
            self._paste((self.characters[at:end], self.origins[at:end]))
        else:
            self._paragraphs()

    def _words(self) -> str:
        return " ".join(self.chance.choices(VOCABULARY, k=self.chance.randint(1, 6)))

    def _replace(self, start: int, end: int, words: str) -> None:
        self.characters[start:end] = list(words)
        self.origins[start:end] = [-1] * len(words)

    def _cut(self, start: int, end: int) -> tuple[list[str], list[int]]:
        taken = self.characters[start:end], self.origins[start:end]
        del self.characters[start:end], self.origins[start:end]
        return taken

    def _paste(self, taken: tuple[list[str], list[int]]) -> None:
        at = self.chance.randrange(len(self.characters) + 1)
        self.characters[at:at] = taken[0]
        self.origins[at:at] = taken[1]

    def _paragraphs(self) -> None:
        """Two paragraphs change places."""
        text = self.text
        breaks = [i for i in range(len(text) - 1) if text[i : i + 2] == "\n\n"]
        if len(breaks) > 2:
            number = self.chance.randrange(len(breaks) - 1)
            start, end = breaks[number], breaks[number + 1]
            taken = self._cut(start, end)
            at = self.chance.choice([0, start])
            self.characters[at:at] = taken[0]
            self.origins[at:at] = taken[1]


def passages(text: str) -> list[Anchor]:
    """Sentences, and words that the text has many times."""
    reading = read_document(str(DRAFT))
    found = [anchor_of(text, one.start, one.end) for one in all_sentences(text, reading.blocks)]
    for words in ("ketamine", "anxiety", "midazolam", "(Moghaddam et al. 1997)", "[3]", " dose"):
        at = text.find(words)
        while at >= 0:
            found.append(anchor_of(text, at, at + len(words)))
            at = text.find(words, at + 1)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_passage_is_attached_to_words_of_another(seed: int) -> None:
    original = read_document(str(DRAFT)).text
    every = passages(original)
    edited = Edited(original, seed)
    placed = 0
    for _ in range(10):
        edited.edit()
        text = edited.text
        for one in random.Random(seed).sample(every, 60):
            found = locate(text, one)
            if found.status not in {"exact", "moved"}:
                continue
            assert found.start is not None
            assert found.end is not None
            assert text[found.start : found.end] == one.exact
            own = set(range(one.start, one.end)) & set(edited.origins[found.start : found.end])
            assert own, (one, found, text[found.start - 40 : found.end + 40])
            placed += 1
    assert placed > 300  # it finds most of them, and does not win by finding none
