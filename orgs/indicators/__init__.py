"""The standards that the plans set for organisations, their posts, partner units and circles."""

from orgs.indicators import circles, orgs, partners
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    for noun in (orgs, partners, circles):
        register_indicators(noun.SUBJECT, noun.INDICATORS)
