"""IRIs as CURIEs, each worked out once, and which prefixes that took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.rdf.literals import iri_of, literal_text

if TYPE_CHECKING:
    from collections.abc import Mapping

# Local names that every Turtle reader takes without escapes (a subset of PN_LOCAL), as in
# kg/terms.py: neither `/` nor `#` can be in one, which is what makes the lookup below complete.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Names(dict[str, str]):
    """N-Triples token to Turtle text: `names[token]`, remembered.

    Args:
        base: the namespace of the prefix `:`.
        prefixes: prefix to namespace, without `:`.
        opaque_prefixes: prefixes whose local names are codes.

    Attributes:
        used: the prefixes that some text so far needs.
        opaque: the tokens of IRIs that tell a reader nothing, so that a label should follow.
    """

    def __init__(
        self, base: str, prefixes: Mapping[str, str], opaque_prefixes: frozenset[str]
    ) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.opaque: set[str] = set()
        self._base = base
        self._opaque_prefixes = opaque_prefixes
        self._by_namespace: dict[str, str] = {base: ""}
        for prefix, namespace in prefixes.items():
            self._by_namespace.setdefault(namespace, prefix)
        self._odd = sorted(
            (n for n in self._by_namespace if n and n[-1] not in "/#"), key=len, reverse=True
        )

    def __missing__(self, token: str) -> str:
        """Work a text out, and remember it.

        Raises:
            UnwritableTermError: the token has no form in canonical Turtle.
        """
        if token[0] == '"':
            text = literal_text(token, self.__getitem__)
        else:
            iri = iri_of(token)
            found = self._short(iri)
            text = token
            if found is not None:
                prefix, local = found
                self.used.add(prefix)
                text = f"{prefix}:{local}"
            if self._is_opaque(iri, None if found is None else found[0]):
                self.opaque.add(token)
        self[token] = text
        return text

    def _short(self, iri: str) -> tuple[str, str] | None:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        ends = [len(n) for n in self._odd if len(n) > cut and iri.startswith(n)]
        for end in (*ends, cut):
            prefix = self._by_namespace.get(iri[:end])
            if prefix is not None and _LOCAL.fullmatch(iri, end):
                return prefix, iri[end:]
        return None

    def _is_opaque(self, iri: str, prefix: str | None) -> bool:
        if prefix is None:
            return not iri.startswith(self._base)
        return prefix in self._opaque_prefixes
