"""Articles and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.blocks import Block, english, year

if TYPE_CHECKING:
    from generator.draw import Draw
    from generator.sections import Sections

_WINDOW: Final = 2_000
_REUSED: Final = 0.3
_MOST_USES: Final = 3
"""Of a source of the background: one that carries more is planted."""


@dataclass(slots=True)
class Article:
    """A document that states claims.

    Attributes:
        name: local id.
        lean: it was read for a few claims.
        left: claims still to come.
        pairs: what it spoke of, so that it contradicts itself only where that is planted.
    """

    name: str
    lean: bool
    left: int
    pairs: set[tuple[str, str]]


@dataclass(slots=True)
class Source:
    """A document that bears evidence."""

    name: str
    year: int
    design: str
    uses: int = 0


class Documents:
    """Writes articles and sources.

    Args:
        draw: the stream of draws.
        sections: where they go.
    """

    def __init__(self, draw: Draw, sections: Sections) -> None:
        self._draw = draw
        self._sections = sections
        self._articles = 0
        self._sources = 0
        self._current = Article("", lean=True, left=0, pairs=set())
        self._window: list[Source] = []

    def article(self) -> Article:
        """The article that the next claim stands in."""
        if self._current.left <= 0:
            lean = self._draw.chance(0.8)
            self._current = self._new_article(lean=lean)
            self._current.left = self._draw.claims_in_article(lean=lean)
        self._current.left -= 1
        return self._current

    def own_article(self) -> Article:
        """An article for a planted claim, beside the one that is being read."""
        return self._new_article(lean=True)

    def next_article_name(self) -> str:
        """The name of the article that is written next."""
        return f"article-{self._articles + 1:08}"

    def _new_article(self, *, lean: bool) -> Article:
        self._articles += 1
        name = f"article-{self._articles:08}"
        block = Block(name, "kg:Document")
        block.add("dcterms:title", english(f"Article {self._articles}"))
        block.add("dcterms:issued", year(self._draw.year()))
        block.add("kg:doi", f'"10.5555/{name}"')
        self._sections.write("articles", block)
        version = Block(f"{name}-v1", "kg:Version")
        version.add("prov:specializationOf", f":{name}")
        version.add("kg:textSha256", f'"{self._articles:064x}"')
        self._sections.write("versions", version)
        return Article(name, lean, 0, set())

    def source(self) -> Source:
        """A source for an ordinary line: a new one, or one of the last with few lines."""
        if self._window and self._draw.chance(_REUSED):
            found = self._draw.pick(self._window)
            if found.uses < _MOST_USES:
                found.uses += 1
                return found
        made = self.new_source()
        made.uses = 1
        if len(self._window) < _WINDOW:
            self._window.append(made)
        else:
            self._window[self._draw.between(0, _WINDOW - 1)] = made
        return made

    def new_source(
        self,
        *,
        issued: int | None = None,
        design: str = "",
        rows: tuple[tuple[str, str], ...] = (),
        notices: tuple[tuple[str, int], ...] = (),
    ) -> Source:
        """A source of its own.

        Args:
            issued: its year, drawn if not given.
            design: study design, drawn if not given.
            rows: further predicates and objects, which replace those of the same predicate.
            notices: kinds of notices, each with the years after its publication.
        """
        name = self.next_source_name()
        self._sources += 1
        when = issued if issued is not None else self._draw.year()
        how = design or ("RandomizedTrial" if self._draw.chance(0.41) else "CohortStudy")
        found = {
            "dcterms:title": english(f"Study {self._sources}"),
            "dcterms:issued": year(when),
            "kg:doi": f'"10.5555/{name}"',
            "kg:studyDesign": f"kg:{how}",
        }
        if self._draw.chance(0.5):
            found["kg:pmid"] = f'"{10_000_000 + self._sources}"'
        block = Block(name, "kg:Document")
        replaced = {predicate for predicate, _ in rows}
        block.rows += [row for row in found.items() if row[0] not in replaced]
        block.rows += [row for row in rows if row[1]]
        for number, (kind, later) in enumerate(notices, 1):
            notice = Block(f"{name}-notice-{number}", "kg:Notice")
            notice.add("kg:noticeKind", f"kg:{kind}")
            notice.add("dcterms:date", year(when + later))
            block.own("kg:notice", notice)
        self._sections.write("sources", block)
        return Source(name, when, how)

    def next_source_name(self, ahead: int = 0) -> str:
        """The name of the source that is written next, or so many after it."""
        return f"source-{self._sources + 1 + ahead:08}"
