"""The published contract: SHACL shapes, checked by pyshacl."""

from __future__ import annotations

from pathlib import Path

from kg.curate.problem import Problem, placed
from kg.errors import LedgerError, ReadError
from kg.rdf.ontology import schema_file
from kg.store.files import ledger_files


def check_shapes(path: str | Path) -> list[Problem]:
    """Check a ledger against `schema/shapes.ttl`.

    It is slow (seconds for a thousand claims) and meant for continuous integration.

    Args:
        path: a Turtle file, or a folder of such files.

    Returns:
        Violations; empty if the ledger conforms.

    Raises:
        LedgerError: pyshacl is not installed.
        ReadError: the file or the shapes cannot be read.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise LedgerError(
            "--shacl needs the package pyshacl", "pip install 'claimkg[shacl]'"
        ) from error
    import rdflib

    shapes = schema_file("shapes.ttl")
    if shapes is None:
        raise ReadError("schema/shapes.ttl is not here", "install claimkg again")
    data = rdflib.Graph()
    files = ledger_files(Path(path))
    for file in files:
        data.parse(data=file.read_bytes(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=str(shapes), inference="none")
    assert isinstance(report, rdflib.Graph)
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    problems = []
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        subject = str(report.value(result, shacl.focusNode))
        node = subject.rpartition("#")[2]
        field = str(report.value(result, shacl.resultPath) or "").rpartition("#")[2]
        message = str(report.value(result, shacl.resultMessage))
        problems.append(Problem(node, f"{field}: {message}" if field else message, subject))
    return placed(sorted(problems, key=str), files)
