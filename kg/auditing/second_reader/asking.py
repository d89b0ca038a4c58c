"""One question to an endpoint that speaks the chat protocol of OpenAI."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Final, cast

from kg.errors import FilterError

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPResponse
    from typing import IO

_MOST: Final = 4_000_000
_PIECE: Final = 65_536


class NoAnswerError(Exception):
    """The endpoint gave no usable answer; the message says why."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask.

    Attributes:
        url: base address, such as `http://localhost:8000/v1`.
        model: name of the model.
        key: sent as bearer token, empty for none; never written anywhere.
        temperature: 0 for the likeliest answer.
        seconds: the most that an answer may take.
    """

    url: str
    model: str
    key: str = ""
    temperature: float = 0.0
    seconds: float = 60.0

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FilterError(f"--reader {self.url}: no address", "give http://HOST/v1")
        if self.key and parts.scheme == "http" and parts.hostname not in _HERE:
            raise FilterError(f"--reader {self.url}: would send the key unencrypted", "use https")


_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the article and the key go where the user said."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Refuse."""
        del self, req, fp, code, msg, headers, newurl


def ask(endpoint: Endpoint, body: dict[str, object]) -> str:
    """Ask once.

    Args:
        endpoint: where.
        body: the question as the protocol has it.

    Returns:
        The words of the answer, as they came.

    Raises:
        NoAnswerError: no connection, a refusal, too slow, too long, or no answer in it.
    """
    address = endpoint.url.rstrip("/") + "/chat/completions"
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    data = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    question = urllib.request.Request(address, data, headers, method="POST")  # noqa: S310 - checked by Endpoint
    until = time.monotonic() + endpoint.seconds
    try:
        with urllib.request.build_opener(_Stay).open(question, timeout=endpoint.seconds) as answer:
            return _words(_whole(cast("HTTPResponse", answer), until))
    except urllib.error.HTTPError as error:
        raise NoAnswerError(f"the reader refused: HTTP {error.code}") from None
    except TimeoutError:
        raise NoAnswerError("the reader took too long") from None
    except (urllib.error.URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        slow = isinstance(reason, TimeoutError)
        said = "the reader took too long" if slow else f"the reader cannot be reached: {reason}"
        raise NoAnswerError(said) from None


def _whole(answer: HTTPResponse, until: float) -> bytes:
    """The answer's bytes, within its limits of time and size."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > _MOST:
            raise NoAnswerError("the reader's answer is too long")
        if time.monotonic() > until:
            raise NoAnswerError("the reader took too long")
        pieces.append(piece)
    return b"".join(pieces)


def _words(data: bytes) -> str:
    try:
        words = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswerError("the reader's answer is not of the protocol") from None
    if not isinstance(words, str):
        raise NoAnswerError("the reader's answer is not of the protocol")
    return words
