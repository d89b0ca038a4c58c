"""Which ledger is meant: the option, the environment, the configuration, the working folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kg.errors import LedgerError

_PACKAGE: Final = Path(__file__).parents[1]
_SHIPPED: Final = (_PACKAGE / "_data" / "claims.ttl", _PACKAGE.parent / "data" / "claims.ttl")
DEMO: Final = "demo"


def find_ledger(option: str | None, start: Path | None = None) -> Path:
    """The ledger that is meant.

    Looks at the option, then `KG_LEDGER`, then the nearest `kg.toml` or `pyproject.toml` with a
    `[tool.kg]` table that names a ledger, then `data/claims.ttl`, both in the working folder or
    above it.

    Args:
        option: value of `-g`; `demo` is the shipped ledger, None or empty if it was not given.
        start: where to begin; the working folder if not given.

    Returns:
        The path of a ledger; that it exists is checked only where it was not named.

    Raises:
        LedgerError: there is none, or the configuration is wrong; the message says what to do.
        SyntaxFault: the configuration is not TOML.
    """
    stated = option or os.environ.get("KG_LEDGER")
    if stated == DEMO:
        return shipped_ledger()
    if stated:
        return Path(stated)
    here = (start or Path.cwd()).absolute()
    configured = _configured(here)
    if configured is not None:
        return configured
    for folder in (here, *here.parents):
        found = folder / "data" / "claims.ttl"
        if found.is_file():
            return found
    raise LedgerError(
        "no ledger found: no -g, KG_LEDGER, kg.toml or data/claims.ttl here or above",
        "make one with kg init data/claims.ttl, or try -g demo",
    )


def refuse_shipped(option: str | None) -> None:
    """Make sure that a ledger may be changed.

    Args:
        option: value of `-g`, as for `find_ledger`.

    Raises:
        LedgerError: the shipped one is meant.
    """
    if (option or os.environ.get("KG_LEDGER")) == DEMO:
        raise LedgerError(
            "the demonstration ledger is shipped with the program and stays as it is",
            "make one of your own with kg init PATH, then kg -g PATH import ...",
        )


def shipped_ledger() -> Path:
    """The ledger that is shipped with the program.

    Raises:
        LedgerError: the installation lacks it.
    """
    found = next((place for place in _SHIPPED if place.is_file()), None)
    if found is None:
        raise LedgerError("the shipped ledger is missing", "install claimkg anew")
    return found


def _configured(start: Path) -> Path | None:
    """The ledger that the nearest configuration names."""
    from kg.store.configuration import configurations

    for path, table in configurations(start):
        if "ledger" in table:
            return _named(path, table["ledger"])
    return None


def _named(path: Path, value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise LedgerError(f"{path}: ledger is not a text", 'write ledger = "data/claims.ttl"')
    return shipped_ledger() if value == DEMO else path.parent / Path(value).expanduser()
