"""The standards that the plans set for grids and cases."""

from grids.indicators import cases, grids, ties
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(grids.SUBJECT, grids.INDICATORS)
    register_indicators(ORGS, ties.INDICATORS)
    register_indicators(cases.SUBJECT, cases.INDICATORS)
