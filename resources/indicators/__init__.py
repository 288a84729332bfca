"""The standards that the plans set for the three lists."""

from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.figures import register_figures
from orgs.selectors.indicators import register_indicators
from resources.indicators import figures, lists, pledges


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(lists.NEEDS, lists.NEED_INDICATORS)
    register_indicators(lists.PROJECTS, lists.PROJECT_INDICATORS)
    register_indicators(ORGS, lists.ORG_INDICATORS)
    register_indicators(ORGS, pledges.ORG_INDICATORS)
    register_indicators(lists.UNITS, lists.UNIT_INDICATORS)
    register_indicators(lists.UNITS, pledges.UNIT_INDICATORS)
    register_indicators(pledges.AGREEMENTS, pledges.AGREEMENT_INDICATORS)
    register_indicators(pledges.WISHES, pledges.WISH_INDICATORS)
    register_figures(figures.FIGURES)
