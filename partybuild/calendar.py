"""Workdays as the State Council announces them: holidays taken off, weekends worked instead.

Deadlines are counted here once and then stored with the rule that made them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from partybuild.errors import RuleViolation
from partybuild.periods import Period

SEED_FOLDER: Final = Path(__file__).parent / "holidays"

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


class HolidaysUnreadable(RuleViolation):
    """The file is not a holiday notice, and the message says where it stops being one."""

    code = "holidays_unreadable"


@dataclass(frozen=True, slots=True)
class HolidayDay:
    """A day the notice names: taken off, or worked to make up for one."""

    day: date
    is_workday: bool
    name: str


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """The yearly notice of the State Council: the year it announces and the days it names.

    A notice can name days at the end of the year before, so its days do not tell its year.
    """

    year: int
    papers: tuple[str, ...]
    days: tuple[HolidayDay, ...]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: a day that is named counts as named, any other is worked Mon–Fri."""

    days: Mapping[date, bool]
    announced: frozenset[int]

    @classmethod
    def from_notices(cls, notices: Iterable[HolidayNotice]) -> Self:
        """The calendar that these notices make together; a later one corrects an earlier one."""
        notices = list(notices)
        days = {row.day: row.is_workday for notice in notices for row in notice.days}
        return cls(days, frozenset(notice.year for notice in notices))

    def is_workday(self, day: date) -> bool:
        return self.days.get(day, day.weekday() < _SATURDAY)

    def add_workdays(self, day: date, count: int) -> date:
        """The workday that is reached by counting from the next day, or back from the day before.

        Counting no workdays stays on the day itself, whether it is worked or not.
        """
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_before(self, day: date, count: int) -> date:
        """The workday so many workdays before a day."""
        return self.add_workdays(day, -count)

    def workdays_between(self, start: date, end: date) -> int:
        """The number of workdays that leads from start to end; negative where end lies before."""
        if end < start:
            return -sum(map(self.is_workday, _days(end, start - _ONE_DAY)))
        return sum(map(self.is_workday, _days(start + _ONE_DAY, end)))

    def workdays_in(self, period: Period) -> list[date]:
        """The workdays of a period in their order."""
        return [day for day in _days(period.first_day, period.last_day) if self.is_workday(day)]

    def last_workday(self, period: Period) -> date:
        """The day on which the duties of a period are due (rules.md §3)."""
        workdays = self.workdays_in(period)
        if not workdays:
            raise ValueError(f"{period} has no workday")
        return workdays[-1]

    def is_announced(self, year: int) -> bool:
        return year in self.announced

    def unannounced_years_between(self, start: date, end: date) -> list[int]:
        """The years from one day to the other whose holidays are not known yet."""
        first, last = sorted([start.year, end.year])
        return [year for year in range(first, last + 1) if not self.is_announced(year)]


def unannounced_warning(year: int) -> str:
    """What a page says where it counts on with weekends alone."""
    return _("The holidays of %(year)s have not been imported yet.") % {"year": year}


def seeded_notices() -> list[HolidayNotice]:
    """The notices that come with the portal, the earliest year first."""
    return [
        parse_notice(path.read_text(encoding="utf-8"))
        for path in sorted(SEED_FOLDER.glob("*.json"))
    ]


def parse_holidays(text: str | bytes) -> list[HolidayDay]:
    """The days that a holiday notice names."""
    return list(parse_notice(text).days)


def parse_notice(text: str | bytes) -> HolidayNotice:
    """Read a notice of the form ``{year, papers, days: [{name, date, isOffDay}]}``."""
    try:
        notice = json.loads(text)
    except ValueError as error:
        raise HolidaysUnreadable(_("The file is not JSON: %(error)s") % {"error": error}) from error
    match notice:
        case {"year": int(year), "papers": list(papers), "days": list(rows)}:
            pass
        case _other:
            raise HolidaysUnreadable(_("The file does not hold a year, its papers and its days."))
    if not rows:
        raise HolidaysUnreadable(_("The file names no day of %(year)s.") % {"year": year})
    days = tuple(_named_day(row, number, year) for number, row in enumerate(rows, start=1))
    _refuse_repeated(days)
    return HolidayNotice(year, tuple(map(str, papers)), days)


def _named_day(row: Any, number: int, year: int) -> HolidayDay:
    """One entry of the notice; it lies in the announced year or at the edge of its neighbours."""
    match row:
        case {"name": str(name), "date": str(written), "isOffDay": bool(is_off)} if name.strip():
            pass
        case _other:
            raise HolidaysUnreadable(
                _("Day %(number)s does not hold a name, a date and isOffDay.") % {"number": number}
            )
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise HolidaysUnreadable(
            _("Day %(number)s has no such date: %(written)s.")
            % {"number": number, "written": written}
        ) from error
    if abs(day.year - year) > 1:
        raise HolidaysUnreadable(
            _("Day %(number)s, %(written)s, is far from %(year)s.")
            % {"number": number, "written": written, "year": year}
        )
    return HolidayDay(day, not is_off, name.strip())


def _refuse_repeated(days: Iterable[HolidayDay]) -> None:
    """A notice that names a day twice cannot be trusted about either."""
    seen: set[date] = set()
    for row in days:
        if row.day in seen:
            raise HolidaysUnreadable(_("%(day)s stands in the file twice.") % {"day": row.day})
        seen.add(row.day)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
