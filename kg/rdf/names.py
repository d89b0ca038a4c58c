"""The canonical text of each term, worked out once, and which prefixes that took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.rdf.literals import ObjectKey, UnwritableTermError, literal_key, literal_text, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# Local names that every Turtle reader takes without escapes (a subset of PN_LOCAL), as in
# kg/terms.py: neither `/` nor `#` can be in one, which is what makes the lookup below complete.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_OWN_NAMES = re.compile(rf"(?::{_LOCAL.pattern}\n)*+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_LONGEST_KEPT = 40
_BARE_STARTS = frozenset("0123456789+-.")


def is_absolute_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that Turtle can hold between angle brackets."""
    return _IRI.fullmatch(text) is not None


class Names(dict[str, str]):
    r"""Token, as pyoxigraph writes a term with these prefixes, to canonical text.

    `names[token]` is remembered. pyoxigraph escapes its way to a CURIE where it can (`:a\/b`),
    which few tools read; here such an IRI is written in full.

    Args:
        base: the namespace of the prefix `:`.
        prefixes: prefix to namespace, without `:`.
        opaque_prefixes: prefixes whose local names are codes.

    Attributes:
        table: prefix to namespace, `:` as an empty prefix, one prefix a namespace.
        used: the prefixes that some text so far needs.
        opaque: the tokens of IRIs that tell a reader nothing, so that a label should follow.
    """

    def __init__(
        self, base: str, prefixes: Mapping[str, str], opaque_prefixes: frozenset[str]
    ) -> None:
        super().__init__()
        self._by_namespace: dict[str, str] = {base: ""}
        for prefix, namespace in prefixes.items():
            self._by_namespace.setdefault(namespace, prefix)
        self.table = {prefix: namespace for namespace, prefix in self._by_namespace.items()}
        self.used: set[str] = set()
        self.opaque: set[str] = set()
        self._base = base
        self._opaque_prefixes = opaque_prefixes
        self._odd = sorted((n for n in self._by_namespace if n[-1:] not in "/#"), key=len)[::-1]

    def __missing__(self, token: str) -> str:
        """Work a text out, and remember it.

        Raises:
            UnwritableTermError: the token has no form in canonical Turtle.
        """
        if is_literal(token):
            text = literal_text(token, self.expand, self.__getitem__)
            if len(text) > _LONGEST_KEPT:  # a quotation comes once
                return text
        else:
            prefix, _, local = token.partition(":")
            # a namespace that ends in / or # is the longest that fits, if no other end exists
            if self._odd or prefix not in self.table or not _LOCAL.fullmatch(local):
                prefix, text = self._short(self.expand(token))
            else:
                text = token
            self.used.add(prefix)
            if prefix in self._opaque_prefixes or text[0] == "<":
                self._mark_opaque(token, text)
        self[token] = text
        return text

    def settle(self, tokens: Collection[str]) -> set[str]:
        """Work out the texts of many IRIs; own names in the simple form in one sweep.

        Args:
            tokens: subjects of a file.

        Returns:
            Those of them that are own names written as they are.

        Raises:
            UnwritableTermError: see `__missing__`.
        """
        own = {token for token in tokens if token[0] == ":"}
        if self._odd or not _OWN_NAMES.fullmatch("\n".join((*own, ""))):
            own = {token for token in own if self[token] == token}
        for token in tokens:
            if token[0] != ":":
                self[token]
        return own

    def tokens_of(self, iris: Iterable[str]) -> frozenset[str]:
        """The tokens as which pyoxigraph may write some IRIs."""
        return frozenset(token for iri in iris for token in (f"<{iri}>", self._short(iri)[1]))

    def expand(self, token: str) -> str:
        """The IRI of a token.

        Args:
            token: a CURIE, perhaps with escapes, or an IRI in angle brackets.

        Returns:
            The IRI.

        Raises:
            UnwritableTermError: a blank node, a triple term, a relative IRI or one with
                characters that Turtle does not allow between angle brackets.
        """
        if token[0] != "<":
            prefix, _, local = token.partition(":")
            if prefix in self.table:
                local = _LOCAL_ESCAPE.sub(r"\1", local) if "\\" in local else local
                return self.table[prefix] + local
            raise UnwritableTermError(
                "it has a blank node" if prefix == "_" else f"{shown(token)} is no term"
            )
        iri = token[1:-1]
        if token.startswith("<<"):
            raise UnwritableTermError(
                "it has a triple term of RDF 1.2, which most Turtle readers cannot read"
            )
        if not is_absolute_iri(iri):
            raise UnwritableTermError(
                f"the IRI {shown(iri)} is relative or has characters that no IRI may have"
            )
        return iri

    def key(self, token: str) -> ObjectKey:
        """What the objects of one predicate are sorted by: IRIs by code point, then literals."""
        if is_literal(token):
            return literal_key(token, self.expand)
        return (0, self.expand(token), "", "")

    def _short(self, iri: str) -> tuple[str, str]:
        """Prefix and text by the longest namespace that leaves a simple local name."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        ends = [len(n) for n in self._odd if len(n) > cut and iri.startswith(n)]
        for end in (*ends, cut):
            prefix = self._by_namespace.get(iri[:end])
            if prefix is not None and _LOCAL.fullmatch(iri, end):
                return prefix, f"{prefix}:{iri[end:]}"
        return "", f"<{iri}>"

    def _mark_opaque(self, token: str, text: str) -> None:
        if text[0] != "<" or not text.startswith(self._base, 1):
            self.opaque.add(token)


def is_literal(token: str) -> bool:
    """Whether a token is a literal, in quotes or bare."""
    return token[0] == '"' or token[0] in _BARE_STARTS or token in {"true", "false"}
