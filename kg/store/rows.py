"""An entity's triples to rows of the index, by the plans that are read off the models.

The plans are tolerant: what no field takes is left out, what breaks the model is stored as far as
it goes (`kg check` is strict). Values of one field are a set; they are numbered in sorted order,
so that equal triples in any order give equal rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.store.code_lists import CODES
from kg.store.folding import fold
from kg.store.layout import TABLES
from kg.store.plans import KINDS, NODES, PLANS
from kg.store.tokens import is_literal, objects

if TYPE_CHECKING:
    from kg.store.tokens import Block, Terms

Cell = str | int | None
Row = dict[str, Cell]
"""Columns that hold something."""
Waiting = dict[str, dict[tuple[str, ...], list[Cell]]]
"""Cells of rows to be written, one row after the other, by table and columns."""

_NAMES: Final = frozenset({"label", "synonym"})
Words = Mapping[str, Cell]
Step = tuple[str, Words | None, "Several | None"]
_BOOLEAN: Final[dict[str, Cell]] = {"true": 1, "1": 1, "false": 0, "0": 0}
_MAPS: Final[dict[str, Words]] = {"boolean": _BOOLEAN, **CODES}
_MANY: Final = ("owner", "field", "ord", "value")
_LABEL: Final = ("iri", "kind", "ord", "lang", "text")
_NAMING: Final = (*_LABEL, "folded")
_REMEMBERED: Final = 10_000
_AS_THEY_STAND: Final = frozenset(":0123456789")
"""First characters of own names and numbers, which are stored as they are written."""


class Several:
    """A field with several values; one object a field, told apart by identity.

    Attributes:
        action: what to do with the values.
        field: name of the field.
        words: words by IRI, where a closed list holds the values.
    """

    __slots__ = ("action", "field", "words")

    def __init__(self, action: str, field: str, words: Words | None) -> None:
        self.action = action
        self.field = field
        self.words = words


class Steps(dict[str, "Step | None"]):
    """What becomes of the objects of a predicate, by its token; None: nothing.

    Args:
        name: a class of `PLANS`.
        table: its table.
        terms: what tokens stand for.
    """

    def __init__(self, name: str, table: str, terms: Terms) -> None:
        super().__init__()
        self._terms = terms
        self._known: dict[str, Step] = {}
        for predicate, (first, *rest) in PLANS[name].items():
            words = _MAPS.get(rest[-1])
            if isinstance(first, int):
                self._known[predicate] = (TABLES[table][first], words, None)
            else:
                self._known[predicate] = ("", None, Several(first, rest[0], words))

    def __missing__(self, token: str) -> Step | None:
        """Look a predicate up by its IRI, and remember it."""
        step = self._known.get(self._terms.value(token))
        if len(self) < _REMEMBERED:
            self[token] = step
        return step


class Plan:
    """One class, ready for use on one file.

    Attributes:
        table: the table of its rows.
        kind: the word for the kind.
        entity: it is an entity, not a value node.
        steps: token of a predicate to (column, words by IRI or None, what to do instead).
        known: lines whose object is a word of a closed list, with column and word.
    """

    __slots__ = ("entity", "kind", "known", "steps", "table")

    def __init__(self, iri: str, terms: Terms) -> None:
        self.kind, self.table, name = KINDS.get(iri) or NODES[iri]
        self.known: dict[str, tuple[str, Cell]] = {}
        self.entity = iri in KINDS
        self.steps = Steps(name, self.table, terms)


class Plans(dict[str, Plan | None]):
    """The plan of a subject's type, by the line that states the type.

    Args:
        terms: what tokens stand for.
    """

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms
        self._plans = {iri: Plan(iri, terms) for iri in (*KINDS, *NODES)}

    def of(self, block: Block) -> Plan | None:
        """The plan of a subject that states its type elsewhere than once at its beginning.

        Args:
            block: all its statements.

        Returns:
            The plan of its type, of several known ones that of the kind listed first; None if
            foreign.
        """
        types = [line[2:] for line in block if line.startswith("a ")]
        return self[f"a {' , '.join(types)}"] if types else None

    def __missing__(self, line: str) -> Plan | None:
        """Find the plan of a type, and remember it; None for a line that states none."""
        if not line.startswith("a "):
            return None
        types = {self._terms.value(token) for token in objects(line[2:])}
        plan = next((plan for iri, plan in self._plans.items() if iri in types), None)
        if len(self) < _REMEMBERED:
            self[line] = plan
        return plan


Nodes = dict[str, tuple[Plan, "Block"]]
"""Value nodes by stored form."""


class Rows:
    """Rows by table, filled entity by entity and taken away in batches.

    Args:
        terms: what tokens stand for.

    Attributes:
        waiting: the rows waiting, by table and columns.
        used: the value nodes that found their owner, until the filler empties it.
    """

    def __init__(self, terms: Terms) -> None:
        self.waiting: Waiting = {name: {} for name in (*TABLES, "many", "label")}
        self.used: set[str] = set()
        self._terms = terms
        self._actions = {
            "label": self._labels,
            "many": self._many,
            "codes": self._many,
            "value": self._values,
            "level": self._values,
            "node": self._nodes,
        }

    def entity(self, iri: str, plan: Plan, block: Block, nodes: Nodes) -> None:
        """Add the rows of an entity and of its value nodes.

        Args:
            iri: the entity, in its stored form.
            plan: that of its type.
            block: its statements.
            nodes: value nodes; those of other owners may be among them.
        """
        row: Row = {"iri": iri}
        self._cells(iri, row, plan, block, nodes)
        self._add(plan.table, row)

    def _add(self, table: str, row: Row) -> None:
        waiting = self.waiting[table]
        columns = tuple(row)
        if columns in waiting:
            waiting[columns].extend(row.values())
        else:
            waiting[columns] = [*row.values()]

    def _cells(self, owner: str, row: Row, plan: Plan, block: Block, nodes: Nodes) -> None:
        """Fill a row's columns, then add the rows of fields with several values.

        This loop sees every statement, hence its plainness.
        """
        steps, terms, known, plain = plan.steps, self._terms, plan.known, _AS_THEY_STAND
        several: dict[Several, list[str]] = {}
        for line in block:
            if line in known:
                column, cell = known[line]
                if column not in row:
                    row[column] = cell
                    continue
            predicate, _, text = line.partition(" ")
            step = steps[predicate]
            if step is None:
                continue
            column, words, many = step
            if many is not None:
                tokens = objects(text) if " , " in text or text[0] == "<" else [text]
                several[many] = several[many] + tokens if many in several else tokens
            elif column in row or words is not None or " , " in text or text[0] == "<":
                self._odd(row, line, step, plan)
            else:
                row[column] = text if text[0] in plain and "\\" not in text else terms[text]
        for many, tokens in several.items():
            if many.action == "fold":
                self._fold(row, tokens, nodes)
            elif tokens:
                self._actions[many.action](owner, many, tokens, nodes)

    def _odd(self, row: Row, line: str, step: Step, plan: Plan) -> None:
        """A word of a closed list, or one of several values where the model has one: the least."""
        column, words, _ = step
        tokens = objects(line.partition(" ")[2])
        for token in tokens:
            value = self._terms.value(token)
            stated = self._terms[token]
            cell = stated if words is None else words.get(value, stated)
            before = row.get(column)
            row[column] = cell if before is None else min(before, cell, key=self._text_of_cell)
            if words is not None and len(tokens) == 1 and len(plan.known) < _REMEMBERED:
                plan.known[line] = (column, cell)

    def _text_of_cell(self, cell: Cell) -> str:
        return self._terms.stem.full(cell) if isinstance(cell, str) else str(cell)

    def _many(self, owner: str, many: Several, tokens: list[str], _: Nodes) -> None:
        add = self.waiting["many"].setdefault(_MANY, []).extend
        field, words, terms = many.field, many.words, self._terms
        if len(tokens) == 1 and words is None:
            add((owner, field, 0, terms[tokens[0]]))
            return
        for place, value in enumerate(sorted({terms.value(token) for token in tokens})):
            cell = None if words is None else words.get(value)
            add((owner, field, place, terms.stem.short(value) if cell is None else cell))

    def _labels(self, owner: str, many: Several, tokens: list[str], _: Nodes) -> None:
        """English first, then by language and text: number 0 is the label to show."""
        text_of = self._terms.text
        found = [text_of(token) for token in tokens]
        if len(found) > 1:
            found = sorted(set(found), key=lambda pair: (pair[1][:2].lower() != "en", *pair[::-1]))
        kind, stem = many.field, self._terms.stem
        named = kind in _NAMES
        add = self.waiting["label"].setdefault(_NAMING if named else _LABEL, []).extend
        for place, (text, lang) in enumerate(found):
            if named:
                add((owner, kind, place, lang, stem.marked(text), stem.short(fold(text))))
            else:
                add((owner, kind, place, lang, stem.marked(text)))

    def _values(self, owner: str, many: Several, tokens: list[str], nodes: Nodes) -> None:
        """Values of a qualifier: words of a closed list, value nodes, concepts or words."""
        if len(tokens) > 1:
            tokens = self._in_order(tokens)
        for place, token in enumerate(tokens):
            literal = is_literal(token)
            cell = self._terms[token]
            if not literal and cell in nodes:
                self._node(owner, many.field, place, cell, nodes)
                continue
            row: Row = {"owner": owner, "field": many.field, "ord": place}
            if many.words is not None:
                row["level"] = many.words.get(self._terms.value(token), cell)
            else:
                row["words" if literal else "concept"] = cell
            self._add("qualifier", row)

    def _nodes(self, owner: str, many: Several, tokens: list[str], nodes: Nodes) -> None:
        """Nodes with a table of their own; a link that leads nowhere adds no row."""
        for place, token in enumerate(self._in_order(tokens)):
            iri = self._terms[token]
            if iri in nodes and not is_literal(token):
                self._node(owner, many.field, place, iri, nodes)

    def _node(self, owner: str, field: str, place: int, iri: str, nodes: Nodes) -> None:
        plan, block = nodes[iri]
        self.used.add(iri)
        row: Row = {"owner": owner, "field": field, "ord": place, "iri": iri}
        self._cells(iri, row, plan, block, nodes)
        self._add(plan.table, row)

    def _fold(self, row: Row, tokens: list[str], nodes: Nodes) -> None:
        """Put the columns of inner nodes (selectors) into the row of their owner."""
        for token in self._in_order(tokens):
            iri = self._terms[token]
            if iri in nodes and not is_literal(token):
                self.used.add(iri)
                self._cells(iri, row, *nodes[iri], nodes)

    def _in_order(self, tokens: list[str]) -> list[str]:
        """Tokens of different values, by value."""
        if len(tokens) == 1:
            return tokens
        value = self._terms.value
        return [*{(value(t), is_literal(t)): t for t in sorted(tokens, key=value)}.values()]
