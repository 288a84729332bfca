"""How the sittings of a plan become meetings: looked at once more, put on the calendar, booked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import PlannedSitting, SchedulePlan, SeriesSitting
from liaison.planning_enums import SittingState
from liaison.selectors.planning.gathering import gather
from liaison.selectors.planning.options import Candidate
from liaison.selectors.planning.timetable import Timetable
from liaison.selectors.schedules import (
    against,
    choice_of,
    identity_of,
    in_words,
    option_of,
)
from liaison.services.meetings import plan_meeting
from liaison.services.series import join_series
from orgs.models import User
from orgs.selectors.numbers import number_of
from orgs.services.workflow import change
from partybuild.errors import RuleViolation
from resources.models import Venue
from resources.services.bookings import ask_booking
from resources.standards import BOOKING_AHEAD

TITLE_MOST = 120
TOLD_AT_MOST = 5


class PlanOutdated(RuleViolation):
    """Somebody has changed something since the plan was worked out."""

    code = "plan_outdated"


def require_still_true(plan: SchedulePlan, *, today: date) -> None:
    """Go no further when a sitting of the plan has become impossible, and say which and why."""
    rows = list(plan.sittings.for_list())
    left_out = {identity_of(row) for row in rows if row.state == SittingState.TAKEN_OUT}
    gathered = gather(plan.street, plan.period, today=today, left_out=left_out)
    table = Timetable(gathered.problem)
    troubles = []
    for host in (row for row in rows if row.joined_to_id is None and row.starts_at):
        group = [host, *(row for row in rows if row.joined_to_id == host.pk)]
        option = option_of(group, gathered)
        if option is None:
            troubles.append(
                _("%(sitting)s is planned already or no longer due") % {"sitting": host}
            )
            continue
        choice = choice_of(host)
        if found := against(option, choice, gathered, table):
            said = in_words(found[0], [found[1]] if found[1] else [])
            troubles.append(_("%(sitting)s: %(reason)s") % {"sitting": host, "reason": said})
        table.put(option, Candidate(choice, 0))
    if troubles:
        told = _("; ").join(troubles[:TOLD_AT_MOST])
        raise PlanOutdated(
            _("Something has changed since. Work the plan out again. %(troubles)s")
            % {"troubles": told + " …" * (len(troubles) > TOLD_AT_MOST)}
        )


def publish_sittings(hosts: Sequence[PlannedSitting], *, actor: User) -> None:
    """Put each sitting on the calendar as a meeting of its host, for the series of all of it."""
    for host in hosts:
        _publish(host, actor)


def _can_be_booked(venue: Venue, starts_at: datetime) -> bool:
    """Rooms are booked so many days ahead at most; until then the place is only words."""
    latest = timezone.now() + timedelta(days=number_of(venue.street, BOOKING_AHEAD))
    return starts_at <= latest


def _publish(host: PlannedSitting, actor: User) -> None:
    if host.starts_at is None or host.ends_at is None:
        raise ValueError(f"{host} has no time")
    meeting = plan_meeting(
        body=host.series.body,
        kind=host.series.kind,
        title=host.title[:TITLE_MOST],
        starts_at=host.starts_at,
        ends_at=host.ends_at,
        place=host.place or _("place to be announced"),
        actor=actor,
    )
    for joined in host.joined.select_related("series__body__org"):
        # Another body that meets in the same way needs no word; a series is named once.
        if not SeriesSitting.objects.filter(meeting=meeting, series=joined.series).exists():
            join_series(meeting=meeting, series=joined.series, actor=actor)
    if host.venue is not None and _can_be_booked(host.venue, host.starts_at):
        seats = host.series.body.memberships.current().count()
        ask_booking(
            venue=host.venue,
            owner=host.series.body.org,
            starts_at=host.starts_at,
            ends_at=host.ends_at,
            headcount=max(1, min(seats, host.venue.seat_count)),
            purpose=meeting.title,
            actor=actor,
        )
    change(host, {"meeting": meeting}, actor=actor, action="publish")
