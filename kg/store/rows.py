"""An entity's triples to rows of the index, by the plans that are read off the models.

The plans are tolerant: what no field takes is left out, what breaks the model is stored as far as
it goes (`kg check` is strict). Values of one field are a set; they are numbered in sorted order,
so that equal triples in any order give equal rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.store.folding import fold
from kg.store.layout import DEFAULTS, TABLES
from kg.store.plans import CODES, KINDS, NODES, PLANS
from kg.terms import RDF_TYPE

Term = NamedNode | BlankNode | Literal | Triple


class Statement(Protocol):
    """A triple or quad; no file has a triple as subject."""

    @property
    def subject(self) -> NamedNode | BlankNode:
        """The subject."""

    @property
    def predicate(self) -> NamedNode:
        """The predicate."""

    @property
    def object(self) -> Term:
        """The object."""


Block = list[Statement]
"""All statements of one subject, perhaps without that of its type."""
Values = list[tuple[str, Term]]
"""Objects of one predicate: IRI or lexical form, and the term itself."""
Cell = str | int | None
Row = list[Cell]

_NAMES: Final = frozenset({"label", "synonym"})
Words = Mapping[str, Cell]
Step = tuple[int, Words | None, "Several | None"]
_BOOLEAN: Final[dict[str, Cell]] = {"true": 1, "1": 1, "false": 0, "0": 0}
_MAPS: Final[dict[str, Words]] = {"boolean": _BOOLEAN, **CODES}


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


class Plan:
    """One class, ready for use.

    Attributes:
        table: the table of its rows.
        width: how many columns that has.
        kind: the word for the kind.
        entity: it is an entity, not a value node.
        steps: predicate to (place in the row, words by IRI or None, what to do instead).
        defaults: places in the row and what stands there where nothing is stated.
    """

    __slots__ = ("defaults", "entity", "kind", "steps", "table", "width")

    def __init__(self, name: str, table: str, kind: str, *, entity: bool) -> None:
        self.table = table
        self.kind = kind
        self.entity = entity
        self.width = len(TABLES[table])
        self.steps: dict[NamedNode, Step] = {}
        for predicate, (first, *rest) in PLANS[name].items():
            words = _MAPS.get(rest[-1])
            if isinstance(first, int):
                self.steps[NamedNode(predicate)] = (first, words, None)
            else:
                self.steps[NamedNode(predicate)] = (0, None, Several(first, rest[0], words))
        defaults = DEFAULTS.get(table, {}) if entity else {}
        self.defaults = tuple((TABLES[table].index(c), value) for c, value in defaults.items())


Nodes = dict[str, tuple[Plan, Block]]
"""Value nodes by IRI."""
_PLANS: Final[dict[Term, Plan]] = {
    NamedNode(iri): Plan(name, table, kind, entity=iri in KINDS)
    for iri, (kind, table, name) in {**KINDS, **NODES}.items()
}
_TYPE: Final = NamedNode(RDF_TYPE)
_LEVEL: Final = TABLES["qualifier"].index("level")
_CONCEPT: Final = TABLES["qualifier"].index("concept")
_WORDS: Final = TABLES["qualifier"].index("words")
_NONE: Final[tuple[Cell, ...]] = (None,) * len(TABLES["qualifier"])


class Rows:
    """Rows by table, filled entity by entity and taken away in batches.

    Attributes:
        tables: the rows waiting, by table.
        used: the value nodes that found their owner, until the filler empties it.
    """

    def __init__(self) -> None:
        self.tables: dict[str, list[Row | tuple[Cell, ...]]] = {
            name: [] for name in (*TABLES, "many", "label")
        }
        self.used: set[str] = set()
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
            iri: the entity.
            plan: that of its type.
            block: its statements.
            nodes: triples of value nodes by IRI; those of other owners may be among them.
        """
        row: Row = [None] * plan.width
        row[0] = iri
        self._cells(iri, row, plan, block, nodes)
        for place, default in plan.defaults:
            if row[place] is None:
                row[place] = default
        self.tables[plan.table].append(row)

    def _cells(self, owner: str, row: Row, plan: Plan, block: Block, nodes: Nodes) -> None:
        """Fill a row's columns, then add the rows of fields with several values."""
        steps = plan.steps
        several: dict[Several, Values] = {}
        for statement in block:
            step = steps.get(statement.predicate)
            if step is None:
                continue
            term = statement.object
            try:
                value = term.value  # type: ignore[union-attr]  # a nested triple has none
            except AttributeError:
                continue
            place, words, many = step
            if many is None:
                cell = value if words is None else words.get(value, value)
                before = row[place]
                row[place] = cell if before is None else min(before, cell, key=str)
            elif many in several:
                several[many].append((value, term))
            else:
                several[many] = [(value, term)]
        for many, terms in several.items():
            if many.action == "fold":
                self._fold(row, terms, nodes)
            else:
                self._actions[many.action](owner, many, terms, nodes)

    def _many(self, owner: str, many: Several, terms: Values, _: Nodes) -> None:
        add, field, words = self.tables["many"].append, many.field, many.words
        if len(terms) == 1 and words is None:
            add((owner, field, 0, terms[0][0]))
            return
        for place, value in enumerate(_distinct(terms)):
            add((owner, field, place, value if words is None else words.get(value, value)))

    def _labels(self, owner: str, many: Several, terms: Values, _: Nodes) -> None:
        """English first, then by language and text: number 0 is the label to show."""
        found = [(getattr(term, "language", None) or "", value) for value, term in terms]
        if len(found) > 1:
            found = sorted(set(found), key=lambda pair: (pair[0][:2].lower() != "en", *pair))
        kind = many.field
        named = kind in _NAMES
        add = self.tables["label"].append
        for place, (lang, text) in enumerate(found):
            add((owner, kind, place, lang, text, fold(text) if named else None))

    def _values(self, owner: str, many: Several, terms: Values, nodes: Nodes) -> None:
        """Values of a qualifier: words of a closed list, value nodes, concepts or words."""
        found = [(value, type(term) is Literal) for value, term in terms]
        if len(found) > 1:
            found = sorted(set(found))
        for place, (value, literal) in enumerate(found):
            if not literal and value in nodes:
                self._node(owner, many.field, place, value, nodes)
                continue
            row: Row = [owner, many.field, place, *_NONE[3:]]
            if many.words is not None:
                row[_LEVEL] = many.words.get(value, value)
            else:
                row[_WORDS if literal else _CONCEPT] = value
            self.tables["qualifier"].append(row)

    def _nodes(self, owner: str, many: Several, terms: Values, nodes: Nodes) -> None:
        """Nodes with a table of their own; a link that leads nowhere adds no row."""
        for place, value in enumerate(_distinct(terms)):
            if value in nodes:
                self._node(owner, many.field, place, value, nodes)

    def _node(self, owner: str, field: str, place: int, value: str, nodes: Nodes) -> None:
        plan, block = nodes[value]
        self.used.add(value)
        row: Row = [None] * plan.width
        row[:4] = [owner, field, place, value]
        self._cells(value, row, plan, block, nodes)
        self.tables[plan.table].append(row)

    def _fold(self, row: Row, terms: Values, nodes: Nodes) -> None:
        """Put the columns of inner nodes (selectors) into the row of their owner."""
        for value in _distinct(terms):
            if value in nodes:
                self.used.add(value)
                self._cells(value, row, *nodes[value], nodes)


def _distinct(terms: Values) -> list[str]:
    if len(terms) == 1:
        return [terms[0][0]]
    return sorted({value for value, _ in terms})


def plan_of(block: Block) -> Plan | None:
    """The plan of a subject's type.

    Args:
        block: all statements of the subject.

    Returns:
        The plan of its type, of several known ones that of the kind listed first; None if foreign.
    """
    if block[0].predicate == _TYPE and (len(block) == 1 or block[1].predicate != _TYPE):
        plan = _PLANS.get(block[0].object)
        if plan is not None:
            return plan
    types = {statement.object for statement in block if statement.predicate == _TYPE}
    return next((plan for term, plan in _PLANS.items() if term in types), None)
