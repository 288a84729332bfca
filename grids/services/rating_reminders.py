"""What the clock reminds of in a rating: sheets before the cut-off, the publication in time."""

from datetime import date
from typing import Final

from django.db import transaction

from grids.models import RatingRound
from grids.rating_enums import RatingState
from grids.services.telling_ratings import tell_collectors, tell_office
from orgs.selectors.calendar import work_calendar

WORKDAYS_BEFORE: Final = 2


@transaction.atomic
def remind_of_round(*, round_pk: int, today: date) -> None:
    """Remind whoever fills in sheets two workdays ahead, and the office of the last day.

    Safe to run twice: nobody is told the same on one day twice.
    """
    rating_round = RatingRound.objects.select_related("street").get(pk=round_pk)
    day = today.isoformat()
    ahead = work_calendar().add_workdays(today, WORKDAYS_BEFORE)
    if rating_round.state == RatingState.OPENED:
        if today <= rating_round.cut_off_on <= ahead:
            tell_collectors(rating_round, "remind", day)
    elif rating_round.publish_by <= ahead or _window_is_over(rating_round, today):
        tell_office(rating_round, "remind", day=day)


def _window_is_over(rating_round: RatingRound, today: date) -> bool:
    until = rating_round.objections_until
    return rating_round.state == RatingState.ANNOUNCED and until is not None and until < today
