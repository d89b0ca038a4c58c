"""Open articles and what is known of them; knows no protocol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.auditing.round import Asked, audit_reading
from kg.errors import KGError, LedgerError
from kg.readers.read import read_data

if TYPE_CHECKING:
    from kg.auditing.telling.told import Told
    from kg.store.ledger import Ledger
    from kg.store.selection import Selection


class Looked(NamedTuple):
    """One look at an article.

    Attributes:
        told: the audit, None if there is none.
        fault: why there is none; empty if there is one.
    """

    told: Told | None
    fault: str = ""


class Desk:
    """Audits texts against the ledgers of their folders.

    Args:
        ledger: value of `-g`, None to look for one above each article.
    """

    def __init__(self, ledger: str | None = None) -> None:
        self._option = ledger
        self._ledgers: dict[Path, tuple[int, Ledger]] = {}

    def look(self, text: str, path: str) -> Looked:
        """Audit a text.

        Args:
            text: what the editor shows.
            path: the file that it is or will be.

        Returns:
            The audit; an empty text has no findings.
        """
        try:
            reading = read_data(text.encode("utf-8", "replace"), path)
            return Looked(audit_reading(reading, path, self.view(path), Asked()))
        except KGError as error:
            return Looked(None, "" if not text.strip() else str(error))

    def view(self, path: str) -> Selection | None:
        """The ledger of an article as it is now; None if there is none."""
        from kg.store.ledger import open_ledger
        from kg.store.locate import find_ledger

        try:
            place = find_ledger(self._option, Path(path).parent)
        except LedgerError:
            if self._option:
                raise
            return None
        changed = _changed(place)
        known = self._ledgers.get(place)
        if known is None or known[0] != changed:
            known = self._ledgers[place] = changed, open_ledger(place)
        return known[1].select()


def _changed(place: Path) -> int:
    """When a ledger was last changed, in nanoseconds."""
    files = [place, *place.rglob("*.ttl")] if place.is_dir() else [place]
    return max((file.stat().st_mtime_ns for file in files if file.exists()), default=0)
