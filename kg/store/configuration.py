"""What `kg.toml`, or `[tool.kg]` of `pyproject.toml`, says: found upwards, unknown keys refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import LedgerError, ReadError, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

KEYS: Final = ("ledger", "audit")
"""What a configuration may say; other tables of a `pyproject.toml` belong to others."""
_FILES: Final = (("kg.toml", ()), ("pyproject.toml", ("tool", "kg")))


class Configuration(NamedTuple):
    """One file's configuration.

    Attributes:
        path: the file.
        table: what it says.
    """

    path: Path
    table: Mapping[str, object]


def configurations(start: Path) -> Iterator[Configuration]:
    """The configurations in a folder and above it, the nearest first.

    Args:
        start: the folder.

    Yields:
        Each; in one folder `kg.toml` comes before `pyproject.toml`.

    Raises:
        LedgerError: one says something that nobody knows.
        SyntaxFault: one is not TOML.
        ReadError: one cannot be read.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        for name, tables in _FILES:
            path = folder / name
            if path.is_file():
                table = _table(path, tables)
                if table is not None:
                    yield Configuration(path, table)


def refuse_unknown(path: Path, found: Collection[str], known: Collection[str]) -> None:
    """Make sure that a table holds known keys alone.

    Args:
        path: the file, for messages.
        found: the keys of the table.
        known: those that it may have.

    Raises:
        LedgerError: a key is unknown; the message names the nearest known one.
    """
    for key in found:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, list(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            raise LedgerError(f"{path}: unknown key {key!r}", hint)


def _table(path: Path, tables: tuple[str, ...]) -> Mapping[str, object] | None:
    """The part of a configuration that is ours; None if it has none."""
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
    refuse_unknown(path, found, KEYS)
    return found
