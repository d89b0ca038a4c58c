"""Names of one table's concepts: one name for spellings, plurals, word orders and short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.importers.table.concepts import Concepts

_PLACEBO: Final = frozenset(
    ("placebo", "matched", "matching", "identical", "oral", "tablet", "capsule", "pill", "group")
)
"""Words that leave a placebo a placebo."""
_SHORTEST: Final = 3
"""Letters; shorter forms mean too many things."""

_Key = tuple[str, ...]


class Names:
    """The names that a table and its ledger use.

    Args:
        concepts: the concepts of ledger and mapping.
    """

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._labels: dict[_Key, str] = {}
        self._short: dict[str, set[_Key]] = {}
        self._taken: dict[str, set[str]] = {}
        for label in concepts.labels():
            self._labels.setdefault(name_key(label), label)

    def add(self, head: str, short_forms: Iterable[str] = ()) -> None:
        """Take a name that a row uses; the first way of writing it stays.

        Args:
            head: the name.
            short_forms: what the row gives as short for it.
        """
        key = name_key(head)
        if key:
            self._labels.setdefault(key, head)
            for form in short_forms:
                self._short.setdefault(form, set()).add(key)

    def settle(self) -> None:
        """Tell the concepts their short forms: those that the table uses for one name only."""
        for form, keys in self._short.items():
            if len(keys) == 1 and _is_telling(form) and self._concepts.find(form) is None:
                self._concepts.also_called(self._labels[min(keys)], form)

    def is_name(self, words: str) -> bool:
        """The words are as a whole what another row or the ledger calls a concept."""
        return name_key(words) in self._labels

    def canonical(self, head: str) -> str:
        """The name under which a concept goes.

        Args:
            head: a way of writing it.

        Returns:
            The ledger's label, else the way in which the table's first row writes it.
        """
        known = self._concepts.label_of(head)
        label = self._label(head) if known is None else known
        if label != head:
            self._taken.setdefault(label, set()).add(head)
        return label

    def notes(self) -> tuple[str, ...]:
        """Which ways of writing were taken for one name, one sentence a name."""
        return tuple(
            f"one name: {' = '.join((label, *sorted(forms)))}"
            for label, forms in sorted(self._taken.items())
        )

    def _label(self, head: str) -> str:
        keys = self._short.get(head, ())
        if len(keys) == 1 and _is_telling(head):
            return self._labels[min(keys)]
        key = name_key(head)
        if "placebo" in key and _PLACEBO.issuperset(key):
            return self._labels.get(("placebo",), "placebo")
        return self._labels.get(key, head)


def _is_telling(form: str) -> bool:
    letters = [letter for letter in form if letter.isalpha()]
    return len(letters) >= _SHORTEST and sum(map(str.isupper, letters)) >= _SHORTEST
