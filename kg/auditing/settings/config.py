"""The table `[audit]` of a configuration, found upwards from the article."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError
from kg.model.finding import Severity
from kg.store.configuration import configurations, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.configuration import Configuration

SILENCE_KEYS: Final = ("paths", "rules", "reason")


@dataclass(frozen=True, slots=True)
class PathSilence:
    """Rules that are silenced in some files.

    Attributes:
        paths: patterns as of `.gitignore` without negation, relative to the configuration's folder.
        rules: their codes or names.
        reason: why.
    """

    paths: tuple[str, ...]
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class AuditConfig:
    """What a configuration says of audits; None and empty where it says nothing.

    Attributes:
        path: the file, None if there is none.
        select: the rules to run.
        ignore: rules not to run.
        all_rules: run also the rules that are off by default.
        fail_level: exit 1 if a finding is at least this serious.
        format: how to tell the audit.
        baseline: file of findings that are known.
        exclude: patterns of files that are passed over in folders.
        silence: rules silenced by path.
    """

    path: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    all_rules: bool = False
    fail_level: Severity | None = None
    format: str | None = None
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    silence: tuple[PathSilence, ...] = ()


KEYS: Final = tuple(one.name.replace("_", "-") for one in fields(AuditConfig) if one.name != "path")


def config_of(article: str) -> AuditConfig:
    """The configuration of an article: the nearest one above it that has `[audit]`.

    Args:
        article: a file or folder, or `-`, for which the working folder counts.

    Returns:
        What it says; nothing at all if there is none.

    Raises:
        LedgerError: it says something that nobody knows, or a value is not what it should be.
        SyntaxFault: it is not TOML.
    """
    start = Path(article if article != "-" else ".")
    for found in configurations(start if start.is_dir() else start.absolute().parent):
        if "audit" in found.table:
            return _config(found)
    return AuditConfig()


def _config(found: Configuration) -> AuditConfig:
    path, table = found.path, found.table["audit"]
    if not isinstance(table, dict):
        raise LedgerError(f"{path}: audit is not a table", "write [audit], or [tool.kg.audit]")
    refuse_unknown(path, table, KEYS)
    baseline = _word(path, table, "baseline")
    return AuditConfig(
        path=path,
        select=_words(path, table, "select"),
        ignore=_words(path, table, "ignore"),
        all_rules=_flag(path, table, "all-rules"),
        fail_level=_severity(path, _word(path, table, "fail-level")),
        format=_word(path, table, "format"),
        baseline=None if baseline is None else path.parent / Path(baseline).expanduser(),
        exclude=_words(path, table, "exclude"),
        silence=tuple(_silence(path, one) for one in _tables(path, table, "silence")),
    )


def _silence(path: Path, table: Mapping[str, object]) -> PathSilence:
    refuse_unknown(path, table, SILENCE_KEYS)
    reason = _word(path, table, "reason")
    made = PathSilence(_words(path, table, "paths"), _words(path, table, "rules"), reason or "")
    if not (made.paths and made.rules and made.reason.strip()):
        raise LedgerError(
            f"{path}: a table of audit.silence lacks paths, rules or a reason",
            'write paths = ["drafts/**"], rules = ["missing-source"], reason = "..."',
        )
    return made


def _word(path: Path, table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise LedgerError(f"{path}: audit.{key} is not a text", f'write {key} = "..."')
    return value


def _words(path: Path, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise LedgerError(f"{path}: audit.{key} is not a list of texts", f'write {key} = ["..."]')
    return tuple(value)


def _flag(path: Path, table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise LedgerError(f"{path}: audit.{key} is neither true nor false", f"write {key} = true")
    return value


def _tables(path: Path, table: Mapping[str, object], key: str) -> list[dict[str, object]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise LedgerError(f"{path}: audit.{key} is no list of tables", f"write [[audit.{key}]]")
    return value


def _severity(path: Path, word: str | None) -> Severity | None:
    if word is None:
        return None
    known = {severity.word: severity for severity in Severity}
    if word not in known:
        raise LedgerError(
            f"{path}: audit.fail-level is {word!r}", f"choose from: {', '.join(known)}"
        )
    return known[word]
