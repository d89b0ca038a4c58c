"""Show one claim, document or concept with all that the ledger knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import console, counted, format_option, plain, print_json, status_text

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session

_LABEL = 11


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@format_option("table", "json")
@click.pass_obj
def command(session: Session, names: tuple[str, ...], form: str) -> None:
    """Show one claim, document or concept with all that the ledger knows of it.

    ID is a local id or the beginning of one, a CURIE, an IRI, or a label.
    """
    from kg.querying.show import show

    answers = [show(name, session.ledger) for name in names]
    if form == "json":
        print_json(answers[0] if len(answers) == 1 else answers)
        return
    shown = console()
    for answer in answers:
        _withdrawn(shown, answer)
        _CARDS.get(str(answer["kind"]), _entity)(shown, answer)
        shown.print()


def _withdrawn(shown: Console, answer: dict[str, Any]) -> None:
    """What a reader has to know first: that the entry counts no more."""
    if answer["state"] not in {"withdrawn", "superseded"}:
        return
    gone = answer["withdrawn"] or {}
    told = [answer["state"].upper()]
    told += [f"by {gone['by']}"] if gone.get("by") else []
    told += [f"on {gone['at'][:10]}"] if gone.get("at") else []
    why = f": {gone['why']}" if gone.get("why") else ""
    shown.print(plain(" ".join(told) + why, "bold red"))


def _claim(shown: Console, answer: dict[str, Any]) -> None:
    claim = answer["claim"]
    shown.print(plain(claim["text"], "bold"))
    _row(shown, "status", f"{claim['status']}, computed certainty {claim['certainty'] or 'none'}")
    _row(shown, "claim", _triple(claim))
    context = [
        f"{name.replace('_', '-')} {', '.join(v['text'] for v in values)}"
        for name, values in claim["qualifiers"].items()
    ]
    _row(shown, "context", " · ".join(context) or "none stated")
    for assertion in answer["assertions"]:
        _row(shown, "says", _said(assertion))
    for sign, word in (("for", "supports"), ("against", "disputes"), ("limits", "qualifies")):
        lines = [line for line in answer["evidence"]["lines"] if line["direction"] == word]
        if lines:
            _row(shown, sign, f"{len(lines)}: " + ", ".join(_source(line) for line in lines))
    for judged in answer["assessments"]:
        _row(shown, "judged", ": ".join(filter(None, (judged["verdict"], judged["rationale"]))))
    _row(shown, "iri", answer["iri"])


def _triple(claim: dict[str, Any]) -> str:
    things = [thing["label"] for thing in claim["objects"]]
    if claim["value"]:
        things.append(claim["value"]["text"])
    subjects = ", ".join(subject["label"] for subject in claim["subjects"])
    effect = f" [{claim['effect']}]" if claim["effect"] else ""
    denial = "not " if claim["negated"] else ""
    return f"{subjects} - {denial}{claim['predicate']['label']}{effect} - {', '.join(things)}"


def _said(assertion: dict[str, Any]) -> str:
    passage = next(iter(assertion["passages"]), None)
    place = f" {passage['start']}-{passage['end']}" if passage and passage["start"] else ""
    words = f' "{passage["words"]}"' if passage and passage["words"] else ""
    who = assertion["attribution_text"] or assertion["attribution"]
    return f"{assertion['document']['id']}{place}{words} ({assertion['hedging']}; {who})"


def _source(line: dict[str, Any]) -> str:
    name = str(line["source"]["id"])
    if line["source"]["notice"] == "retraction":
        return f"{name} (RETRACTED)"
    return name if line["counts"] else f"{name} (not counted)"


def _document(shown: Console, answer: dict[str, Any]) -> None:
    shown.print(plain(answer["title"] or answer["id"], "bold"))
    for name in ("authors", "issued", "container", "doi", "pmid", "url", "design", "n"):
        if answer[name] is not None:
            _row(shown, name, str(answer[name]))
    for notice in answer["notices"]:
        when = f" of {notice['date']}" if notice["date"] else ""
        _row(shown, "notice", f"{notice['kind'].upper()}{when}")
    if answer["states"]:
        _row(
            shown,
            "states",
            f"{counted(len(answer['states']), 'claim')}: {', '.join(answer['states'][:5])}",
        )
    if answer["evidence_for"]:
        _row(shown, "evidence", f"for {counted(len(answer['evidence_for']), 'claim')}")
    _row(shown, "iri", answer["iri"])


def _concept(shown: Console, answer: dict[str, Any]) -> None:
    shown.print(plain(answer["label"], "bold"))
    for name in ("synonyms", "broader", "matches"):
        if answer[name]:
            _row(shown, name, ", ".join(answer[name]))
    _row(shown, "subject", f"of {counted(len(answer['subject_of']), 'claim')}")
    _row(shown, "object", f"of {counted(len(answer['object_of']), 'claim')}")
    _row(shown, "iri", answer["iri"])


def _entity(shown: Console, answer: dict[str, Any]) -> None:
    shown.print(plain(answer["label"], "bold"))
    _row(shown, "iri", answer["iri"])


_CARDS = {"claims": _claim, "documents": _document, "concepts": _concept}


def _row(shown: Console, name: str, words: str) -> None:
    if name == "iri":  # whole on one line, so that it can be copied
        shown.print(plain(f"{name:<{_LABEL}}{words}", "dim"), soft_wrap=True)
        return
    text = status_text(words.partition(",")[0]) if name == "status" else plain(words)
    if name == "status":
        text.append_text(plain("," + words.partition(",")[2]))
    shown.print_behind(plain(name, "dim"), text, _LABEL)
