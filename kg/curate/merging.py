"""Two states of one entity into one: what the ledger says stands, what is new is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import EntityError
from kg.model.values import LangText

if TYPE_CHECKING:
    from kg.model.entity import Entity

ONE_A_LANGUAGE: Final = frozenset({"label", "labels", "title", "summary", "rationale"})
"""Fields of which a language has one text: the ledger's stands."""

_FACTS_OF_THE_LEDGER: Final = frozenset({"iri", "state", "generated_by", "invalidated_by"})
"""What an import never changes."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome.

    Attributes:
        entity: the merged entity; the ledger's own object where nothing was added.
        differing: fields in which both state one value and not the same; the ledger's stands.
    """

    entity: Entity
    differing: tuple[str, ...]


def merge(held: Entity, new: Entity) -> Merged:
    """Add to an entity what another state of it says.

    Args:
        held: the entity as the ledger has it.
        new: the entity of the same name as an import has it.

    Returns:
        The held entity with gaps filled and sets united; no value that it states is changed.

    Raises:
        EntityError: the two are not of one kind.
    """
    if type(held) is not type(new):
        raise EntityError(
            f"{held.iri}: is one of {held.kind} in the ledger and one of {new.kind} in the import",
            "rename one of the two",
        )
    changed: dict[str, object] = {}
    differing = []
    for name, info in type(held).model_fields.items():
        before, after = getattr(held, name), getattr(new, name)
        if name in _FACTS_OF_THE_LEDGER or before == after or after in {None, ()}:
            continue
        if isinstance(before, tuple) and isinstance(after, tuple):
            united = _united(name, before, after)
            if united != before:
                changed[name] = united
        elif before is None:
            changed[name] = after
        elif after != info.default:
            differing.append(name)
    if not changed:
        return Merged(held, tuple(differing))
    record = {name: getattr(held, name) for name in type(held).model_fields}
    return Merged(type(held).model_validate({**record, **changed}), tuple(differing))


def _united(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> tuple[object, ...]:
    """Both sets; of texts that a language has one of, those of new languages."""
    if name in ONE_A_LANGUAGE:
        spoken = {text.lang for text in before if isinstance(text, LangText)}
        after = tuple(t for t in after if isinstance(t, LangText) and t.lang not in spoken)
    added = tuple(one for one in after if one not in before)
    return before if not added else (*before, *added)
