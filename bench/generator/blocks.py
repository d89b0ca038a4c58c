"""Blocks of Turtle in the form of the canonical writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.rdf.ledger_layout import ledger_layout
from kg.terms import NAMESPACES

_LAST = 1 << 20


@dataclass(slots=True)
class Block:
    """One subject with its rows, and the value nodes beneath it by their names.

    Attributes:
        label: what stands as a comment behind foreign names of the same thing.
    """

    name: str
    type: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    nodes: dict[str, Block] = field(default_factory=dict)
    label: str = ""

    def add(self, predicate: str, token: str) -> None:
        """Add a row; objects of one predicate are added in their written order."""
        self.rows.append((predicate, token))

    def own(self, predicate: str, node: Block) -> None:
        """Add a value node of this block."""
        self.rows.append((predicate, f":{node.name}"))
        self.nodes[f":{node.name}"] = node


class _Ranks(dict[str, int]):
    """Predicate to its place in a block; notes which prefixes are used."""

    def __init__(self, used: set[str]) -> None:
        super().__init__()
        self._used = used
        self._rank = ledger_layout().predicate_rank

    def __missing__(self, curie: str) -> int:
        prefix, _, name = curie.partition(":")
        self._used.add(prefix)
        self[curie] = place = self._rank.get(NAMESPACES[prefix] + name, _LAST)
        return place


class Writer:
    """Writes blocks.

    Attributes:
        used: prefixes that the blocks use.
    """

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._ranks = _Ranks(self.used)
        self._objects: set[str] = set()

    def text(self, block: Block) -> str:
        """A blank line, the block, and its value nodes beneath it."""
        pieces = ["\n"]
        self._write(block, pieces)
        return "".join(pieces)

    def _write(self, block: Block, pieces: list[str]) -> None:
        ranks = self._ranks
        block.rows.sort(key=lambda row: ranks[row[0]])
        pieces.append(f":{block.name} a {block.type}")
        self._note(block.type)
        before = comment = ""
        for predicate, token in block.rows:
            if token[0] not in '":<' and not token[0].isdigit():
                self._note(token)
            if predicate == before:
                pieces.append(f" ,{comment}\n        {token}")
            else:
                pieces.append(f" ;{comment}\n    {predicate} {token}")
                before = predicate
            comment = f"  # {block.label}" if block.label and token[0] == "<" else ""
        pieces.append(f" .{comment}\n")
        if block.nodes:
            for _, token in block.rows:
                if token in block.nodes:
                    self._write(block.nodes[token], pieces)

    def _note(self, curie: str) -> None:
        if curie not in self._objects:
            self._objects.add(curie)
            self.used.add(curie.partition(":")[0])


def english(text: str) -> str:
    """A label; generated texts need no escapes."""
    return f'"{text}"@en'


def year(number: int) -> str:
    """A year as precise as it is known."""
    return f'"{number}"^^xsd:gYear'
