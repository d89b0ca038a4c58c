"""Generated nouns for every test: hostile text, IRIs of many shapes, numbers as people write them.

`entities(Claim)` draws one whole entity; `ledgers()` draws several that share no name.
Which fields a class has is read off the model, so a new field is tested at once.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from kg.model.claim import Claim
from kg.model.codes import ClaimType
from kg.model.concept import Concept
from kg.model.entity import Entity, ValueNode
from kg.model.evidence import Arm
from kg.model.kinds import CLASSES, KINDS
from kg.model.passage import Passage, PositionSelector
from kg.model.quantity import Period, Quantity, Words
from kg.model.values import LangText
from kg.rdf.fields import Field, fields_of
from kg.rdf.limits import limits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOSTILE: Final = (
    'she said "no"',
    "it's \\ a backslash\\",
    '"""',
    "''' ;\n.\n",
    "line\nbreak\r\nand\ttab\rend",
    "\u05d0\u05d1\u05d2 \u202eright to left\u202c",
    "\u0643\u064a\u062a\u0627\u0645\u064a\u0646",
    "\U0001f9e0\u200d\U0001f48a",
    "caf\u00e9",
    "cafe\u0301",
    "".join(map(chr, range(1, 0x20))) + "\x7f\x85.",
    "\ufeffmark \u2028 line \u2029 paragraph \uffff",
    "<script>alert(1)</script> & @prefix x: <y> .",
    "{'a': \"b\"} ${x} %s {0}",
    "x" * 20_000,
    "\u6c2f\u80fa\u916e\u53ef\u80fd\u51cf\u8f7b\u7126\u8651",
)
"""Texts that break writers, readers, shells, pages and tables."""

IRIS: Final = (
    "https://claims.example/ketamine#low-doses-3fa2c1",
    "http://purl.obolibrary.org/obo/CHEBI_6121",
    "urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2",
    "urn:isbn:0451450523",
    "mailto:a@b.example",
    "tag:claims.example,2026:x",
    "kg:Claim",
    "text:x",
    "Claim:x",
    "https://example.com/a/./b/../c?x=1&y='2'#!$&()*+,;=",
    "http://[2001:db8::1]:8080/",
    "https://example.com/%E2%82%AC/%20",
    "https://ex\u00e4mple.com/\u043f\u0443\u0442\u044c#\u6c2f",
    "a:",
    "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15",
)
"""Absolute IRIs of many shapes."""

DECIMALS: Final = (
    "0.50", "0.5", "-3", ".5", "007", "+1.0", "5.", "0", "-0.0",
    "123456789012345678901234567890.10",
)  # fmt: skip
"""Decimals whose lexical form a careless reader changes."""

_LANGUAGES: Final = ("en", "de", "en-us", "zh-hant-tw", "ar", "x-own")

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30),
)
filled = texts.filter(lambda text: bool(text.strip()))
iris = st.one_of(
    st.sampled_from(IRIS),
    st.text("abz09-._~", max_size=12).map("https://claims.example/x#".__add__),
)
decimals = st.one_of(
    st.sampled_from(DECIMALS),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda d: f"{d:f}"),
)
dates = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()),
)
times = st.one_of(
    st.datetimes().map(lambda when: when.replace(microsecond=0).isoformat() + "Z"),
    st.just("2026-01-31T12:00:00.1200Z"),
)
sha256s = st.text("0123456789abcdef", min_size=64, max_size=64)
lang_texts = st.builds(LangText, text=filled, lang=st.sampled_from(_LANGUAGES))

_SCALARS: Final = {
    "iri": iris,
    "lang": lang_texts,
    "decimal": decimals,
    "boolean": st.booleans(),
    "date": dates,
    "time": times,
}


def entities(cls: type[Entity], iri: str = "") -> st.SearchStrategy[Entity]:
    """One entity of a class, valid, with few of its optional fields."""

    @st.composite
    def whole(draw: st.DrawFn) -> Entity:
        name = iri or draw(iris)
        return _entity(draw, cls, name, (f"{name}-n{number}" for number in count()))

    return whole()


def ledgers(kinds: tuple[type[Entity], ...] = KINDS) -> st.SearchStrategy[list[Entity]]:
    """A few entities of several kinds, each with a name of its own."""

    @st.composite
    def several(draw: st.DrawFn) -> list[Entity]:
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4))
        return [draw(entities(cls, f"https://x.example/#e{i}")) for i, cls in enumerate(chosen)]

    return several()


def _entity(draw: st.DrawFn, cls: type[Entity], iri: str, names: Iterator[str]) -> Entity:
    bound = {field.name: field for field in fields_of(cls)}
    optional = sorted(name for name, field in bound.items() if not field.required)
    chosen = draw(st.sets(st.sampled_from(optional), max_size=6)) if optional else set()
    record: dict[str, object] = {
        name: _values(draw, cls, field, names)
        for name, field in bound.items()
        if field.required or name in chosen
    }
    repair = _REPAIRS.get(cls)
    if repair:
        repair(draw, record, names)
    return cls.model_validate({"iri": iri, **record})


def _values(draw: st.DrawFn, cls: type[Entity], field: Field, names: Iterator[str]) -> object:
    if not field.many:
        return _value(draw, cls, field, names)
    return tuple(_value(draw, cls, field, names) for _ in range(draw(st.integers(1, 3))))


def _value(draw: st.DrawFn, cls: type[Entity], field: Field, names: Iterator[str]) -> object:
    term = field.term
    if term.form == "owned":
        return _node(draw, draw(st.sampled_from(term.owned)), names)
    if term.form == "value":
        form = draw(st.sampled_from(("iri", "words", *term.owned)))
        if form == "iri":
            return draw(iris)
        return Words(text=draw(filled)) if form == "words" else _node(draw, form, names)
    if term.code is not None:
        return draw(st.sampled_from(tuple(term.code)))
    limits = limits_of(cls, field.name)
    if term.form == "integer":
        return draw(st.integers(limits.minimum or 0, 10**20))
    if term.form == "text":
        return draw(sha256s if limits.max_length else filled if limits.min_length else texts)
    return draw(_SCALARS[term.form])


def _node(draw: st.DrawFn, name: str, names: Iterator[str]) -> Entity:
    return _entity(draw, CLASSES[name], next(names), names)


def _mend_claim(draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    if not record.get("object") and record.get("value") is None:
        record["object"] = (draw(iris),)
    if record["claim_type"] is ClaimType.COMPARATIVE and not record.get("comparator"):
        record["comparator"] = (draw(iris),)


def _mend_concept(_draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    labels = record["labels"]
    assert isinstance(labels, tuple)
    record["labels"] = tuple({label.lang: label for label in labels}.values())


def _mend_quantity(draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    for name in ("value", "minimum", "maximum"):
        record.pop(name, None)
    shape = draw(st.sampled_from(("value", "minimum", "maximum", "both")))
    if shape != "both":
        record[shape] = draw(decimals)
        return
    bounds = sorted((draw(decimals), draw(decimals)), key=float)
    record["minimum"], record["maximum"] = bounds


def _mend_period(draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    if not record.keys() & {"start", "end"}:
        record[draw(st.sampled_from(("start", "end")))] = draw(dates)


def _mend_position(draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    start = draw(st.integers(0, 10**7))
    record |= {"start": start, "end": start + draw(st.integers(1, 10**4))}


def _mend_passage(draw: st.DrawFn, record: dict[str, object], names: Iterator[str]) -> None:
    if not record.keys() & {"position", "quote", "quote_sha256"}:
        record["quote"] = _node(draw, "QuoteSelector", names)


def _mend_arm(draw: st.DrawFn, record: dict[str, object], _names: Iterator[str]) -> None:
    people = draw(st.integers(0, 5000))
    record["n"] = people
    if "events" in record:
        record["events"] = draw(st.integers(0, people))


_REPAIRS: Final[
    dict[type[Entity], Callable[[st.DrawFn, dict[str, object], Iterator[str]], None]]
] = {
    Claim: _mend_claim,
    Concept: _mend_concept,
    Quantity: _mend_quantity,
    Period: _mend_period,
    PositionSelector: _mend_position,
    Passage: _mend_passage,
    Arm: _mend_arm,
}

OWNERS: Final = tuple(cls for cls in CLASSES.values() if not issubclass(cls, ValueNode))
"""Classes that stand alone."""
