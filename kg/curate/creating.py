"""New, empty ledgers."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from kg.curate.placing import (
    CLAIMS_FOLDER,
    CONCEPTS_FILE,
    DOCUMENTS_FOLDER,
    HEADER_FILE,
    SOURCES_FILE,
)
from kg.errors import EntityError, WriteError
from kg.model.header import Header
from kg.model.identity import slug
from kg.model.values import LangText, check_iri
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import canonical_turtle
from kg.store.atomic import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

_SEPARATORS: Final = ("/", os.sep)


def init_ledger(
    path: str | Path, title: str, base: str | None = None, licence: str | None = None
) -> str:
    """Make an empty ledger.

    Args:
        path: where; its folder is made if it is missing. A text that ends in `/`, or an empty
            folder that is there, makes a folder of files.
        title: what the ledger is called.
        base: namespace of its names, ending in `#` or `/`; one of its own is minted if not given
            (`.example` can never belong to anyone; publish under a namespace that you own).
        licence: IRI of the licence of the ledger's own statements, if it has one.

    Returns:
        The base.

    Raises:
        WriteError: there is something already, or it cannot be written.
        EntityError: the base is no absolute IRI, or ends in neither `#` nor `/`.
    """
    as_folder = str(path).endswith(_SEPARATORS) or _empty_folder(Path(path))
    path = Path(path)
    if path.exists() and not (as_folder and _empty_folder(path)):
        raise WriteError(f"{path}: already there", "choose another path; nothing was changed")
    base = base or f"https://claims.example/{slug(title, 30)}-{secrets.token_hex(4)}#"
    _check(base)
    header = Header(iri=f"{base}ledger", title=(_text(title),), licence=licence)
    if as_folder:
        _make(path / CLAIMS_FOLDER)
        _make(path / DOCUMENTS_FOLDER)
        for name in (CONCEPTS_FILE, SOURCES_FILE):
            _write(path / name, (), base)
        path = path / HEADER_FILE
    _make(path.parent)
    _write(path, encode(header), base)
    return base


def _empty_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not any(path.iterdir())
    except OSError:
        return False


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror}", "choose another folder") from error


def _write(path: Path, triples: Iterable[Triple], base: str) -> None:
    text = "".join(canonical_turtle(triples, ledger_layout(), base))
    atomic_write(path, [text.encode()])


def _check(base: str) -> None:
    example = "give one such as https://example.org/claims#"
    try:
        check_iri(base)
    except ValueError as error:
        raise EntityError(f"the base {base!r} is {error}", example) from error
    if not base.endswith(("#", "/")):
        raise EntityError(f"the base {base!r} ends in neither '#' nor '/'", example)


def _text(title: str) -> LangText:
    try:
        return LangText(text=title)
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["msg"]
        raise EntityError(f"the title {title!r}: {said}", "give another") from error
