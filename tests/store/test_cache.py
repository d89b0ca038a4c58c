from __future__ import annotations

import itertools
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from standin import SMALL

from kg.errors import LedgerError, ReadError, SyntaxFault
from kg.store import cache
from kg.store.cache import Cache, cache_folder, content_hash
from kg.store.ledger import open_ledger


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "ledger.ttl"
    shutil.copy(SMALL, found)
    return found


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    import kg.store.build

    seen: list[str] = []
    real = kg.store.build.build

    def build(target: str, path: Path, *rest: Any) -> sqlite3.Connection:
        seen.append(target)
        return real(target, path, *rest)

    monkeypatch.setattr(kg.store.build, "build", build)
    return seen


def _titles(path: Path) -> str:
    return open_ledger(path).title


def _age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_an_index_is_used_again(path: Path, builds: list[str], folder: Path) -> None:
    assert _titles(path) == _titles(path)
    assert len(builds) == 1
    assert {p.suffix for p in folder.iterdir()} == {".sqlite", ".stamp"}


def test_a_settled_file_is_not_even_hashed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _age(path, 60)
    _titles(path)

    def refuse(_: Path) -> str:
        raise AssertionError("the stamp should do")

    monkeypatch.setattr(cache, "content_hash", refuse)
    assert _titles(path) == "A small ledger for tests"


def test_a_touched_but_equal_file_is_not_read_again(path: Path, builds: list[str]) -> None:
    _age(path, 100)
    _titles(path)
    _age(path, 50)
    _titles(path)
    assert len(builds) == 1


def test_a_change_is_noticed(path: Path) -> None:
    _titles(path)
    path.write_text(path.read_text().replace("A small ledger for tests", "Another"))
    assert _titles(path) == "Another"


def test_a_change_of_equal_size_in_the_same_moment_is_noticed(path: Path) -> None:
    before = path.stat()
    _titles(path)
    path.write_text(path.read_text().replace("A small ledger", "A SMALL LEDGER"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert _titles(path) == "A SMALL LEDGER for tests"


def test_a_racy_stamp_heals_once_the_file_has_settled(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _titles(path)
    _age(path, 3600)
    _titles(path)
    hashes: list[Path] = []

    def counted(found: Path) -> str:
        hashes.append(found)
        return content_hash(found)

    monkeypatch.setattr(cache, "content_hash", counted)
    _titles(path)
    assert not hashes


@pytest.mark.parametrize(
    "damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_index_is_made_anew(path: Path, folder: Path, damage: bytes) -> None:
    _titles(path)
    for index in folder.glob("*.sqlite"):
        index.write_bytes(damage)
    assert _titles(path) == "A small ledger for tests"
    assert open_ledger(path).select().claims


def test_a_torn_index_is_made_anew(path: Path, folder: Path) -> None:
    _titles(path)
    index = next(folder.glob("*.sqlite"))
    index.write_bytes(index.read_bytes()[:8192])
    assert len(open_ledger(path).select().claims) == 6


def test_damage_found_in_the_middle_of_work_is_mended(path: Path, folder: Path) -> None:
    expected = open_ledger(path).select(text="ketamine").claim_iris
    index = next(folder.glob("*.sqlite"))
    data = bytearray(index.read_bytes())
    data[3 * 4096 :] = os.urandom(len(data) - 3 * 4096)
    index.write_bytes(bytes(data))
    assert open_ledger(path).select(text="ketamine").claim_iris == expected


def test_a_damaged_stamp_costs_only_a_hash(path: Path, folder: Path, builds: list[str]) -> None:
    _titles(path)
    for damage in ("", "[]", '{"sha256": 1}', '{"sha256": "x", "look": ["a"]}', "\x00"):
        next(folder.glob("*.stamp")).write_text(damage)
        assert _titles(path)
    assert len(builds) == 1


def test_another_layout_is_made_anew(
    path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _titles(path)
    monkeypatch.setattr(cache, "layout_key", lambda: "newer")
    _titles(path)
    assert len(builds) == 2


def test_where_nothing_can_be_written_the_index_lives_in_memory(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builds: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file" / "cache"))
    assert len(open_ledger(path).select().claims) == 6
    assert builds == [":memory:"]


def test_a_full_disk_means_memory(
    path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.store.build

    real = kg.store.build.build

    def full(target: str, path: Path, *rest: Any) -> sqlite3.Connection:
        if target != ":memory:":
            raise sqlite3.OperationalError("database or disk is full")
        return real(target, path, *rest)

    monkeypatch.setattr(kg.store.build, "build", full)
    assert len(open_ledger(path).select().claims) == 6
    assert builds == [":memory:"]


def test_an_existing_index_serves_a_folder_that_is_read_only(
    path: Path, folder: Path, builds: list[str]
) -> None:
    _age(path, 60)
    _titles(path)
    folder.chmod(0o500)
    try:
        assert _titles(path)
    finally:
        folder.chmod(0o700)
    assert len(builds) == 1


def test_leftovers_of_killed_builds_are_cleared_away(path: Path, folder: Path) -> None:
    _titles(path)
    index = next(folder.glob("*.sqlite"))
    old, young = (folder / f"{index.stem}{n}.tmp" for n in (1, 2))
    for leftover in (old, young):
        leftover.write_bytes(b"x" * 100)
    _age(old, 7200)
    path.write_text(path.read_text() + "\n# changed\n")
    _titles(path)
    assert not old.exists()
    assert young.exists()


def test_a_failed_build_leaves_the_old_index_and_no_file(path: Path, folder: Path) -> None:
    _titles(path)
    before = {p: p.read_bytes() for p in folder.glob("*.sqlite")}
    path.write_text("broken")
    with pytest.raises(SyntaxFault):
        _titles(path)
    assert {p: p.read_bytes() for p in folder.glob("*.sqlite")} == before
    assert not list(folder.glob("*.tmp"))


def test_a_ledger_of_a_newer_program_is_refused(path: Path) -> None:
    text = path.read_text()
    path.write_text(text.replace("a kg:Ledger ;", "a kg:Ledger ; kg:modelVersion 99 ;"))
    assert path.read_text() != text
    with pytest.raises(LedgerError, match="newer claimkg"):
        _titles(path)


@pytest.mark.parametrize("name", ["missing.ttl", "no\x00name.ttl", "."])
def test_what_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError):
        open_ledger(tmp_path / name)


def _count(path: str, folder: str, found: multiprocessing.Queue[int]) -> None:
    os.environ["KG_CACHE"] = folder
    found.put(len(open_ledger(path).select().claims))


def test_many_processes_may_build_at_once(path: Path, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[int] = context.Queue()
    workers = [
        context.Process(target=_count, args=(str(path), str(folder), found)) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    assert [found.get(timeout=60) for _ in workers] == [6] * 4
    for worker in workers:
        worker.join()
    assert not list(folder.glob("*.tmp"))


def test_a_reader_keeps_its_index_while_another_replaces_it(path: Path) -> None:
    ledger = open_ledger(path)
    view = ledger.select()
    assert ledger.title == "A small ledger for tests"
    path.write_text(path.read_text().replace("A small ledger for tests", "Another"))
    assert _titles(path) == "Another"
    assert len(view.claims) == 6
    assert ledger.title == "A small ledger for tests"


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", "/x")
    assert cache_folder() == Path("/x")
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/y")
    assert cache_folder() == Path("/y/claimkg")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder().parts[-2:] == (".cache", "claimkg")


def test_two_ledgers_have_two_indexes(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    shutil.copy(path, other)
    assert Cache(path).file != Cache(other).file


def _rewrite(path: str, seconds: float) -> None:
    """Put one of two ledgers in place, again and again: they differ in title and in claims."""
    from kg.store.atomic import atomic_write

    first = Path(path).read_text(encoding="utf-8")
    second = first.replace("A small ledger for tests", "Another").replace("kg:Claim ;", "kg:X ;")
    until = time.monotonic() + seconds
    for text in itertools.cycle((second, first)):
        atomic_write(path, [text.encode()])
        if time.monotonic() > until:
            break


def _read(path: str, folder: str, seconds: float, found: multiprocessing.Queue[object]) -> None:
    os.environ["KG_CACHE"] = folder
    seen: set[object] = set()
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            ledger = open_ledger(path)
            seen.add((ledger.title, len(ledger.select().claims), len(ledger.documents())))
    except Exception as error:  # noqa: BLE001 - whatever it is, the test has to see it
        seen.add(repr(error))
    found.put(seen)


def test_readers_see_one_ledger_or_the_other_while_a_writer_works(path: Path, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[set[object]] = context.Queue()
    writer = context.Process(target=_rewrite, args=(str(path), 7.0))
    readers = [
        context.Process(target=_read, args=(str(path), str(folder), 5.0, found)) for _ in range(3)
    ]
    documents = len(open_ledger(path).documents())
    for process in (*readers, writer):
        process.start()
    seen = set().union(*(found.get(timeout=90) for _ in readers))
    for process in (*readers, writer):
        process.join()
    both = {("A small ledger for tests", 6, documents), ("Another", 0, documents)}
    assert seen == both
    assert not list(folder.glob("*.tmp"))


def test_a_ledger_that_is_replaced_all_the_time_is_read_from_a_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cache.look_at
    looks = itertools.count()

    def restless(found: Path) -> cache.Look:
        seen = real(found)
        return seen._replace(mtime_ns=next(looks)) if found == path else seen

    monkeypatch.setattr(cache, "look_at", restless)
    assert _titles(path) == "A small ledger for tests"
    monkeypatch.undo()
    assert _titles(path) == "A small ledger for tests"


def test_a_ledger_that_is_written_into_meanwhile_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(found: Path, _: Path) -> None:
        raise cache._restless(found)

    monkeypatch.setattr(cache, "_copy_at_rest", refuse)
    monkeypatch.setattr(cache, "_TRIES", 0)
    with pytest.raises(LedgerError, match="changes while it is read"):
        _titles(path)


def test_a_killed_build_leaves_a_file_that_nobody_opens(path: Path, folder: Path) -> None:
    _titles(path)
    path.write_text(path.read_text().replace("A small ledger for tests", "Another"))
    code = "import os, signal, sys\nimport kg.store.build as b\n"
    code += "b.complete = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
    code += "from kg.store.ledger import open_ledger\nopen_ledger(sys.argv[1]).index\n"
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    (leftover,) = folder.glob("*.tmp")
    assert _titles(path) == "Another"
    _age(leftover, 7200)
    path.write_text(path.read_text().replace("Another", "A third"))
    assert _titles(path) == "A third"
    assert not leftover.exists()
