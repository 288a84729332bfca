"""The standards that the plans set for grids."""

from grids.indicators import facilities, grids
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(grids.SUBJECT, grids.INDICATORS)
    register_indicators(grids.SUBJECT, facilities.GRID_INDICATORS)
    register_indicators(facilities.SUBJECT, facilities.INDICATORS)
    register_indicators(ORGS, facilities.ORG_INDICATORS)
