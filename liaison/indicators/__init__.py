"""The standards that the plans set for bodies and their meetings."""

from liaison.indicators import meetings, obligations
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(meetings.BODIES, meetings.BODY_INDICATORS)
    register_indicators(meetings.MEETINGS, meetings.MEETING_INDICATORS)
    register_indicators(obligations.DUTIES, obligations.DUTY_INDICATORS)
