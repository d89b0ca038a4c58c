"""The regular expressions of which the grammar of quantities is made."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.text.units import UNIT_PATTERN

SPACE = r"[ \t\u00a0\u2000-\u200a\u202f]"
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|0,\d+|\d+(?:[.·]\d+)?|[.·]\d+)(?![\d])"
BEFORE = r"(?<![^\W_])(?<![\d.,·±/^<>=-])(?<!±\s)(?<![^\W_][-\u2010\u2011\u2013\u2212])"
"""A number does not begin inside a word, another number, a ratio, a deviation or a name."""
DASH = r"[-\u2013—\u2212\u2010\u2011~]"
BOUND = (
    r"(?P<bound><=|>=|≤|≥|<|>|≦|≧|⩽|⩾|up to|at most|at least|no more than|not more than"
    r"|no less than|not less than|less than|more than|fewer than|under|below|above|within"
    r"|a maximum of|a minimum of|maximum|minimum|max\.?|min\.?)"
)
ABOUT = r"(?:~|≈|\u223c|c(?:a|irca)\.?|about|around|approximately|approx\.?|roughly|some)"
UNIT = rf"(?:{UNIT_PATTERN})"
RANGE: Final = re.compile(
    rf"{BEFORE}(?:{BOUND}{SPACE}*|{ABOUT}{SPACE}*)?(?:(?:(?P<between>between)|from){SPACE}+)?"
    rf"(?P<low>(?<![\d.,·]){NUMBER})(?:{SPACE}*(?P<first>{UNIT}))?"
    rf"(?:(?:{SPACE}*{DASH}{SPACE}*|{SPACE}+(?:(?(between)and|to)){SPACE}+)(?P<high>{NUMBER}))?"
    rf"(?:{SPACE}*-?(?P<unit>{UNIT}))?",
    re.IGNORECASE,
)
DIGIT: Final = re.compile(r"\d")
LEAD: Final = 80
"""Code points before a number within which its bound begins, white space counted."""
BARE: Final = re.compile(rf"(?P<low>{NUMBER})(?:{SPACE}*{DASH}{SPACE}*(?P<high>{NUMBER}))?")
SEPARATOR: Final = re.compile(rf"{SPACE}*(?:;|,|/)?{SPACE}*(?:(?:or|and){SPACE}+)?")
EVERY = (
    r"(?:(?:once|twice|thrice|three times|four times|\d{1,2}(?: times|x|\u00d7)?)"
    r"[ -]?(?:a|per|every|each)?[ -]?)?"
    r"(?:daily|weekly|biweekly|monthly|hourly|nightly|per (?:day|week|month)|a (?:day|week|month)"
    r"|/(?:day|week|month|d|wk))"
)
MAY_FOLLOW: Final = re.compile(
    rf"{SPACE}*,?{SPACE}*(?:[\dx\u00d7✕*/]|once|twice|thrice|three|four|daily|weekly|biweekly"
    r"|monthly|hourly|nightly|(?:per|a) (?:day|week|month)|every|q|b\.?[id]|t\.?i"
    r"|(?:over|for) \d|single|repeated|acute|chronic)",
    re.IGNORECASE,
)
"""How words for how often and how long begin, told before they are read."""
OPEN: Final = {"<", ">", "less than", "more than", "fewer than", "under", "below", "above"}
UPPER: Final = {"<", "<=", "≤", "≦", "⩽", "up to", "at most", "no more than", "not more than"} | {
    "less than",
    "fewer than",
    "under",
    "below",
    "within",
    "a maximum of",
    "maximum",
    "max",
    "max.",
}
COUNTED_WORDS: Final = (
    "phase table figure fig group groups arm arms study studies trial trials grade stage type "
    "week day visit cohort experiment section chapter cluster n no"
)
COUNTED: Final = frozenset(COUNTED_WORDS.split())
"""Words behind which a number without a unit is a name, not an amount."""
JOINED: Final = re.compile(
    rf"(?P<list>{NUMBER}(?:,{SPACE}?{NUMBER})*)(?P<join>,?{SPACE}+(?:or|and){SPACE}+)$"
)
LIST_REACH: Final = 60
SHORT: Final = 3
CAPITALS: Final = frozenset({"MG", "KG", "ML", "MCG"})
"""Short units in capitals that labels of medicines use; others would be read for abbreviations."""

LEVELS: Final = {
    "low": "low",
    "lower": "low",
    "small": "low",
    "smaller": "low",
    "medium": "medium",
    "moderate": "medium",
    "intermediate": "medium",
    "high": "high",
    "higher": "high",
    "large": "high",
    "larger": "high",
}
COORDINATED: Final = re.compile(
    rf"(?<!\w)(?P<level>{'|'.join(LEVELS)})-?{SPACE}+"
    rf"(?:and|or|to|versus|vs\.?|but not){SPACE}+$",
    re.IGNORECASE,
)


@cache
def times_pattern() -> re.Pattern[str]:
    """How many times an amount is given."""
    return re.compile(
        rf"{SPACE}*[x\u00d7✕*]{SPACE}?(?P<times>\d{{1,4}})(?![\d.])(?!{SPACE}*-?{UNIT})(?![^\W_])"
    )


@cache
def regimen_pattern() -> re.Pattern[str]:
    """How often or how long an amount is given."""
    return re.compile(
        rf"{SPACE}*,?{SPACE}*(?P<regimen>{EVERY}|once|every (?:other day|second day|day|week"
        r"|month|\d{1,3} (?:min|minutes|h|hours|days|weeks|months))"
        r"|(?:q\.?d|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\.?"
        rf"|(?:over|for) \d{{1,3}}(?:\.\d+)?[ -]?{UNIT}"
        r"|single(?: (?:dose|infusion|injection|administration))?"
        r"|\d{1,3} (?:infusions|doses|injections|sessions)|repeated|acute|chronic)(?![^\W_])",
        re.IGNORECASE,
    )


@cache
def rest_pattern() -> re.Pattern[str]:
    """What cells of tables say besides, such as a route; made when a cell is read."""
    return re.compile(
        rf"{SPACE}*,?{SPACE}*(?P<rest>(?:i\.?v\.?|i\.?m\.?|s\.?c\.?|p\.?o\.?|i\.?p\.?|i\.?n\.?"
        r"|intravenous(?:ly)?|intramuscular(?:ly)?|subcutaneous(?:ly)?|oral(?:ly)?|sublingual(?:ly)?"
        r"|intranasal(?:ly)?|intraperitoneal(?:ly)?|rectal(?:ly)?|bolus|infusion|injection|tablets?"
        r"|capsules?|spray|body ?weight|bw|after(?: infusion)?"
        r"|post(?:[ -]?(?:infusion|dose|treatment))?"
        r"|later|old|duration|follow[ -]?up))(?![^\W_])",
        re.IGNORECASE,
    )
