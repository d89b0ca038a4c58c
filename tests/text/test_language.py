"""Texts that are not English are told, English ones of every kind are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.text.language import is_foreign

DATA = Path(__file__).parent.parent.parent / "data"
GERMAN = (
    "Ketamin verringert Angst bei Erwachsenen. Fachleute sagen, dass Ketamin die Angst immer "
    "heilt. Hohe Dosen von Ketamin verstärken die Angst, und viele Ärzte glauben, dass es die "
    "beste Behandlung ist."
)
FRENCH = (
    "La kétamine réduit l'anxiété chez l'adulte. Les experts disent que la kétamine guérit "
    "toujours l'anxiété, mais de fortes doses peuvent l'aggraver, et beaucoup de médecins "
    "restent prudents."
)
SPANISH = (
    "La ketamina reduce la ansiedad en los adultos. Los expertos dicen que la ketamina siempre "
    "cura la ansiedad, pero las dosis altas pueden aumentarla y muchos médicos son prudentes."
)
HEBREW = "קטמין מפחית חרדה אצל מבוגרים אבל מינונים גבוהים מגבירים אותה " * 4


@pytest.mark.parametrize("text", [GERMAN, FRENCH, SPANISH, HEBREW])
def test_other_languages(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ketamin und Angst",
        (DATA / "articles" / "ketamine-draft.md").read_text(encoding="utf-8"),
        "Low doses reduce anxiety in adults; high doses increase it. Trials show rapid relief "
        "within hours, but relief rarely lasts. Experts urge caution, and more studies.".strip(),
    ],
)
def test_english_or_too_short_to_tell(text: str) -> None:
    assert not is_foreign(text)
