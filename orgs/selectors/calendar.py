"""The work calendar as the office keeps it."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from orgs.models import CalendarDay
from partybuild.calendar import HolidayNotice, WorkCalendar, seeded_notices, unannounced_warning

NATIONAL_DAY = (10, 1)


def work_calendar() -> WorkCalendar:
    """The calendar of all imported years, and of the years whose notice came with the portal.

    What the office imported for a year stands alone for it.
    """
    rows = dict(CalendarDay.objects.values_list("day", "is_workday"))
    imported = announced_years(rows)
    shipped = [notice for notice in _shipped_notices() if notice.year not in imported]
    days = {day.day: day.is_workday for notice in shipped for day in notice.days}
    return WorkCalendar(days | rows, imported | {notice.year for notice in shipped})


def announced_years(days: Iterable[date]) -> frozenset[int]:
    """The years whose notice is among the days.

    A notice also names days of the December before it, but National Day only of its own year.
    """
    return frozenset(day.year for day in days if (day.month, day.day) == NATIONAL_DAY)


def calendar_warnings(start: date, end: date) -> list[str]:
    """What to say beside a deadline between two days that was counted with weekends alone."""
    years = work_calendar().unannounced_years_between(start, end)
    return [unannounced_warning(year) for year in years]


@cache
def _shipped_notices() -> tuple[HolidayNotice, ...]:
    return tuple(seeded_notices())
