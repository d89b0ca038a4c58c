"""The shipped queries say what the same questions say by way of the index, the judge, the audit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

import generate
import pyoxigraph as ox
import pytest

import kg
from kg.judge.certainty import certainties
from kg.querying.claims import claims
from kg.querying.derived import VERSION, derived
from kg.querying.evidence import evidence
from kg.querying.sparql.ask import Question, bindings
from kg.querying.sparql.named import named, names
from kg.store.backends.oxigraph import SEEN, Content, in_memory
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from kg.querying.sparql.answer import Term
    from kg.store.ledger import Ledger
    from kg.store.records import EvidenceRow

Row = dict[str, str | None]


class World:
    """A ledger with answers remembered."""

    def __init__(self, ledger: Ledger, subject: str, thing: str) -> None:
        self.ledger = ledger
        self.subject = subject
        self.thing = thing
        self.view = ledger.select()
        self.findings: dict[str, list[kg.Finding]] = defaultdict(list)
        for finding in kg.audit(against=ledger).findings:
            self.findings[finding.name].append(finding)

    @cached_property
    def store(self) -> ox.Store:
        sha256 = self.ledger.index.meta["sha256"]
        return in_memory(Content(self.ledger.path, sha256, lambda: derived(self.ledger), VERSION))

    def ask(self, name: str, *given: str) -> list[Row]:
        """The rows of a shipped query; of a large ledger by one store for all of them."""
        query = named(name)
        bound = bindings(self.ledger, given, query)
        if len(self.view.claims) < 1000:
            answer = Question(self.ledger, query.text, given=bound, name=name).answer()
            assert answer.total == len(answer.rows)
            return [
                {v: self.short(t) for v, t in zip(answer.variables, row, strict=True)}
                for row in answer.rows
            ]
        found = self.store.query(
            query.text,
            prefixes={**self.ledger.index.prefixes, "": self.ledger.base},
            default_graph=list(SEEN),
            substitutions={ox.Variable(n): ox.NamedNode(iri) for n, (_, iri) in bound.items()}
            or None,
        )
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{n: self.told(solution[n]) for n in names} for solution in found]

    def told(self, term: object) -> str | None:
        if isinstance(term, ox.NamedNode):
            return self.ledger.index.local_id(term.value)
        return term.value if isinstance(term, ox.Literal) else None

    def short(self, term: Term | None) -> str | None:
        if term is None:
            return None
        return self.ledger.index.local_id(term.value) if term.kind == "iri" else term.value

    def lines(self) -> list[EvidenceRow]:
        return [line for c in self.view.claims for line in self.view.evidence(c.ref.iri)]


@pytest.fixture(
    scope="module",
    params=["shipped", pytest.param("generated", marks=pytest.mark.slow)],
)
def world(request: pytest.FixtureRequest, root: Path, tmp_path_factory: Any) -> World:
    if request.param == "shipped":
        return World(open_ledger(root / "data" / "claims.ttl"), "ketamine", "anxiety")
    path = tmp_path_factory.mktemp("generated") / "ledger.ttl"
    generate.generate(10_000, path)
    path.write_text(with_citations(path.read_text(encoding="utf-8")), encoding="utf-8")
    return World(open_ledger(path), "drug 1", "outcome 1")


def with_citations(text: str) -> str:
    """The generator writes no citations: every third assertion gets one, and sections."""
    numbers = iter(range(1_000_000))

    def cite(found: re.Match[str]) -> str:
        number = next(numbers)
        if number % 3:
            return found[0]
        return f" ;\n    cito:cites :source-{number % 4000 + 1:07d}{found[0]}"

    text = text.replace("@prefix oa:", "@prefix cito: <http://purl.org/spar/cito/> .\n@prefix oa:")
    return re.sub(r" ;\n    kg:passage :a\w+-p", cite, text)


def test_all_queries_are_compared() -> None:
    compared = {name.removeprefix("test_").replace("_", "-") for name in globals()}
    assert set(names()) <= compared


def test_claims_about_a_pair(world: World) -> None:
    rows = world.ask("claims-about-a-pair", f"subject={world.subject}", f"object={world.thing}")
    view = world.ledger.select(subject=world.subject, object=world.thing)
    expected = {
        (c["id"], c["text"], c["status"], c["certainty"], c["supports"], c["disputes"])
        for c in claims(view)["claims"]  # type: ignore[attr-defined] # a list
    }
    found = {
        (
            row["claim"],
            row["text"],
            _hyphened(row["status"]),
            _hyphened(row["certainty"]),
            int(str(row["supports"])),
            int(str(row["disputes"])),
        )
        for row in rows
    }
    assert found == expected
    assert len(rows) == len(expected) > 10


def _hyphened(word: str | None) -> str | None:
    return word.replace(" ", "-") if word else None


def test_opposite_claims(world: World) -> None:
    rows = world.ask("opposite-claims")
    pairs = kg.conflicts(world.view).pairs
    expected = {
        (
            pair.a.ref.id,
            pair.b.ref.id,
            pair.verdict,
            frozenset(n.replace("_", " ") for n in (pair.as_studied or pair.as_stated).because),
        )
        for pair in pairs
    }
    found = {
        (row["a"], row["b"], row["verdict"], frozenset(_dimensions(row["decided"]))) for row in rows
    }
    assert found == expected
    assert len(rows) == len(expected) > 50


def _dimensions(words: str | None) -> list[str]:
    names = {"outcome measure": "outcome", "co-intervention": "co intervention"}
    return [names.get(w, w) for w in (words or "").split(", ") if w]


def test_evidence_of_a_claim(world: World) -> None:
    most = sorted(world.view.claims, key=lambda c: -len(world.view.evidence(c.ref.iri)))
    for claim in most[:3]:
        shape = evidence(claim, world.view)
        expected = {
            (
                line["id"],
                line["direction"],
                line["counts"],
                line["source"]["design"],
                line["source"]["year"],
                line["level"]["value"] if line["level"] else None,
            )
            for line in shape["lines"]  # type: ignore[attr-defined] # a list
        }
        rows = world.ask("evidence-of-a-claim", f"claim={claim.ref.id}")
        found = {
            (
                row["line"],
                row["direction"],
                row["counts"] == "true",
                _hyphened(row["design"]),
                int(row["year"]) if row["year"] else None,
                row["level"] and row["level"].replace("OCEBM 2011 level ", "kg:OCEBM-"),
            )
            for row in rows
        }
        assert found == expected
        assert len(rows) == len(expected) >= 3


def test_known_only_from_recalled_or_retracted(world: World) -> None:
    expected = {}
    for claim in world.view.claims:
        lines = world.view.evidence(claim.ref.iri)
        weak = [x for x in lines if x.verification == "recalled" or x.source.retracted]
        if weak and not any(line.counts for line in lines):
            recalled = sum(line.verification == "recalled" for line in weak)
            retracted = sum(line.source.retracted for line in weak)
            expected[claim.ref.id] = (len(weak), recalled, retracted)
    rows = world.ask("known-only-from-recalled-or-retracted")
    found = {
        row["claim"]: tuple(int(str(row[n])) for n in ("lines", "recalled", "retracted"))
        for row in rows
    }
    assert found == expected


def test_claims_without_a_source(world: World) -> None:
    rows = world.ask("claims-without-a-source")
    assert {row["claim"] for row in rows} == {f.claim for f in world.findings["missing-source"]}
    one = str(rows[0]["document"])
    there = world.ask("claims-without-a-source", f"document={one}")
    assert there == [row for row in rows if row["document"] == one]


def test_vague_attributions(world: World) -> None:
    expected = {
        (row.id, claim.ref.id)
        for claim in world.view.claims
        for row in world.view.assertions(claim.ref.iri)
        if row.attribution == "unnamed" and not row.cites
    }
    rows = world.ask("vague-attributions")
    assert {(row["assertion"], row["claim"]) for row in rows} == expected
    assert {f.claim for f in world.findings["vague-attribution"]} <= {r["claim"] for r in rows}
    assert len(world.findings["vague-attribution"]) <= len(rows)


def test_resting_on_retracted(world: World) -> None:
    rows = world.ask("resting-on-retracted")
    listed = [f for f in world.findings["retracted-source"] if "count for nothing" in f.message]
    expected = {(f.message.partition(" ")[0], claim) for f in listed for claim in f.related}
    assert {(row["source"], row["claim"]) for row in rows} == expected
    assert len(rows) == len(expected) > 0


def test_contested_without_the_other_side(world: World) -> None:
    rows = world.ask("contested-without-the-other-side")
    expected = {f.claim for f in world.findings["one-sided-claim"]}
    assert {row["claim"] for row in rows} == expected
    assert expected


def test_edges(world: World) -> None:
    rows = world.ask("edges")
    expected = {
        (subject.id, claim.effect, thing.id, claim.ref.id)
        for claim in world.view.claims
        for subject in claim.subjects
        for thing in claim.objects
    }
    found = {(r["subject"], _hyphened(r["effect"]), r["object"], r["claim"]) for r in rows}
    assert found == expected
    assert len(rows) == len(expected)


def test_citations(world: World) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    local = world.ledger.index.local_id
    for claim in world.view.claims:
        for row in world.view.assertions(claim.ref.iri):
            expected.update((local(row.document), local(source)) for source in row.cites)
    found = {(r["document"], r["source"]): int(str(r["times"])) for r in world.ask("citations")}
    assert found == expected
    assert expected


def test_concepts_together(world: World) -> None:
    concepts = {concept.ref.iri for concept in world.ledger.concepts()}
    expected: Counter[frozenset[str]] = Counter()
    for claim in world.view.claims:
        named_here = {ref for ref in (*claim.subjects, *claim.objects) if ref.iri in concepts}
        expected.update(
            frozenset((a.id, b.id)) for a in named_here for b in named_here if a.iri < b.iri
        )
    rows = world.ask("concepts-together")
    found = {frozenset((str(r["one"]), str(r["other"]))): int(str(r["claims"])) for r in rows}
    assert found == expected


def test_busiest_sources(world: World) -> None:
    claims_of: dict[str, set[str]] = defaultdict(set)
    lines: Counter[str] = Counter()
    live: Counter[str] = Counter()
    for line in world.lines():
        source = line.source.ref.id
        claims_of[source].add(line.claim)
        lines[source] += 1
        live[source] += line.counts
    rows = world.ask("busiest-sources")
    found = {
        r["source"]: tuple(int(str(r[n])) for n in ("claims", "lines", "counting")) for r in rows
    }
    assert found == {s: (len(claims_of[s]), lines[s], live[s]) for s in lines}
    busiest = str(rows[0]["source"])
    assert len(world.ledger.select(source=busiest).claims) == len(claims_of[busiest])


def test_status_and_certainty_of_every_claim(world: World) -> None:
    query = """SELECT ?claim ?status ?certainty {
      ?claim kg:status/rdfs:label ?status
      OPTIONAL { ?claim kg:computedCertainty/rdfs:label ?certainty }
    }"""
    answer = Question(world.ledger, query).answer()
    found = {tuple(_hyphened(term.value) if term else None for term in row) for row in answer.rows}
    judged = certainties(world.ledger, world.view.claim_iris)
    expected = {
        (
            _hyphened(c.ref.iri),
            world.view.status(c.ref.iri),
            judged[c.ref.iri].word,
        )
        for c in world.view.claims
    }
    assert found == expected
