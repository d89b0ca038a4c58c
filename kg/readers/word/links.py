"""Where runs lead to: a link element around them, or a field of the older kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.readers.word.runs import R, W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from kg.readers.weaving import Weaver

_FIELD: Final = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_CHARACTER, _SAID = f"{W}fldChar", f"{W}instrText"


class Links:
    """Follows the runs of one paragraph and tells a weaver which words are links.

    Args:
        weaver: collects the words.
        targets: addresses by the id of their relationship.
    """

    def __init__(self, weaver: Weaver, targets: Mapping[str, str]) -> None:
        self._weaver = weaver
        self._targets = targets
        self._fields: list[str] = []
        self._target = ""
        self._start = 0

    def enter(self, run: _Element) -> None:
        """The next run, before its words are written."""
        self._follow_fields(run)
        target = self._around(run) or self._field
        if target != self._target:
            self.end()
            self._target, self._start = target, self._weaver.at

    def end(self) -> None:
        """End the link that is open, if one is."""
        if self._target:
            self._weaver.link(self._start, self._target)
        self._target = ""

    def _follow_fields(self, run: _Element) -> None:
        for child in run:
            if child.tag == _SAID and self._fields:
                self._fields[-1] += child.text or ""
            elif child.tag == _CHARACTER:
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    self._fields.append("")
                elif kind == "end" and self._fields:
                    self._fields.pop()

    @property
    def _field(self) -> str:
        for said in reversed(self._fields):
            if found := _FIELD.match(said):
                return found[1]
        return ""

    def _around(self, run: _Element) -> str:
        parent = run.getparent()
        while parent is not None and parent.tag != f"{W}p":
            if parent.tag == f"{W}hyperlink":
                return self._targets.get(parent.get(f"{R}id") or "", "")
            parent = parent.getparent()
        return ""
