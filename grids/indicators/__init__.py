"""The standards that the plans set for grids, estates and property firms."""

from grids.indicators import estates, grids, ties
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(grids.SUBJECT, (*grids.INDICATORS, *estates.GRID_INDICATORS))
    register_indicators(estates.ESTATES, estates.ESTATE_INDICATORS)
    register_indicators(estates.BUILDINGS, estates.BUILDING_INDICATORS)
    register_indicators(estates.FIRMS, estates.FIRM_INDICATORS)
    register_indicators(ORGS, ties.INDICATORS)
