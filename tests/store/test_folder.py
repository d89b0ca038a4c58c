"""One ledger in several files has the rows of the same ledger in one file."""

from __future__ import annotations

import itertools
import random
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from standin import SMALL
from worlds import BASE, WORDS, grouped, tables_of, worlds, write_triples

from kg.errors import LedgerError, ReadError, SyntaxFault
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import write_canonical
from kg.store import cache, folder, pieces, refresh
from kg.store.build import build
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
PLACES = ("a.ttl", "claims/a.ttl", "claims/b.ttl", "z.ttl")
FORMS = ("canonical", "grouped", "mixed")
HEAD = f"@prefix : <{BASE}> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
CONCEPT = ':{name} a skos:Concept ;\n    skos:prefLabel "{name}"@en .\n'


SEEDS = st.integers(0, 2**32)
"""Where things go is drawn by a number: drawn one by one, large worlds exceed what may be drawn."""


def _write(path: Path, entities: list[Entity], form: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "canonical":
        with path.open("wb") as stream:
            write_canonical((t for e in entities for t in encode(e)), ledger_layout(), BASE, stream)
        return
    triples = grouped(entities)
    if form == "mixed":
        random.Random(1).shuffle(triples)
    write_triples(path, triples)


def _spread(ledger: Path, entities: list[Entity], chance: random.Random) -> Path:
    for place in PLACES:
        (ledger / place).unlink(missing_ok=True)
    homes = {entity.iri: chance.choice(PLACES) for entity in entities}
    for place in dict.fromkeys(homes.values()):
        chosen = [entity for entity in entities if homes[entity.iri] == place]
        _write(ledger / place, chosen, chance.choice(FORMS))
    return ledger


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {n: [*rows] for n, rows in tables_of(path).items()}
    rows["meta"] = [row for row in rows["meta"] if row[0] not in {"prefixes", "loose"}]
    return rows


@_few
@given(worlds(), SEEDS)
def test_files_in_any_form_give_the_rows_of_one(
    tmp_path: Path, entities: list[Entity], seed: int
) -> None:
    whole = tmp_path / f"one{next(_numbers)}.ttl"
    _write(whole, entities, "canonical")
    ledger = _spread(tmp_path / f"f{next(_numbers)}", entities, random.Random(seed))
    assert _rows(ledger) == _rows(whole)


def _all(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'prose%'"
    ).fetchall()
    rows = {n: sorted(connection.execute(f"SELECT * FROM {n}").fetchall()) for (n,) in names}
    rows["said"] = sorted(connection.execute("SELECT claim FROM said").fetchall())
    rows["meta"] = [row for row in rows["meta"] if row[0] not in {"said", "born", "turn"}]
    rows.pop("renewed")
    for word in WORDS:
        sql = "SELECT claim FROM said JOIN prose ON n = prose.rowid WHERE prose MATCH ?"
        rows[f"prose {word}"] = sorted(connection.execute(sql, (word,)).fetchall())
    return rows


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a paragraph each, and no share of change too large."""
    monkeypatch.setattr(pieces, "_LEAST", 1)
    monkeypatch.setattr(pieces, "_ONE_IN", 1)
    monkeypatch.setattr(refresh, "_SHARE", 0)
    monkeypatch.setattr(refresh, "_STALE", 0)


@_few
@given(worlds(), worlds(), SEEDS)
@pytest.mark.usefixtures("fine")
def test_a_refreshed_folder_equals_a_new_one(
    tmp_path: Path, one: list[Entity], other: list[Entity], seed: int
) -> None:
    chance = random.Random(seed)
    ledger = _spread(tmp_path / f"f{next(_numbers)}", one, chance)
    target = tmp_path / f"i{next(_numbers)}.sqlite"
    build(str(target), ledger, {"sha256": cache.content_hash(ledger)}).close()
    by_name = {e.iri: e for e in one} | {e.iri: e for e in other if chance.random() < 0.5}
    _spread(ledger, list(by_name.values()), chance)
    connection = refresh.refresh(str(target), ledger, {})
    event("built" if connection is None else "refreshed")
    if connection is not None:
        assert _all(connection) == _all(
            build(":memory:", ledger, {"sha256": cache.content_hash(ledger)})
        )
        connection.close()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stand-in ledger, its paragraphs dealt out to four files."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    head, *rest = SMALL.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    found = tmp_path / "ledger"
    for number, place in enumerate(PLACES):
        (found / place).parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join([head, *rest[number :: len(PLACES)]]) + "\n"
        (found / place).write_text(text, encoding="utf-8")
    return found


def test_one_changed_file_is_refreshed(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_ledger(ledger).counts()
    assert before == open_ledger(SMALL).counts()

    def refuse(*_: object) -> None:
        raise AssertionError("the folder was read anew")

    monkeypatch.setattr(folder, "fill_folder", refuse)
    monkeypatch.setattr(refresh, "_SHARE", 0)
    path = ledger / "claims" / "new.ttl"
    path.write_text(
        f"{SMALL.read_text(encoding='utf-8').split(chr(10) * 2)[0]}\n\n"
        + CONCEPT.format(name="quite-new"),
        encoding="utf-8",
    )
    opened = open_ledger(ledger)
    assert opened.counts()["concepts"] == before["concepts"] + 1
    assert opened.resolve("quite-new").label == "quite-new"
    (ledger / "claims" / "new.ttl").rename(ledger / "renamed.ttl")
    assert open_ledger(ledger).counts() == opened.counts()
    (ledger / "renamed.ttl").unlink()
    assert open_ledger(ledger).counts() == before


def test_triples_are_those_of_all_files(ledger: Path) -> None:
    assert {*open_ledger(ledger).triples()} == {*open_ledger(SMALL).triples()}


def test_a_restless_folder_is_read_from_a_copy(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, looks = cache.look_at, itertools.count()

    def restless(found: Path) -> cache.Look:
        return real(found)._replace(mtime_ns=next(looks)) if found == ledger else real(found)

    monkeypatch.setattr(cache, "look_at", restless)
    assert open_ledger(ledger).counts() == open_ledger(SMALL).counts()


def _two(tmp_path: Path, one: str, other: str) -> Path:
    found = tmp_path / "two"
    found.mkdir()
    (found / "a.ttl").write_text(one, encoding="utf-8")
    (found / "b.ttl").write_text(other, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("again", "line"),
    [
        (CONCEPT.format(name="k"), 4),
        ('\n:k skos:note "only this"@en .\n', 5),
        (f'<{BASE}k>\n skos:note ":k a b ." .\n', 4),
        (':other skos:note """\n:k a b .\n""" .  :k skos:note "x" .\n', 6),
        (f"PREFIX x: <{BASE}>\nx:k skos:note 1.0 .\n", 5),
    ],
)
def test_a_subject_in_two_files_is_refused_with_both_places(
    tmp_path: Path, again: str, line: int
) -> None:
    found = _two(tmp_path, HEAD + "# one\n" + CONCEPT.format(name="k"), HEAD + again)
    with pytest.raises(LedgerError, match="is described in") as caught:
        open_ledger(found).counts()
    message = str(caught.value)
    assert f"{found / 'a.ttl'}:5" in message
    assert f"{found / 'b.ttl'}:{line}: :k " in message


def test_so_is_a_value_node(tmp_path: Path) -> None:
    node = ":n a <https://schema.org/QuantitativeValue> ; <https://schema.org/value> 1 .\n"
    kg = "https://w3id.org/claimkg/ns#"
    claim = f":{{name}} a <{kg}Claim> ; <{kg}dose> :n .\n{node}"
    found = _two(tmp_path, HEAD + claim.format(name="c"), HEAD + claim.format(name="d"))
    with pytest.raises(LedgerError, match=r"b.ttl:5: :n is described in .*a.ttl:5 too"):
        open_ledger(found).counts()


def test_a_value_beside_its_owner_is_refused(tmp_path: Path) -> None:
    node = ":n a <https://schema.org/QuantitativeValue> ; <https://schema.org/value> 1 .\n"
    claim = ":c a <https://w3id.org/claimkg/ns#Claim> ; <https://w3id.org/claimkg/ns#dose> :n .\n"
    found = _two(tmp_path, HEAD + node, HEAD + claim)
    with pytest.raises(LedgerError, match=r"a.ttl:4: :n is a value that belongs to :c.*b.ttl:4"):
        open_ledger(found).counts()


def test_a_subject_that_comes_a_second_time_later_is_refused(ledger: Path) -> None:
    opened = open_ledger(ledger)
    iri = opened.concepts()[0].ref.iri
    (ledger / "late.ttl").write_text(
        f"@prefix : <{opened.base}> .\n\n<{iri}> :seen :again .\n", encoding="utf-8"
    )
    with pytest.raises(LedgerError, match=r"\.ttl:\d+: .* is described in .*late\.ttl:3 too"):
        open_ledger(ledger).counts()


def test_so_is_a_value_node_that_comes_later(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed folder is refreshed, and sees what stands in the files that did not change."""
    open_ledger(ledger).counts()
    monkeypatch.setattr(refresh, "_SHARE", 0)
    text = SMALL.read_text(encoding="utf-8")
    head = text.split("\n\n")[0]
    node = re.search(
        r"^(:\S+) a schema:QuantitativeValue ;.*? \.\n", text, re.DOTALL | re.MULTILINE
    )
    assert node is not None
    (ledger / "late.ttl").write_text(
        f"{head}\n\n:late a kg:Claim ;\n    kg:dose {node[1]} .\n{node[0]}", encoding="utf-8"
    )
    with pytest.raises(LedgerError, match=rf"late\.ttl:\d+: {node[1]} is described in"):
        open_ledger(ledger).counts()


def test_two_bases_are_refused(tmp_path: Path) -> None:
    found = _two(tmp_path, HEAD + CONCEPT.format(name="k"), HEAD.replace("world", "moon"))
    with pytest.raises(LedgerError, match=r"b.ttl: its prefix ':' is <.*moon#>, but .*a.ttl: its"):
        open_ledger(found).counts()


def test_a_file_without_a_base_is_refused_unless_it_is_empty(tmp_path: Path) -> None:
    found = _two(tmp_path, HEAD + CONCEPT.format(name="k"), "# nothing yet\n")
    assert open_ledger(found).counts()["concepts"] == 1
    (found / "b.ttl").write_text("<https://a.example/x> a <https://a.example/y> .\n")
    with pytest.raises(LedgerError, match=r"b.ttl: no prefix ':' names the ledger's base"):
        open_ledger(found).counts()


def test_a_broken_file_is_named(ledger: Path) -> None:
    (ledger / "claims" / "broken.ttl").write_text(HEAD + ":a b", encoding="utf-8")
    with pytest.raises(SyntaxFault, match=r"claims/broken.ttl:4"):
        open_ledger(ledger).counts()


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    with pytest.raises(ReadError, match=f"kg init {tmp_path}/"):
        open_ledger(tmp_path)


def test_the_same_file_moved_between_folders_keeps_its_answers(ledger: Path) -> None:
    before = open_ledger(ledger).counts()
    shutil.move(ledger / "claims" / "a.ttl", ledger / "claims" / "c.ttl")
    assert open_ledger(ledger).counts() == before
