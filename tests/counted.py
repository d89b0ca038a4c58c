"""Work told in steps of the interpreter, which are the same on every machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction


def steps_of_call(call: Callable[[], object]) -> int:
    """Instructions of Python that a call takes; time inside C functions is not among them."""
    count = 0

    def local(frame: FrameType, event: str, given: object) -> TraceFunction:
        nonlocal count
        del frame, given
        count += event == "opcode"
        return local

    def begun(frame: FrameType, event: str, given: object) -> TraceFunction:
        del event, given
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return local

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
