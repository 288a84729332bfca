"""The standards that the plans set for organisations, their posts, partner units and circles."""

from orgs.indicators import circles, figures, orgs, partners, postings
from orgs.selectors.figures import register_figures
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    for noun in (orgs, postings, partners, circles):
        register_indicators(noun.SUBJECT, noun.INDICATORS)
    register_indicators(orgs.SUBJECT, postings.OF_ORGS)
    register_figures(figures.FIGURES)
