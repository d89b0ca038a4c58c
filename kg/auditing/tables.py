"""The tables that the questions of the rules are put to.

Beside the tables of the index (`kg.store.schema`) a question may name:

- `chosen (iri)`: the claims that are looked at;
- `said (claim, iri, document, hedging, attribution, presupposed, effect, negated, sourced,
  of_world, listed)`: their assertions, with the claim's effect; `presupposed` if other words only
  take the claim along, `sourced` if they cite anything, `of_world` unless the claim is a
  definition, advice, an opinion or a statement on research;
- `told`: those of `said` that are `of_world`;
- `line (iri, claim, source, direction, effect, p, design, level, year, verification, counts)`:
  their evidence lines, `design` being the document's where the line states none, `level` the
  number on the OCEBM 2011 ladder, as adjusted;
- `live`: those of `line` that count;
- `studied (claim, design)`: designs that any line of a claim, or the line's document, states;
- `beyond (claim, line, ...)`: conditions of live supporting lines that their claim does not state
  likewise, with the columns of the table `qualifier`.

For a whole ledger they are views, so that a question reads what it asks for and nothing is copied;
for a part they are temporary tables with the rows of its claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.index import Index

OF_EFFECT: Final = (
    "('causal', 'correlational', 'mechanistic', 'comparative', 'dose-response', 'statistical')"
)
"""Types of claims that studies can bear out."""
_SIGNED: Final = "('increase', 'decrease', 'no-difference-found', 'equivalent')"
_NO_CHANGE: Final = "('no-difference-found', 'equivalent')"
_NAMES: Final = ("told", "live", "studied", "beyond", "said", "line", "chosen")
_LINE: Final = f"""
SELECT e.iri, e.claim, e.source, e.direction, e.effect, e.p,
    coalesce(e.study_design, d.study_design) AS design,
    CASE WHEN coalesce(e.adjusted_level, e.level) GLOB '*OCEBM*-[0-9]'
        THEN CAST(substr(coalesce(e.adjusted_level, e.level), -1) AS INTEGER) END AS level,
    substr(d.issued, 1, 4) AS year, e.verification,
    e.state = 'accepted' AND e.verification IS NOT 'recalled'
        AND e.source NOT IN (SELECT document FROM retracted) AS counts
FROM {{}} LEFT JOIN document AS d ON d.iri = e.source WHERE e.state IN {IN_FORCE}"""
_BEYOND: Final = """
CREATE TEMP VIEW beyond AS SELECT u.claim, u.line, q.* FROM {}
CROSS JOIN qualifier AS q ON q.owner = u.line AND q.field = u.field AND q.ord = u.ord"""
_OF_BOTH: Final = (
    "CREATE TEMP VIEW told AS SELECT * FROM said WHERE of_world",
    "CREATE TEMP VIEW live AS SELECT * FROM line WHERE counts",
)
# CROSS JOIN says which is read first: of a part its claims.
_LINE_OF_WHOLE: Final = "evidence_line AS e JOIN chosen ON chosen.iri = e.claim"
_OF_WHOLE: Final = (
    f"CREATE TEMP VIEW chosen AS SELECT iri FROM claim WHERE state IN {IN_FORCE}",
    "CREATE TEMP VIEW said AS SELECT * FROM utterance WHERE listed",
    f"CREATE TEMP VIEW line AS {_LINE.format(_LINE_OF_WHOLE)}",
    *_OF_BOTH,
    """CREATE TEMP VIEW studied AS SELECT claim, study_design AS design FROM evidence_line
    UNION ALL SELECT e.claim, d.study_design
    FROM document AS d CROSS JOIN evidence_line AS e ON e.source = d.iri""",
    _BEYOND.format("unstated AS u CROSS JOIN chosen ON chosen.iri = u.claim"),
)
_CHOSEN: Final = "CREATE TEMP TABLE chosen (iri TEXT PRIMARY KEY) WITHOUT ROWID"
_NAMED: Final = "INSERT OR IGNORE INTO chosen SELECT value FROM json_each(?)"
_SAID_OF_PART: Final = "SELECT u.* FROM chosen CROSS JOIN utterance AS u ON u.claim = chosen.iri"
_LINE_OF_PART: Final = "chosen CROSS JOIN evidence_line AS e ON e.claim = chosen.iri"
_OF_PART: Final = (
    f"CREATE TEMP TABLE said AS {_SAID_OF_PART}",
    "CREATE INDEX said_claim ON said (claim)",
    f"CREATE TEMP TABLE line AS {_LINE.format(_LINE_OF_PART)}",
    "CREATE INDEX line_claim ON line (claim)",
    *_OF_BOTH,
    "CREATE TEMP VIEW studied AS SELECT claim, design FROM line",
    _BEYOND.format("chosen CROSS JOIN unstated AS u ON u.claim = chosen.iri"),
)


def lay(index: Index, claims: Iterable[str] | None) -> None:
    """Lay the tables in the place of those that lie there.

    Args:
        index: of the ledger.
        claims: IRIs of the claims that are looked at, None for all that are in force.
    """
    connection = index.connection
    connection.execute("PRAGMA temp_store = MEMORY")
    lying = dict(connection.execute("SELECT name, type FROM sqlite_temp_master"))
    for name in _NAMES:
        if name in lying:
            connection.execute(f"DROP {lying[name]} temp.{name}")
    if claims is not None:
        connection.execute(_CHOSEN)
        index.among(_NAMED, claims)
    for statement in _OF_WHOLE if claims is None else _OF_PART:
        connection.execute(statement)


def opposite(one: str, other: str) -> str:
    """The condition that two rows of the table `claim` are opposite, as in `kg.judge.conflicts`.

    Args:
        one: alias of the first row.
        other: alias of the second row.

    Returns:
        A condition in brackets.
    """
    return (
        f"(CASE WHEN coalesce({one}.negated, 0) <> coalesce({other}.negated, 0)"
        f" THEN {one}.effect IS {other}.effect AND {one}.predicate = {other}.predicate"
        f" WHEN {one}.negated THEN 0 ELSE {one}.effect <> {other}.effect"
        f" AND {one}.effect IN {_SIGNED} AND {other}.effect IN {_SIGNED}"
        f" AND NOT ({one}.effect IN {_NO_CHANGE} AND {other}.effect IN {_NO_CHANGE}) END)"
    )
