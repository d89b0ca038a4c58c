"""New, empty ledgers."""

from __future__ import annotations

import secrets
from pathlib import Path

from kg.errors import WriteError
from kg.model.header import Header
from kg.model.identity import slug
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.turtle import canonical_turtle
from kg.store.atomic import atomic_write


def init_ledger(
    path: str | Path, title: str, base: str | None = None, licence: str | None = None
) -> str:
    """Make an empty ledger.

    Args:
        path: where; its folder is made if it is missing.
        title: what the ledger is called.
        base: namespace of its names, ending in `#` or `/`; one of its own is minted if not given
            (`.example` can never belong to anyone; publish under a namespace that you own).
        licence: IRI of the licence of the ledger's own statements, if it has one.

    Returns:
        The base.

    Raises:
        WriteError: there is something already, or it cannot be written.
        EntityError: the base is no absolute IRI.
    """
    path = Path(path)
    if path.exists():
        raise WriteError(f"{path}: already there", "choose another path; nothing was changed")
    base = base or f"https://claims.example/{slug(title, 30)}-{secrets.token_hex(4)}#"
    header = Header(iri=f"{base}ledger", title=(LangText(text=title),), licence=licence)
    text = "".join(canonical_turtle(encode(header), ledger_layout(), base))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{path.parent}: {error.strerror}", "choose another folder") from error
    atomic_write(path, [text.encode()])
    return base
