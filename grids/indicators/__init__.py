"""The standards that the plans set for grids, facilities, estates, property firms and cases."""

from grids.indicators import cases, estates, facilities, figures, grids, ratings, ties
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.selectors.figures import register_figures, register_tied
from orgs.selectors.indicators import register_indicators


def register() -> None:
    """Make the standards of this app known."""
    register_indicators(grids.SUBJECT, grids.INDICATORS)
    register_indicators(grids.SUBJECT, (*facilities.GRID_INDICATORS, *estates.GRID_INDICATORS))
    register_indicators(facilities.SUBJECT, facilities.INDICATORS)
    register_indicators(ORGS, (*facilities.ORG_INDICATORS, *ties.INDICATORS))
    register_indicators(estates.ESTATES, estates.ESTATE_INDICATORS)
    register_indicators(estates.BUILDINGS, estates.BUILDING_INDICATORS)
    register_indicators(estates.FIRMS, estates.FIRM_INDICATORS)
    register_indicators(estates.FIRMS, ratings.FIRM_INDICATORS)
    register_indicators(ratings.ROUNDS, ratings.ROUND_INDICATORS)
    register_indicators(ratings.SCORES, ratings.SCORE_INDICATORS)
    register_indicators(ratings.PLATES, ratings.PLATE_INDICATORS)
    register_indicators(ratings.SANCTIONS, ratings.SANCTION_INDICATORS)
    register_indicators(cases.SUBJECT, cases.INDICATORS)
    register_figures(figures.FIGURES, figures.RATES)
    register_tied(figures.branches_of_grids)
