"""Bytes into characters: the encoding is found, and named where it is not UTF-8.

A byte order mark decides, then UTF-8, then what the document declares, then the pattern of zeros
that UTF-16 leaves. What is left is guessed by charset-normalizer among encodings in use; of
equally good guesses windows-1252 is taken, in which most English text of that kind is written.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import SyntaxFault

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches


class Decoded(NamedTuple):
    """A text as the file has it.

    Attributes:
        text: characters, without a byte order mark, with LF line ends.
        encoding: such as `utf-8`.
        note: how the encoding was found, empty for UTF-8.
    """

    text: str
    encoding: str
    note: str


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN: Final = "cp1252"
_GUESSED: Final = [
    _WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949", "mac_roman",
]  # fmt: skip
_NAMES: Final = {"cp932": "shift_jis", "cp949": "euc-kr"}
_SAMPLE: Final = 65_536
_ZEROS: Final = 0.3
"""Share of one half's bytes that are zero in UTF-16 of a European language, at least."""
_CONTROL: Final = frozenset(range(32)) - {9, 10, 12, 13, 27}
_JUNK: Final = 0.02
"""Share of control characters from which bytes are no text."""
_SAME: Final = 0.02
"""charset-normalizer's measure of mess; guesses that differ by less are equally good."""
_REMEDY: Final = "give a text file, saved as UTF-8"


def decoded(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The characters of a file.

    Args:
        data: the bytes as they lie in the file.
        path: the file as the user named it; only for messages.
        declared: the encoding that the document itself names, if it does.

    Returns:
        Text, encoding and how that was found.

    Raises:
        SyntaxFault: the bytes are no text in any encoding that is known here.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            note = "" if name == "utf-8" else f"read as {name}, as its byte order mark says"
            return _made(_strict(data[len(mark) :], name, path), name, note, path)
    zeros = _half_of_zeros(data)
    if zeros:
        text = _strict(data, zeros, path)
        return _made(text, zeros, f"read as {zeros}, by its pattern of zero bytes", path)
    try:
        return _made(data.decode("utf-8"), "utf-8", "", path)
    except UnicodeDecodeError as error:
        return _other(data, path, declared, error.start)


def _other(data: bytes, path: str, declared: str | None, at: int) -> Decoded:
    """Text that is not UTF-8 from some byte on."""
    _refuse_junk(data, path, at)
    if declared and (name := _known(declared)) not in {None, "utf-8", "ascii"}:
        try:
            return _made(data.decode(str(name)), str(name), f"read as {name}, as it says", path)
        except UnicodeDecodeError:
            pass  # it says so wrongly
    guess = _guess(data, at)
    if guess is None:
        line, column = _line_column(data[:at].decode("utf-8"))
        said = f"byte 0x{data[at]:02x} at position {at} is not UTF-8, and no encoding is known"
        raise SyntaxFault(path, line, column, f"{said} in which this is text", _REMEDY)
    text, name = guess
    shown = _NAMES.get(name, f"windows-{name[2:]}" if name.startswith("cp12") else name)
    note = f"not UTF-8: read as {shown}, which fits best; save it as UTF-8 to be sure"
    return _made(text, shown, note, path)


def _guess(data: bytes, at: int) -> tuple[str, str] | None:
    """Text and encoding that fit best, by a sample round the first byte that is not UTF-8."""
    from charset_normalizer import from_bytes

    first = max(0, at - _SAMPLE // 4)
    sample = data[first : first + _SAMPLE]
    found = from_bytes(sample, cp_isolation=_GUESSED, enable_fallback=False)
    for name in _ranked(found):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    return None


def _ranked(found: CharsetMatches) -> list[str]:
    """Names of encodings, the best first."""
    best = found.best()
    if best is None:
        return [_WESTERN]  # too short to tell
    every = [one.encoding for one in found]
    western = next((one for one in found if one.encoding == _WESTERN), None)
    alike = western is not None and western.chaos <= best.chaos + _SAME
    same = _WESTERN in best.could_be_from_charset
    return [_WESTERN, *every] if same or (alike and _latin(str(best))) else every


def _latin(text: str) -> bool:
    """Whether most letters that are not ASCII are Latin ones or punctuation."""
    strange = [c for c in text if c > "\x7f"]
    return sum(c < "\u0250" or "\u2000" <= c < "\u2200" for c in strange) * 2 >= len(strange)


def _made(raw: str, encoding: str, note: str, path: str) -> Decoded:
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\0")
    if nul >= 0:
        line, column = _line_column(text[:nul])
        raise SyntaxFault(path, line, column, "a NUL character: this is not a text file", _REMEDY)
    return Decoded(text, encoding, note)


def _strict(data: bytes, name: str, path: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        said = f"broken {name}: byte {error.start} of the text fits nothing"
        raise SyntaxFault(path, 0, 0, said, "save it as UTF-8") from None


def _half_of_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is often zero, and the others never are."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:  # noqa: PLR2004 - two characters
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd >= _ZEROS and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= _ZEROS and not odd else None


def _refuse_junk(data: bytes, path: str, at: int) -> None:
    """Refuse bytes that hold more control characters than any text does.

    Raises:
        SyntaxFault: they do.
    """
    sample = data[:_SAMPLE]
    if sum(map(sample.count, _CONTROL)) > _JUNK * len(sample):
        line, column = _line_column(data[:at].decode("utf-8"))
        raise SyntaxFault(path, line, column, "binary data: this is not a text file", _REMEDY)


def _known(name: str) -> str | None:
    """The usual name of an encoding; what the web calls latin-1 is windows-1252."""
    try:
        found = codecs.lookup(name.strip().lower()).name
        "a".encode(found).decode(found)
    except (LookupError, ValueError, UnicodeError):
        return None
    return "windows-1252" if found in {"iso8859-1", "cp1252"} else found


def _line_column(before: str) -> tuple[int, int]:
    """The place behind a text."""
    text = before.replace("\r\n", "\n").replace("\r", "\n")
    return text.count("\n") + 1, len(text) - text.rfind("\n")
