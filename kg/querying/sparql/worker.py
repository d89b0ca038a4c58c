"""The process that answers one query and can be ended at any moment: `python -m` runs it.

It reads a request (JSON, one line) from standard input, makes the store, writes the line `ready`,
and then writes the answer as bytes to standard output.
A failure is one JSON object on standard error and exit code 3.
It ends when its parent does: standard input then closes, and the kernel ends it when it has used
more processor time than the query may.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.errors import KGError
from kg.querying.derived import VERSION, derived
from kg.store.backends.oxigraph import IN_MEMORY, SEEN, Content, in_memory, on_disk
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.store.ledger import Ledger

_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_GRACE: Final = 10
"""Seconds of processor time beyond the limit, after which the kernel ends the process."""
_COUNTED: Final = 100_000
"""Rows beyond the limit that are counted, so that a reader learns how many there are."""


def main() -> int:
    """Answer the request on standard input.

    Returns:
        The exit code.
    """
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = sys.stdout.buffer
    try:
        ledger = open_ledger(request["path"])
        store, remembered = _store(ledger)
        out.write(b"ready\n")
        out.flush()
        _limit(request["memory"], request["timeout"], files=not remembered)
        _answer(store, request, out)
        out.flush()
    except (KGError, SyntaxError, RuntimeError, ValueError, OSError, MemoryError) as error:
        sys.stderr.write(json.dumps(_told(error)))
        return 3
    return 0


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def _store(ledger: Ledger) -> tuple[ox.Store, bool]:
    """The store, and whether it lies on disk."""
    sha256 = ledger.index.meta["sha256"]
    content = Content(ledger.path, sha256, lambda: derived(ledger), VERSION)
    if ledger.counts().get("claims", 0) > IN_MEMORY:
        return on_disk(content), True
    return in_memory(content), False


def _limit(memory: int, timeout: float, *, files: bool) -> None:
    """Bound memory and processor time, where the system can; with `files` no file or socket too."""
    try:
        import resource
    except ImportError:  # not on Windows: there the time limit of the parent stands alone
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime + timeout) + _GRACE
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_AS, _mapped() + memory)
    if files:  # a second lock on the network: no descriptor is left for a socket
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        _lower(resource.RLIMIT_NOFILE, descriptor)


def _lower(what: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(ValueError, OSError):  # a system without this limit
        resource.setrlimit(what, (least, least))


def _mapped() -> int:
    """Bytes of address space that the process has already."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


def _answer(store: ox.Store, request: dict[str, object], out: BinaryIO) -> None:
    given = cast("dict[str, list[str]]", request["given"])
    found = store.query(
        cast("str", request["query"]),
        prefixes=cast("dict[str, str]", request["prefixes"]),
        default_graph=None if request["from"] else list(SEEN),
        substitutions={ox.Variable(name): _given(term) for name, term in given.items()} or None,
    )
    wanted = cast("str", request["format"])
    if isinstance(found, ox.QueryTriples):
        triples = sorted(set(found), key=str)
        prefixes = cast("dict[str, str]", request["prefixes"])
        used = _used(prefixes, triples)
        ox.serialize(triples, output=out, format=_GRAPHS[wanted], prefixes=used)
    elif wanted == "rows":
        _rows(found, out, cast("int | None", request["limit"]))
    else:
        found.serialize(output=out, format=_RESULTS[wanted])


def _used(prefixes: dict[str, str], triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Only the prefixes that some IRI of the graph begins with."""
    iris = {
        term.value.rpartition(mark)[0] + mark
        for triple in triples
        for term in (*triple, getattr(triple.object, "datatype", None))
        if isinstance(term, ox.NamedNode)
        for mark in ("#", "/")
    }
    return {name: namespace for name, namespace in prefixes.items() if namespace in iris}


def _given(term: list[str]) -> ox.NamedNode | ox.Literal:
    kind, value = term
    if kind == "iri":
        return ox.NamedNode(value)
    if kind == "text":
        return ox.Literal(value)
    return ox.Literal(value, datatype=ox.NamedNode(kind))


def _rows(found: ox.QuerySolutions | ox.QueryBoolean, out: BinaryIO, limit: int | None) -> None:
    """JSON lines: true or false; or the names of the variables, then an array a solution.

    The last line is how many solutions there are, null if nobody counted so far.
    """
    if isinstance(found, ox.QueryBoolean):
        out.write(json.dumps(bool(found)).encode() + b"\n")
        return
    names = [variable.value for variable in found.variables]
    out.write(json.dumps(names).encode() + b"\n")
    count = 0
    for solution in found:
        if limit is None or count < limit:
            row = [_term(solution[name]) for name in names]
            out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        elif count >= limit + _COUNTED:
            out.write(b"null\n")
            return
        count += 1
    out.write(f"{count}\n".encode())


def _term(term: object) -> list[str | None] | None:
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value, None, None]
    if isinstance(term, ox.Literal):
        plain = term.language is not None or term.datatype.value.endswith("XMLSchema#string")
        return ["literal", term.value, term.language, None if plain else term.datatype.value]
    if isinstance(term, ox.BlankNode):
        return ["blank", term.value, None, None]
    return None if term is None else ["triple", str(term), None, None]


def _told(error: BaseException) -> dict[str, object]:
    """A failure as data: what it is, where in the query, and what the engine said."""
    if isinstance(error, KGError):
        return {"kind": "input", "said": error.message, "hint": error.hint}
    if isinstance(error, MemoryError):
        return {"kind": "memory", "said": ""}
    said = str(error)
    found = _PLACE.match(said)
    if isinstance(error, SyntaxError) and found:
        line, column, message = found.groups()
        return {"kind": "syntax", "said": message, "line": int(line), "column": int(column)}
    return {"kind": "engine", "said": said}


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the store need not be taken down cell by cell
