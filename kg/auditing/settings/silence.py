"""Findings that are silenced, and suppressions that silence nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg.auditing.settings.patterns import matches
from kg.auditing.telling.told import Silenced, Told, span_of
from kg.model.finding import Span
from kg.text.blocks import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from kg.auditing.settings.config import AuditConfig
    from kg.auditing.settings.directives import Directive
    from kg.model.finding import Finding
    from kg.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Silencer:
    """Something that silences findings.

    Attributes:
        reason: why.
        where: what it is, for people: a place in the article, or a file.
        kind: see `Silenced`.
        codes: codes of the rules silenced; None for every rule.
        span: what it reaches; None for all of the article.
        fingerprint: the one finding that it silences; None for all.
        must_serve: somebody is told if it silences nothing.
    """

    reason: str
    where: str
    kind: Literal["in-source", "external"] = "in-source"
    codes: frozenset[str] | None = None
    span: Span | None = None
    fingerprint: str | None = None
    must_serve: bool = True

    def silences(self, finding: Finding, place: Span | None) -> bool:
        """Whether it silences a finding at one of its places."""
        if self.fingerprint is not None and self.fingerprint != finding.fingerprint:
            return False
        if self.codes is not None and finding.code not in self.codes:
            return False
        if self.span is None:
            return True
        return place is not None and place.start < self.span.end and self.span.start < place.end


def of_directives(reading: Reading, found: Sequence[Directive]) -> Iterator[Silencer]:
    """The suppressions of an article that can be heeded."""
    for one in found:
        if not one.fault:
            line = reading.place(one.start).line
            span = None if one.verb == "ignore-file" else _reach(reading, one)
            where = f"{reading.path}:{line}"
            yield Silencer(one.reason, where, codes=frozenset(one.codes), span=span)


def faults(reading: Reading, found: Sequence[Directive]) -> Iterator[str]:
    """What is to be said of suppressions that are not heeded."""
    for one in found:
        if one.fault:
            place = reading.place(one.start)
            yield f"{reading.path}:{place.line}:{place.column}: suppression not heeded: {one.fault}"


def of_config(path: str, config: AuditConfig) -> Iterator[Silencer]:
    """What a configuration silences in a file."""
    from kg.auditing.rule import rule

    if config.path is None:
        return
    for one in config.silence:
        if matches(path, one.paths, config.path.parent):
            codes = frozenset(rule(name).code for name in one.rules)
            where = str(config.path)
            yield Silencer(one.reason, where, "external", codes, must_serve=False)


def silenced(told: Told, silencers: Sequence[Silencer], run: Collection[str]) -> Told:
    """An audit less what is silenced; a finding of several places may be silenced at some alone.

    Args:
        told: the audit.
        silencers: what silences.
        run: codes of the rules that were run: what silences another one cannot serve.

    Returns:
        The audit with findings moved to `silenced`, and a remark on each silencer that served
        nothing.
    """
    served: set[int] = set()
    left: list[Finding] = []
    quiet: list[Silenced] = list(told.silenced)
    for finding in told.report.findings:
        by: dict[int | None, list[Span | None]] = {}
        for place in (span_of(finding), *finding.also):
            number = _first(silencers, finding, place)
            by.setdefault(number, []).append(place)
        for number, places in by.items():
            part = at(told, finding, places)
            if number is None:
                left.append(part)
            else:
                one = silencers[number]
                served.add(number)
                quiet.append(Silenced(part, one.kind, one.reason, one.where))
    idle = [
        f"{one.where}: suppression of {_rules(one)} silences nothing"
        for number, one in enumerate(silencers)
        if number not in served and one.must_serve and (one.codes is None or one.codes & set(run))
    ]
    return replace(
        told,
        report=replace(told.report, findings=tuple(left)),
        silenced=tuple(quiet),
        remarks=(*told.remarks, *idle),
    )


def kept(told: Told, keeps: Callable[[Span | None], bool]) -> Told:
    """An audit with the findings at some places alone.

    Args:
        told: the audit.
        keeps: whether a place counts; None is a finding without a place.

    Returns:
        The audit; a finding of several places keeps those that count.
    """
    left = []
    for finding in told.report.findings:
        places = [p for p in (span_of(finding), *finding.also) if keeps(p)]
        if places:
            left.append(at(told, finding, places))
    return replace(told, report=replace(told.report, findings=tuple(left)))


def at(told: Told, finding: Finding, places: Sequence[Span | None]) -> Finding:
    """A finding at some of its places; it stays the same finding, so its fingerprint stays."""
    first, *others = places
    if first is None or told.reading is None or first == span_of(finding):
        return replace(finding, also=tuple(one for one in others if one is not None))
    place = told.reading.place(first.start)
    return replace(
        finding,
        start=first.start,
        end=first.end,
        line=place.line,
        column=place.column,
        quote=told.reading.text[first.start : first.end],
        also=tuple(one for one in others if one is not None),
    )


def _first(silencers: Sequence[Silencer], finding: Finding, place: Span | None) -> int | None:
    return next((n for n, one in enumerate(silencers) if one.silences(finding, place)), None)


def _rules(one: Silencer) -> str:
    return ", ".join(sorted(one.codes)) if one.codes else "a finding"


def _reach(reading: Reading, one: Directive) -> Span:
    """The sentence before a suppression, or the block below it if it stands alone."""
    from kg.text.sentences import sentences

    for index, block in enumerate(reading.blocks):
        if block.kind in PROSE and block.start < one.start <= block.end:
            before = [s for s in sentences(reading.text, block, index) if s.start < one.start]
            if before:
                return Span(before[-1].start, max(before[-1].end, one.start))
    below = (block for block in reading.blocks if block.kind in PROSE and block.end > one.end)
    found = next(below, None)
    return Span(found.start, found.end) if found else Span(one.start, one.end)
