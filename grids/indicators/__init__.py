"""The standards that the plans set for grids."""

from grids.indicators import grids
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(grids.SUBJECT, grids.INDICATORS)
