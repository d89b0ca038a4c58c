"""Where an answer goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.root import Session

_IN_MEMORY: Final = 1 << 24
_PIECE: Final = 1 << 20


@contextmanager
def write_out(path: str | None, session: Session) -> Iterator[None]:
    """Send what is printed meanwhile to a file.

    Args:
        path: the file, None or `-` for standard output; an existing file is replaced.
        session: knows the ledger, which is never written over.

    Yields:
        Nothing.

    Raises:
        ExportFault: the file is the ledger itself.
        WriteError: the file cannot be written; what was there is untouched.
    """
    if path is None or path == "-":
        yield
        return
    from contextlib import redirect_stdout
    from io import TextIOWrapper
    from pathlib import Path
    from tempfile import SpooledTemporaryFile

    from kg.errors import ExportFault
    from kg.store.atomic import atomic_write

    target, ledger = Path(path), session.ledger.path
    if target.exists() and ledger.exists() and target.samefile(ledger):
        raise ExportFault(f"{path} is the ledger itself", "write to another file")
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        text = TextIOWrapper(whole, encoding="utf-8", newline="")
        with redirect_stdout(text):
            yield
        text.flush()
        whole.seek(0)
        atomic_write(target, iter(lambda: whole.read(_PIECE), b""))
        text.detach()
