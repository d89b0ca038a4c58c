"""The verbs of the public door; `kg` re-exports them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.audit import audit_article
from kg.auditing.ledger import audit_ledger
from kg.auditing.rule import chosen_rules, rules
from kg.exporters.export import export
from kg.judge.conflicts import conflicts
from kg.querying.evidence import evidence as _evidence
from kg.readers.read import read_document
from kg.store.ledger import Ledger, open_ledger
from kg.store.locate import find_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model.finding import Report
    from kg.store.selection import Selection
    from kg.text.reading import Reading

__all__ = ["audit", "conflicts", "evidence", "export", "open", "read", "rules"]


def open(path: str | Path | None = None) -> Ledger:  # noqa: A001 - the word people know, kg.open
    """Open a ledger.

    Args:
        path: a Turtle file, or `"demo"` for the shipped ledger; found as the command line does
            (KG_LEDGER, kg.toml, data/claims.ttl here or above) if not given.

    Returns:
        The ledger.

    Raises:
        KGError: there is none, or it cannot be read.
    """
    return open_ledger(find_ledger(None if path is None else str(path)))


def read(path: str | Path) -> Reading:
    """Read an article.

    Args:
        path: a text or Markdown file, or `"-"` for standard input.

    Returns:
        Its canonical text and blocks.

    Raises:
        ReadError: it cannot be read or is no UTF-8 text.
    """
    return read_document(str(path))


def audit(
    article: Reading | None = None,
    *,
    against: Ledger | Selection | None = None,
    rules: Iterable[str] | str = (),
    ignore: Iterable[str] | str = (),
    all_rules: bool = False,
) -> Report:
    """Audit an article, or a ledger.

    Args:
        article: what to audit; the ledger itself if not given.
        against: the ledger, or the part of one, to hold the article against; without one the rules
            on prose are run.
        rules: codes or names of the rules to run, also of those that are off by default; all that
            are on by default if none is given.
        ignore: codes or names of rules not to run.
        all_rules: run also the rules that are off by default, if none is named.

    Returns:
        Findings at their places, and what could not be judged.

    Raises:
        TypeError: neither an article nor a ledger is given.
        FilterError: no rule bears such a code or name.
    """
    view = against.select() if isinstance(against, Ledger) else against
    what = "ledger" if article is None else "article"
    chosen = chosen_rules(what, _names(rules), _names(ignore), every=all_rules)
    if article is not None:
        return audit_article(article, view, chosen)
    if view is None:
        raise TypeError("give an article, a ledger to hold it against, or both")
    return audit_ledger(view, str(view.ledger.path), chosen)


def _names(given: Iterable[str] | str) -> Iterable[str]:
    return (given,) if isinstance(given, str) else given


def evidence(view: Selection) -> list[dict[str, object]]:
    """The evidence of every claim of a selection.

    Args:
        view: the selection.

    Returns:
        One record a claim in the shape `kg.evidence/1`.
    """
    return [_evidence(claim, view) for claim in view.claims]
