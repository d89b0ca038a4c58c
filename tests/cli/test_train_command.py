from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def labelled(folder: Path, count: int = 10) -> str:
    path = folder / "data.jsonl"
    rows = [
        {"text": words, "label": label, "group": f"g{at}"}
        for at in range(count // 2)
        for words, label in ((f"It reduces pain {at}.", "yes"), (f"See page {at} below.", "no"))
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def test_a_model_is_trained_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model.json"
    assert run(["train", "claim", labelled(tmp_path), "-o", str(model), "--source", "ours"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("macro-F1 1.000 by 5-fold cross-validation of 10 sentences")
    assert "5 groups kept" in told.out
    assert "yes         1.00    1.00  1.00          5" in told.out
    assert "model.json: written" in told.err
    about = json.loads(model.read_text(encoding="utf-8"))["about"]
    assert about == {"texts": 10, "5-fold": {"macro-F1": 1.0}, "trained on": "ours"}
    article = tmp_path / "a.md"
    article.write_text("It reduces pain.\n", encoding="utf-8")
    assert run(["-g", "demo", "extract", str(article), "--model", str(model)]) == 0


def test_numbers_have_a_correlation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "data.csv"
    lines = [f"It may perhaps be {n}.,2\nIt is {n}.,5" for n in range(5)]
    path.write_text("\n".join(["text,label", *lines]), encoding="utf-8")
    assert run(["train", "certainty", str(path), "-o", str(tmp_path / "m.json")]) == 0
    assert capsys.readouterr().out.startswith("Pearson 0.99")


def test_too_few_sentences_teach_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "m.json"
    assert run(["train", "claim", labelled(tmp_path, 4), "-o", str(target)]) == 3
    assert "4 sentences, 2 labels; give at least 10" in capsys.readouterr().err
    assert not target.exists()
