"""What a timetable is made from, as plain facts.

Moments are minutes, counted through the days of the calendar, so that two of them are compared as
whole numbers and no time zone comes into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple, Self

from liaison.planning_enums import HalfDay

DAY: Final = 24 * 60
# Meetings begin at these times, and none goes on over noon or into the evening.
STARTS: Final = (time(9), time(10, 30), time(14), time(15, 30))
HALVES: Final = {
    HalfDay.MORNING: (time(8), time(12)),
    HalfDay.AFTERNOON: (time(13), time(18)),
}


class Span(NamedTuple):
    """From one minute to another, which is no longer a part of it."""

    begin: int
    end: int

    @classmethod
    def of(cls, day: date, begins: time, length: timedelta) -> Self:
        begin = day.toordinal() * DAY + begins.hour * 60 + begins.minute
        return cls(begin, begin + length // timedelta(minutes=1))

    @classmethod
    def between(cls, begins: datetime, ends: datetime) -> Self:
        """The span between two moments of the local clock."""
        first, last = (
            moment.date().toordinal() * DAY + moment.hour * 60 + moment.minute
            for moment in (begins, ends)
        )
        return cls(first, last)

    def meets(self, other: "Span") -> bool:
        return self.begin < other.end and other.begin < self.end

    @property
    def day(self) -> date:
        return date.fromordinal(self.begin // DAY)

    @property
    def begins(self) -> time:
        return _clock(self.begin)

    @property
    def ends(self) -> time:
        return _clock(self.end)

    @property
    def half(self) -> HalfDay | None:
        """The half of the day that it lies in as a whole."""
        for half, (opens, closes) in HALVES.items():
            if opens <= self.begins and self.begins < self.ends <= closes:
                return half
        return None


class Choice(NamedTuple):
    """When and where; the place has no key where it is not known yet."""

    span: Span
    room: str = ""


class Busy(NamedTuple):
    """A stretch in which a person cannot come, and what the person does meanwhile."""

    span: Span
    what: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A place that holds one meeting at a time; of some nobody said how many they seat."""

    key: str
    name: str
    capacity: int | None = None
    # On each day of the week, from when to when it is open; None means whenever it is wanted.
    hours: Mapping[int, tuple[tuple[time, time], ...]] | None = None
    taken: tuple[Span, ...] = ()
    closed: frozenset[date] = frozenset()
    # Minutes to prepare it and to clear up, in which nobody else has it.
    before: int = 0
    after: int = 0

    def held(self, span: Span) -> Span:
        """From when to when a meeting keeps others away."""
        return Span(span.begin - self.before, span.end + self.after)

    def seats(self, count: int) -> bool:
        return self.capacity is None or self.capacity >= count

    def is_free(self, span: Span) -> bool:
        held = self.held(span)
        return self._is_open(span) and not any(held.meets(taken) for taken in self.taken)

    def _is_open(self, span: Span) -> bool:
        if span.day in self.closed:
            return False
        if self.hours is None:
            return True
        hours = self.hours.get(span.day.weekday(), ())
        return any(opens <= span.begins and span.ends <= closes for opens, closes in hours)


@dataclass(frozen=True, slots=True)
class Due:
    """A meeting that a series owes: whose, by when, and how its body likes to meet."""

    key: int
    series: int
    body: int
    org: int
    name: str
    first: date
    last: date
    length: timedelta
    persons: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    quorum: int = 0
    days: frozenset[date] = frozenset()
    half: str = ""
    rooms: tuple[str, ...] = ()
    joins: bool = False
    sits_on_days_off: bool = False
    # So many days lie between it and another meeting of the body.
    apart: int = 7
    # Where staff have locked it, and with which others it sits together there.
    fixed: Choice | None = None
    fixed_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that decides when the meetings that are due can sit."""

    dues: tuple[Due, ...]
    rooms: Mapping[str, Room]
    workdays: frozenset[date]
    # Duties and trips: they keep a leader's meeting off, and cost a member's presence.
    away: Mapping[str, tuple[Busy, ...]] = field(default_factory=dict)
    # Meetings that stand already: nobody sits in two places.
    sitting: Mapping[str, tuple[Busy, ...]] = field(default_factory=dict)
    # The days on which a body meets already.
    meets_on: Mapping[int, tuple[date, ...]] = field(default_factory=dict)


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % DAY, 60))
