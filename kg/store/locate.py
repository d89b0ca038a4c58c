"""Which ledger is meant: the option, the environment, the configuration, the working folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError, ReadError, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PACKAGE: Final = Path(__file__).parents[1]
_SHIPPED: Final = (_PACKAGE / "_data" / "claims.ttl", _PACKAGE.parent / "data" / "claims.ttl")
DEMO: Final = "demo"
KEYS: Final = ("ledger",)
"""What a configuration may say; other tables of the same file belong to others."""


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
    folders = (here, *here.parents)
    configured = _configured(folders)
    if configured is not None:
        return configured
    for folder in folders:
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


def _configured(folders: Iterable[Path]) -> Path | None:
    """The ledger that the nearest configuration names."""
    for folder in folders:
        for name, tables in (("kg.toml", ()), ("pyproject.toml", ("tool", "kg"))):
            path = folder / name
            if not path.is_file():
                continue
            table = _table(path, tables)
            if table is not None and "ledger" in table:
                return _named(path, table["ledger"])
    return None


def _table(path: Path, tables: tuple[str, ...]) -> Mapping[str, object] | None:
    """The part of a configuration that is ours; None if it has none.

    Raises:
        LedgerError: it says something that we do not know.
    """
    import tomllib

    try:
        found: object = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SyntaxFault(str(path), 0, 0, f"not TOML: {error}", "mend the file") from error
    except OSError as error:
        reason = error.strerror or error
        raise ReadError(f"{path}: cannot be read ({reason})", "check its permissions") from error
    for name in tables:
        found = found.get(name) if isinstance(found, dict) else None
        if found is None:
            return None
    if not isinstance(found, dict):
        raise LedgerError(f"{path}: [{'.'.join(tables)}] is not a table", "write it as a table")
    for key in found:
        _refuse_unknown(path, key)
    return found


def _refuse_unknown(path: Path, key: str) -> None:
    if key in KEYS:
        return
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    raise LedgerError(
        f"{path}: unknown key {key!r}",
        f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(KEYS)}",
    )


def _named(path: Path, value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise LedgerError(f"{path}: ledger is not a text", 'write ledger = "data/claims.ttl"')
    return shipped_ledger() if value == DEMO else path.parent / Path(value).expanduser()
