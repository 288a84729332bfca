"""Every obligation that the plans name, in one place to make them known."""

from liaison.obligations import ahead, lists, meetings
from liaison.obligations.declarations import declare


def register() -> None:
    """Make every obligation of the plans known."""
    declare(*meetings.DECLARED, *lists.DECLARED, *ahead.DECLARED)
