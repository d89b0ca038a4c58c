"""Bad input: what `kg` says of it, with which exit code, and what is on the disk afterwards.

`python bench/bad_input.py` makes every case in a folder of its own, runs `kg` on it, and prints
the table in Markdown. The tests run the same cases (`tests/cli/test_bad_input.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
LEDGER = "ledger.ttl"
HEADER = "claim_id,text,subject,object,effect,document,passage,start,end,source,direction,doi\n"
ROW = "1,A helps.,A,B,decrease,d,words,,,s1,supports,\n"
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://ex/">\n'
OURS = "@prefix : <https://claims.example/x#> .\n@prefix kg: <https://w3id.org/claimkg/ns#> .\n"
_WITHOUT_RIGHTS = (
    "setpriv",
    "--bounding-set",
    "-dac_override,-dac_read_search",
    "--inh-caps",
    "-all",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One bad input.

    Attributes:
        name: what is bad.
        file: the file that is to blame, as the message must name it.
        content: its bytes; None where `make` makes it.
        said: a pattern of the message: place, fault, remedy.
        words: the command; `import FILE` if not given.
        make: makes what bytes cannot say (a folder, a link); gives the reason where it cannot.
        beside: other files.
        unprivileged: root must not have its right to read everything.
    """

    name: str
    file: str
    content: str | bytes | None
    said: str
    words: tuple[str, ...] = ()
    make: Callable[[Path], str] | None = None
    beside: tuple[tuple[str, str], ...] = ()
    unprivileged: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: exit code, what was said, and whether the disk is as it was."""

    code: int
    stdout: str
    stderr: str
    untouched: bool


def _bomb() -> str:
    lines = ['<!ENTITY e0 "lollollol">']
    lines += ['<!ENTITY e%d "%s">' % (n, f"&e{n - 1};" * 10) for n in range(1, 12)]  # noqa: UP031 - nested quotes
    return "<!DOCTYPE r [\n" + "\n".join(lines) + "]>\n" + RDF + "<e:x>&e11;</e:x></rdf:RDF>\n"


def _table(**cells: str) -> str:
    """A table of one row with some cells changed."""
    names = HEADER.strip().split(",")
    row = dict(zip(names, ROW.strip().split(","), strict=True)) | cells
    return HEADER + ",".join(row[name] for name in names) + "\n"


def _dangling(folder: Path) -> str:
    (folder / "gone.csv").symlink_to(folder / "was-here.csv")
    return ""


def _breaking_off(folder: Path) -> str:
    """A file whose reading fails in the middle: the first page of a process is never mapped."""
    memory = Path("/proc/self/mem")
    if not memory.exists():
        return "this system has no file whose reading fails"
    (folder / "breaks.ttl").symlink_to(memory)
    return ""


def _forbidden(folder: Path) -> str:
    path = folder / "secret.csv"
    path.write_text(HEADER + ROW)
    path.chmod(0)
    return ""


def _ledger(text: str) -> str:
    return OURS + text


MAPPING = '[documents.d]\nfile = "d.txt"\n'

CASES = (
    Case(
        "malformed Turtle",
        "bad.ttl",
        OURS + ':a kg:effect "x" oops .\n',
        r"^kg: bad\.ttl:3:18: .*; correct the line$",
    ),
    Case(
        "a malformed ledger",
        LEDGER,
        OURS + ":a kg:effect [ .\n",
        r"^kg: ledger\.ttl:3:\d+: .*; .+",
        ("claims",),
    ),
    Case(
        "an undeclared prefix",
        "bad.ttl",
        "ex:a <http://ex/b> 1 .",
        r"^kg: bad\.ttl:1:1: .*; declare the prefix",
    ),
    Case("a misspelt term of ours", "bad.ttl", OURS + ":a kg:effekt 1 .", "; did you mean kg:eff"),
    Case(
        "a remote JSON-LD context",
        "bad.jsonld",
        '{"@context":\n "https://schema.org/", "name": "x"}',
        r"^kg: bad\.jsonld:2:2: .*is remote, and nothing is fetched; save it",
    ),
    Case(
        "an XML bomb",
        "bad.rdf",
        _bomb(),
        r"^kg: bad\.rdf:3:\d+: the entity 'e1' is made of others.*; write the text out",
    ),
    Case(
        "an XML entity of another file",
        "bad.rdf",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n' + RDF + "&e;</rdf:RDF>",
        r"^kg: bad\.rdf:1:\d+: .*stands outside the file, and nothing is fetched; write",
    ),
    Case(
        "RDF/XML that breaks off",
        "bad.rdf",
        RDF + '<e:x rdf:about="http://ex/a">\n',
        r"^kg: bad\.rdf:3:1: not well-formed XML.*; .*if it breaks off",
    ),
    Case(
        "a table without a column that it needs",
        "bad.csv",
        "claim_id,subject,object,effect,direction\n1,A,B,decrease,supports\n",
        r"^kg: bad\.csv, row 2, column 'source': .*; fill source",
    ),
    Case(
        "a table that names no claim",
        "bad.csv",
        "text,effect\nA helps.,decrease\n",
        r"^kg: bad\.csv, row 2.*; fill claim_id, or subject",
    ),
    Case(
        "an unknown column",
        "bad.csv",
        HEADER.replace("effect", "efect") + ROW,
        r"^kg: bad\.csv: unknown column 'efect'; did you mean 'effect'\?.*--map",
    ),
    Case(
        "one id for two claims",
        "bad.csv",
        HEADER + ROW + ROW.replace("A,B", "A,C"),
        r"^kg: bad\.csv, row 3, column 'object': .*row 2.*; give another claim another claim_id",
    ),
    Case(
        "a key twice in one JSON object",
        "bad.jsonl",
        '{"claim_id": "1", "subject": "A", "object": "B", "subject": "C"}\n',
        r"^kg: bad\.jsonl:1: .*'subject' twice; ",
    ),
    Case(
        "an unknown effect word",
        "bad.csv",
        _table(effect="decreese"),
        r"^kg: bad\.csv, row 2, column 'effect': 'decreese'.*; did you mean",
    ),
    Case(
        "an offset that does not match its quote",
        "bad.csv",
        _table(start="0", end="3"),
        r"^kg: bad\.csv, row 2, column '(start|end)': .*; .+",
    ),
    Case(
        "an end before the start",
        "bad.csv",
        _table(passage="", start="9", end="3"),
        r"^kg: bad\.csv, row 2, column 'end': .*; .+",
    ),
    Case(
        "an IRI with a user's text in RDF",
        "bad.ttl",
        '<http://ex/?q=a "b"> <http://ex/p> 1 .',
        r"^kg: bad\.ttl:1: .*is no IRI.*; write <http://ex/\?q=a%20%22b%22>, or give --lenient",
    ),
    Case(
        "an IRI with a user's text in JSON-LD",
        "bad.jsonld",
        '{"@context": {"p": "http://ex/p"}, "@id": "http://ex/a> <b", "p": "x"}',
        r"^kg: bad\.jsonld: .*is no IRI.*; write <http://ex/a%3E%20%3Cb>",
    ),
    Case(
        "a base with a user's text",
        "new.ttl",
        None,
        r"^kg: .*https://ex/> <b.*; .+",
        ("init", "new.ttl", "--base", "https://ex/> <b#"),
    ),
    Case("a file that is not there", "none.csv", None, r"^kg: none\.csv: no such file; check"),
    Case("a link to nothing", "gone.csv", None, r"^kg: gone\.csv: no such file; ", make=_dangling),
    Case(
        "a file whose reading fails",
        "breaks.ttl",
        None,
        r"^kg: breaks\.ttl: cannot be read \(Input/output error\); ",
        make=_breaking_off,
    ),
    Case(
        "a file without permission",
        "secret.csv",
        None,
        r"^kg: secret\.csv: .*; ",
        make=_forbidden,
        unprivileged=True,
    ),
    Case(
        "a folder for a file",
        "folder.ttl",
        None,
        r"^kg: folder\.ttl: is a folder without any \*\.ttl file; .* kg init folder\.ttl/",
        words=("check", "folder.ttl"),
        make=lambda folder: (folder / "folder.ttl").mkdir() or "",  # type: ignore[func-returns-value]  # the reason is none
    ),
    Case(
        "a ledger of a newer version",
        LEDGER,
        _ledger(
            ':l a kg:Ledger ; kg:modelVersion 99 ; <http://purl.org/dc/terms/title> "t"@en .\n'
        ),
        r"^kg: ledger\.ttl: .*99.*; (install a newer|update) claimkg",
        ("claims",),
    ),
    Case(
        "an import into a ledger of a newer version",
        LEDGER,
        _ledger(
            ':l a kg:Ledger ; kg:modelVersion 99 ; <http://purl.org/dc/terms/title> "t"@en .\n'
        ),
        r"^kg: ledger\.ttl: .*99.*; (install a newer|update) claimkg",
        ("import", "good.csv"),
        beside=(("good.csv", HEADER + ROW),),
    ),
    Case(
        "formatting a ledger of a newer version",
        LEDGER,
        _ledger(
            ':l a kg:Ledger ; kg:modelVersion 99 ; <http://purl.org/dc/terms/title> "t"@en .\n'
        ),
        r"^kg: ledger\.ttl: .*99.*; (install a newer|update) claimkg",
        ("fmt",),
    ),
    Case("NUL bytes in Turtle", "bad.ttl", OURS + ':a kg:x "\0" .', r"^kg: bad\.ttl:3: a NUL.*; "),
    Case("NUL bytes in a table", "bad.csv", HEADER + "\0" + ROW, r"^kg: bad\.csv:2: a NUL.*; "),
    Case(
        "NUL bytes in a ledger", LEDGER, OURS + "\0", r"^kg: ledger\.ttl:3: .*NUL.*; ", ("stats",)
    ),
    Case(
        "a picture called Turtle",
        "bad.ttl",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe",
        r"^kg: bad\.ttl:1:1: .*; save the file as UTF-8",
    ),
    Case("a web page called RDF/XML", "bad.rdf", "<html><p>x<br></p></html>", r"^kg: bad\.rdf:1"),
    Case("JSON that is no JSON-LD", "bad.jsonld", '{"a": 1}', r"^kg: bad\.jsonld: is no JSON-LD"),
    Case("a letter as a ledger", LEDGER, "Dear Sir,\n", r"^kg: ledger\.ttl:1:1: .*; ", ("claims",)),
    Case("UTF-16", "bad.ttl", OURS.encode("utf-16"), r"^kg: bad\.ttl: is UTF-16.*; save the file"),
    Case("Latin-1 in a table", "bad.csv", HEADER.encode() + b"\xe9", r"^kg: bad\.csv:2: .*; save"),
    Case("a broken bibliography", "bad.json", '[{"id": 1,]', r"^kg: bad\.json:1:\d+: not JSON.*; "),
    Case("a reference without id", "bad.json", '[{"title": "x"}]', r"^kg: bad\.json, reference 1"),
    Case(
        "an article that is no text",
        "bad.md",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        r"^kg: bad\.md: is a PNG picture; ",
        ("audit", "bad.md"),
    ),
    Case(
        "an article of an unknown format",
        "bad.xyz",
        "x",
        r"^kg: bad\.xyz: .*; save it as",
        ("audit", "bad.xyz"),
    ),
    Case(
        "a mapping that is no TOML",
        "bad.toml",
        "[tables",
        r"^kg: bad\.toml: not TOML.*; mend the mapping",
        ("import", "good.csv", "--mapping", "bad.toml"),
        beside=(("good.csv", HEADER + ROW),),
    ),
)


@cache
def examples() -> bytes:
    """The ledger that the cases are run against."""
    return subprocess.run(
        [sys.executable, "-c", "import examples_ledger as e; print(e.text(), end='')"],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True,
        check=True,
    ).stdout


def prepared(case: Case, folder: Path) -> str:
    """Lay out a case; the reason where this machine cannot."""
    (folder / LEDGER).write_bytes(examples())
    for name, text in case.beside:
        (folder / name).write_text(text, encoding="utf-8")
    if case.content is not None:
        content = case.content.encode() if isinstance(case.content, str) else case.content
        (folder / case.file).write_bytes(content)
    if case.make is not None:
        reason = case.make(folder)
        if reason:
            return reason
    if case.unprivileged and os.getuid() == 0 and shutil.which("setpriv") is None:
        return "root may read everything, and there is no setpriv to take that right away"
    return ""


def snapshot(folder: Path) -> dict[str, str]:
    """Every file, folder and link by name, with the hash of its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path)] = f"-> {path.readlink()}"
        elif path.is_file():
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[str(path)] = "folder"
    return found


def run(case: Case, folder: Path) -> Outcome:
    """Run `kg` on a case."""
    before = snapshot(folder)
    words = case.words or ("import", case.file)
    ledger = () if words[0] == "init" else ("-g", LEDGER)
    before_it = _WITHOUT_RIGHTS if case.unprivileged and os.getuid() == 0 else ()
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [*before_it, sys.executable, str(ROOT / "cli.py"), *ledger, *words],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "KG_CACHE": cache, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    return Outcome(done.returncode, done.stdout, done.stderr, snapshot(folder) == before)


def main() -> None:
    """Print the table."""
    print("| input | message | exit code | disk afterwards |")
    print("|---|---|---|---|")
    for case in CASES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            reason = prepared(case, folder)
            if reason:
                print(f"| {case.name} | not run: {reason} | | |")
                continue
            found = run(case, folder)
            said = json.dumps(found.stderr.strip(), ensure_ascii=False)[1:-1].replace("|", "\\|")
            state = "untouched" if found.untouched else "CHANGED"
            print(f"| {case.name} | `{said}` | {found.code} | {state} |", flush=True)


if __name__ == "__main__":
    main()
