"""When a duty of a period falls due, and in words why on that day. Never on a day off."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liaison.obligation_enums import DayOffMove
from partybuild.calendar import WorkCalendar
from partybuild.periods import Period, PeriodKind

LAST_WORKDAY = "last_workday"
AFTER_THE_END = "after"
DAY_OF_MONTH = "day"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day, and the rule that made it as it is stored beside the day."""

    on: date
    rule: str


def due_day(
    period: Period,
    calendar: WorkCalendar,
    *,
    day: int | None = None,
    day_off: str = DayOffMove.BEFORE,
    workdays_after: int = 0,
) -> DueDay:
    """The office's day of the last month, so many workdays after the end, or the last workday."""
    if day is not None:
        return DueDay(_moved(period, calendar, day, day_off), f"{DAY_OF_MONTH}:{day}:{day_off}")
    if workdays_after:
        end = calendar.add_workdays(period.last_day, workdays_after)
        return DueDay(end, f"{AFTER_THE_END}:{workdays_after}")
    return DueDay(calendar.last_workday(period), LAST_WORKDAY)


def due_words(rule: str) -> str:
    """The stored rule as a sentence."""
    match rule.split(":"):
        case [kind, count] if kind == AFTER_THE_END:
            return _("%(count)s workdays after the end of the period") % {"count": count}
        case [kind, day, move] if kind == DAY_OF_MONTH:
            return _("day %(day)s of the last month; on a day off %(move)s") % {
                "day": day,
                "move": DayOffMove(move).label,
            }
        case _other:
            return _("the last workday of the period")


def _moved(period: Period, calendar: WorkCalendar, day: int, day_off: str) -> date:
    month = Period.of(period.last_day, PeriodKind.MONTH)
    wanted = month.first_day.replace(day=min(day, month.last_day.day))
    if calendar.is_workday(wanted):
        return wanted
    return calendar.add_workdays(wanted, -1 if day_off == DayOffMove.BEFORE else 1)
