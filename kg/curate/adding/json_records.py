"""Records as JSON: one object, a list of objects, or objects one after the other (JSON Lines)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import EntityError, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE: Final = " \t\r\n"


class Records(NamedTuple):
    """What was read.

    Attributes:
        records: in order.
        many: they came as a list, or there are several.
    """

    records: tuple[dict[str, object], ...]
    many: bool


def read_records(data: bytes, name: str) -> Records:
    """The records of a JSON text.

    Args:
        data: the text in UTF-8.
        name: what to call it in messages.

    Raises:
        SyntaxFault: it is no JSON, or holds nothing.
        EntityError: something in it is no object; says which by number.
    """
    try:
        found = list(_values(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise SyntaxFault(name, 0, 0, "is not UTF-8", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SyntaxFault(name, error.lineno, error.colno, error.msg, "give JSON") from error
    except RecursionError as error:
        raise SyntaxFault(name, 0, 0, "is nested too deep", "give flat records") from error
    except ValueError as error:  # an integer of too many digits
        raise SyntaxFault(name, 0, 0, str(error), "give JSON") from error
    listed = found[0] if len(found) == 1 and isinstance(found[0], list) else found
    if not listed:
        raise SyntaxFault(name, 1, 1, "holds no record", "give a JSON object or several")
    records = []
    for number, one in enumerate(listed, start=1):
        if not isinstance(one, dict):
            raise EntityError(f"{name}: record {number}: is no JSON object", "correct it")
        records.append(one)
    return Records(tuple(records), listed is not found or len(records) > 1)


def _values(text: str) -> Iterator[object]:
    """The JSON values that stand in a text one after the other."""
    decoder, at = json.JSONDecoder(), 0
    while True:
        while at < len(text) and text[at] in _SPACE:
            at += 1
        if at == len(text):
            return
        value, at = decoder.raw_decode(text, at)
        yield value
