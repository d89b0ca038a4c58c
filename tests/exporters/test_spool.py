from __future__ import annotations

from io import BytesIO

from kg.exporters.spool import Spool


def test_parts_keep_their_order_past_the_limit_of_memory() -> None:
    out = BytesIO()
    with Spool() as spool:
        for number in range(300_000):
            spool.write(f"{number}é\n")
        spool.copy_to(out)
    assert out.getvalue().decode().split("\n")[:-1] == [f"{n}é" for n in range(300_000)]


def test_nothing_is_written_of_nothing() -> None:
    out = BytesIO()
    with Spool() as spool:
        spool.copy_to(out)
    assert out.getvalue() == b""
