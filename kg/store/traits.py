"""What claims have in common, as statements that tell it claim by claim.

The number of a claim is that of `place`, see `kg.store.postings`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.store.schema import IN_FORCE

AMOUNT: Final = "json_array(unit_text, value, minimum, maximum, minimum_open, maximum_open)"
"""An amount as one value."""
NUMBERED: Final = "(value IS NOT NULL OR minimum IS NOT NULL OR maximum IS NOT NULL)"
"""The condition that a row of `qualifier` holds one."""
AMOUNTS: Final = ("dose", "duration", "timepoint")
"""Fields whose amounts can be asked for."""


class Column(NamedTuple):
    """A column with few values, one a claim.

    Attributes:
        name: what it tells.
        table: where it stands.
        claim: the column of the claim there.
        column: the column itself.
    """

    name: str
    table: str
    claim: str
    column: str


COLUMNS: Final = (
    Column("predicate", "claim", "iri", "predicate"),
    Column("effect", "claim", "iri", "effect"),
    Column("type", "claim", "iri", "claim_type"),
    Column("state", "claim", "iri", "state"),
    Column("status", "claim_summary", "claim", "status"),
    Column("supports", "claim_summary", "claim", "supports"),
    Column("disputes", "claim_summary", "claim", "disputes"),
)


class Open(NamedTuple):
    """Values of an open list, most of them of few claims.

    Attributes:
        source: the table.
        key: the expression of what the value tells, and the column of the value.
        where: which rows have one.
    """

    source: str
    key: tuple[str, str]
    where: str

    @property
    def popular(self) -> str:
        """Name, field and value of those in many rows."""
        name, value = self.key
        return (
            f"SELECT {name}, field, {value} FROM {self.source} WHERE {self.where}"
            f" GROUP BY field, {value} HAVING count(*) >= ?"
        )

    @property
    def numbers(self) -> str:
        """Numbers of the claims that have one."""
        return (
            f"SELECT n FROM {self.source} CROSS JOIN place ON place.claim = owner"
            f" WHERE field = ? AND {self.key[1]} = ? AND {self.where}"
        )

    @property
    def in_order(self) -> str:
        """Name, value and number of all claims of the first segment that have any."""
        name, value = self.key
        return (
            f"SELECT {name}, {value}, n FROM {self.source} CROSS JOIN place"
            f" ON place.claim = owner WHERE segment = 0 AND {self.where}"
        )

    @property
    def of_some(self) -> str:
        """Name, value and number of claims of the second segment."""
        name, value = self.key
        return (
            f"SELECT {name}, {value}, n FROM place CROSS JOIN {self.source}"
            f" ON owner = place.claim WHERE segment = 1 AND {self.where}"
        )

    @property
    def by_assertions(self) -> str:
        """Name, value and number of claims whose assertions have one."""
        name, value = self.key
        return (
            f"SELECT {name}, {value}, n FROM assertion CROSS JOIN {self.source}"
            f" ON owner = assertion.iri CROSS JOIN place ON place.claim = assertion.claim"
            f" WHERE state IN {IN_FORCE} AND field <> 'value' AND segment = ? AND {self.where}"
        )


LINKS: Final = Open("many", ("field", "value"), "field IN ('subject', 'object', 'via')")
CONDITIONS: Final = (
    Open("qualifier", ("'concept ' || field", "concept"), "concept IS NOT NULL"),
    Open("qualifier", ("'level ' || field", "level"), "level IS NOT NULL"),
    Open("qualifier", ("'words ' || field", "words"), "words IS NOT NULL"),
)
"""Conditions under which a claim is stated, by itself or by its assertions."""
STATED_AMOUNTS: Final = Open(
    "qualifier", ("'amount ' || field", AMOUNT), f"field IN {AMOUNTS} AND {NUMBERED}"
)
"""Amounts that it is stated with; all are kept, so that they can be compared with another."""

SPEAKING: Final = """
WITH told (value) AS (SELECT value FROM (
    SELECT DISTINCT value FROM many WHERE field IN ('subject', 'object'))
    WHERE EXISTS (SELECT 1 FROM claim WHERE iri = value))
SELECT told.value, n FROM told CROSS JOIN many ON many.value = told.value
    AND many.field IN ('subject', 'object') CROSS JOIN place ON place.claim = many.owner
WHERE place.segment = ?"""
"""Claims that others speak of, and the numbers of these."""
YEARS: Final = f"""SELECT substr(document.issued, 1, 4), n FROM place
CROSS JOIN evidence_line ON evidence_line.claim = place.claim AND evidence_line.state IN {IN_FORCE}
CROSS JOIN document ON document.iri = evidence_line.source
WHERE document.issued IS NOT NULL AND """
"""Years of the sources of a claim; ends in the segment."""
RECORDED: Final = tuple(
    f"""SELECT coalesce(activity.ended, activity.started) AS time, n FROM place
CROSS JOIN {table} ON {table}.{claim} = place.claim AND {state}
CROSS JOIN activity ON activity.iri = {table}.generated_by WHERE time IS NOT NULL AND """
    for table, claim, state in (
        ("claim", "iri", "true"),
        ("assertion", "claim", f"assertion.state IN {IN_FORCE}"),
        ("evidence_line", "claim", f"evidence_line.state IN {IN_FORCE}"),
    )
)
"""When a claim, an assertion or a line of it was recorded; each ends in the segment."""
