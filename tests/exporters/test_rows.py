from __future__ import annotations

from io import BytesIO

from graphs import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.columns import Type
from kg.exporters.escape import xml
from kg.exporters.rows import SLOT, Rows, write_rows
from kg.exporters.spool import Spool
from kg.graph.element import Edge, Node

ELEMENTS = st.lists(
    st.tuples(ANY_TEXT, ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3)), max_size=30
)


def template(kind: str, names: tuple[str, ...]) -> str:
    return f"{xml(kind)}|{SLOT}|{SLOT}|" + "".join(f"{xml(name)}={SLOT}|" for name in names) + "\n"


def written(elements: list[tuple[str, str, dict[str, str]]], times: int = 1) -> str:
    out = BytesIO()
    with Spool() as spool:
        nodes, edges = (Rows(spool, template) for _ in range(2))
        write_rows([Node(n, k, "label", a) for k, n, a in elements] * times, nodes, edges)
        spool.copy_to(out)
    return out.getvalue().decode()


def alone(kind: str, name: str, attributes: dict[str, str]) -> str:
    cells = "".join(f"{xml(key)}={xml(value)}|" for key, value in attributes.items())
    return f"{xml(kind)}|{xml(name)}|label|{cells}\n"


@given(ELEMENTS)
def test_a_batch_reads_as_its_elements_one_by_one(
    elements: list[tuple[str, str, dict[str, str]]],
) -> None:
    assert written(elements) == "".join(alone(*element) for element in elements)


def test_order_is_kept_over_batches_and_shapes() -> None:
    elements = [("a", "1", {"x": "%s"}), ("b%", "<2>", {}), ("a", "3", {"x": "&", "y": ""})]
    assert written(elements, 700) == "".join(alone(*element) for element in elements) * 700


def test_thousands_of_shapes_are_not_remembered() -> None:
    elements: list[tuple[str, str, dict[str, str]]]
    elements = [(f"kind {number}", str(number), {}) for number in range(3_000)]
    assert written(elements) == "".join(alone(*element) for element in elements)


def test_what_every_element_has_is_declared_with_the_first() -> None:
    with Spool() as spool:
        nodes, edges = (Rows(spool, template, always=("kind",)) for _ in range(2))
        assert nodes.columns.sorted() == []
        write_rows([Node("1", "a", "", {"n": 3})], nodes, edges)
        assert nodes.columns.sorted() == [("kind", Type.STRING), ("n", Type.INT)]
        assert edges.columns.sorted() == []


def test_nodes_and_edges_go_apart() -> None:
    nodes_out, edges_out = BytesIO(), BytesIO()
    with Spool() as one, Spool() as two:
        edges = Rows(two, lambda kind, names: f"{SLOT}:{SLOT}-{kind}-{SLOT}{len(names)}\n")
        found: list[Node | Edge] = [
            Edge("e", "n", "n", "x", {}),
            Node("n", "a", "<", {}),
            Edge("f", "n", "m", "y", {}),
        ]
        write_rows(found, Rows(one, template), edges)
        one.copy_to(nodes_out)
        two.copy_to(edges_out)
    assert nodes_out.getvalue() == b"a|n|&lt;|\n"
    assert edges_out.getvalue() == b"e:n-x-n0\nf:n-y-m0\n"
