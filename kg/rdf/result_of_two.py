"""Shapes of answers about some claims that a person names: beside each other, and settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.codes import PairState, Status
from kg.rdf.result_parts import (
    BOOL,
    COUNT,
    KINDS,
    TEXT,
    TEXTS,
    VERDICT,
    list_of,
    null_or,
    object_of,
    ref,
    word,
)

if TYPE_CHECKING:
    from kg.rdf.context import Json


def compare() -> dict[str, Json]:
    """Claims, and every two of them compared."""
    claim = object_of(
        id=TEXT,
        text=TEXT,
        subjects=list_of(ref("Ref")),
        predicate=ref("Ref"),
        objects=list_of(ref("Ref")),
        effect=null_or(ref("Effect")),
        negated=BOOL,
        status=word(Status),
        qualifiers=ref("Qualifiers"),
        studies=COUNT,
        studied=ref("Qualifiers"),
    )
    pair = object_of(
        a=TEXT,
        b=TEXT,
        kind=null_or({"enum": KINDS}),
        one_topic=BOOL,
        verdict=null_or(VERDICT),
        as_stated=ref("Reading"),
        as_studied=null_or(ref("Reading")),
    )
    return {"claims": list_of(claim), "pairs": list_of(pair)}


def settle() -> dict[str, Json]:
    """What was decided of a pair, and where it was written."""
    return {
        "id": TEXT,
        "claims": TEXTS,
        "state": word(PairState),
        "before": word(PairState),
        "rewritten": null_or(TEXT),
        "files": TEXTS,
    }
