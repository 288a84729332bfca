"""A round leaves the portal as a workbook; that it does is recorded first."""

from django.db import transaction

from grids.models import RatingRound
from grids.rating_workflow import REVIEWERS
from grids.selectors.rating.gathering import adjustments_of, stored
from grids.selectors.rating.workbook import workbook_of
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record


@transaction.atomic
def export_round(*, rating_round: RatingRound, actor: User) -> bytes:
    """The frozen inputs with the formulas that lead from them to the plates."""
    require_role(actor, *REVIEWERS, over=rating_round.street)
    record(actor=actor, verb="ratinground.export", subject=rating_round)
    return workbook_of(stored(rating_round), adjustments_of(rating_round))
