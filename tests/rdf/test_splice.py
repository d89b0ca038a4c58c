"""A changed place gives byte for byte what the canonical writer makes of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from strategies import HOSTILE, entities, ledgers

from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.kinds import KINDS
from kg.model.quantity import Quantity
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.offsets import NotInPlaceError, Offsets
from kg.rdf.splice import check_spliced, spliced, splices
from kg.rdf.turtle import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.entity import Entity

BASE = "https://x.example/#"
LAYOUT = ledger_layout()


def canonical(found: Iterable[Entity]) -> bytes:
    triples = [triple for entity in found for triple in encode(entity)]
    return "".join(canonical_turtle(triples, LAYOUT, BASE)).encode()


def changed(data: bytes, found: Iterable[Entity]) -> bytes:
    families = {entity.iri: list(encode(entity)) for entity in found}
    changes = splices(Offsets(data, LAYOUT, BASE), families)
    assert check_spliced(data, changes, families) == ""
    return b"".join(spliced(lambda a, b: data[a:b], len(data), changes))


def concept(name: str, label: str = "k", **more: object) -> Concept:
    return Concept.model_validate({"iri": BASE + name, "labels": (LangText(text=label),), **more})


def claim(name: str, **more: object) -> Claim:
    return Claim.model_validate(
        {
            "iri": BASE + name,
            "label": (LangText(text=name),),
            "subject": (BASE + "k",),
            "predicate": "https://w3id.org/claimkg/ns#affects",
            "object": (BASE + "a",),
            "claim_type": "causal",
            **more,
        }
    )


def dose(owner: str, value: str, unit: str = "MilliGM") -> Quantity:
    return Quantity(
        iri=f"{BASE}{owner}-dose-{value}",
        value=value,
        unit=f"http://qudt.org/vocab/unit/{unit}",
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Entity], list[Entity]]:
    """A ledger, and entities that are new in it or stand in place of some of it."""
    before = draw(ledgers())
    names = st.one_of(
        st.sampled_from([entity.iri for entity in before]),
        st.text("az09-", min_size=1, max_size=6).map(lambda name: f"{BASE}e{name}"),
    )
    kinds = {entity.iri: type(entity) for entity in before}
    made = {}
    for iri in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
        cls = kinds.get(iri) or draw(st.sampled_from(KINDS))
        made[iri] = draw(entities(cls, iri))
    return before, [*made.values()]


@settings(max_examples=120)
@given(edits())
def test_a_change_in_place_is_what_the_writer_makes_of_the_whole(
    edit: tuple[list[Entity], list[Entity]],
) -> None:
    before, new = edit
    after = {entity.iri: entity for entity in (*before, *new)}
    try:
        found = changed(canonical(before), new)
    except NotInPlaceError as reason:
        event(f"not in place: {str(reason).split()[-1]}")
        return
    event("in place")
    assert found.decode() == canonical(after.values()).decode()


def test_most_changes_are_made_in_place() -> None:
    before = [concept(f"k{n}") for n in range(20)] + [claim(f"c{n}") for n in range(20)]
    for new in (
        [concept("k")],
        [concept("k5", "other")],
        [claim("c10a", dose=(dose("c10a", "1"),))],
        [claim("c7", dose=(dose("c7", "0.50"),))],
        [claim("a"), claim("z"), concept("a"), concept("z")],
        [Document(iri=BASE + "d", issued="2018")],
        [Document(iri=BASE + "d", cites=(BASE + "k1",)), claim("c1", effect="increase")],
        [concept("x", text) for text in HOSTILE[-1:]],
    ):
        after = {entity.iri: entity for entity in (*before, *new)}
        found = changed(canonical(before), new)
        assert found.decode() == canonical(after.values()).decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_go_in_and_out(text: str) -> None:
    if not text.strip():
        return
    before: list[Entity] = [concept("a"), concept("z"), claim("c")]
    label = (LangText(text=text),)
    new = concept("k", notes=label, exact_match=("http://id.nlm.nih.gov/mesh/D1",), labels=label)
    once = changed(canonical(before), [new])
    assert once == canonical([*before, new])
    plain = concept("k", exact_match=("http://id.nlm.nih.gov/mesh/D1",))
    assert changed(once, [plain]) == canonical([*before, plain])


def test_an_empty_file_gets_its_first_sections() -> None:
    data = canonical([])
    assert changed(data, [concept("k"), claim("c")]) == canonical([concept("k"), claim("c")])


def test_a_label_of_another_subject_stands_as_a_comment() -> None:
    unit = Concept(iri="http://qudt.org/vocab/unit/MilliGM", labels=(LangText(text="milligram"),))
    new = claim("c", dose=(dose("c", "1"),))
    found = changed(canonical([unit]), [new])
    assert b"unit:MilliGM .  # milligram\n" in found
    assert found == canonical([unit, new])


def test_what_asks_for_the_whole_file_is_refused() -> None:
    data = canonical([concept("k"), claim("c", dose=(dose("c", "1"),))])
    unit = Concept(iri="http://qudt.org/vocab/unit/MilliGM", labels=(LangText(text="mg"),))
    shared = claim("d", subject=(dose("c", "1").iri,))
    for wrong, new in (
        ("label may stand", [unit]),
        ("belongs to another", [shared]),
        ("no longer be needed", [claim("c")]),
        ("stands elsewhere", [Document(iri=BASE + "k")]),
    ):
        with pytest.raises(NotInPlaceError, match=wrong):
            changed(data, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n", "\r\n", "line ends"),
        ("@prefix :", "\ufeff@prefix :", "own prefix"),
        ("@prefix kg: <https://w3id.org", "@prefix kg: <http://w3id.org", "usual one"),
        (":k a skos:Concept", "# mine\n:k a skos:Concept", "stands where a subject should"),
        (":k a skos:Concept", "<https://x.example/#k> a skos:Concept", "where a subject should"),
        ("### Claims -", "### Claim -", "section lines"),
        ("\n\n### Concepts", "\n# mine\n\n### Concepts", "first section"),
        ('"k"@en .', '"k"@en . # mine', "not in canonical form"),
        ('"k"@en .\n', '"k"@en .\n# mine\n', "not in canonical form"),
    ],
)
def test_a_file_that_is_not_canonical_at_the_place_is_refused(
    old: str, new: str, said: str
) -> None:
    data = canonical([concept("k"), claim("c")]).decode()
    broken = data.replace(old, new, data.count("\r\n") or -1 if old == "\n" else 1)
    assert broken != data
    with pytest.raises(NotInPlaceError, match=said):
        changed(broken.encode(), [concept("k", "other")])


def test_a_comment_at_another_place_stays() -> None:
    data = canonical([concept(f"k{n}") for n in range(9)])
    noted = data.replace(b":k2 a", b"# mine\n:k2 a")
    assert b"# mine\n:k2 a" in changed(noted, [concept("k9x")])


def test_a_place_is_found_in_every_section() -> None:
    found = [concept(f"k{n}") for n in range(30)] + [claim(f"c{n}") for n in range(30)]
    places = Offsets(canonical(found), LAYOUT, BASE)
    for entity in found:
        place = places.find(entity.iri)
        assert place is not None
        triples = ox.parse(places.head_text() + places.text(place), format=ox.RdfFormat.TURTLE)
        assert {quad.triple for quad in triples} == set(encode(entity))
    assert places.find(BASE + "nobody") is None
