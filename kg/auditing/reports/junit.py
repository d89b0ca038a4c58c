"""JUnit XML: a suite an article, a case a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from kg.auditing.telling.places import also, relative, where
from kg.auditing.telling.printable import legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = (".xml",)


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write a suite an article; one without findings has one case, which passes.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: what is less serious than its `fail_level` passes, and is told in `system-out`;
            with `show_silenced`, what was silenced is a skipped case.
    """
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kg audit">\n')
    for one in told:
        stream.writelines(f"{line}\n".encode() for line in _suite(one, wishes))
    stream.write(b"</testsuites>\n")


def _suite(told: Told, wishes: Wishes) -> Iterator[str]:
    findings = told.report.findings
    silenced = told.silenced if wishes.show_silenced else ()
    failures = sum(finding.severity >= wishes.fail_level for finding in findings)
    name = quoteattr(legal(relative(told.report.path)))
    tests = max(1, len(findings) + len(silenced))
    numbers = f'tests="{tests}" failures="{failures}" errors="0" skipped="{len(silenced)}"'
    yield f"  <testsuite name={name} {numbers}>"
    if not findings and not silenced:
        yield f'    <testcase classname={name} name="no finding"/>'
    for finding in findings:
        yield f"    {_opened(told, finding, name)}{_outcome(told, finding, wishes)}</testcase>"
    for one in silenced:
        reason = quoteattr(legal(one.reason))
        yield f"    {_opened(told, one.finding, name)}<skipped message={reason}/></testcase>"
    yield "  </testsuite>"


def _opened(told: Told, finding: Finding, name: str) -> str:
    case = quoteattr(legal(f"{finding.code} {finding.name} at {where(told, finding)}"))
    line = f' line="{finding.line}"' if finding.line else ""
    file = quoteattr(legal(relative(finding.path)))
    return f"<testcase classname={name} name={case} file={file}{line}>"


def _outcome(told: Told, finding: Finding, wishes: Wishes) -> str:
    more = f"\nalso at {also(told, finding)}" if finding.also else ""
    body = escape(legal(f'"{finding.quote}"\nhelp: {finding.help}{more}'))
    message = legal(finding.message)
    if finding.severity < wishes.fail_level:
        return f"<system-out>{finding.severity.word}: {escape(message)}\n{body}</system-out>"
    kind = quoteattr(finding.severity.word)
    return f"<failure type={kind} message={quoteattr(message)}>{body}</failure>"
