"""What the pages of the rating add to the portal: ways in the menu, reasons to see, tones."""

from django.utils.translation import gettext_lazy as _

from grids.models import (
    FirmScore,
    Objection,
    Plate,
    RatingRound,
    RatingScheme,
    RatingUnit,
    Sanction,
)
from grids.rating_enums import ObjectionState, PlateKind, RatingState, SanctionState
from grids.selectors import rating_sight
from orgs.enums import BUSINESS_ROLES
from orgs.selectors.sight import Sight, register_sight
from orgs.views.standards import register_rows
from partybuild.navigation import Link, register_links
from partybuild.tones import Tone, register_tones


def open_rating_doors() -> None:
    """Put the pages into their section, and say why a row of a rating can be seen."""
    register_links(
        "property",
        Link(_("Rating rounds"), "grids:ratings", BUSINESS_ROLES),
        Link(_("Plates"), "grids:plates", BUSINESS_ROLES),
        Link(_("Objections to ratings"), "grids:objections", BUSINESS_ROLES),
        Link(_("Rewards and penalties"), "grids:sanctions", BUSINESS_ROLES),
        Link(_("Rating schemes"), "grids:ratingschemes", BUSINESS_ROLES),
    )
    register_rows(
        {
            "rating-rounds": "grids.views.ratings.RATINGS",
            "objections": "grids.views.firm_scores.OBJECTIONS",
            "plates": "grids.views.plates.PLATES",
            "sanctions": "grids.views.plates.SANCTIONS",
            "estate-scores": "grids.views.firm_scores.ESTATE_SCORES",
        }
    )
    for kind, model, owners in (
        ("ratingscheme", RatingScheme, rating_sight.owners_of_scheme),
        ("ratinground", RatingRound, rating_sight.owners_of_round),
    ):
        register_sight(kind, Sight(model, owners, rating_sight.works_there))
    register_sight("ratingunit", Sight(RatingUnit, rating_sight.owners_of_unit))
    register_sight("firmscore", Sight(FirmScore, rating_sight.owners_of_score))
    register_sight("plate", Sight(Plate, rating_sight.owners_of_plate))
    register_sight("objection", Sight(Objection, rating_sight.owners_of_objection))
    register_sight("sanction", Sight(Sanction, rating_sight.owners_of_sanction))
    register_tones(
        {
            RatingState.OPENED: Tone.WAITING,
            RatingState.PUBLISHED: Tone.GOOD,
            RatingState.RECTIFYING: Tone.GOING,
            ObjectionState.EXAMINED: Tone.GOING,
            SanctionState.UNDER_WAY: Tone.GOING,
            PlateKind.SILVER: Tone.GOOD,
        }
    )
