"""Findings that are known: kept by fingerprint, so that only new ones are told."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import relative
from kg.auditing.telling.told import Silenced
from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.telling.told import Told

SCHEMA: Final = "kg.baseline/1"
_REMEDY: Final = "write it anew with --update-baseline"


class Baseline:
    """A baseline that is compared with; each of its findings silences one finding.

    Args:
        path: its file, for messages.
        known: how often each fingerprint is known.
    """

    def __init__(self, path: str | Path, known: Counter[str]) -> None:
        self._path = str(path)
        self._known = known

    @classmethod
    def read(cls, path: str | Path) -> Baseline:
        """Read a baseline.

        Raises:
            ReadError: there is none, or it is no baseline.
        """
        try:
            found = json.loads(Path(path).read_text(encoding="utf-8"))
            if found["schema"] != SCHEMA:
                raise ReadError(f"{path}: is no baseline of this version", _REMEDY)
            known = Counter(str(one["fingerprint"]) for one in found["findings"])
        except OSError as error:
            raise ReadError(f"{path}: cannot be read ({error.strerror})", _REMEDY) from error
        except (ValueError, TypeError, KeyError) as error:
            raise ReadError(f"{path}: is no baseline", _REMEDY) from error
        return cls(path, known)

    def less(self, told: Told) -> Told:
        """An audit without what is known; it moves to `silenced`."""
        left = []
        quiet = list(told.silenced)
        for finding in told.report.findings:
            if self._known[finding.fingerprint] > 0:
                self._known[finding.fingerprint] -= 1
                quiet.append(Silenced(finding, "external", "known before", self._path))
            else:
                left.append(finding)
        report = replace(told.report, findings=tuple(left))
        return replace(told, report=report, silenced=tuple(quiet))

    @property
    def gone(self) -> int:
        """How many known findings were not met; of the whole set once all is audited."""
        return self._known.total()


def baseline_text(audits: Iterable[Told]) -> str:
    """A baseline of what audits found.

    Args:
        audits: the audits.

    Returns:
        JSON, one finding a line and in order, so that changes are small; no words of the article.
    """
    rows = sorted(
        (relative(finding.path), finding.code, finding.fingerprint)
        for told in audits
        for finding in told.report.findings
    )
    lines = ",\n".join(
        "  " + json.dumps({"path": path, "code": code, "fingerprint": fingerprint})
        for path, code, fingerprint in rows
    )
    body = f"[\n{lines}\n]" if lines else "[]"
    return f'{{\n"schema": "{SCHEMA}",\n"findings": {body}\n}}\n'
