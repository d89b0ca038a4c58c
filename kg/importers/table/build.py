"""One noun out of a row, its failures told in the row's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from kg.errors import ImportFault
from kg.model.entity import Entity
from kg.model.ownership import PENDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.importers.table.row import Row

_E = TypeVar("_E", bound=Entity)


def build(row: Row, cls: type[_E], stated: Mapping[str, object]) -> _E:
    """A noun without its final name.

    Args:
        row: where it comes from.
        cls: the noun's class.
        stated: its fields; those that are None are left out.

    Returns:
        The noun, named `PENDING`.

    Raises:
        ImportFault: a field breaks the model; the message names file, row and field.
    """
    record = {name: value for name, value in stated.items() if value is not None}
    try:
        return cls.model_validate({"iri": PENDING, **record})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:1])
        if where and row.get(where):
            raise row.fault(where, str(first["msg"]), "correct the cell") from error
        raise ImportFault(
            f"{row.file}, row {row.number}: {where or cls.kind}: {first['msg']}", "correct the row"
        ) from error
