"""The questions put to the index agree with a walk over all assertions, statement by statement."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import examples_ledger
import pytest
from generate import generate

from kg.auditing.case import Case
from kg.auditing.facts import Facts
from kg.auditing.ledger import audit_ledger, counts
from kg.auditing.question import ask, count
from kg.auditing.recorded import recorded
from kg.auditing.rule import Hit, rule, rules
from kg.auditing.rules.null_as_dispute import is_null
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from kg.store.ledger import Ledger
    from kg.store.selection import Selection

SHIPPED = Path(__file__).parents[2] / "data" / "claims.ttl"
WALKED = (
    "unsupported-claim",
    "missing-source",
    "vague-attribution",
    "one-sided-claim",
    "overstated-claim",
    "self-contradiction",
    "hedge-drift",
    "outdated-claim",
    "secondary-source",
    "other-population",
    "lost-context",
)


@pytest.fixture(scope="module", params=["shipped", "generated"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    if request.param == "shipped":
        return open_ledger(SHIPPED)
    path = tmp_path_factory.mktemp("generated") / "claims.ttl"
    generate(1_500, path)
    return open_ledger(path)


@pytest.mark.parametrize("name", WALKED)
def test_it_agrees_with_a_walk_over_the_statements(name: str, ledger: Ledger) -> None:
    view = ledger.select()
    one = rule(name)
    assert one.check is not None
    case = Case("ledger", recorded(view), view)
    walked = {
        hit.claim or (hit.statement.claim.ref.id if hit.statement and hit.statement.claim else None)
        for hit in one.check(case)
        if isinstance(hit, Hit)
    }
    asked = {finding.claim for finding in audit_ledger(view, "ledger", [one]).findings}
    assert asked == walked


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.name)
def test_counting_is_asking(one: object, ledger: Ledger) -> None:
    facts = Facts(ledger.select())
    for question in one.questions:  # type: ignore[attr-defined]  # a rule
        hits = ask(question, facts)
        assert count(question, facts) == len(hits)
        assert all(hit.message and hit.help and hit.quote for hit in hits)


def test_counts_are_those_of_the_report(ledger: Ledger) -> None:
    view = ledger.select()
    found = Counter(finding.code for finding in audit_ledger(view, "ledger").findings)
    assert found == Counter({code: n for code, n in counts(view).items() if n})


def test_a_part_of_a_ledger_is_asked_alone(ledger: Ledger) -> None:
    whole = ledger.select()
    part = whole.where(effect="decrease")
    chosen = {claim.ref.id for claim in part.claims}
    for name in ("unsupported-claim", "missing-source", "overstated-claim"):
        every = {f.claim for f in audit_ledger(whole, "ledger", [rule(name)]).findings}
        some = {f.claim for f in audit_ledger(part, "ledger", [rule(name)]).findings}
        assert some == every & chosen
    assert not audit_ledger(part, "ledger", [rule("orphan")]).findings


def test_two_looks_at_one_ledger_do_not_disturb_each_other(ledger: Ledger) -> None:
    whole, part = Facts(ledger.select()), Facts(ledger.select(effect="increase"))
    sql = "SELECT count(*) FROM chosen"
    first = whole.number(sql), part.number(sql)
    assert (whole.number(sql), part.number(sql)) == first
    assert first[0] > first[1]


def view_of(more: str, folder: Path) -> Selection:
    path = folder / "more.ttl"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
    path.write_text(f"{prefixes}{examples_ledger.text()}\n{more}", encoding="utf-8")
    return open_ledger(path).select()


def found(name: str, more: str, folder: Path) -> list[str]:
    return [f.message for f in audit_ledger(view_of(more, folder), "x", [rule(name)]).findings]


LINE = """:n1 a kg:EvidenceLine ; kg:evidenceFor :k-less-nausea ; kg:source :moor2022 ;
    kg:evidenceDirection kg:{} ; {} ."""


def test_an_older_dispute_does_not_outdate(tmp_path: Path) -> None:
    old = ':old a kg:Document ; dcterms:title "Old"@en ; dcterms:issued "1990"^^xsd:gYear .'
    older = LINE.replace(":moor2022", ":old").format("Disputes", "kg:evidenceLevel kg:OCEBM-1")
    assert not found("outdated-claim", f"{old}\n{older}", tmp_path)
    assert found("outdated-claim", LINE.format("Disputes", "kg:evidenceLevel kg:OCEBM-1"), tmp_path)


def test_weaker_evidence_does_not_outdate(tmp_path: Path) -> None:
    stronger = """:s1 a kg:EvidenceLine ; kg:evidenceFor :k-less-nausea ; kg:source :hahn2018 ;
        kg:evidenceDirection kg:Supports ; kg:evidenceLevel kg:OCEBM-1 ."""
    weak = LINE.format("Disputes", "kg:evidenceLevel kg:OCEBM-4")
    assert not found("outdated-claim", f"{stronger}\n{weak}", tmp_path)


def test_one_study_of_people_is_enough(tmp_path: Path) -> None:
    assert found("other-population", "", tmp_path)
    people = LINE.format("Supports", "kg:studyDesign kg:CohortStudy")
    assert not found("other-population", people, tmp_path)


def test_a_human_species_is_people_and_a_mouse_is_not(tmp_path: Path) -> None:
    human = """:folk a skos:Concept ; skos:prefLabel "Leute"@de ; skos:broader :homo .
        :homo a skos:Concept ; skos:prefLabel "H. sapiens"@la ; skos:exactMatch mesh:D006801 ."""
    line = LINE.format("Supports", "kg:species :folk")
    assert not found("other-population", f"{human}\n{line}", tmp_path)
    mouse = ':mouse a skos:Concept ; skos:prefLabel "mouse"@en .'
    line = LINE.format("Supports", "kg:species :mouse")
    assert found("other-population", f"{mouse}\n{line}", tmp_path)


def test_a_claim_of_people_needs_people_and_one_of_mice_does_not(tmp_path: Path) -> None:
    line = LINE.format("Supports", 'kg:species "rats"')
    people = ':k-less-nausea kg:species "humans" .'
    assert found("other-population", f"{line} {people}", tmp_path)
    assert not found("other-population", line + ' :k-less-nausea kg:species "rats" .', tmp_path)


def test_populations_apart_only_where_they_are_declared_so(tmp_path: Path) -> None:
    groups = """:adults a skos:Concept ; skos:prefLabel "adults"@en{} .
        :children a skos:Concept ; skos:prefLabel "children"@en .
        :e-less-anxiety kg:population :adults .
        :e6 kg:population :children ."""
    assert not found("other-population", groups.format("") + "", tmp_path)[1:]
    apart = groups.format(" ; kg:disjointWith :children")
    assert any("children" in message for message in found("other-population", apart, tmp_path))


def test_a_circle_over_three_documents_that_cite_as_documents(tmp_path: Path) -> None:
    three = "\n".join(
        f':d{n} a kg:Document ; dcterms:title "D{n}"@en ; cito:cites :d{n % 3 + 1} .\n'
        f":as{n} a kg:Assertion ; kg:asserts :k-less-nausea ; kg:statedIn :d{n} ."
        for n in (1, 2, 3)
    )
    assert len(found("circular-support", three, tmp_path)) == 1
    assert not found("circular-support", three.replace("cito:cites :d1", "dcterms:x 1"), tmp_path)


def test_citing_each_other_for_different_claims_is_no_circle(tmp_path: Path) -> None:
    two = """:d1 a kg:Document ; dcterms:title "D1"@en . :d2 a kg:Document ; dcterms:title "D2"@en .
    :x1 a kg:Assertion ; kg:asserts :k-less-nausea ; kg:statedIn :d1 ; cito:cites :d2 .
    :x2 a kg:Assertion ; kg:asserts :k-less-anxiety ; kg:statedIn :d2 ; cito:cites :d1 ."""
    assert not found("circular-support", two, tmp_path)


def test_a_condition_that_the_claim_names_in_words_is_not_lost(tmp_path: Path) -> None:
    words = LINE.replace(":n1", ":e5").replace(":moor2022", ":hahn2018")
    more = words.format("Supports", 'kg:population "rats"')
    assert found("lost-context", more, tmp_path)
    named = more + ' :k-less-nausea rdfs:label "Ketamine reduces nausea in rats."@en .'
    assert not found("lost-context", named.replace("@en", "@de"), tmp_path)[1:]


@pytest.mark.parametrize(
    ("text", "null"),
    [
        ("0.32", True),
        (".051", True),
        ("0.05", False),
        ("p = 0.049", False),
        ("P>0.05", True),
        ("> 0.01", False),
        ("< 0.10", False),
        ("≤0.5", False),
        ("n.s.", True),
        ("NS", True),
        ("1", True),
        ("0.001", False),
        ("about a half", False),
        ("", False),
        ("0,32", False),
    ],
)
def test_p_values_as_people_write_them(text: str, null: bool) -> None:
    assert is_null(text) is null


SAID = """:a7 a kg:Assertion ; kg:statedIn :calm ; kg:asserts :k-less-anxiety .
:a8 a kg:Assertion ; kg:statedIn :calm ; kg:asserts :k-more-anxiety{more} ."""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", 1),
        (" ; kg:explicitness kg:Implied", 1),
        (" ; kg:explicitness kg:Presupposed", 0),
        (" ; kg:hedging kg:Possible", 0),
    ],
)
def test_what_is_merely_presupposed_is_not_held_against_anything(
    more: str, told: int, tmp_path: Path
) -> None:
    view = view_of(SAID.format(more=more), tmp_path)
    one = rule("self-contradiction")
    assert one.check is not None
    assert len(list(one.check(Case("ledger", recorded(view), view)))) == told
    assert len(audit_ledger(view, "ledger", [one]).findings) == told


def test_the_shipped_ledger_contradicts_itself_where_the_draft_was_made_to() -> None:
    view = open_ledger(SHIPPED).select()
    (found,) = audit_ledger(view, "ledger", [rule("self-contradiction")]).findings
    assert found.related[0] == "ketamine-draft"
    assert found.message.startswith("ketamine-draft also says: ")
    assert all("fda-approved" in name for name in found.related[1:])


def test_a_finding_on_an_assertion_says_first_which_document_states_it() -> None:
    view = open_ledger(SHIPPED).select()
    codes = {"KG102", "KG103", "KG301", "KG401", "KG402", "KG501"}
    found = [
        finding
        for finding in audit_ledger(view, "ledger", rules()).findings
        if finding.code in codes
        or (finding.code == "KG201" and "support it" not in finding.message and finding.claim)
    ]
    assert {finding.code for finding in found} == {*codes, "KG201"}
    for finding in found:
        assert finding.related[0] in {"ketamine-article", "ketamine-draft"}, finding
        assert len(set(finding.related)) == len(finding.related)


def test_a_cited_document_that_the_ledger_does_not_describe(tmp_path: Path) -> None:
    more = """:d1 a kg:Document ; dcterms:title "D1"@en .
    :x1 a kg:Assertion ; kg:asserts :k-less-nausea ; kg:statedIn :d1 ; cito:cites :nowhere ."""
    view = view_of(more, tmp_path)
    assert any(s.cited and s.cited[0].document is None for s in recorded(view))
    assert audit_ledger(view, "x").findings is not None


def test_in_a_document_that_tells_much_no_two_statements_are_compared_in_vain(
    tmp_path: Path,
) -> None:
    """One document that tells a thousand claims of one subject, two of which contradict."""
    told = "\n".join(
        f':n{n} a kg:Claim ; rdfs:label "Ketamine, {n}."@en ; rdf:subject :ketamine ;'
        f" rdf:predicate kg:affects ; rdf:object :o{n // 2} ; kg:claimType kg:Causal ;"
        f" kg:effect kg:{'Increase' if n == 1 or n % 4 > 1 else 'Decrease'} .\n"
        f":t{n} a kg:Assertion ; kg:asserts :n{n} ; kg:statedIn :calm ."
        for n in range(1_000)
    )
    view = view_of(told, tmp_path)
    (question,) = rule("self-contradiction").questions
    assert len(Facts(view).rows(question.sql)) == 2
    (found,) = audit_ledger(view, "x", [rule("self-contradiction")]).findings
    assert found.related == ("calm", "n0", "n1")


def test_a_part_has_the_tables_of_the_whole(ledger: Ledger) -> None:
    """Views of a whole ledger and copies of the same claims hold the same rows."""
    view = ledger.select()
    whole, part = Facts(view), Facts(view, view.claim_iris)
    for table in ("chosen", "said", "told", "line", "live", "beyond"):
        sql = f"SELECT * FROM {table}"
        rows = sorted(whole.rows(sql), key=repr)
        assert rows
        assert rows == sorted(part.rows(sql), key=repr)


def test_conditions_beyond_the_claim_are_those_that_it_does_not_state(ledger: Ledger) -> None:
    view = ledger.select()
    expected = {
        (claim.ref.iri, line.iri, name)
        for claim in view.claims
        for line in view.evidence(claim.ref.iri)
        if line.counts and line.direction == "supports"
        for name, values in line.qualifiers.items()
        if name in {"dose", "population", "condition", "species", "route", "timepoint"}
        and {v.text for v in values} - {v.text for v in claim.qualifiers.get(name, ())}
    }
    field = "CASE field WHEN 'dose_level' THEN 'dose' ELSE field END"
    rows = Facts(view).rows(f"SELECT DISTINCT claim, line, {field} FROM beyond")
    assert {tuple(map(str, row)) for row in rows} == expected


def test_an_index_that_is_lost_on_the_way_is_made_anew_with_its_tables(tmp_path: Path) -> None:
    view = view_of("", tmp_path)
    facts = Facts(view)
    sql = "SELECT count(*) FROM told"
    known = facts.number(sql)
    assert known
    view.ledger.index.connection.close()
    view.ledger.index.connection = sqlite3.connect(":memory:")
    assert facts.number(sql) == known
