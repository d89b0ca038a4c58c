"""The steps of a derivation in sentences, each with its rule, inputs and reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.body import VOTING
from kg.judge.certainty.designs import REFERENCES as BY_QUESTION
from kg.judge.certainty.ladder import word_of
from kg.judge.certainty.references import REFERENCES
from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.judge.certainty.body import Body, Lines
    from kg.judge.certainty.side import Side
    from kg.judge.certainty.weighing import Weighed

    Name = Callable[[str], str]

_LEFT: Final = {
    "retracted": "of a retracted source",
    "recalled": "recalled from memory, not read",
    "candidate": "not yet accepted",
}
_CONCERNS: Final = {
    "expression-of-concern": "expression of concern",
    "preprint": "preprint",
    "secondary": "secondary source",
    "machine": "seen by a program only",
    "partly-seen": "seen in part only",
}


class Step(NamedTuple):
    """One step of a derivation.

    Attributes:
        step: what was looked at.
        change: the word of the start, or the change in rungs (`-1`, `0`, `+1`).
        why: one sentence.
        rule: name of the rule.
        inputs: what the rule looked at, JSON ready.
        reference: where the rule comes from, a key of `REFERENCES`.
        side: `for` or `against`; empty for steps of the whole body.
    """

    step: str
    change: str
    why: str
    rule: str
    inputs: dict[str, object]
    reference: str
    side: str = ""

    @property
    def source(self) -> str:
        """The reference in full."""
        return REFERENCES[self.reference]


def left_out_steps(body: Body, again: Callable[[Lines], str | None], name: Name) -> Iterator[Step]:
    """What counts for nothing, and what the certainty would be with it.

    Args:
        body: the claim and all its lines.
        again: the certainty with other lines.
        name: the name to show for a document.

    Yields:
        One step a reason.
    """
    now = again(body.lines)
    for left, words in _LEFT.items():
        out = [line for line in body.lines if line.left == left]
        if not out:
            continue
        back = tuple(n._replace(left="") if n.left == left else n for n in body.lines)
        then = again(back)
        sources = sorted({name(line.source) for line in out})
        them = "it" if len(out) == 1 else "them"
        with_them = (
            f"with {them} nothing would change"
            if then == now
            else f"with {them} it would be {_spoken(then)}, not {_spoken(now)}"
        )
        why = f"{counted(len(out), 'line')} {words} ({', '.join(sources)}); {with_them}"
        inputs = {"reason": left, "lines": len(out), "sources": sources, "with": then}
        yield Step("left out", "0", why, "left-out", inputs, "own")


def _spoken(word: str | None) -> str:
    return (word or "none").replace("-", " ")


def votes_step(lines: Lines, groups: tuple[Lines, ...], direction: str) -> Step:
    """How many studies say what."""
    said = [{line.direction for line in group} for group in groups]
    numbers: dict[str, object] = {
        "for": sum(one == {"supports"} for one in said),
        "against": sum(one == {"disputes"} for one in said),
        "mixed": sum(len(one) > 1 for one in said),
        "lines": sum(map(len, groups)),
        "no_vote": sum(not n.left and n.direction not in VOTING for n in lines),
    }
    parts = [f"{number} {side}" for side, number in list(numbers.items())[:3] if number]
    why = f"{', '.join(parts) or 'no study for or against'}"
    if numbers["lines"] != len(groups):
        why += f" ({numbers['lines']} lines of {counted(len(groups), 'study')}, one vote each)"
    if numbers["no_vote"]:
        why += f"; {numbers['no_vote']} more only qualify it or are neutral"
    return Step("studies", direction, why, "one-study-one-vote", numbers, "own")


def side_steps(weighed: Weighed, name: Name) -> Iterator[Step]:
    """The steps of one side: its start, down, up, and what makes a reader careful."""
    side = "for" if weighed.side.supports else "against"
    yield _start_step(weighed.side, side, name)
    for applied in (*weighed.down, *weighed.up):
        change = f"{applied.found.change:+d}" if applied.found.change else "0"
        inputs = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in applied.found._asdict().items()
            if key != "change"
        }
        words = applied.rule.replace("-", " ")
        yield Step(
            words, change, applied.found.why(), applied.rule, inputs, applied.reference, side
        )
    concerns = _concerns(weighed.side, name)
    if concerns:
        why = "; ".join(f"{_CONCERNS.get(what, what)}: {', '.join(n)}" for what, n in concerns)
        inputs = {what: list(names) for what, names in concerns}
        yield Step("concerns", "0", why, "concerns", inputs, "own", side)


def _start_step(side: Side, which: str, name: Name) -> Step:
    start, line = side.start, side.best
    question = start.question.replace("-", " ")
    asked = any(n.question for vote in side.mine for n in vote.mine)
    inputs: dict[str, object] = {
        "by": start.by,
        "design": line.design if line else None,
        "question": start.question,
        "question_stated": asked,
        "studies": len(side.deciding),
        "source": name(line.source) if line else None,
    }
    if line is None:
        why = "no line for it has the design of a study, or a level that can be mapped"
        return Step("start", "none", why, "start", inputs, "grade-3", which)
    design = (line.design or "no design recorded").replace("-", " ")
    by = {
        "design": f"{design}, for a question of {question}",
        "animals": f"{design}, for a claim about animals",
        "level": f"stated level {line.level_name} ({design})",
        "included": f"{design}, as the least of the designs that it pools",
        "pooled": f"{design}, designs of what it pools not recorded",
    }[start.by]
    if start.by == "design" and not line.question:
        by = f"{design}; no question recorded, taken as {question}"
    more = f" and {len(side.deciding) - 1} more" if len(side.deciding) > 1 else ""
    why = f"{by} ({name(line.source)}{more})"
    reference = "own" if start.by == "pooled" else BY_QUESTION.get(start.question, "grade-3")
    if start.by == "level":
        reference = "own"
    return Step("start", word_of(start.rung) or "none", why, "start", inputs, reference, which)


def _concerns(side: Side, name: Name) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, set[str]] = {}
    for vote in side.mine:
        for line in vote.mine:
            for what in line.concerns:
                found.setdefault(what, set()).add(name(line.source))
    return [(what, tuple(sorted(found[what]))) for what in sorted(found)]
