"""When a booking would take place, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from partybuild.calendar import WorkCalendar
from partybuild.opening_hours import in_words
from partybuild.recurrence import WEEKENDS, WORKDAYS, Recurrence
from resources.models import Venue
from resources.models.venues import QUARTER
from resources.selectors.vacancies import (
    free_venues,
    is_open,
    is_taken,
    rivals_at,
    taken_quarters,
    why_closed,
)
from resources.standards import BOOKING_AHEAD

MOST_AT_ONCE: Final = 60
# How often a series can take place.
RULES: Final = (
    "FREQ=DAILY",
    WORKDAYS,
    WEEKENDS,
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
)
_DAYS_AROUND: Final = 7
_LONGEST: Final = timedelta(days=731)
_STEP: Final = timedelta(minutes=30)
_MOST_TIMES, _MOST_VENUES = 4, 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when."""

    starts_at: datetime
    ends_at: datetime

    def __str__(self) -> str:
        begin, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{begin:%m-%d %H:%M}–{end:%H:%M}"

    @property
    def in_full(self) -> str:
        """With the year and the day of the week, for a page of its own."""
        begin, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{date_format(begin, 'Y-m-d D H:i')}–{end:%H:%M}"

    def moved(self, to: date) -> "Stretch":
        """The same hours on another day."""
        local = timezone.localtime(self.starts_at)
        begin = timezone.make_aware(datetime.combine(to, local.time()))
        return Stretch(begin, begin + (self.ends_at - self.starts_at))


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a venue cannot be had at a time; ``code`` tells machines the kind of reason."""

    stretch: Stretch
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What is free instead: the same venue at other times, other venues at the same time."""

    times: list[Stretch]
    venues: list[Venue]

    def __bool__(self) -> bool:
        return bool(self.times or self.venues)

    @property
    def words(self) -> str:
        """One line, as a message tells it."""
        parts = []
        if self.times:
            times = _(", ").join(str(each) for each in self.times[:2])
            parts.append(_("Free here: %(times)s.") % {"times": times})
        if self.venues:
            names = _(", ").join(f"{each.place} {each}" for each in self.venues[:2])
            parts.append(_("Free then: %(venues)s.") % {"venues": names})
        return " ".join(parts)


def stretches_of(stretch: Stretch, rule: str, until: date | None) -> list[Stretch]:
    """The one time, or all times of a series that begins with it."""
    first = timezone.localdate(stretch.starts_at)
    recurrence = Recurrence.stored(rule)
    if recurrence is None or until is None:
        return [stretch]
    # Nobody can book further ahead, and a slip of the year must not count for minutes.
    last = min(until, first + _LONGEST)
    return [stretch.moved(day) for day in recurrence.occasions(first, last)]


def troubles_of(venue: Venue, stretches: Sequence[Stretch], *, now: datetime) -> list[Trouble]:
    """What stands against having the venue at these times, with words for each time."""
    calendar = work_calendar()
    latest = now + timedelta(days=number_of(venue.street, BOOKING_AHEAD))
    taken = taken_quarters([venue], stretches[0].starts_at, stretches[-1].ends_at)
    found = []
    for each in stretches:
        if each.starts_at < now:
            found.append(Trouble(each, "time_past", _("%(time)s has passed.") % {"time": each}))
        elif each.starts_at > latest:
            words = _("%(time)s is too far ahead: bookings are taken until %(day)s.")
            shown = {"time": each, "day": timezone.localdate(latest)}
            found.append(Trouble(each, "too_far_ahead", words % shown))
        elif not is_open(venue, each.starts_at, each.ends_at, calendar=calendar):
            found.append(Trouble(each, "venue_closed_then", _closed_words(venue, each, calendar)))
        elif is_taken(venue, taken, each.starts_at, each.ends_at):
            found.append(Trouble(each, "slot_taken", _taken_words(venue, each)))
    return found


def alternatives(
    *, reader: Any, venue: Venue, stretch: Stretch, seat_count: int, now: datetime
) -> Alternatives:
    """The nearest free times of a venue, and the best fitting venues that are free then."""
    others = []
    if stretch.starts_at >= now:
        others = free_venues(
            reader=reader,
            starts_at=stretch.starts_at,
            ends_at=stretch.ends_at,
            seat_count=seat_count,
            street=venue.street,
        )
    beside = [each for each in others if each.pk != venue.pk]
    beside.sort(key=lambda each: (each.facility_id, each.partner_id) != _place_of(venue))
    times = free_times(venue, stretch, now=now) if seat_count <= venue.seat_count else []
    return Alternatives(times, beside[:_MOST_VENUES])


def free_times(venue: Venue, wanted: Stretch, *, now: datetime) -> list[Stretch]:
    """The free times of the same length nearest to the one wanted, which do not overlap."""
    length = wanted.ends_at - wanted.starts_at
    around = timedelta(days=_DAYS_AROUND)
    calendar = work_calendar()
    taken = taken_quarters([venue], wanted.starts_at - around, wanted.ends_at + around)
    found: list[Stretch] = []
    for shift in _nearest_first(around // _STEP):
        begin = wanted.starts_at + shift * _STEP
        each = Stretch(begin, begin + length)
        if begin < now or any(_overlap(each, kept) for kept in found):
            continue
        if not is_open(venue, each.starts_at, each.ends_at, calendar=calendar):
            continue
        if not is_taken(venue, taken, each.starts_at, each.ends_at):
            found.append(each)
        if len(found) == _MOST_TIMES:
            break
    return sorted(found, key=lambda each: each.starts_at)


def is_on_the_quarter(moment: datetime) -> bool:
    """True for 9:00, 9:15, 9:30 and so on: what a booking begins and ends with."""
    return (moment - moment.replace(minute=0, second=0, microsecond=0)) % QUARTER == timedelta()


def _nearest_first(count: int) -> list[int]:
    return sorted(range(-count, count + 1), key=abs)


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _place_of(venue: Venue) -> tuple[int | None, int | None]:
    return venue.facility_id, venue.partner_id


def _closed_words(venue: Venue, stretch: Stretch, calendar: WorkCalendar) -> str:
    hours = in_words(venue.spans)
    shown = {"venue": venue, "time": stretch, "hours": hours}
    why = why_closed(venue, timezone.localdate(stretch.starts_at), calendar=calendar)
    if why:
        return _("“%(venue)s” is closed at %(time)s: %(why)s.") % {**shown, "why": why}
    if not hours:
        return _("“%(venue)s” is not open at %(time)s.") % shown
    return _("“%(venue)s” is not open at %(time)s. It is open %(hours)s.") % shown


def _taken_words(venue: Venue, stretch: Stretch) -> str:
    return _("“%(venue)s” is taken at %(time)s.") % {"venue": venue, "time": stretch}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of a request: what stands against it, who waits for it, what is free."""

    stretches: list[Stretch]
    troubles: list[Trouble]
    rivals: int
    instead: Alternatives

    @property
    def wanted(self) -> Stretch:
        """The time for which something else is looked for: the first that cannot be had."""
        return self.troubles[0].stretch if self.troubles else self.stretches[0]

    @property
    def free_count(self) -> int:
        return len(self.stretches) - len(self.troubles)


def outlook(
    *, reader: Any, venue: Venue, stretches: list[Stretch], seat_count: int, now: datetime
) -> Outlook:
    """What somebody is shown before a request is kept."""
    troubles = troubles_of(venue, stretches, now=now)
    is_too_large = seat_count > venue.seat_count
    first = stretches[0]
    waiting = len(rivals_at(venue, first.starts_at, first.ends_at))
    found = Outlook(stretches, troubles, waiting, Alternatives([], []))
    if not (troubles or is_too_large):
        return found
    instead = alternatives(
        reader=reader, venue=venue, stretch=found.wanted, seat_count=seat_count, now=now
    )
    return replace(found, instead=instead)
