"""Small tables, read, for tests of what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kg.importers.table import read
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

BASE = "https://claims.example/test#"
_E = TypeVar("_E", bound="Entity")


def table(folder: Path, text: str, name: str = "t.csv", **asked: object) -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(str(path), Request(base=BASE, **asked))  # type: ignore[arg-type] # fields by name


def one(found: Imported, kind: type[_E]) -> _E:
    (entity,) = [entity for entity in found.entities if isinstance(entity, kind)]
    return entity


def all_of(found: Imported, kind: type[_E]) -> list[_E]:
    return [entity for entity in found.entities if isinstance(entity, kind)]
