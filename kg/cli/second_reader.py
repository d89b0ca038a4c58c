"""The options of a second reader, and what it read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.console import counted
from kg.errors import FilterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.auditing.second_reader.reader import SecondReading
    from kg.text.reading import Reading

Json = dict[str, object]
KEY: Final = "KG_READER_KEY"
"""The environment's variable that holds the key of an endpoint."""


def second_reader(command: Callable[..., object]) -> Callable[..., object]:
    """The options `--reader`, `--reader-model`, `--transcript` and `--replay`."""
    told = (
        ("--reader", "URL", "Ask also a language model behind this OpenAI-compatible endpoint."),
        ("--reader-model", "NAME", f"The model's name; its key is taken from {KEY}."),
        ("--transcript", "FILE", "Keep what it answered in FILE."),
        ("--replay", "FILE", "Take its answers from FILE and ask nobody."),
    )
    for name, metavar, words in reversed(told):
        command = click.option(name, metavar=metavar, help=words)(command)
    return command


def read_twice(
    reading: Reading,
    reader: str | None,
    model: str | None,
    transcript: str | None,
    replay: str | None,
) -> tuple[SecondReading, Json] | None:
    """What a second reader pointed at, if one is asked for.

    Args:
        reading: the article.
        reader: address of the endpoint.
        model: name of its model.
        transcript: file to keep the answers in.
        replay: file to take them from.

    Returns:
        The reading and what is to be recorded of it; None if none is asked for.

    Raises:
        FilterError: the options do not go together.
    """
    if reader is None and replay is None:
        if model or transcript:
            raise FilterError("--reader-model and --transcript need a reader", "give --reader URL")
        return None
    from kg.auditing.second_reader.asking import Endpoint
    from kg.auditing.second_reader.reader import PROMPT_SHA256, read_again
    from kg.auditing.second_reader.transcript import Transcript, read_transcript
    from kg.store.atomic import atomic_write

    kept = read_transcript(Path(replay)) if replay else Transcript()
    named = model or next((str(row.get("model")) for row in kept.about.values()), None)
    if named is None:
        raise FilterError("a reader without a model", "give --reader-model NAME")
    key = "" if replay else os.environ.get(KEY, "")
    endpoint = Endpoint(reader or "http://localhost", named, key)
    found = read_again(reading, endpoint, kept, replay=replay is not None)
    if transcript:
        atomic_write(transcript, [kept.text.encode()])
    record: Json = {
        "model": named,
        "temperature": endpoint.temperature,
        "prompt_sha256": PROMPT_SHA256,
        "replayed": replay is not None,
        "asked": found.asked,
        "accepted": len(found.spans),
        "refused": found.refused,
        "failed": found.failed,
    }
    told = f"{counted(len(found.spans), 'passage')}, {counted(found.refused, 'quote')} refused"
    if found.failed:
        told += f"; {len(found.failed)} of {found.asked} questions failed: {found.failed[0]}"
    click.echo(f"second reader: {told}", err=True)
    return found, record


def beside(statements: Iterable[Json], spans: list[Json]) -> Iterator[Json]:
    """Statements with what a second reader pointed at in each.

    Args:
        statements: in order, as `kg.extract/1` has them.
        spans: what it pointed at.

    Yields:
        The statements with `reader`: the passages that begin in them.
    """
    for one in statements:
        first, last = one["start"], one["end"]
        assert isinstance(first, int)
        assert isinstance(last, int)
        own = [span for span in spans if first <= int(str(span["start"])) < last]
        yield {**one, "reader": own}
