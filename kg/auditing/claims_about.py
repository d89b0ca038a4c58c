"""The claims that an article may state.

Of a small ledger these are all of them. Of a large one they are those about what the article
names: no more is read than the article needs, however many claims there are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.store.schema import IN_FORCE
from kg.text.alike import is_empty, root
from kg.text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

SMALL: Final = 2_000
"""Claims of a ledger up to which all are compared with every article."""
MOST: Final = 2_000
"""Claims of a larger one that are compared with one article."""
_MOSTLY: Final = 0.6
"""Share of the words of a concept's label by which a text speaks of it without naming it."""
_WORD = re.compile(r"[^\W_]+")
# Those come first of which the article names both sides; a concept that is only worded counts half.
_ABOUT: Final = f"""
WITH side (claim, field, weight) AS (
    SELECT owner, field, 2 FROM json_each(?) AS own JOIN many ON many.value = own.value
    WHERE field IN ('subject', 'object')
    UNION ALL SELECT owner, field, 1 FROM json_each(?) AS own JOIN many ON many.value = own.value
    WHERE field IN ('subject', 'object')),
best (claim, weight) AS (SELECT claim, max(weight) FROM side GROUP BY claim, field)
SELECT claim, sum(weight) AS weight FROM best JOIN claim ON claim.iri = best.claim
WHERE claim.state IN {IN_FORCE} GROUP BY claim ORDER BY weight DESC, claim LIMIT ?"""


class Spoken(NamedTuple):
    """The concepts that an article speaks of.

    Attributes:
        named: IRIs of those that it names, and of what they are kinds of.
        worded: IRIs of those of whose labels it holds most words.
    """

    named: frozenset[str]
    worded: frozenset[str]


def is_small(view: Selection) -> bool:
    """All claims of a selection may be held at once."""
    if "claim_iris" in vars(view):
        return len(view.claim_iris) <= SMALL
    return len(view.ledger.index.rows(f"SELECT 1 FROM claim LIMIT {SMALL + 1}")) <= SMALL


def spoken_of(
    view: Selection, text: str, named: Collection[str], labels: Mapping[str, str]
) -> Spoken | None:
    """What the claims compared with an article depend on.

    Args:
        view: the ledger.
        text: the article.
        named: IRIs of the concepts that it names, and of what they are kinds of.
        labels: of all concepts of the ledger.

    Returns:
        Concepts; None for a small ledger, of which all claims are compared.
    """
    if is_small(view):
        return None
    roots = {word.key for word in tokens(text, folded=root)}
    worded = (iri for iri, label in labels.items() if iri not in named and _is_worded(label, roots))
    return Spoken(frozenset(named), frozenset(worded))


def _is_worded(label: str, roots: Collection[str]) -> bool:
    words = [word for word in _WORD.findall(label) if not is_empty(word)]
    return sum(root(word) in roots for word in words) >= _MOSTLY * max(1, len(words))


def claims_about(view: Selection, spoken: Spoken | None) -> tuple[ClaimRow, ...]:
    """The claims that an article may state.

    Args:
        view: the ledger.
        spoken: as `spoken_of` gives it.

    Returns:
        All claims of a small ledger; of a large one at most `MOST`, those first of which the
        article names subject and object.
    """
    if spoken is None:
        return view.claims
    index = view.ledger.index
    limit = MOST if view.whole else -1
    rows = index.among(_ABOUT, sorted(spoken.named), index.array(sorted(spoken.worded)), limit)
    found = [str(row[0]) for row in rows]
    chosen = {*view.among(found)}
    return view.ledger.claims_by_iri([iri for iri in found if iri in chosen][:MOST])
