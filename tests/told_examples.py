"""An audit made by hand, of a text that is hard on every format."""

from __future__ import annotations

from kg.auditing.reporting import finding
from kg.auditing.rule import Hit, Rule
from kg.auditing.statement import Statement
from kg.auditing.telling.told import Silenced, Told
from kg.model.finding import Finding, Report, Severity, Skipped, Span
from kg.readers.formats.markdown import read

TEXT = (
    "# Tea & \u201ctruth\u201d \U0001fad6\n\n"
    "Some say \U0001fad6 tea\u2019s <b>cure</b> is *proven* | see www.x.example, @you #12.\n"
    "It heals all.\n\n"
    "- =SUM(A1) is no\tformula, x\u0331 is one letter: \u05ea\u05d4 \u05de\u05e8\u05e4\u05d0.\n\n"
    "It heals all.\n"
)
PATH = "drafts/t\u00e9a, 100%.md"


def told(*, path: str = PATH) -> Told:
    """Findings of every severity, with and without a place, one silenced."""
    reading = read(TEXT.encode(), path)
    findings = (
        _at("Some say \U0001fad6 tea\u2019s <b>cure</b> is *proven*", Severity.ERROR, path),
        _at("It heals all.", Severity.WARNING, path, more=True),
        _at("=SUM(A1) is no\tformula", Severity.SUGGESTION, path),
        _at("x\u0331 is one letter: \u05ea\u05d4 \u05de\u05e8\u05e4\u05d0", Severity.WARNING, path),
        _nowhere(path),
    )
    return Told(
        Report(
            path=path,
            findings=findings[:3] + findings[4:],
            skipped=(Skipped("unsupported-claim", "no ledger was given", 3),),
            statements=5,
            claims=4,
            judged=1,
            sourced=2,
        ),
        reading,
        silenced=(Silenced(findings[3], "in-source", "known & <meant>", f"{path}:6"),),
    )


def _at(words: str, severity: Severity, path: str, *, more: bool = False) -> Finding:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    again = TEXT.rindex(words)
    spans = [span, Span(again, again + len(words))] if more else [span]
    hits = [
        Hit(
            _statement(words, one), 'says "more" than 100%: it, too', "say less | cite", ("a1", "b")
        )
        for one in spans
    ]
    return finding(_rule(severity), hits, path, read(TEXT.encode(), path))


def _nowhere(path: str) -> Finding:
    hit = Hit(None, "a passage is lost", "read it again", quote="+ lost\nwords", claim="tea-heals")
    return finding(_rule(Severity.WARNING), [hit], path)


def _statement(words: str, span: Span) -> Statement:
    return Statement(
        quote=words, span=span, block=0, role="claim", hedging="categorical", boosters=(),
        attribution="author", attribution_text=None, cited=(), links=(), effect=None,
        subjects=(), objects=(), context={},
    )  # fmt: skip


def _rule(severity: Severity) -> Rule:
    codes = {1: ("KG403", "lost-context"), 2: ("KG102", "missing-source")}
    code, name = codes.get(severity, ("KG401", "overstated-claim"))
    return Rule(
        code=code, name=name, severity=severity, summary="", what="", why="", instead="",
        examples=(),
    )  # fmt: skip
