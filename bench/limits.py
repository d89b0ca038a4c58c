"""A figure beside its limit, and whether it is met."""

from __future__ import annotations


def said(figure: float, limit: float, unit: str = "", *, least: bool = False) -> str:
    """The words behind a figure.

    Args:
        figure: what was measured.
        limit: the most that it may be.
        unit: what both are counted in.
        least: the limit is the least that it may be.

    Returns:
        Such as `limit 0.2 s: met`.
    """
    met = figure >= limit if least else figure <= limit
    bound = "at least " if least else ""
    return f"limit {bound}{limit:g}{f' {unit}' if unit else ''}: {'met' if met else 'NOT MET'}"
