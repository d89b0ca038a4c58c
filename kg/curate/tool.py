"""The name and version under which this program signs what it writes."""

from __future__ import annotations

from typing import Final

TOOL: Final = "kg"


def version() -> str:
    """Version of the distribution, or `checkout` where it is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("claimkg")
    except PackageNotFoundError:
        return "checkout"
