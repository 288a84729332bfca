"""Bookings as people look at them: waiting for a word, one's own, a week of a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Facility
from orgs.scoping import NOTHING, Reach, reach_of
from orgs.selectors.calendar import work_calendar
from orgs.selectors.waiting import Waiting
from partybuild.calendar import WorkCalendar
from resources.models import Booking, Project, Venue
from resources.models.ownership import of_owner
from resources.selectors.occasions import Stretch
from resources.selectors.vacancies import hours_of, why_closed
from resources.venue_enums import LIVE_BOOKING_STATES, BookingState
from resources.venue_workflow import PEOPLE

MOST = 20
_DAYS_SHOWN: Final = 7
_FIRST_HOUR, _LAST_HOUR = 7, 22
DAY_MINUTES: Final = (_LAST_HOUR - _FIRST_HOUR) * 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking in a week; what the reader may not see is only known to be taken."""

    stretch: Stretch
    booking: Booking | None
    state: str
    room: str

    @property
    def begins(self) -> time:
        return timezone.localtime(self.stretch.starts_at).time()

    @property
    def ends(self) -> time:
        return timezone.localtime(self.stretch.ends_at).time()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a day as a picture draws it: where it begins and how wide it is, in minutes."""

    x: int
    width: int
    state: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a room: its hours and what takes place, and why it is closed against its week."""

    day: date
    hours: list[tuple[time, time]]
    entries: list[Entry]
    why_closed: str

    @property
    def blocks(self) -> list[Block]:
        """The hours first, then what takes place on top of them."""
        found = [_block(opens, closes, "open") for opens, closes in self.hours]
        found += [_block(each.begins, each.ends, each.state) for each in self.entries]
        return [block for block in found if block.width > 0]


def may_decide(reach: Reach) -> Q:
    """Condition: the booking is of a venue whose own people are within reach."""
    if reach.everything:
        return Q(pk__isnull=False)  # an empty condition would vanish beside another
    return Q(venue__facility__in=Facility.objects.within(reach)) | reach.partners("venue__partner")


def to_decide(*, reader: Any) -> QuerySet[Booking]:
    """Requests that wait for a word of the reader."""
    return Booking.objects.asked().filter(may_decide(reach_of(reader, *PEOPLE)))


def own_bookings(*, reader: Any) -> QuerySet[Booking]:
    """Bookings of the organisations and units that the reader speaks for."""
    reach = reach_of(reader, *PEOPLE)
    mine = Q(asked_by=reader.pk)
    return Booking.objects.filter(mine if reach.everything else mine | of_owner(reach))


def bookings_waiting(*reaches: Reach) -> list[Waiting]:
    """Requests for venues of somebody within one of the reaches, those that begin first on top."""
    within = reduce(or_, (may_decide(reach) for reach in reaches if reach), NOTHING)
    if within == NOTHING:
        return []
    rows = Booking.objects.asked().filter(within).select_related("venue")
    return [
        Waiting(
            f"{each.venue} {Stretch(each.starts_at, each.ends_at)} {each.purpose}",
            each.get_absolute_url(),
            timezone.localdate(each.created_at),
            _("booking"),
            _("Approve or decline"),
            timezone.localdate(each.starts_at),
        )
        for each in rows.order_by("starts_at", "pk")[:MOST]
    ]


def bookings_of_project(project: Project, *, reader: Any) -> list[Booking]:
    """The venues that a project has or asks for, the next ones first."""
    rows = Booking.objects.visible_to(reader).filter(project=project).live()
    return list(rows.for_list().order_by("starts_at", "pk")[:MOST])


def week_of_venue(venue: Venue, monday: date, *, reader: Any) -> list[Day]:
    """Seven days of a room, with what has its whole or one of its parts."""
    days = [monday + timedelta(days=n) for n in range(_DAYS_SHOWN)]
    rooms = Q(venue=venue) | Q(venue__whole=venue)
    if venue.whole_id:
        rooms |= Q(venue=venue.whole_id)
    first = timezone.make_aware(datetime.combine(days[0], time()))
    rows = (
        Booking.objects.filter(rooms, state__in={*LIVE_BOOKING_STATES, BookingState.USED})
        .meeting(first, first + timedelta(days=_DAYS_SHOWN))
        .for_list()
        .order_by("starts_at", "pk")
    )
    seen = set(Booking.objects.visible_to(reader).filter(pk__in=rows).values_list("pk", flat=True))
    entries = [_entry(row, venue, seen) for row in rows if row.pk in seen or _holds(row)]
    calendar = work_calendar()
    return [_day(venue, day, entries, calendar) for day in days]


def hour_marks() -> list[tuple[int, int]]:
    """The hours that a picture of a day names, and where they stand in it."""
    return [(hour, (hour - _FIRST_HOUR) * 60) for hour in range(_FIRST_HOUR, _LAST_HOUR, 3)]


def _holds(booking: Booking) -> bool:
    return booking.state != BookingState.ASKED


def _entry(booking: Booking, venue: Venue, seen: set[int]) -> Entry:
    stretch = Stretch(booking.starts_at, booking.ends_at)
    room = "" if booking.venue_id == venue.pk else booking.venue.name
    shown = booking if booking.pk in seen else None
    return Entry(stretch, shown, booking.state, room)


def _day(venue: Venue, day: date, entries: Sequence[Entry], calendar: WorkCalendar) -> Day:
    hours = hours_of(venue, day, calendar=calendar)
    why = "" if hours else why_closed(venue, day, calendar=calendar)
    return Day(day, hours, _on(entries, day), why)


def _on(entries: Sequence[Entry], day: date) -> list[Entry]:
    return [each for each in entries if timezone.localdate(each.stretch.starts_at) == day]


def _block(begins: time, ends: time, state: str) -> Block:
    first, last = _minutes(begins), _minutes(ends)
    return Block(first, last - first, state)


def _minutes(moment: time) -> int:
    """Where a moment stands in the picture of a day; what lies outside stands at its edge."""
    return max(0, min((moment.hour - _FIRST_HOUR) * 60 + moment.minute, DAY_MINUTES))
