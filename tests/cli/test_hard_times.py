"""A full disk, a killed process, a line without end: the ledger is the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import bad_input
import pytest
from conftest import LONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent.parent
KILLS = 200 if LONG else 20
MILLION = 1_000_000

# Runs kg in this process, which ends itself at the n-th thing that it does in a folder.
ENDING_ITSELF = """
import os, signal, sys
left, folder = int(sys.argv[1]), sys.argv[2]
from kg.cli import run
def watch(event, arguments):
    global left
    if event in {"open", "os.rename", "os.remove", "os.listdir", "os.scandir", "os.chmod"} and any(
        isinstance(one, str) and one.startswith(folder) for one in arguments
    ):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
sys.exit(run(sys.argv[3:]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ledger.ttl").write_bytes(bad_input.examples())
    (tmp_path / "good.csv").write_text(bad_input.HEADER + bad_input.ROW)
    return tmp_path


def kg(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "-g", str(folder / "ledger.ttl"), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("words", [("import", "good.csv"), ("export", "out.gexf"), ("fmt",)])
def test_a_full_disk(small_disk: Path, words: tuple[str, ...]) -> None:
    ledger = bad_input.examples()
    if words == ("fmt",):
        ledger = ledger.replace(b" ;\n", b";\n")
    (small_disk / "ledger.ttl").write_bytes(ledger)
    (small_disk / "good.csv").write_text(bad_input.HEADER + bad_input.ROW)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while stream.write(b"x" * 4096):
            pass
    before = bad_input.snapshot(small_disk)
    found = kg(small_disk, *words)
    assert found.returncode == 3, found
    assert found.stderr.count("\n") == 1
    assert "ledger.ttl: " in found.stderr or "out.gexf: " in found.stderr
    assert "No space left on device" in found.stderr
    assert "; free some space on the disk" in found.stderr
    assert bad_input.snapshot(small_disk) == before
    filler.unlink()
    assert kg(small_disk, *words).returncode == 0


@pytest.mark.slow
def test_a_process_that_is_killed_at_any_moment(folder: Path) -> None:
    ledger = folder / "ledger.ttl"
    old = ledger.read_bytes()
    begun = time.monotonic()
    assert kg(folder, "import", "good.csv").returncode == 0
    whole = time.monotonic() - begun
    new = ledger.read_bytes()
    assert new != old
    moments = random.Random(20)
    seen = set()
    for _ in range(KILLS):
        ledger.write_bytes(old)
        command = [sys.executable, str(ROOT / "cli.py"), "-g", str(ledger), "import", "good.csv"]
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as child:
            time.sleep(moments.uniform(0.3, 1.1) * whole)
            child.send_signal(signal.SIGKILL)
        state = ledger.read_bytes()
        assert state in {old, new}
        seen.add(state == new)
    assert False in seen, "every kill came too late to tell anything"
    assert kg(folder, "import", "good.csv").returncode == 0
    assert ledger.read_bytes() == new
    assert sorted(path.name for path in folder.iterdir()) == ["good.csv", "ledger.ttl"]


@pytest.mark.slow
@pytest.mark.parametrize("words", [("import", "good.csv"), ("fmt",)])
def test_a_process_that_ends_at_each_of_its_steps(folder: Path, words: tuple[str, ...]) -> None:
    ledger = folder / "ledger.ttl"
    old = ledger.read_bytes()
    if words == ("fmt",):
        old = old.replace(b" ;\n", b";\n")
        ledger.write_bytes(old)
    assert kg(folder, *words).returncode == 0
    new = ledger.read_bytes()
    assert new != old
    watched = [sys.executable, "-c", ENDING_ITSELF]
    killed = 0
    for step in range(1, 100):
        ledger.write_bytes(old)
        found = subprocess.run(
            [
                *watched,
                str(step),
                str(folder),
                "-g",
                str(ledger),
                *words,
            ],
            capture_output=True,
            cwd=folder,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert ledger.read_bytes() in {old, new}, step
        if found.returncode == 0:
            break
        assert found.returncode == -signal.SIGKILL, found
        killed += 1
    assert killed >= 5
    assert ledger.read_bytes() == new
    assert sorted(path.name for path in folder.iterdir()) == ["good.csv", "ledger.ttl"]


def test_a_file_that_vanishes_while_it_is_read(folder: Path) -> None:
    """A pipe stands for it: it is there when it is opened, and gives nothing more then."""
    (folder / "pipe.csv").unlink(missing_ok=True)
    os.mkfifo(folder / "pipe.csv")
    before = (folder / "ledger.ttl").read_bytes()
    command = [sys.executable, str(ROOT / "cli.py"), "-g", str(folder / "ledger.ttl"), "import"]
    with subprocess.Popen(
        [*command, "pipe.csv"], cwd=folder, stderr=subprocess.PIPE, text=True
    ) as child:
        with (folder / "pipe.csv").open("w") as stream:
            stream.write(bad_input.HEADER + '1,"A he')
            (folder / "pipe.csv").unlink()
        assert child.stderr is not None
        said = child.stderr.read()
    assert child.returncode == 3
    assert said.startswith("kg: pipe.csv:2: ")
    assert said.count("\n") == 1
    assert (folder / "ledger.ttl").read_bytes() == before


LINES: dict[str, Callable[[int], str]] = {
    "text.ttl": lambda size: f'<a:a> <a:b> "{"a" * size}" .',
    "open.ttl": lambda size: f'<a:a> <a:b> "{"a" * size}',
    "name.nt": lambda size: f"<a:a> <a:b> <a:{'a' * size}> .",
    "comment.ttl": lambda size: f"#{'a' * size}",
    "text.rdf": lambda size: (
        bad_input.RDF + f'<e:x rdf:about="a:a"><e:p>{"a" * size}</e:p></e:x></rdf:RDF>'
    ),
    "text.jsonld": lambda size: (
        f'{{"@context": {{"p": "a:p"}}, "@id": "a:a", "p": "{"a" * size}"}}'
    ),
    "text.csv": lambda size: f"claim_id,text,subject,object,effect\n1,{'a' * size},A,B,decrease\n",
    "text.jsonl": lambda size: (
        f'{{"claim_id": "1", "subject": "A", "object": "B", "text": "{"a" * size}"}}'
    ),
    "text.json": lambda size: f'[{{"id": "1", "title": "{"a" * size}"}}]',
    "many.ttl": lambda size: f"<a:a> <a:b> {'1, ' * (size // 3)}2 .",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("size", [20, pytest.param(200, marks=pytest.mark.long)])
def test_a_line_without_end(folder: Path, name: str, size: int) -> None:
    """Refused, or read where it says little; memory is at most fifteen times the line."""
    before = (folder / "ledger.ttl").read_bytes()
    (folder / name).write_text(LINES[name](size * MILLION))
    most = 300 * MILLION + 15 * size * MILLION
    child = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "-g", "ledger.ttl", "import", name],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        timeout=20 * size,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
    )
    if name == "many.ttl":
        assert child.returncode == 0, child.stderr
        return
    assert child.returncode == 3, child.stderr
    assert child.stderr.count("\n") == 1
    assert len(child.stderr) < 1000
    assert "16 MiB" in child.stderr
    assert (folder / "ledger.ttl").read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == sorted(["good.csv", "ledger.ttl", name])
