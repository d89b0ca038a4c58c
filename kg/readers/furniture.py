"""What of a page is not the article: navigation, banners, forms, things that are not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN: Final = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "select",
        "button", "textarea", "canvas", "audio", "video", "picture", "map", "datalist", "head",
        "title", "noembed", "noframes", "xmp", "input", "progress", "meter", "rp", "rt", "dialog",
        "annotation", "annotation-xml",
    }
)  # fmt: skip
"""Elements whose words are no words of the page, or of a control rather than the article."""
_WHOLE: Final = frozenset({"html", "body", "main", "article"})
_ROLES: Final = frozenset(
    {"navigation", "contentinfo", "search", "alertdialog", "dialog", "menu", "menubar", "toolbar",
     "tablist", "doc-toc"}
)  # fmt: skip
_NAMED: Final = frozenset(
    {
        "nav", "navbar", "navigation", "menu", "sidebar", "site-header", "site-footer", "footer",
        "masthead", "breadcrumb", "breadcrumbs", "pagination", "toc", "table-of-contents",
        "share", "sharing", "share-buttons", "social", "social-share", "social-links",
        "sharedaddy", "subscribe", "signup", "ad", "ads", "promo", "sponsored", "popup", "modal",
        "skip-link", "skip-to-content", "related", "related-posts", "related-articles",
        "comments", "comment-list", "disqus_thread", "mw-editsection", "navbox", "catlinks",
    }
)  # fmt: skip
_LIKE = re.compile(r"(?:cookies?|consent|gdpr|newsletter|advert(?:isement)?s?)(?:[-_].*)?")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_unseen(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether the words in an element are not shown, or belong to a control.

    Args:
        name: the element, in lower case.
        attributes: its attributes.
    """
    return (
        name in UNSEEN
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def is_furniture(name: str, attributes: Mapping[str, str], *, in_article: bool) -> bool:
    """Whether an element holds navigation, a banner or the like rather than the article.

    Args:
        name: the element, in lower case.
        attributes: its attributes.
        in_article: an article, a main part or a quotation is around it.
    """
    if name == "nav" or attributes.get("role", "").lower() in _ROLES:
        return True
    if name in {"header", "footer"} and not in_article:
        return True
    if name in _WHOLE:
        return False
    said = (attributes.get("class", "") + " " + attributes.get("id", "")).lower().split()
    return any(word in _NAMED or _LIKE.fullmatch(word) for word in said)
