"""Where the text of a query comes from: a file, standard input, or the words themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.errors import QueryFault, ReadError


def read_query(query: str) -> tuple[str, str]:
    """The query that somebody typed.

    Args:
        query: `-`, a path, or the text of a query: whatever has a brace in it, or a space and is
            no file.

    Returns:
        What to call it in messages, and the text.

    Raises:
        ReadError: it cannot be read, or is no UTF-8 text.
        QueryFault: it is neither a file nor a query.
    """
    if query == "-":
        return "standard input", _text(sys.stdin.buffer.read(), "standard input")
    if _is_text(query):
        return "query", query
    path = Path(query)
    try:
        return query, _text(path.read_bytes(), query)
    except FileNotFoundError:
        from kg.querying.sparql.named import named

        named(query)  # there is none of that name: the message tells the nearest
        raise
    except OSError as error:
        raise ReadError(f"{query}: cannot be read ({error.strerror})", "check the path") from error


def _is_text(query: str) -> bool:
    if "{" in query or not query.strip():
        return True
    return len(query.split()) > 1 and not Path(query).is_file()


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: is not UTF-8 text", "save it as UTF-8") from error
    if not text.strip():
        raise QueryFault(f"{name}: is empty", "write a query into it")
    return text
