"""Every obligation that the plans name, in one place to make them known."""

from liaison.obligations import (
    files,
    lists,
    matters,
    meetings,
    occasions,
    ratings,
    reports,
    visits,
)
from liaison.obligations.declarations import declare


def register() -> None:
    """Make every obligation of the plans known."""
    for part in (meetings, visits, occasions, lists, files, matters, ratings, reports):
        declare(*part.DECLARED)
