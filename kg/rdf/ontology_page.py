"""The vocabulary as one HTML page: every term under an anchor that is its local name.

Nothing is loaded and no script runs, so that the page reads the same from a disk, from the address
of the namespace, or in a browser of text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kg.model.codes import CODES
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.vocabulary_terms import OwnTerm, Use, foreign_uses, own_terms, short, sorted_terms
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SECTIONS: Final = (
    ("classes", "Classes", "class", "What a ledger holds."),
    ("properties", "Properties", "property", "What it says of them."),
    ("lists", "Closed lists", "list", "The words that some properties take."),
    ("relations", "Relations", "", "What a claim may say of its subject and object."),
    ("graphs", "Graphs", "graph", "What queries see beside the ledger itself."),
    ("annotations", "Annotations", "annotation", "What the vocabulary says of its own terms."),
)
_LISTS: Final = frozenset(code.__name__ for code in CODES)
_STYLE: Final = """
:root { color-scheme: light dark; --line: #ccc; --soft: #555; --link: #0645ad; --back: #fff;
  --text: #1a1a1a; --panel: #f6f6f4; }
@media (prefers-color-scheme: dark) { :root { --line: #444; --soft: #b5b5b5; --link: #8ab4f8;
  --back: #161616; --text: #eee; --panel: #1f1f1f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1rem 4rem; background: var(--back);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
code { font-family: ui-monospace, monospace; font-size: .95em; overflow-wrap: anywhere; }
.layout { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; }
nav { position: sticky; top: 0; max-height: 100vh; overflow: auto; padding: 1rem 0;
  font-size: .9rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
article:target { background: var(--panel); outline: 2px solid var(--link); }
h3 { margin: 0; font-size: 1.05rem; }
h3 a { text-decoration: none; }
h4 { margin: .75rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0; }
.kind, .note { color: var(--soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .9rem; }
caption { text-align: left; color: var(--soft); }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left;
  vertical-align: top; }
th { background: var(--panel); }
@media (max-width: 50rem) { .layout { display: block; }
  nav { position: static; max-height: 14rem; } }
@media print { nav { display: none; } .layout { display: block; } }
"""


def ontology_page() -> str:
    """The page, as `docs/ontology.html` holds it.

    Raises:
        ReadError: the installation lacks the ontology.
    """
    terms = own_terms()
    every = tuple(terms.values())
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Claim ledger vocabulary</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#terms">To the terms</a>',
        *_header(every),
        '<div class="layout">',
        *_contents(every),
        '<main id="terms">',
        *(line for section in _SECTIONS for line in _section(section, every, terms)),
        *_borrowed(),
        "</main>",
        "</div>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _header(terms: Sequence[OwnTerm]) -> Iterator[str]:
    yield "<header>"
    yield "<h1>Claim ledger vocabulary</h1>"
    yield (
        "<p>What articles claim, in which words and under which conditions, and what evidence"
        " stands behind each claim.</p>"
    )
    yield (
        f"<p>Namespace <code>{KG}</code>, prefix <code>kg:</code>, {len(terms)} terms. The"
        " namespace is reserved by name, not registered: it does not resolve yet. Where it does,"
        f" the address of a term is its anchor on this page, such as <code>{KG}Claim</code>.</p>"
    )
    yield (
        "<p>A claim's subject, relation and object are never asserted as a triple of their own, so"
        " a ledger states no fact of medicine.</p>"
    )
    yield "</header>"


def _of(section: tuple[str, str, str, str], terms: Sequence[OwnTerm]) -> list[OwnTerm]:
    if section[2]:
        return sorted_terms(terms, section[2])
    return [t for t in sorted_terms(terms, "word") if t.scheme == "RelationScheme"]


def _contents(terms: Sequence[OwnTerm]) -> Iterator[str]:
    yield '<nav aria-label="Terms">'
    for section in _SECTIONS:
        yield f'<h2><a href="#section-{section[0]}">{section[1]}</a></h2>'
        yield "<ul>"
        for term in _of(section, terms):
            yield f'<li><a href="#{term.name}">{escape(term.name)}</a></li>'
        yield "</ul>"
    yield '<h2><a href="#section-borrowed">Terms of others</a></h2>'
    yield "</nav>"


def _section(
    section: tuple[str, str, str, str], every: Sequence[OwnTerm], terms: Mapping[str, OwnTerm]
) -> Iterator[str]:
    yield f'<section aria-labelledby="section-{section[0]}">'
    yield f'<h2 id="section-{section[0]}">{section[1]}</h2>'
    yield f"<p>{section[3]}</p>"
    for term in _of(section, every):
        yield from _article(term, terms)
        if term.sort == "list" and term.name != "RelationScheme":
            members = [t for t in every if t.scheme == term.name]
            for member in sorted(members, key=lambda t: (t.rank, t.name)):
                yield from _article(member, terms)
    yield "</section>"


_KINDS: Final = {
    "class": "class",
    "property": "property",
    "annotation": "annotation property",
    "graph": "named graph",
    "list": "closed list",
    "word": "word of a list",
}


def _article(term: OwnTerm, terms: Mapping[str, OwnTerm]) -> Iterator[str]:
    yield f'<article id="{term.name}" aria-labelledby="term-{term.name}">'
    yield (
        f'<h3 id="term-{term.name}"><a href="#{term.name}"><code>kg:{term.name}</code></a>'
        f" {escape(term.label)}</h3>"
    )
    kind = _KINDS[term.sort]
    if term.scheme:
        kind += f" {_link(KG + term.scheme)}"
    yield f'<p class="kind">{kind}{f", place {escape(term.rank)}" if term.rank else ""}</p>'
    yield f"<p>{escape(term.definition)}</p>"
    yield f"<p>Example: {escape(term.example)}</p>"
    if term.effect:
        yield f"<p>Implies the effect {_link(KG + term.effect)}.</p>"
    for words, iri in term.aligned:
        yield f"<p>{words.capitalize()} {_link(iri)}.</p>"
    for note in term.notes:
        yield f'<p class="note">Note: {escape(note)}.</p>'
    if term.uses:
        yield from _used("Where it is used", term.uses)
    if term.sort == "class":
        yield from _fields(term)
    if term.name == "RelationScheme":
        number = sum(1 for one in terms.values() if one.scheme == term.name)
        yield f'<p>{number} words, listed under <a href="#section-relations">Relations</a>.</p>'
    yield "</article>"


def _fields(term: OwnTerm) -> Iterator[str]:
    """What may be said of a thing of a class."""
    cls = next((c for c in CLASSES.values() if c.rdf_type == f"kg:{term.name}"), None)
    if cls is None:
        return
    rows = []
    uses = dict(_uses_of(cls.__name__))
    for bound in fields_of(cls):
        use = uses[bound.name]
        rows.append((f"<code>{bound.name}</code>", _link(bound.term.iri), _held(use), use.number))
    yield from _table(f"Fields of {term.label}", ("field", "property", "holds", "number"), rows)


def _uses_of(owner: str) -> Iterator[tuple[str, Use]]:
    every = (use for term in own_terms().values() for use in term.uses)
    for use in (*every, *(use for uses in foreign_uses().values() for use in uses)):
        if use.owner == owner:
            yield use.field, use


def _used(caption: str, uses: Iterable[Use]) -> Iterator[str]:
    rows = [
        (_owner(use.owner), f"<code>{use.field}</code>", _held(use), use.number) for use in uses
    ]
    yield from _table(caption, ("of", "field", "holds", "number"), rows)


def _held(use: Use) -> str:
    """What a field holds; a closed list is linked."""
    if use.form in _LISTS:
        return f'<a href="#{use.form}Scheme">{use.form}</a>'
    return use.form


def _owner(name: str) -> str:
    curie = CLASSES[name].rdf_type
    if curie.startswith("kg:"):
        return f'<a href="#{curie.removeprefix("kg:")}">{name}</a>'
    return f"{name} (<code>{curie}</code>)"


def _borrowed() -> Iterator[str]:
    yield '<section aria-labelledby="section-borrowed">'
    yield '<h2 id="section-borrowed">Terms of others</h2>'
    yield "<p>Classes and properties of other vocabularies that a ledger uses as they are.</p>"
    rows = [
        (f"<code>{cls.rdf_type}</code>", name)
        for name, cls in CLASSES.items()
        if not cls.rdf_type.startswith("kg:")
    ]
    yield from _table("Classes", ("class", "for"), rows)
    uses = [
        (
            f"<code>{curie}</code>",
            _owner(use.owner),
            f"<code>{use.field}</code>",
            use.form,
            use.number,
        )
        for curie, found in foreign_uses().items()
        for use in found
    ]
    yield from _table("Properties", ("property", "of", "field", "holds", "number"), uses)
    yield "</section>"


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table; its cells are HTML already."""
    yield f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
    yield f"<caption>{escape(caption)}</caption>"
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{columns}</tr></thead>"
    yield "<tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _link(iri: str) -> str:
    if iri.startswith(KG):
        return f'<a href="#{iri.removeprefix(KG)}"><code>kg:{iri.removeprefix(KG)}</code></a>'
    return f'<a href="{escape(iri)}"><code>{escape(short(iri))}</code></a>'
