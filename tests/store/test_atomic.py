from __future__ import annotations

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import KGError, WriteError
from kg.store.atomic import Kept, atomic_write, replace_if_unchanged, sha256_of
from kg.store.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


def names_in(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "claims.ttl"
    path.write_bytes(b"old")
    return path


def test_writes_all_chunks_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "claims.ttl"
    atomic_write(path, (b"x" * 100_000 for _ in range(30)))
    assert path.stat().st_size == 3_000_000
    assert names_in(tmp_path) == ["claims.ttl"]


def test_empty_content_and_foreign_names(tmp_path: Path) -> None:
    for name in ("κλαιμ 主張 🧪.ttl", "x" * 250, "é" * 120, "-rf", "a\nb", "  "):
        path = tmp_path / name
        atomic_write(path, [])
        assert path.read_bytes() == b""
    assert len(names_in(tmp_path)) == 6


def test_keeps_the_mode_of_an_old_file(ledger: Path) -> None:
    ledger.chmod(0o640)
    atomic_write(ledger, [b"new"])
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o640


def test_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic_write(tmp_path / "claims.ttl", [b"new"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "claims.ttl").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path, ledger: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.ttl"
    link.symlink_to(ledger)
    atomic_write(link, [b"new"])
    assert link.is_symlink()
    assert ledger.read_bytes() == b"new"
    assert names_in(folder) == ["link.ttl"]


def test_a_dangling_link_gets_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.ttl"
    link.symlink_to(tmp_path / "later.ttl")
    atomic_write(link, [b"new"])
    assert (tmp_path / "later.ttl").read_bytes() == b"new"


def test_refuses_what_is_no_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(WriteError, match="no plain file"):
            atomic_write(path, [b"new"])
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_refuses_a_file_marked_read_only(ledger: Path) -> None:
    ledger.chmod(0o444)
    with pytest.raises(WriteError, match="read-only; make it writable"):
        atomic_write(ledger, [b"new"])
    assert ledger.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("path", "hint"),
    [("none/claims.ttl", "make the folder"), ("x" * 300, "shorter name"), ("a\0b", "another name")],
)
def test_names_the_remedy_for_a_bad_path(tmp_path: Path, path: str, hint: str) -> None:
    with pytest.raises(WriteError, match=hint):
        atomic_write(f"{tmp_path}/{path}", [b"new"])
    assert names_in(tmp_path) == []


def test_a_circle_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WriteError):
        atomic_write(tmp_path / "a", [b"new"])


def test_a_failing_source_leaves_the_old_file(ledger: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        atomic_write(ledger, chunks())
    assert ledger.read_bytes() == b"old"
    assert names_in(ledger.parent) == ["claims.ttl"]


def test_check_sees_the_whole_new_file_beside_the_old(ledger: Path) -> None:
    def check(temporary: Path) -> None:
        assert temporary.read_bytes() == b"new text"
        assert temporary.parent == ledger.parent
        assert stat.S_IMODE(temporary.stat().st_mode) == stat.S_IMODE(ledger.stat().st_mode)
        raise KGError("triples were lost")

    with pytest.raises(KGError, match="triples were lost"):
        atomic_write(ledger, [b"new ", b"text"], check=check)
    assert ledger.read_bytes() == b"old"
    assert names_in(ledger.parent) == ["claims.ttl"]


@pytest.mark.parametrize("call", ["fsync", "fchmod"])
def test_a_full_disk_leaves_the_old_file(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(WriteError, match=r"No space left.*untouched; free some space"):
        atomic_write(ledger, [b"new"])
    assert ledger.read_bytes() == b"old"
    assert names_in(ledger.parent) == ["claims.ttl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_while_writing(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def open_full(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            os.close(real(path, flags, mode))
            return real("/dev/full", os.O_WRONLY)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", open_full)
    with pytest.raises(WriteError, match="free some space"):
        atomic_write(ledger, [b"x" * (3 << 20)])
    assert ledger.read_bytes() == b"old"
    assert names_in(ledger.parent) == ["claims.ttl"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into a read-only folder")
def test_a_read_only_folder(ledger: Path) -> None:
    ledger.parent.chmod(0o555)
    try:
        with pytest.raises(WriteError, match="make the folder writable"):
            atomic_write(ledger, [b"new"])
    finally:
        ledger.parent.chmod(0o755)
    assert ledger.read_bytes() == b"old"


def test_a_read_only_disk(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError, match="the disk is read-only"):
        atomic_write(ledger, [b"new"])
    assert ledger.read_bytes() == b"old"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


SLOW_WRITER = """
import sys, time
from kg.store.atomic import atomic_write
def chunks():
    yield b"new" * 1_000_000
    print("writing", flush=True)
    time.sleep(60)
atomic_write(sys.argv[1], chunks())
"""


def test_a_killed_writer_leaves_the_old_file_and_the_next_tidies_up(ledger: Path) -> None:
    with python(SLOW_WRITER, str(ledger)) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        writer.send_signal(signal.SIGKILL)
    assert ledger.read_bytes() == b"old"
    assert len(names_in(ledger.parent)) == 2
    atomic_write(ledger, [b"new"])
    assert names_in(ledger.parent) == ["claims.ttl"]
    assert ledger.read_bytes() == b"new"


COUNTER = """
import sys
from pathlib import Path
from kg.store.atomic import atomic_write
from kg.store.locking import locked
for _ in range(25):
    with locked(sys.argv[1], patience=60) as path:
        atomic_write(path, [str(int(path.read_text()) + 1).encode()])
"""


def test_two_processes_lose_none_of_each_others_work(ledger: Path) -> None:
    ledger.write_text("0")
    writers = [python(COUNTER, str(ledger)) for _ in range(2)]
    for writer in writers:
        with writer:
            assert writer.wait(timeout=60) == 0
    assert ledger.read_text() == "50"


def test_two_threads_lose_none_of_each_others_work(ledger: Path) -> None:
    ledger.write_text("0")

    def count() -> None:
        for _ in range(20):
            with locked(ledger, patience=60):
                atomic_write(ledger, [str(int(ledger.read_text()) + 1).encode()])

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.read_text() == "60"


def test_readers_never_see_half_a_file(ledger: Path) -> None:
    ledger.write_bytes(b"a" * 500_000)
    done = threading.Event()

    def write() -> None:
        for letter in b"abcdefghij":
            atomic_write(ledger, [bytes([letter]) * 250_000] * 2)
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        seen = ledger.read_bytes()
        assert len(seen) == 500_000
        assert len(set(seen)) == 1
    thread.join()


HOLDER = """
import sys, time
from kg.store.locking import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_waiting_ends_with_a_clear_error_and_a_dead_holder_holds_nothing(ledger: Path) -> None:
    with python(HOLDER, str(ledger)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        start = time.monotonic()
        with pytest.raises(WriteError, match="another process is writing"), locked(ledger, 0.2):
            pass
        assert 0.1 < time.monotonic() - start < 5
        holder.kill()
    with locked(ledger, 1) as path:
        assert path == ledger.resolve()
    assert names_in(ledger.parent) == ["claims.ttl"]


def test_a_change_since_reading_is_an_error(ledger: Path) -> None:
    seen = sha256_of(ledger)
    assert seen == hashlib.sha256(b"old").hexdigest()
    ledger.write_bytes(b"theirs")
    with pytest.raises(WriteError, match=r"has changed since it was read.*run the command again"):
        replace_if_unchanged(ledger, seen, [b"ours"])
    assert ledger.read_bytes() == b"theirs"
    replace_if_unchanged(ledger, sha256_of(ledger), [b"ours"])
    assert ledger.read_bytes() == b"ours"


def test_no_file_is_a_state_too(tmp_path: Path, ledger: Path) -> None:
    fresh = tmp_path / "fresh.ttl"
    assert sha256_of(fresh) is None
    replace_if_unchanged(fresh, None, [b"first"])
    assert fresh.read_bytes() == b"first"
    with pytest.raises(WriteError, match="has changed"):
        replace_if_unchanged(ledger, None, [b"ours"])
    ledger.unlink()
    with pytest.raises(WriteError, match="has changed"):
        replace_if_unchanged(ledger, "0" * 64, [b"ours"])
    with pytest.raises(WriteError):
        sha256_of(tmp_path)


@pytest.mark.parametrize("by_the_system", [True, False])
def test_stretches_of_an_open_file_are_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_system: bool
) -> None:
    if not by_the_system:
        monkeypatch.delattr("os.copy_file_range", raising=False)
    data = bytes(range(256)) * 20_000
    path = tmp_path / "a"
    path.write_bytes(data)
    with path.open("rb") as source:
        number = source.fileno()
        atomic_write(path, [b"<", Kept(number, 5, len(data)), b"|", Kept(number, 0, 0), b">"])
    assert path.read_bytes() == b"<" + data[5:] + b"|>"


def test_a_file_that_becomes_shorter_is_not_taken_for_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    with path.open("rb") as source, pytest.raises(WriteError, match="became shorter"):
        atomic_write(path, [Kept(source.fileno(), 0, 10)])
    assert path.read_bytes() == b"abc"
