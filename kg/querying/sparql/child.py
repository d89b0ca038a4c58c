"""Runs the worker, hands on what it writes, and ends it when its time is over."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import KGError, QueryFault, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

_ROOT: Final = Path(__file__).parents[3]
_CHUNK: Final = 1 << 16
_WAITING: Final = 16
"""Chunks that may wait for a slow reader before the worker has to."""
_UNSELECTED: Final = re.compile(r"does not contains? variable (\?\w+)")
_WIDTH: Final = 120


def run(request: Mapping[str, object], name: str) -> Generator[bytes]:
    """Answer a request in a process of its own.

    Making the store is not part of the time limit, waiting for a slow reader neither.
    The process is ended when the time is over, when the caller stops reading, and on Ctrl-C.

    Args:
        request: what `worker` reads; `timeout` in seconds, `memory` in bytes;
            `instead` is a command that answers the same, where there is one.
        name: what the query is called in messages.

    Returns:
        The bytes of the answer as they come.

    Raises:
        SyntaxFault: the query is not SPARQL, with line and column.
        QueryFault: it did not end in time or memory, or the engine refused it.
        KGError: the ledger could not be loaded.
    """
    timeout = float(str(request["timeout"]))
    with tempfile.TemporaryFile() as said:
        process = _started(said)
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            yield from _until(process, timeout, request, name)
            code = process.wait()
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        said.seek(0)
        if code != 0:
            raise _fault(code, said.read(), request, name)


def _started(said: IO[bytes]) -> subprocess.Popen[bytes]:
    """The worker, found beside this package and nowhere in the working folder (`-P`)."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.querying.sparql.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )


def _until(
    process: subprocess.Popen[bytes], timeout: float, request: Mapping[str, object], name: str
) -> Iterator[bytes]:
    chunks: queue.Queue[bytes] = queue.Queue(_WAITING)
    stop = threading.Event()
    reader = threading.Thread(target=_pump, args=(process, chunks, stop), daemon=True)
    reader.start()
    try:
        if chunks.get() != b"ready\n":  # the worker failed before the query, and says why
            return
        left = timeout
        while True:
            before = time.monotonic()
            try:
                chunk = chunks.get(timeout=max(left, 0.001))
            except queue.Empty:
                raise _too_slow(request, name) from None
            left -= time.monotonic() - before
            if not chunk:
                return
            yield chunk
    finally:
        stop.set()
        process.kill()
        reader.join()


def _pump(
    process: subprocess.Popen[bytes], chunks: queue.Queue[bytes], stop: threading.Event
) -> None:
    """The first line, then what there is, then nothing at the end; never waits for the deaf."""
    assert process.stdout is not None
    chunk = process.stdout.readline()
    while not stop.is_set():
        try:
            chunks.put(chunk, timeout=0.1)
        except queue.Full:
            continue
        if not chunk:
            return
        chunk = process.stdout.read1(_CHUNK)  # type: ignore[attr-defined] # a buffered pipe


def _too_slow(request: Mapping[str, object], name: str) -> QueryFault:
    seconds = float(str(request["timeout"]))
    other = request.get("instead")
    return QueryFault(
        f"{name}: stopped after {seconds:g} seconds",
        f"the index answers the like of it at any size ({other}); or --timeout gives it longer"
        if other
        else "bind more of its variables, add a LIMIT, or give it longer with --timeout",
    )


def _fault(code: int, said: bytes, request: Mapping[str, object], name: str) -> KGError:
    text = said.decode("utf-8", "replace").strip()
    if _is_out_of_memory(code, text):
        mebibytes = int(str(request["memory"])) >> 20
        return QueryFault(
            f"{name}: needs more than {mebibytes} MiB of memory",
            "bind more of its variables, add a LIMIT, or give it more with --memory",
        )
    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_slow(request, name)
    if not text.startswith("{"):
        return QueryFault(f"{name}: the engine ended with code {code}: {_short(text)}")
    return _told(json.loads(text), name)


def _told(told: dict[str, Any], name: str) -> KGError:
    """What the worker says went wrong."""
    if told["kind"] == "input":
        return KGError(told["said"], told["hint"])
    if told["kind"] == "syntax":
        expected = " ".join(told["said"].split())
        words = f"not SPARQL from here on{f' ({expected})' if len(expected) <= _WIDTH else ''}"
        return SyntaxFault(name, told["line"], told["column"], words, "correct the query")
    return _refused(told["said"], name)


def _refused(said: str, name: str) -> QueryFault:
    unselected = _UNSELECTED.search(said)
    if unselected:
        variable = unselected[1]
        hint = f"select {variable} too, or leave --with out"
        return QueryFault(f"{name}: {variable} is bound, but not among what it selects", hint)
    return QueryFault(f"{name}: {_short(said)}", "correct the query")


def _is_out_of_memory(code: int, text: str) -> bool:
    return code == -signal.SIGABRT or '"kind": "memory"' in text or "memory allocation" in text


def _short(text: str) -> str:
    """What the engine said, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
