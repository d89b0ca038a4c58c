"""JSON Schema of a statement of `kg extract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.result_parts import BOOL, COUNT, TEXT, TEXTS, list_of, null_or, object_of, ref

if TYPE_CHECKING:
    from kg.rdf.context import Json

_STRENGTH: Final[Json] = {"enum": ["none", "correlational", "conditional_causal", "direct_causal"]}
_EFFECT: Final[Json] = {
    "enum": [
        "increase",
        "decrease",
        "no_difference_found",
        "equivalent",
        "mixed",
        "unspecified",
        None,
    ]
}
_HEDGING: Final[Json] = {"enum": ["categorical", "reported", "probable", "possible", "speculative"]}
_CUE: Final[Json] = object_of(text=TEXT, strength=TEXT, start=COUNT, end=COUNT)
_NUMBER: Final[Json] = {"type": "number"}


def statement() -> Json:
    """The shape of one statement; offsets are code points of the document's canonical text."""
    return object_of(
        quote=TEXT,
        start=COUNT,
        end=COUNT,
        line=COUNT,
        column=COUNT,
        block=TEXT,
        section=null_or(TEXT),
        is_claim=BOOL,
        score=null_or({"type": "number", "minimum": 0, "maximum": 1}),
        strength=_STRENGTH,
        effect=_EFFECT,
        hedging=_HEDGING,
        hedge_cues=TEXTS,
        hedges=list_of(_CUE),
        boosters=list_of(_CUE),
        certainty=_NUMBER,
        attribution={"enum": ["author", "named", "unnamed"]},
        attribution_text=null_or(TEXT),
        citations=list_of(object_of(text=TEXT, document=null_or(TEXT))),
        subject=null_or(ref("Ref")),
        object=null_or(ref("Ref")),
        qualifiers=ref("Qualifiers"),
        mentions=list_of(object_of(kind=TEXT, text=TEXT, start=COUNT, end=COUNT)),
        clauses=list_of(
            object_of(quote=TEXT, start=COUNT, end=COUNT, effect=_EFFECT, strength=_STRENGTH)
        ),
        matches=list_of(object_of(claim=TEXT, how=TEXT)),
        because=TEXTS,
    )


def second_reader() -> Json:
    """The shape of what is recorded of a second reader, where one was asked."""
    return object_of(
        model=TEXT,
        temperature=_NUMBER,
        prompt_sha256=TEXT,
        replayed=BOOL,
        asked=COUNT,
        accepted=COUNT,
        refused=COUNT,
        failed=TEXTS,
    )
