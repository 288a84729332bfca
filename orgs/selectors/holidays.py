"""A year of the work calendar as people look at it: month by month, and holiday by holiday."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from orgs.models import CalendarDay
from orgs.selectors.calendar import work_calendar
from partybuild.calendar import WorkCalendar, seeded_notices

MONDAY = 0


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day; ``mark`` says when it is not what its weekday would be."""

    day: date
    is_workday: bool
    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """One month in weeks from Monday on; days of other months are empty."""

    first_day: date
    weeks: tuple[tuple[DayMark | None, ...], ...]
    workdays: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday with the days taken off for it and the days worked instead."""

    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class YearSheet:
    """One year: is it announced, how many workdays it has, and where they lie."""

    year: int
    is_announced: bool
    workdays: int
    months: tuple[MonthSheet, ...]
    holidays: tuple[Holiday, ...]

    @property
    def days(self) -> list[DayMark]:
        """The days that are not what their weekday would be, or are named for another reason."""
        return [
            day for month in self.months for week in month.weeks for day in week if day and day.mark
        ]


def known_years(today: date) -> list[int]:
    """This year, the next one, and every year with announced days, the latest first."""
    return sorted(work_calendar().announced | {today.year, today.year + 1}, reverse=True)


def year_sheet(year: int) -> YearSheet:
    """Everything the portal knows of the workdays of one year."""
    known, names = work_calendar(), _names()
    months = tuple(_month(date(year, month, 1), known, names) for month in range(1, 13))
    return YearSheet(
        year=year,
        is_announced=known.is_announced(year),
        workdays=sum(month.workdays for month in months),
        months=months,
        holidays=_holidays(year, known, names),
    )


def _names() -> dict[date, str]:
    shipped = {row.day: row.name for notice in seeded_notices() for row in notice.days}
    return shipped | dict(CalendarDay.objects.values_list("day", "name"))


def _month(first: date, known: WorkCalendar, names: Mapping[date, str]) -> MonthSheet:
    weeks = tuple(
        tuple(_mark(day, known, names) if day.month == first.month else None for day in week)
        for week in Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    )
    return MonthSheet(first, weeks, sum(day.is_workday for week in weeks for day in week if day))


def _mark(day: date, known: WorkCalendar, names: Mapping[date, str]) -> DayMark:
    is_workday = known.is_workday(day)
    name = names.get(day, "") if day in known.days else ""
    mark = ("worked" if is_workday else "off") if day in known.days else ""
    return DayMark(day, is_workday, mark, name)


def _holidays(year: int, known: WorkCalendar, names: Mapping[date, str]) -> tuple[Holiday, ...]:
    off: defaultdict[str, list[date]] = defaultdict(list)
    worked: defaultdict[str, list[date]] = defaultdict(list)
    for day in sorted(known.days):
        if day.year == year:
            (worked if known.is_workday(day) else off)[names.get(day, "")].append(day)
    return tuple(Holiday(name, tuple(days), tuple(worked[name])) for name, days in off.items())
