"""One real file a format under `tests/golden/test_exports`; a change shows as a diff of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from standin import SMALL
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from kg.exporters.export import SHELF, export
from kg.shelf import member
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from syrupy.location import PyTestLocation

GOLDEN = Path(__file__).parent.parent / "golden"


def kept_as(name: str) -> type[SingleFileSnapshotExtension]:
    """The golden file of one format, under a suffix that its programs open."""

    class Kept(SingleFileSnapshotExtension):
        file_extension = member(SHELF, name).SUFFIXES[0].removeprefix(".")

        @classmethod
        def dirname(cls, *, test_location: PyTestLocation) -> str:
            return str(GOLDEN / test_location.basename)

    return Kept


def is_as_before(name: str, snapshot: SnapshotAssertion) -> bool:
    out = BytesIO()
    export(open_ledger(SMALL).select(), out, name)
    return bool(out.getvalue() == snapshot(extension_class=kept_as(name)))


def test_csv(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("csv", snapshot)


def test_dot(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("dot", snapshot)


def test_gexf(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("gexf", snapshot)


def test_graphml(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("graphml", snapshot)


def test_jsonld(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("jsonld", snapshot)


def test_turtle(snapshot: SnapshotAssertion) -> None:
    assert is_as_before("turtle", snapshot)
