"""What the rules look at: statements of a document, however they were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from kg.model.finding import Span
    from kg.store.records import ClaimRow, DocumentRow, Qualifiers

How = Literal["asserted", "states", "more-firmly", "without-context", "opposite"]
"""How a statement lies to a claim; see `Link`."""
STATED: Final = frozenset({"asserted", "states", "more-firmly"})
"""Ways in which a statement is judged by a claim."""
Role = Literal["claim", "definition", "advice", "background", "talk"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a statement gives.

    Attributes:
        text: the citation as it stands.
        document: the document of the ledger that it is, None if it is none or unknown.
    """

    text: str
    document: DocumentRow | None


@dataclass(frozen=True, slots=True)
class Link:
    """A claim of the ledger that a statement states, or of which it states the opposite.

    Attributes:
        claim: the claim.
        how: `asserted` (the ledger says so); read of its words: `states`; `more-firmly` (the
            claim is worded as open or as a mere association, the statement is not);
            `without-context` (a condition of the claim is not said); `opposite` (its concepts
            and conditions, and the opposite change).
        score: how well the words fit, from about 0.47 to a little above 1; 1 where asserted.
    """

    claim: ClaimRow
    how: How
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or passage that says something.

    Attributes:
        quote: its words, or those of the claim where the text is not at hand.
        span: its place, None where the text is not at hand.
        block: index of its block of the text, None without a text.
        role: what it does; only claims are judged by default.
        hedging: how firmly it is said.
        boosters: words that say it more firmly than evidence can carry.
        attribution: who the text says knows it: author, named or unnamed.
        attribution_text: in which words.
        cited: the sources that it gives.
        links: the claims that it states, the best first.
        effect: direction of change that it states, None if none was read.
        subjects: concepts in subject place.
        objects: concepts in object place.
        context: the conditions that it states.
        section: heading above it.
        assertion: local id of the assertion that the ledger keeps of it.
        document: IRI of the document, None if the ledger does not know it.
        explicitness: explicit, implied, or presupposed by what is said.
        is_claim: it says something that could be checked.
        score: of that, between 0 and 1; None where it was not read.
        strength: of the relation that it claims: none, correlational, conditional_causal or
            direct_causal.
        because: why it was read so.
    """

    quote: str
    span: Span | None
    block: int | None
    role: Role
    hedging: str
    boosters: tuple[str, ...]
    attribution: str
    attribution_text: str | None
    cited: tuple[Cited, ...]
    links: tuple[Link, ...]
    effect: str | None
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    context: Qualifiers
    section: str | None = None
    assertion: str | None = None
    document: str | None = None
    explicitness: str = "explicit"
    is_claim: bool = True
    score: float | None = None
    strength: str = "none"
    because: tuple[str, ...] = ()

    @property
    def claim(self) -> ClaimRow | None:
        """The claim of the ledger that it states best, with all conditions."""
        for link in self.links:
            if link.how in STATED:
                return link.claim
        return None

    @property
    def contrary(self) -> ClaimRow | None:
        """The claim of the ledger of which it states the opposite."""
        return next((link.claim for link in self.links if link.how == "opposite"), None)
