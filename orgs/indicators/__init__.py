"""The standards that the plans set for organisations, their posts and partner units."""

from orgs.indicators import orgs
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(orgs.SUBJECT, orgs.INDICATORS)
