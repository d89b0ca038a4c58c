"""Certainties of very many claims: bodies that differ in names only are weighed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.certainty.loading import bodies
from kg.judge.certainty.outlines import Outlines
from kg.judge.certainty.scope import scopes
from kg.judge.certainty.signatures import Signatures
from kg.judge.certainty.sources import Sources
from kg.judge.certainty.weighing import word
from kg.rdf.pausing import collection_paused

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from kg.store.ledger import Ledger


def words(ledger: Ledger, claims: Iterable[str] | None) -> Iterator[tuple[str, str | None]]:
    """The computed certainties of claims.

    Args:
        ledger: where to look.
        claims: IRIs, what is no claim is left out; None for all.

    Yields:
        IRI and word, in no order.
    """
    sources = Sources(ledger.index)
    known = _Known()
    for scope in scopes(ledger.index, claims):
        with collection_paused():
            found = known.of_scope(ledger, Outlines(ledger, scope, sources))
        yield from found


class _Known:
    """The words that are known, by signature."""

    def __init__(self) -> None:
        self._words: dict[Hashable, str | None] = {}
        self._numbers: dict[Hashable, int] = {}

    def of_scope(self, ledger: Ledger, outlines: Outlines) -> list[tuple[str, str | None]]:
        """The words of some claims."""
        known, whole = self._words, ledger.index.whole
        signature = Signatures(outlines, self._numbers).of
        keys = [(whole(str(told[0])), signature(told)) for told in outlines.claims]
        alone = {iri for iri, key in keys if key is None}
        least: dict[Hashable, tuple[int, str]] = {}  # of those alike the one of the fewest lines
        for told, (iri, key) in zip(outlines.claims, keys, strict=True):
            if key is not None and key not in known:
                one = (len(outlines.rows.get(told[0], ())), iri)
                if key not in least or one < least[key]:
                    least[key] = one
        chosen = {iri: key for key, (_, iri) in least.items()}
        weighed = {iri: word(body) for iri, body in bodies(ledger, {*alone, *chosen})}
        known.update((key, weighed[iri]) for iri, key in chosen.items())
        return [(iri, weighed[iri] if key is None else known[key]) for iri, key in keys]
