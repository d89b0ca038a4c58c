"""Certainties of claims of a ledger: words in bulk, derivations for what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.certainty.alike import words
from kg.judge.certainty.judging import judge
from kg.judge.certainty.loading import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.judge.certainty.body import Body
    from kg.judge.certainty.judging import Certainty
    from kg.store.ledger import Ledger


def certainty_words(
    ledger: Ledger, claims: Iterable[str] | None = None
) -> Iterator[tuple[str, str | None]]:
    """The words of many claims.

    Args:
        ledger: where they stand.
        claims: their IRIs; all if not given.

    Yields:
        IRI and word; None where nothing live supports the claim, or nothing has a start.
    """
    yield from words(ledger, claims)


def judged(ledger: Ledger, claims: Iterable[str]) -> dict[str, tuple[Body, Certainty]]:
    """Claims with their bodies of evidence, and certainties with their derivations.

    Args:
        ledger: where they stand.
        claims: their IRIs.

    Returns:
        Body and certainty by IRI.
    """
    index = ledger.index
    return {
        iri: (body, judge(body, lambda stored: index.local_id(index.whole(stored))))
        for iri, body in bodies(ledger, claims)
    }


def certainties(ledger: Ledger, claims: Iterable[str]) -> dict[str, Certainty]:
    """The certainties of claims with their derivations.

    Args:
        ledger: where they stand.
        claims: their IRIs.

    Returns:
        Certainty by IRI.
    """
    return {iri: found for iri, (_, found) in judged(ledger, claims).items()}
