"""One noun from a record: JSON of another program, or the options of a command.

A record has the fields of the model (`kg schema entities`), with some freedom: its own name and
those of its values may be left out, a link may be any name that commands take, a text may come
without its language, and the words of a condition are read as the table importer reads them.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from kg.curate.adding.flags import Flags
from kg.errors import EntityError
from kg.importers.table.claims import value_cell
from kg.importers.table.concepts import iri_of
from kg.importers.table.row import join_list
from kg.model.claim import Claim
from kg.model.kinds import CLASSES
from kg.model.ownership import PENDING
from kg.model.quantity import Words
from kg.model.values import ENGLISH
from kg.rdf.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.curate.adding.desk import Desk
    from kg.model.codes import Code
    from kg.model.entity import Entity

_NAMES: Final = frozenset({"iri", "type", "@context"})
_SHOWN: Final = 40
_DEPTH: Final = 4
"""A claim, its passage, a selector: a record is never deeper."""


def drafted(desk: Desk, cls: type[Entity], given: Mapping[str, object]) -> Entity:
    """The noun that a record describes, without its final name.

    Args:
        desk: the ledger whose names the record may use.
        cls: the noun.
        given: fields of the model.

    Returns:
        The noun, named `PENDING`.

    Raises:
        EntityError: a field is unknown, missing or ill-formed; the message names it.
        LedgerError: a link names nothing in the ledger.
    """
    return _Reader(desk, cls).read(given, "", _DEPTH)


class _Reader:
    """Reads records of one class."""

    def __init__(self, desk: Desk, cls: type[Entity]) -> None:
        self._desk = desk
        self._cls = cls
        self._fields = {bound.name: bound for bound in fields_of(cls)}

    def read(self, given: Mapping[str, object], place: str, depth: int) -> Entity:
        """The noun of a record; `place` is the way to it, for messages."""
        if not depth:
            raise EntityError(f"{place}: nested too deep")
        named = given.get("type", self._cls.__name__)
        if named != self._cls.__name__:
            raise EntityError(
                f"{place}type: {_short(named)} stands where {self._cls.__name__} should"
            )
        stated: dict[str, object] = {"iri": PENDING}
        cells: dict[str, str] = {}
        for key, value in given.items():
            if key in _NAMES or value is None or value == []:
                continue
            if key not in self._fields:
                near = get_close_matches(key, self._fields, n=1)
                hint = f"did you mean {near[0]!r}?" if near else "see kg schema entities"
                raise EntityError(f"{place}{key}: no field of {self._cls.__name__}", hint)
            self._field(stated, cells, self._fields[key], value, place, depth)
        self._conditions(stated, cells)
        return self._built(stated, place)

    def _field(
        self,
        stated: dict[str, object],
        cells: dict[str, str],
        bound: Field,
        value: object,
        place: str,
        depth: int,
    ) -> None:
        if isinstance(value, list) and not bound.many:
            raise EntityError(f"{place}{bound.name}: a list, where one value is allowed")
        items = value if isinstance(value, list) else [value]
        if bound.term.form == "value":
            words = [one for one in items if isinstance(one, str)]
            if words:
                cells[bound.name] = join_list(tuple(words))
            items = [one for one in items if not isinstance(one, str)]
        elif bound.name == "predicate" and issubclass(self._cls, Claim) and isinstance(value, str):
            iri, effect = self._desk.predicate(value)
            stated["predicate"] = iri
            if effect:
                stated.setdefault("effect", effect)
            return
        found = tuple(self._one(one, bound, f"{place}{bound.name}", depth) for one in items)
        if bound.many:
            stated[bound.name] = found
        elif found:
            stated[bound.name] = found[0]

    def _one(self, value: object, bound: Field, place: str, depth: int) -> object:
        term = bound.term
        if isinstance(value, dict):
            return self._object(value, bound, place, depth)
        if term.form == "lang" and isinstance(value, str):
            return {"text": value, "lang": ENGLISH}
        if term.code is not None and isinstance(value, str):
            return _word(term.code, value, place)
        if term.form == "iri" and isinstance(value, str):
            return self._link(value, term.targets, place)
        if isinstance(value, bool) is not (term.form == "boolean"):
            wanted = "true or false" if term.form == "boolean" else "text or a number"
            raise EntityError(f"{place}: {_short(value)} is not {wanted}")
        if isinstance(value, float):
            raise EntityError(f"{place}: {value} may not be exact", "write the number as a string")
        if isinstance(value, int) and term.form == "decimal":
            return str(value)
        return value

    def _object(self, value: dict[str, object], bound: Field, place: str, depth: int) -> object:
        if bound.term.form == "lang":
            return value
        if bound.term.form == "date" and isinstance(value.get("text"), str):
            return value["text"]
        if bound.term.form == "value" and value.keys() == {"text"}:
            return Words.model_validate(value)
        name = value.get("type") or _guess(value, bound.term.owned)
        if not isinstance(name, str) or name not in bound.term.owned:
            known = ", ".join(bound.term.owned) or "a name or words"
            raise EntityError(f"{place}: {_short(value)} has no place here", f"give {known}")
        return _Reader(self._desk, CLASSES[name]).read(value, f"{place}.", depth - 1)

    def _link(self, words: str, targets: tuple[str, ...], place: str) -> str:
        desk = self._desk
        if "Claim" in targets and (words.startswith("claim:") or targets == ("Claim",)):
            return desk.named(words.removeprefix("claim:").strip(), "claims")
        if "Concept" in targets:
            return desk.concepts.named(words)
        if targets == ("Document",):
            return desk.named(words, "documents")
        iri = iri_of(words)
        if iri is None and targets:
            kind = CLASSES[targets[0]].kind
            iri = desk.named(words, kind)
        if iri is None:
            raise EntityError(f"{place}: {_short(words)} is no IRI and no CURIE of a known prefix")
        return iri

    def _conditions(self, stated: dict[str, object], cells: dict[str, str]) -> None:
        """Words of conditions, read as the table importer reads them."""
        if "value" in cells and issubclass(self._cls, Claim):
            stated["value"] = value_cell(Flags("claim", {"value": cells.pop("value")}))
        for name, values in self._desk.contexts.read(Flags(self._cls.kind, cells)).items():
            before = stated.get(name, ())
            assert isinstance(before, tuple)
            stated[name] = (*before, *values)

    def _built(self, stated: dict[str, object], place: str) -> Entity:
        try:
            return self._cls.model_validate(stated)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(
                str(part) for part in first["loc"] if not str(part).startswith("function")
            )
            raise EntityError(f"{place}{where or self._cls.__name__}: {first['msg']}") from error


def _word(code: type[Code], words: str, place: str) -> Code:
    """A word of a closed list, also in the variants that tables use."""
    from kg.importers.table.codes import read_code

    try:
        found = read_code(code, words)
    except KeyError:  # a list that no table column has
        found = next((member for member in code if member.value == words.strip().casefold()), None)
    if found is None:
        members = [member.value for member in code]
        near = get_close_matches(words.casefold(), members, n=1)
        meant = f"did you mean {near[0]!r}?" if near else ""
        raise EntityError(f"{place}: {_short(words)} is none of {', '.join(members)}", meant)
    return found


def _guess(value: Mapping[str, object], owned: tuple[str, ...]) -> str:
    """The class of a nested record that does not name it: the first that has all its fields."""
    keys = value.keys() - _NAMES
    for name in owned:
        if keys and keys <= {bound.name for bound in fields_of(CLASSES[name])}:
            return name
    return owned[0] if len(owned) == 1 else ""


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
