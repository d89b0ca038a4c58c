"""Terms of BEL: read to their last bracket, written in one form.

A term is a function and its arguments: terms, or values that may have a prefix. One thing is
written in many ways (`proteinAbundance(HGNC:"MAPT", pmod(Ph))`, `p(HGNC:MAPT,pmod(Ph))`), so
claims on it meet only if it has one form: short names of functions, quotes where needed,
unordered parts in alphabetical order.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_SHORT: Final = {
    "abundance": "a",
    "activity": "act",
    "biologicalProcess": "bp",
    "cellSecretion": "sec",
    "cellSurfaceExpression": "surf",
    "complexAbundance": "complex",
    "compositeAbundance": "composite",
    "degradation": "deg",
    "fragment": "frag",
    "fusion": "fus",
    "geneAbundance": "g",
    "geneModification": "gmod",
    "location": "loc",
    "microRNAAbundance": "m",
    "molecularActivity": "ma",
    "pathology": "path",
    "populationAbundance": "pop",
    "proteinAbundance": "p",
    "proteinModification": "pmod",
    "reaction": "rxn",
    "rnaAbundance": "r",
    "substitution": "sub",
    "translocation": "tloc",
    "truncation": "trunc",
    "variant": "var",
}
_ALWAYS_SHORT: Final = frozenset({"list", "products", "reactants", "fromLoc", "toLoc"})
_OF_BEL_1: Final = frozenset(
    {"cat", "chap", "gtp", "kin", "pep", "phos", "ribo", "tscript", "tport"}
)
FUNCTIONS: Final = frozenset({*_SHORT, *_SHORT.values(), *_ALWAYS_SHORT, *_OF_BEL_1})
_UNORDERED: Final = frozenset(
    {"a", "bp", "complex", "composite", "g", "list", "m", "p", "path", "products", "r", "reactants"}
)

_SPACE: Final = re.compile(r"\s*")
_NAME: Final = re.compile(r"[A-Za-z]\w*")
_BARE: Final = re.compile(r"[^\s,()\":!]+")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.\-]+")
_DEEPEST: Final = 40


class TermFault(Exception):
    """A term breaks the grammar.

    Args:
        at: 0-based offset into the text.
        message: what is wrong there.
    """

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


class Term(NamedTuple):
    """A term that was read.

    Attributes:
        text: its one form.
        end: offset behind it.
    """

    text: str
    end: int


def read_term(text: str, at: int = 0) -> Term:
    """Read one term.

    Args:
        text: where it stands.
        at: where it begins; white space before it is passed over.

    Raises:
        TermFault: there is no term; tells the place.
    """
    return _Reader(text).term(at, 0)


def whole_term(text: str) -> str:
    """The one form of a text that is a term and nothing else.

    Raises:
        TermFault: it is not.
    """
    found = read_term(text)
    if text[found.end :].strip():
        raise TermFault(found.end, "more than a term")
    return found.text


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def term(self, at: int, depth: int) -> Term:
        at = self._skip(at)
        name = _NAME.match(self._text, at)
        if name is None:
            raise TermFault(at, "a term begins with a function such as p(")
        opened = self._skip(name.end())
        if not self._text.startswith("(", opened):
            raise TermFault(name.end(), f"an opening bracket is missing after {name[0]!r}")
        if name[0] not in FUNCTIONS:
            raise TermFault(at, f"BEL has no function {name[0]!r}")
        if depth > _DEEPEST:
            raise TermFault(at, f"terms are nested more than {_DEEPEST} deep")
        return self._arguments(_SHORT.get(name[0], name[0]), opened, depth)

    def _arguments(self, function: str, opened: int, depth: int) -> Term:
        leading: list[str] = []
        parts: list[str] = []
        at = self._skip(opened + 1)
        while not self._text.startswith(")", at):
            if leading or parts:
                if not self._text.startswith(",", at):
                    raise TermFault(at, f"a comma or bracket is missing in {function}(")
                at = self._skip(at + 1)
            nested = _NAME.match(self._text, at)
            if nested is not None and self._text.startswith("(", self._skip(nested.end())):
                found = self.term(at, depth + 1)
                parts.append(found.text)
            else:
                found = self._value(at)
                (parts or leading).append(found.text)
            at = self._skip(found.end)
        if not leading and not parts:
            raise TermFault(at, f"{function}() names nothing")
        if function in _UNORDERED:
            parts.sort()
        return Term(f"{function}({', '.join((*leading, *parts))})", at + 1)

    def _value(self, at: int) -> Term:
        """`PREFIX:name`, `name`, or `PREFIX:id ! name`, whose name stands for it."""
        first = self._word(at)
        after = self._skip(first.end)
        if not self._text.startswith(":", first.end):
            return Term(written(first.text), first.end)
        second = self._word(self._skip(first.end + 1))
        after = self._skip(second.end)
        if self._text.startswith("!", after):
            second = self._word(self._skip(after + 1))
        return Term(f"{first.text}:{written(second.text)}", second.end)

    def _word(self, at: int) -> Term:
        quoted = _QUOTED.match(self._text, at)
        if quoted is not None:
            words = " ".join(re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL).split())
            if not words:
                raise TermFault(at, "an empty name")
            return Term(words, quoted.end())
        bare = _BARE.match(self._text, at)
        if bare is None:
            what = "a quote that is not closed" if self._text.startswith('"', at) else "no value"
            raise TermFault(at, what)
        return Term(bare[0], bare.end())

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at


def written(words: str) -> str:
    """A name as a term has it: in quotes unless it is plain."""
    if _PLAIN.fullmatch(words):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_ONE: Final = re.compile(r'(?:a|bp|path|p|r|g|m|pop)\((?:\w+):("(?:[^"\\]|\\.)*"|[^\s,()"]+)\)')


def name_in(term: str) -> str | None:
    """The bare name in a canonical term that says no more than it, None for other terms."""
    found = _ONE.fullmatch(term)
    if found is None:
        return None
    words = found[1]
    return re.sub(r"\\(.)", r"\1", words[1:-1]) if words.startswith('"') else words
