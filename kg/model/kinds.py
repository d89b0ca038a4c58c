"""All nouns, in the order in which a ledger file lists them."""

from __future__ import annotations

from typing import Final

from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.concept import Concept, DoseBand
from kg.model.curation import Activity, Agent
from kg.model.document import Document, Notice, Version
from kg.model.entity import Entity, ValueNode
from kg.model.evidence import Arm, EvidenceLine, RiskOfBias
from kg.model.header import Header
from kg.model.passage import Passage, PositionSelector, QuoteSelector
from kg.model.quantity import Mention, Period, Quantity
from kg.model.settlement import Settlement

KINDS: Final[tuple[type[Entity], ...]] = (
    Header,
    Agent,
    Activity,
    Concept,
    DoseBand,
    Document,
    Version,
    Claim,
    Assertion,
    EvidenceLine,
    Assessment,
    Settlement,
)
"""Kinds of entities, in file order."""

VALUE_NODES: Final[tuple[type[ValueNode], ...]] = (
    Quantity,
    Period,
    Mention,
    Passage,
    PositionSelector,
    QuoteSelector,
    Notice,
    RiskOfBias,
    Arm,
)
"""Kinds of value nodes, each written beneath its owner."""

CLASSES: Final[dict[str, type[Entity]]] = {c.__name__: c for c in (*KINDS, *VALUE_NODES)}
"""Every noun by the name of its class."""
