"""BEL scripts: records of several lines, and the state that `SET` and `UNSET` keep."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.errors import SyntaxFault
from kg.importers.bel.records import Record, records
from kg.importers.bel.relations import relation_of
from kg.importers.bel.statements import Citation, Script, Statement
from kg.importers.bel.terms import TermFault, read_term

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET: Final = re.compile(r"SET\s+(?P<key>[^\s=]+)\s*=\s*(?P<value>.*)", re.DOTALL)
_DOCUMENT: Final = re.compile(r"(?:SET\s+DOCUMENT|DEFINE\s+(?:NAMESPACE|ANNOTATION))\s")
_UNSET: Final = re.compile(r"UNSET\s+(?:\{(?P<several>[^}]*)\}|(?P<one>\S+))\s*")
_QUOTED: Final = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*(,|$)', re.DOTALL)
_BARE: Final = re.compile(r"\s*([^\s,\"{}][^,\"{}]*?)\s*(,|$)")
_RELATION: Final = re.compile(r"\s*(\w+|[^\w\s()\"]+)\s*")
_EVIDENCE: Final = frozenset({"Evidence", "SupportingText", "Support"})
_FEWEST, _TITLED = 2, 3
_DATE_AT: Final = 3


def read_script(text: str, path: str, *, lenient: bool = False) -> Script:
    """Read a BEL script.

    Args:
        text: the script.
        path: its file, for messages.
        lenient: leave out a statement that breaks the grammar, with a note, instead of refusing.

    Raises:
        SyntaxFault: a record breaks the grammar; names line and column.
    """
    return _Reader(path, lenient=lenient).read(text)


class _Reader:
    def __init__(self, path: str, *, lenient: bool) -> None:
        self._path = path
        self._lenient = lenient
        self._faults: list[str] = []
        self._citation: Citation | None = None
        self._evidence = ""
        self._annotations: dict[str, tuple[str, ...]] = {}
        self._left: Counter[str] = Counter()

    def read(self, text: str) -> Script:
        found = tuple(
            statement
            for record in records(text, self._path)
            for statement in self._statements(record)
        )
        notes = (
            f"{self._path}: {number} {what} left out" for what, number in sorted(self._left.items())
        )
        return Script(found, (*self._faults, *notes))

    def _statements(self, record: Record) -> Iterator[Statement]:
        if _DOCUMENT.match(record.text):
            return
        keyword = record.text.split(None, 1)[0]
        if keyword == "SET":
            self._set(record)
        elif keyword == "UNSET":
            self._unset(record)
        else:
            found = self._statement(record)
            if found is not None:
                yield found

    def _set(self, record: Record) -> None:
        found = _SET.fullmatch(record.text)
        if found is None:
            raise self._fault(record, 0, "SET has no value", 'write SET Name = "value"')
        key = found["key"]
        values = self._values(record, found.start("value"))
        if key == "Citation":
            self._citation = self._cited(record, values)
            self._evidence = ""
            self._annotations.clear()
        elif key in _EVIDENCE:
            self._evidence = values[0]
        elif key != "STATEMENT_GROUP":
            self._annotations[key] = values

    def _cited(self, record: Record, values: tuple[str, ...]) -> Citation:
        if len(values) < _FEWEST:
            raise self._fault(
                record, 0, "a citation has a type and a reference", "write it as {type, reference}"
            )
        if len(values) < _TITLED:
            return Citation(values[0], values[1])
        date = values[_DATE_AT] if len(values) > _DATE_AT else ""
        return Citation(values[0], values[2], values[1], date)

    def _values(self, record: Record, at: int) -> tuple[str, ...]:
        """One value, or several in braces."""
        text = record.text.rstrip()
        if text.startswith("{", at):
            if not text.endswith("}"):
                raise self._fault(record, len(text), "a closing brace is missing", "add }")
            return self._listed(record, at + 1, len(text) - 1)
        if text.startswith('"', at):
            if len(text) - at < 2 or not text.endswith('"'):  # noqa: PLR2004 - its two quotes
                raise self._fault(record, len(text), "a closing quote is missing", 'add "')
            return (_plain(text[at + 1 : -1]),)
        if at >= len(text):
            raise self._fault(record, at, "SET has no value", 'write SET Name = "value"')
        return (text[at:],)

    def _listed(self, record: Record, at: int, stop: int) -> tuple[str, ...]:
        values: list[str] = []
        while at < stop:
            found = _QUOTED.match(record.text, at, stop) or _BARE.match(record.text, at, stop)
            if found is None:
                raise self._fault(record, at, "no value of a list", "part values in quotes by ,")
            values.append(_plain(found[1]))
            at = found.end()
        if not values:
            raise self._fault(record, at, "an empty list", "name a value")
        return tuple(values)

    def _unset(self, record: Record) -> None:
        found = _UNSET.fullmatch(record.text)
        if found is None:
            raise self._fault(record, 0, "UNSET names nothing", "write UNSET Name")
        keys = found["several"].split(",") if found["several"] is not None else [found["one"]]
        for key in (key.strip().strip('"') for key in keys):
            if key in {"ALL", "Citation"}:
                self._annotations.clear()
                self._evidence = ""
            if key == "Citation":
                self._citation = None
            if key in _EVIDENCE:
                self._evidence = ""
            self._annotations.pop(key, None)

    def _statement(self, record: Record) -> Statement | None:
        try:
            parts = self._parts(record.text)
        except TermFault as fault:
            told = self._fault(record, fault.at, fault.message, "mend the statement, or --lenient")
            if not self._lenient:
                raise told from None
            self._faults.append(f"left out: {told.message}")
            return None
        if parts is None:
            return None
        cited, said = self._citation, self._evidence
        return Statement(record.line, *parts, cited, said, dict(self._annotations))

    def _parts(self, text: str) -> tuple[str, str, str] | None:
        """Subject, relation and object; None for what is left out."""
        subject = read_term(text)
        if not text[subject.end :].strip():
            self._left["terms without a relation"] += 1
            return None
        between = _RELATION.match(text, subject.end)
        if between is None:
            raise TermFault(subject.end, "no relation")
        relation = relation_of(between[1])
        if relation is None:
            raise TermFault(between.start(1), f"BEL has no relation {between[1]!r}")
        if text.startswith("(", between.end()):
            self._left["statements about statements"] += 1
            return None
        thing = read_term(text, between.end())
        if text[thing.end :].strip():
            raise TermFault(thing.end, "more than a statement")
        return subject.text, relation, thing.text

    def _fault(self, record: Record, at: int, message: str, hint: str) -> SyntaxFault:
        line, column = record.place(at)
        return SyntaxFault(self._path, line, column, message, hint)


def _plain(words: str) -> str:
    r"""The text of a quoted value: escapes undone, line ends and their backslashes as spaces."""
    joined = re.sub(r"\\?\n", " ", words)
    return " ".join(re.sub(r'\\(["\\])', r"\1", joined).split())
