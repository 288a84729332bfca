"""What the series of a body come to: which meetings belong to them, and which of those count."""

from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from liaison.enums import HELD_STATES, STOPPED_STATES, MeetingState
from liaison.models import Body, Meeting, MeetingSeries, SeriesSitting
from partybuild.periods import MONTHS_IN, Period

# A meeting of one of these is still going to serve its series, or has.
STANDING_STATES: Final = frozenset(MeetingState) - STOPPED_STATES


def meetings_of_series(series: MeetingSeries, period: Period | None = None) -> QuerySet[Meeting]:
    """The meetings that serve a series: those of its body and kind, and those it sits in on.

    Meetings that were called off are left out; with a period only those that begin in it.
    """
    further = SeriesSitting.objects.filter(series=series, meeting=OuterRef("pk"))
    own = Q(body=series.body_id, kind=series.kind)
    found = Meeting.objects.filter(own | Exists(further), state__in=STANDING_STATES)
    if period is not None:
        found = found.starting_between(*period.bounds())
    return found.order_by("starts_at", "pk")


def counted_meetings_of_series(
    series: MeetingSeries, period: Period | None = None
) -> QuerySet[Meeting]:
    """The meetings that count for a series: held, and with the quorum of the series' own body.

    A meeting of the body itself was not noted as held without its quorum.
    """
    counting = SeriesSitting.objects.filter(
        series=series, meeting=OuterRef("pk"), present_count__gte=F("quorum_count")
    )
    own = Q(body=series.body_id, kind=series.kind)
    return meetings_of_series(series, period).filter(own | Exists(counting), state__in=HELD_STATES)


def due_periods(series: MeetingSeries, period: Period) -> list[Period]:
    """The periods in which a series owes meetings, as far as they end within a longer one.

    A yearly series owes its meeting in the last quarter of the year, a monthly one in each month.
    """
    if series.interval is None:
        return []
    if MONTHS_IN[series.interval] <= MONTHS_IN[period.kind]:
        return period.split(series.interval)
    longer = Period.of(period.last_day, series.interval)
    return [longer] if longer.last_day == period.last_day else []


def bodies_without_interval(street_tree: int) -> QuerySet[Body]:
    """Bodies of a street for whose meetings nobody has set an interval (OB-20)."""
    owing = MeetingSeries.objects.active().with_interval().filter(body=OuterRef("pk"))
    bodies = Body.objects.active().filter(org__tree_id=street_tree)
    return bodies.filter(~Exists(owing)).for_list()
