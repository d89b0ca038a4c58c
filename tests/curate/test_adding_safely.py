"""Adding beside other writers, on bad disks, and into files that people have written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from capture import CLAIM, ROOT, whole

from kg.curate.adding.add import add
from kg.errors import EntityError, LedgerError, ReadError, WriteError
from kg.rdf.splice import splices

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_with_foreign_line_ends_is_written_anew(ledger: Path) -> None:
    ledger.write_bytes(b"\xef\xbb\xbf" + ledger.read_bytes().replace(b"\n", b"\r\n"))
    done = add(ledger, "claim", CLAIM)
    assert "line ends" in done.rewritten
    assert done.id in whole(ledger)


def test_a_comment_at_the_place_is_not_lost(ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace(":ketamine a", "# mine\n:ketamine a"), encoding="utf-8")
    before = ledger.read_bytes()
    with pytest.raises(WriteError, match="mine"):
        add(ledger, "concept", {"labels": "ketaminf"})
    assert ledger.read_bytes() == before
    assert add(ledger, "claim", CLAIM).rewritten == ""
    assert "# mine\n" in ledger.read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(ledger: Path) -> None:
    before = ledger.read_bytes()
    done = add(ledger, "claim", CLAIM, dry_run=True)
    assert f":{done.id} a kg:Claim ;" in done.text
    assert ledger.read_bytes() == before


def test_what_cannot_be_written_to(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        add(tmp_path / "none.ttl", "claim", CLAIM)
    other = tmp_path / "l.nt"
    other.write_text("<a:b> <a:c> <a:d> .\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="only Turtle"):
        add(other, "claim", CLAIM)
    with pytest.raises(LedgerError, match="choose from: document"):
        add(ledger, "clam", CLAIM)
    ledger.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        add(ledger, "claim", CLAIM)
    with pytest.raises(EntityError, match="neither title"):
        add(ledger, "document", {"publisher": "x"})


_TEN: str = """
import sys
from kg.cli import run
codes = [
    run(["-g", sys.argv[1], "add", "concept", "--label", f"{sys.argv[2]} {n}"]) for n in range(10)
]
sys.exit(any(codes))
"""


def test_two_processes_lose_nothing_of_each_other(ledger: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _TEN, str(ledger), name], cwd=ROOT)
        for name in ("left", "right")
    ]
    assert [one.wait(timeout=300) for one in both] == [0, 0]
    found = whole(ledger)
    assert {f"{name}-{n}" for name in ("left", "right") for n in range(10)} <= found.keys()


_KILLED: str = """
import os, signal, sys
from pathlib import Path
from kg.curate.adding.add import add
Path.replace = lambda self, target: (
    os.kill(os.getpid(), signal.SIGKILL) if str(target).endswith("claims.ttl") else
    os.replace(self, target)
)
add(sys.argv[1], "concept", {"labels": "never"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_old_ledger(ledger: Path) -> None:
    before = ledger.read_bytes()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(ledger)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert ledger.read_bytes() == before
    assert any(path.name.endswith(".kg-tmp") for path in ledger.parent.iterdir())
    add(ledger, "concept", {"labels": "later"})
    assert not any(path.name.endswith(".kg-tmp") for path in ledger.parent.iterdir())
    assert "later" in whole(ledger)


def test_an_editor_that_knows_no_lock_is_not_overwritten(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: object) -> object:
        ledger.write_bytes(ledger.read_bytes() + b"# typed just now\n")
        return splices(*given)  # type: ignore[arg-type] # as given

    monkeypatch.setattr("kg.curate.ledger_file.splices", meanwhile)
    with pytest.raises(WriteError, match="has changed since it was read"):
        add(ledger, "claim", CLAIM)
    assert ledger.read_bytes().endswith(b"# typed just now\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder(ledger: Path) -> None:
    ledger.parent.chmod(0o555)
    try:
        with pytest.raises(WriteError, match="make the folder writable"):
            add(ledger, "claim", CLAIM)
    finally:
        ledger.parent.chmod(0o755)
