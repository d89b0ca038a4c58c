"""How much of an answer is shown: a number, or all of it."""

from __future__ import annotations

import math

import click


class NumberOrAll(click.ParamType[float]):
    """A whole number from 0 on, or `all`, which is infinity."""

    name = "N|all"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number of a word."""
        word = str(value)
        if word == "all":
            return math.inf
        if not (word.isascii() and word.isdecimal()):
            self.fail(f"{word!r} is neither a number from 0 on nor 'all'", param, ctx)
        return int(word)


def most(stated: float | None, usual: int | None) -> int | None:
    """How many are shown.

    Args:
        stated: by the user; None if nothing is.
        usual: how many if nothing is stated; None for all.

    Returns:
        The number; None for all.
    """
    if stated is None:
        return usual
    return None if math.isinf(stated) else int(stated)
