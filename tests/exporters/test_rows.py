from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from graphs import ANY_TEXT
from kg.exporters.columns import Type
from kg.exporters.escape import xml
from kg.exporters.rows import Rows, literal
from kg.exporters.spool import Spool

ELEMENTS = st.lists(
    st.tuples(ANY_TEXT, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3)), max_size=30
)


def template(kind: str, names: tuple[str, ...]) -> str:
    return f"{literal(kind)}|%s|" + "".join(f"{literal(name)}=%s|" for name in names) + "\n"


def written(elements: list[tuple[str, str, dict[str, str]]], times: int = 1) -> str:
    out = BytesIO()
    with Spool() as spool:
        rows = Rows(spool, template)
        for _ in range(times):
            for kind, name, attributes in elements:
                rows.add(kind, (name,), attributes)
        rows.flush()
        spool.copy_to(out)
    return out.getvalue().decode()


def alone(kind: str, name: str, attributes: dict[str, str]) -> str:
    cells = "".join(f"{xml(key)}={xml(value)}|" for key, value in attributes.items())
    return f"{xml(kind)}|{xml(name)}|{cells}\n"


@given(ELEMENTS)
def test_a_batch_reads_as_its_elements_one_by_one(
    elements: list[tuple[str, str, dict[str, str]]],
) -> None:
    assert written(elements) == "".join(alone(*element) for element in elements)


def test_order_is_kept_over_batches_and_shapes() -> None:
    elements = [("a", "1", {"x": "%s"}), ("b%", "<2>", {}), ("a", "3", {"x": "&", "y": ""})]
    assert written(elements, 700) == "".join(alone(*element) for element in elements) * 700


def test_thousands_of_shapes_are_not_remembered() -> None:
    elements = [(f"kind {number}", str(number), {}) for number in range(3_000)]
    assert written(elements) == "".join(alone(*element) for element in elements)


def test_what_every_element_has_is_declared_with_the_first() -> None:
    with Spool() as spool:
        rows = Rows(spool, template, always=("kind",))
        assert rows.columns.sorted() == []
        rows.add("a", ("1",), {"n": 3})
        rows.flush()
        assert rows.columns.sorted() == [("kind", Type.STRING), ("n", Type.INT)]
