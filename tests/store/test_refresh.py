from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from standin import SMALL
from worlds import BASE, WORDS, worlds

from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import write_canonical
from kg.store import cache, pieces, postings, refresh
from kg.store.bitmaps import members, unpacked
from kg.store.build import build
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES

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
HEAD = f"@prefix : <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items()
)
Tables = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a paragraph each, and no share of change too large."""
    monkeypatch.setattr(pieces, "_LEAST", 1)
    monkeypatch.setattr(pieces, "_ONE_IN", 1)
    monkeypatch.setattr(refresh, "_SHARE", 0)
    monkeypatch.setattr(refresh, "_STALE", 0)


def _paragraphs(entities: list[Entity], folder: Path) -> list[str]:
    path = folder / f"c{next(_numbers)}.ttl"
    with path.open("wb") as stream:
        write_canonical((t for e in entities for t in encode(e)), ledger_layout(), BASE, stream)
    found = path.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")[1:]
    return [p for p in found if not p.startswith("#")]


def _write(folder: Path, paragraphs: list[str], head: str = HEAD) -> Path:
    path = folder / f"t{next(_numbers)}.ttl"
    path.write_text("\n\n".join([head.rstrip("\n"), *paragraphs]) + "\n", encoding="utf-8")
    return path


def _all(connection: sqlite3.Connection) -> Tables:
    """All rows, with what the full text finds in place of its own tables."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'prose%'"
        " AND name NOT IN ('place', 'posting')"
    ).fetchall()
    rows = {n: sorted(connection.execute(f"SELECT * FROM {n}").fetchall()) for (n,) in names}
    rows["said"] = sorted(connection.execute("SELECT claim FROM said").fetchall())
    rows["meta"] = [row for row in rows["meta"] if row[0] not in {"said", "born", "turn"}]
    del rows["renewed"]
    sql = "SELECT claim FROM said JOIN prose ON n = prose.rowid WHERE prose MATCH ?"
    rows["sets"] = _sets(connection)
    for word in WORDS:
        rows[f"prose {word}"] = sorted(connection.execute(sql, (word,)).fetchall())
    return rows


def _sets(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What the sets of all segments say of each claim, however claims are numbered."""
    claims = {(s, n): c for c, s, n in connection.execute("SELECT claim, segment, n FROM place")}
    rows = connection.execute("SELECT segment, name, value, claims FROM posting").fetchall()
    assert not {*claims} ^ {
        (r[0], n) for r in rows if r[1] == "live" for n in members(unpacked(r[3]))
    }
    return sorted(
        (str(name), str(value), claims[segment, n])
        for segment, name, value, kept in rows
        for n in members(unpacked(kept))
        if (segment, n) in claims
    )


def _refreshed(old: Path, new: Path, target: Path) -> Tables | None:
    build(str(target), old, {"sha256": "old"}).close()
    connection = refresh.refresh(str(target), new, {})
    if connection is None:
        return None
    rows = _all(connection)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return rows


def _built(path: Path) -> Tables:
    connection = build(":memory:", path, {"sha256": cache.content_hash(path)})
    rows = _all(connection)
    connection.close()
    return rows


@pytest.fixture
def sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ledgers have sets too, of everything."""
    monkeypatch.setattr(postings, "FEW", -1)
    monkeypatch.setattr(postings, "POPULAR", 0)


@_few
@given(worlds(), worlds(), st.data())
@pytest.mark.usefixtures("fine", "sets")
def test_a_refreshed_index_equals_a_new_one(
    tmp_path: Path, one: list[Entity], other: list[Entity], data: st.DataObject
) -> None:
    """Paragraphs of two ledgers about the same names: edited, deleted, added, in any order."""
    first, second = _paragraphs(one, tmp_path), _paragraphs(other, tmp_path)
    by_name = {p.split(" ", 1)[0]: p for p in first}
    for paragraph in second:
        if data.draw(st.booleans()):
            by_name[paragraph.split(" ", 1)[0]] = paragraph
    changed = [p for p in by_name.values() if data.draw(st.integers(0, 5))]
    changed = data.draw(st.permutations(changed)) if data.draw(st.booleans()) else changed
    old, new = _write(tmp_path, first), _write(tmp_path, changed)
    found = _refreshed(old, new, tmp_path / f"i{next(_numbers)}.sqlite")
    expected = _built(new)
    event("built" if found is None else "refreshed")
    if found is None:
        assert not expected["piece"]
    else:
        assert found == expected


@pytest.mark.parametrize("most", [-2_000, 2_000])
@pytest.mark.usefixtures("fine", "sets")
def test_one_after_the_other(tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change builds on the copy that the last one made, many claims having moved or few."""
    monkeypatch.setattr(postings, "MOST_MOVED", most)
    head, *rest = SMALL.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    target = tmp_path / "i.sqlite"
    build(str(target), _write(tmp_path, rest, head), {}).close()
    for place in range(len(rest)):
        kept = [*rest[:place], *rest[place + 1 :]]
        for paragraphs in (kept, [*kept, rest[place]], rest):
            path = _write(tmp_path, paragraphs, head)
            connection = refresh.refresh(str(target), path, {})
            assert connection is not None
            assert _all(connection) == _built(path)
            connection.close()


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("utterance", "kg:hedging kg:Possible", "kg:hedging kg:Probable"),
        (
            "utterance",
            ":anxiety ;\n    kg:effect kg:Decrease",
            ":anxiety ;\n    kg:effect kg:Mixed",
        ),
        ("utterance", '    kg:hedgeCue "may" ;', "    cito:cites :glue2017 ;"),
        ("utterance", ":via :glutamate .", ":via :glutamate ;\n    kg:state kg:Withdrawn ."),
        ("unstated", "    kg:population :adults-with-sad ;\n", ""),
        ("unstated", ":adults-with-sad ;\n    kg:outcome", ":adults ;\n    kg:outcome"),
        ("unstated", "kg:noticeKind kg:Retraction", "kg:noticeKind kg:Correction"),
        ("unstated", "kg:evidenceDirection kg:Supports", "kg:evidenceDirection kg:Neutral"),
    ],
)
def test_what_rules_ask_follows_a_change(
    tmp_path: Path, table: str, before: str, after: str
) -> None:
    """The edit shows in the table, and a refresh brings it there."""
    source = ":{} ;\n    kg:evidenceDirection kg:Supports"
    text = SMALL.read_text(encoding="utf-8")
    text = text.replace(source.format("glue2017"), source.format("invented2021"))
    assert before in text
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace(before, after, 1), encoding="utf-8")
    found, expected = _refreshed(old, new, tmp_path / "i.sqlite"), _built(new)
    assert found == expected
    assert expected[table] != _built(old)[table]


def _swap(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    found = tmp_path / "ledger.ttl"
    shutil.copy(SMALL, found)
    return found


@pytest.fixture
def refreshes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each attempt came to something."""
    seen: list[bool] = []
    real = refresh.refresh

    def watched(*given: object) -> sqlite3.Connection | None:
        found = real(*given)  # type: ignore[arg-type]  # passed on as they are
        seen.append(found is not None)
        return found

    monkeypatch.setattr(refresh, "refresh", watched)
    return seen


@pytest.mark.usefixtures("fine")
def test_a_changed_ledger_is_refreshed_not_built(
    path: Path, refreshes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_ledger(path).title == "A small ledger for tests"
    import kg.store.build

    def refuse(*_: object) -> None:
        raise AssertionError("one block has changed")

    monkeypatch.setattr(kg.store.build, "build", refuse)
    _swap(path, ("A small ledger for tests", "Another"))
    assert open_ledger(path).title == "Another"
    assert refreshes == [True]
    assert open_ledger(path).title == "Another"
    assert refreshes == [True]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@prefix oa:", "@prefix zz: <http://zz.example/> .\n@prefix oa:"),
        ("### Claims", ":stranger :p :q .\n\n### Claims"),
        ("### Claims", "@prefix : <http://elsewhere.example/> .\n\n### Claims"),
        ("### Claims", ":ledger a kg:Claim .\n\n### Claims"),
        ("### Claims", ":ledger a kg:Ledger .\n\n### Claims"),
        ("### Claims", ":loose a kg:Notice .\n\n### Claims"),
    ],
)
@pytest.mark.usefixtures("fine")
def test_the_unusual_is_built(path: Path, refreshes: list[bool], before: str, after: str) -> None:
    open_ledger(path).index.rows("SELECT 1")
    _swap(path, (before, after))
    index = open_ledger(path).index
    assert refreshes == [False]
    expected = build(":memory:", path, {})
    tables = ("claim", "entity", "label", "many", "qualifier", "passage")
    for table in (*tables, "claim_summary", "utterance", "unstated"):
        sql = f"SELECT * FROM {table}"
        assert index.connection.execute(sql).fetchall() == expected.execute(sql).fetchall()


@pytest.mark.usefixtures("fine")
def test_what_was_strange_before_is_built_too(path: Path, refreshes: list[bool]) -> None:
    _swap(path, ("### Claims", ":stranger :p :q .\n\n### Claims"))
    open_ledger(path).index.rows("SELECT 1")
    _swap(path, ("### Agents", ":stranger a prov:Agent .\n\n### Agents"))
    assert open_ledger(path).kind_of(f"{open_ledger(path).base}stranger") == "agents"
    assert refreshes == [False]


@pytest.mark.usefixtures("fine")
def test_a_damaged_index_is_not_carried_on(path: Path, tmp_path: Path) -> None:
    open_ledger(path).index.rows("SELECT 1")
    index = next((tmp_path / "cache").glob("*.sqlite"))
    data = bytearray(index.read_bytes())
    data[2 * 4096 :] = bytes(len(data) - 2 * 4096)
    index.write_bytes(bytes(data))
    _swap(path, ("A small ledger for tests", "Another"))
    assert open_ledger(path).title == "Another"
    assert len(open_ledger(path).select().claims) == 6


def test_a_large_change_is_a_build(path: Path, refreshes: list[bool]) -> None:
    open_ledger(path).index.rows("SELECT 1")
    _swap(path, ("A small ledger for tests", "Another"))
    assert open_ledger(path).title == "Another"
    assert refreshes == [False]  # this ledger is one piece


@pytest.mark.usefixtures("fine")
def test_words_no_longer_said_make_a_build_some_day(
    path: Path, refreshes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ledger(path).index.rows("SELECT 1")
    monkeypatch.setattr(refresh, "_STALE", 4)
    monkeypatch.setattr(refresh, "_LITTLE", 0)
    for number in range(40):
        _swap(path, ("Ketamine", "Ketamines"))
        claims = open_ledger(path).select(text="Ketamine" + "s" * (number + 1)).claim_iris
        assert claims
    assert False in refreshes
    assert True in refreshes
