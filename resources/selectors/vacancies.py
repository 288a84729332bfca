"""Which venues are free when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from grids.models import Facility
from orgs.models import Org
from partybuild.opening_hours import LAST_MINUTE
from resources.models import TakenQuarter, Venue
from resources.models.venues import LONGEST_BUFFER, QUARTER


def free_venues(
    *,
    reader: Any,
    starts_at: datetime,
    ends_at: datetime,
    seat_count: int = 1,
    street: Org | None = None,
    facility: Facility | None = None,
) -> list[Venue]:
    """Venues in use that are open, large enough and not taken then, the smallest first.

    Three or four queries, however many venues and bookings there are.
    """
    venues = Venue.objects.visible_to(reader).active().filter(seat_count__gte=seat_count)
    if street is not None:
        venues = venues.filter(street=street)
    if facility is not None:
        venues = venues.filter(facility=facility)
    fitting = [
        venue
        for venue in venues.for_list().prefetch_related("facility__closed_days")
        if is_open(venue, starts_at, ends_at)
    ]
    taken = _taken_between(fitting, starts_at, ends_at)
    free = [venue for venue in fitting if not _is_taken(venue, taken, starts_at, ends_at)]
    return sorted(free, key=lambda venue: (venue.seat_count, venue.name, venue.pk))


def is_open(venue: Venue, starts_at: datetime, ends_at: datetime) -> bool:
    """True when the time lies within the hours of one day; a venue without hours is always open."""
    begin, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if _ends_another_day(begin, end):
        return False
    if venue.facility and any(day.day == begin.date() for day in venue.facility.closed_days.all()):
        return False
    spans = venue.spans
    # Hours until midnight are kept as 23:59.
    closing = end.time() if end.date() == begin.date() else LAST_MINUTE
    return not spans or any(
        span.weekday == begin.weekday()
        and span.opens_at <= begin.time()
        and closing <= span.closes_at
        for span in spans
    )


def held_stretch(venue: Venue, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """From when to when a booking keeps others away: preparing and clearing up included."""
    return starts_at - venue.buffer_before, ends_at + venue.buffer_after


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The quarters of an hour that a stretch touches."""
    first = starts_at - (starts_at - starts_at.replace(minute=0, second=0, microsecond=0)) % QUARTER
    count = -(-(ends_at - first) // QUARTER)
    return [first + n * QUARTER for n in range(count)]


def takers(venues: Iterable[Venue]) -> QuerySet[TakenQuarter]:
    """The taken quarters that keep others from these venues: their own and their parts'."""
    pks = [venue.pk for venue in venues]
    return TakenQuarter.objects.filter(Q(venue__in=pks) | Q(venue__whole__in=pks))


def _ends_another_day(begin: datetime, end: datetime) -> bool:
    return (end - timedelta(microseconds=1)).date() != begin.date()


def _taken_between(
    venues: list[Venue], starts_at: datetime, ends_at: datetime
) -> dict[int, set[datetime]]:
    """By venue, the quarters taken near a stretch; the whole also has those of its parts."""
    near = takers(venues).filter(
        starts_at__gt=starts_at - LONGEST_BUFFER - QUARTER, starts_at__lt=ends_at + LONGEST_BUFFER
    )
    taken: dict[int, set[datetime]] = {}
    for venue, whole, quarter in near.values_list("venue", "venue__whole", "starts_at"):
        taken.setdefault(venue, set()).add(quarter)
        if whole:
            taken.setdefault(whole, set()).add(quarter)
    return taken


def _is_taken(
    venue: Venue, taken: dict[int, set[datetime]], starts_at: datetime, ends_at: datetime
) -> bool:
    held = quarters(*held_stretch(venue, starts_at, ends_at))
    return not taken.get(venue.pk, set()).isdisjoint(held)
