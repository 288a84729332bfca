"""Every obligation that the plans name, in one place to make them known."""

from liaison.obligations import ahead, files, lists, matters, meetings, ratings, visits
from liaison.obligations.declarations import declare


def register() -> None:
    """Make every obligation of the plans known."""
    for part in (meetings, visits, lists, files, matters, ratings, ahead):
        declare(*part.DECLARED)
