"""Which venues are free when, and who keeps others from them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import FacilityState
from grids.models import Facility
from grids.selectors.facilities import hours_on
from orgs.models import Org
from orgs.selectors.calendar import work_calendar
from partybuild.calendar import WorkCalendar
from partybuild.opening_hours import LAST_MINUTE
from resources.models import Booking, TakenQuarter, Venue
from resources.models.venues import LONGEST_BUFFER, QUARTER

ALL_DAY = [(time(0), LAST_MINUTE)]
_HOUR = timedelta(hours=1)


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

    The number of queries does not grow with the number of venues or bookings.
    """
    venues = Venue.objects.visible_to(reader).active().filter(seat_count__gte=seat_count)
    if street is not None:
        venues = venues.filter(street=street)
    if facility is not None:
        venues = venues.filter(facility=facility)
    calendar = work_calendar()
    fitting = [
        venue
        for venue in venues.for_list()
        if is_open(venue, starts_at, ends_at, calendar=calendar)
    ]
    taken = taken_quarters(fitting, starts_at, ends_at)
    free = [venue for venue in fitting if not is_taken(venue, taken, starts_at, ends_at)]
    return sorted(free, key=lambda venue: (venue.seat_count, venue.name, venue.pk))


def is_open(
    venue: Venue, starts_at: datetime, ends_at: datetime, *, calendar: WorkCalendar | None = None
) -> bool:
    """True when the time lies within hours of one day on which the venue is open."""
    begin, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    # Hours until midnight are kept as 23:59.
    closing = end.time() if end.date() == begin.date() else LAST_MINUTE
    if (end - timedelta(microseconds=1)).date() != begin.date():
        return False
    times = hours_of(venue, begin.date(), calendar=calendar)
    return any(opens <= begin.time() and closing <= closes for opens, closes in times)


def hours_of(
    venue: Venue, day: date, *, calendar: WorkCalendar | None = None
) -> list[tuple[time, time]]:
    """From when to when a venue is open on a day: by its own hours, or by those of its facility.

    Where nobody has written hours down it is open all day.
    """
    facility = venue.facility
    if facility and not venue.hours_text and venue.spans:
        return hours_on(facility, day, calendar=calendar)
    if facility and (
        facility.state != FacilityState.ACTIVE
        or any(closed.day == day for closed in facility.closed_days.all())
    ):
        return []
    spans = venue.spans
    return [(s.opens_at, s.closes_at) for s in spans if s.weekday == day.weekday()] or (
        [] if spans else ALL_DAY
    )


def why_closed(venue: Venue, day: date, *, calendar: WorkCalendar) -> str:
    """Why a facility's room is closed on a day although its week says otherwise."""
    facility = venue.facility
    if facility is None:
        return ""
    if facility.state != FacilityState.ACTIVE:
        return f"{facility} {facility.get_state_display()}"
    found = next((each for each in facility.closed_days.all() if each.day == day), None)
    if found:
        return found.reason or _("the house is closed that day")
    is_off = not venue.hours_text and calendar.days.get(day) is False
    return _("a public holiday") if is_off else ""


def held_stretch(venue: Venue, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """From when to when a booking keeps others away: preparing and clearing up included."""
    return starts_at - venue.buffer_before, ends_at + venue.buffer_after


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The quarters of an hour that a stretch touches."""
    hour = starts_at.replace(minute=0, second=0, microsecond=0)
    first = starts_at - (starts_at - hour) % QUARTER
    return [first + n * QUARTER for n in range(-((first - ends_at) // QUARTER))]


def takers(venues: Iterable[Venue]) -> QuerySet[TakenQuarter]:
    """The taken quarters that keep others from these venues: their own and their parts'."""
    pks = [venue.pk for venue in venues]
    return TakenQuarter.objects.filter(Q(venue__in=pks) | Q(venue__whole__in=pks))


def taken_quarters(
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


def is_taken(
    venue: Venue, taken: dict[int, set[datetime]], starts_at: datetime, ends_at: datetime
) -> bool:
    """True when one of the quarters it takes to have the venue then is another's."""
    held = quarters(*held_stretch(venue, starts_at, ends_at))
    return not taken.get(venue.pk, set()).isdisjoint(held)


def holders_of(venue: Venue, starts_at: datetime, ends_at: datetime) -> list[Booking]:
    """The bookings that keep others from a venue at a time."""
    held = quarters(*held_stretch(venue, starts_at, ends_at))
    taken = takers([venue]).filter(starts_at__gte=held[0], starts_at__lte=held[-1])
    found = Booking.objects.filter(pk__in=taken.values("booking"))
    return list(found.for_list().order_by("starts_at", "pk"))


def rivals_of(booking: Booking) -> list[Booking]:
    """Requests that the booking rules out."""
    found = rivals_at(booking.venue, booking.starts_at, booking.ends_at)
    return [other for other in found if other.pk != booking.pk]


def rivals_at(venue: Venue, starts_at: datetime, ends_at: datetime) -> list[Booking]:
    """Requests that wait for a room, or for its whole or a part of it, at the same time."""
    family = Q(venue=venue) | Q(venue__whole=venue)
    if venue.whole_id:
        family |= Q(venue=venue.whole_id)
    begins, ends = held_stretch(venue, starts_at, ends_at)
    near = Booking.objects.asked().filter(family).for_list()
    found = []
    for other in near.meeting(begins - LONGEST_BUFFER, ends + LONGEST_BUFFER).order_by("pk"):
        first, last = held_stretch(other.venue, other.starts_at, other.ends_at)
        if first < ends and last > begins:
            found.append(other)
    return found


def with_room_on(venues: QuerySet[Venue], day: date) -> list[int]:
    """Those with a free hour on a day while they are open, by primary key."""
    rows = list(venues.prefetch_related("facility__hours", "facility__closed_days"))
    calendar = work_calendar()
    begin = timezone.make_aware(datetime.combine(day, time()))
    taken = taken_quarters(rows, begin, begin + timedelta(days=1))
    hours = [begin + n * QUARTER for n in range(timedelta(hours=23) // QUARTER + 1)]
    return [
        venue.pk
        for venue in rows
        if any(
            is_open(venue, each, each + _HOUR, calendar=calendar)
            and not is_taken(venue, taken, each, each + _HOUR)
            for each in hours
        )
    ]
