"""The standards that the plans set for bodies and their meetings."""

from liaison.indicators import bodies, figures, following, meetings, obligations, proposals
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.figures import register_figures
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(meetings.BODIES, bodies.BODY_INDICATORS)
    register_indicators(meetings.BODIES, meetings.BODY_INDICATORS)
    register_indicators(meetings.MEETINGS, meetings.MEETING_INDICATORS)
    register_indicators(obligations.DUTIES, obligations.DUTY_INDICATORS)
    register_indicators(proposals.PROPOSALS, proposals.PROPOSAL_INDICATORS)
    register_indicators(ORGS, proposals.ORG_INDICATORS)
    register_indicators(following.ITEMS, following.ITEM_INDICATORS)
    register_indicators(following.POINTS, following.POINT_INDICATORS)
    register_indicators(following.MEMBERS, following.MEMBER_INDICATORS)
    register_indicators(ORGS, following.ORG_INDICATORS)
    register_figures(figures.FIGURES)
