"""How long a step of a case may take, and how its deadline is reckoned line by line (A-11)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from grids.case_enums import CaseClock, TimeUnit
from grids.case_standards import DAY_ENDS, MOST_DAYS
from grids.enums import CaseCategory, CaseUrgency
from grids.models import Case, CaseLimit
from orgs.models import Org
from orgs.selectors.numbers import number_of
from partybuild.calendar import WorkCalendar

RULE: Final = "R-091"
# The lamp turns yellow when so much of the time is used.
WARN_AFTER: Final = 0.6
_STEPS: Final = {
    TimeUnit.MINUTES: timedelta(minutes=1),
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.DAYS: timedelta(days=1),
}
_UNIT_OF_HANDLING: Final = {
    CaseUrgency.MOST_URGENT: TimeUnit.HOURS,
    CaseUrgency.URGENT: TimeUnit.HOURS,
    CaseUrgency.ORDINARY: TimeUnit.WORKDAYS,
    CaseUrgency.COMPLEX: TimeUnit.DAYS,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many minutes, hours, days or workdays; workdays may be capped by calendar days.

    ``key`` is the number of the plans that says so; a category's own limit is named by its words.
    """

    amount: int
    unit: TimeUnit
    most_days: int = 0
    day_ends: int = 18
    key: str = ""
    category: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A deadline with the moment of its warning, and the lines that explain it."""

    warn_at: datetime
    due_at: datetime
    lines: list[dict[str, Any]]


def limit_of(case: Case, clock: CaseClock) -> Limit:
    """The limit of a clock for the urgency of the case, as its sub-district has set it."""
    urgency = CaseUrgency(case.urgency or CaseUrgency.ORDINARY)
    day_ends = number_of(case.street, DAY_ENDS)
    if clock in (CaseClock.CALL_BACK, CaseClock.VERIFY):
        key = "case-verify" if clock == CaseClock.VERIFY else "case-call-back"
        return Limit(number_of(case.street, key), TimeUnit.WORKDAYS, day_ends=day_ends, key=key)
    key = f"case-{clock}-{urgency}"
    if clock != CaseClock.HANDLE:
        return Limit(number_of(case.street, key), TimeUnit.MINUTES, key=key)
    own = CaseLimit.objects.filter(
        street=case.street_id, category=case.category or None, urgency=urgency
    ).first()
    return limit_of_category(own) if own else handling_limit(case.street, urgency)


def limit_of_category(own: CaseLimit) -> Limit:
    """The limit that the office has set for a category; nothing caps what it said itself."""
    return Limit(
        own.amount,
        TimeUnit(own.unit),
        day_ends=number_of(own.street, DAY_ENDS),
        category=own.category,
        urgency=own.urgency,
    )


def handling_limit(street: Org, urgency: str) -> Limit:
    """The limit of handling for an urgency, where its category has none of its own."""
    key, unit = f"case-handle-{urgency}", _UNIT_OF_HANDLING[CaseUrgency(urgency)]
    most = number_of(street, MOST_DAYS) if unit == TimeUnit.WORKDAYS else 0
    return Limit(number_of(street, key), unit, most, number_of(street, DAY_ENDS), key=key)


def limits_of(street: Org) -> list[CaseLimit]:
    """What the office has set for categories, in their order."""
    order = {category.value: place for place, category in enumerate(CaseCategory)}
    rows = CaseLimit.objects.filter(street=street).select_related("street")
    return sorted(rows, key=lambda row: (order[row.category], row.urgency))


def reckon(start: datetime, limit: Limit, *, calendar: WorkCalendar) -> Reckoning:
    """The deadline that a limit sets from a start on.

    Workdays count from the next day and end when the last of them ends.
    """
    lines: list[dict[str, Any]] = [
        {"kind": "start", "at": start.isoformat()},
        _named(limit),
    ]
    if limit.unit != TimeUnit.WORKDAYS:
        span = _STEPS[limit.unit] * limit.amount
        return Reckoning(start + span * WARN_AFTER, start + span, lines)
    first = timezone.localdate(start)
    last = calendar.add_workdays(first, limit.amount)
    due_at = end_of(last, limit.day_ends)
    if skipped := days_off(first, last, calendar):
        lines.append({"kind": "skipped", "days": [day.isoformat() for day in skipped]})
    cap = start + timedelta(days=limit.most_days)
    if limit.most_days and cap < due_at:
        due_at = cap
        lines.append({"kind": "capped", "days": limit.most_days})
    # A warning counts workdays as the deadline does: after the third of five.
    warned = end_of(calendar.add_workdays(first, int(limit.amount * WARN_AFTER)), limit.day_ends)
    is_short = int(limit.amount * WARN_AFTER) == 0
    warn_at = start + (due_at - start) * WARN_AFTER if is_short else min(warned, due_at)
    return Reckoning(warn_at, due_at, lines)


def _named(limit: Limit) -> dict[str, Any]:
    """The line that says how long, and which rule says so."""
    line = {"kind": "limit", "amount": limit.amount, "unit": limit.unit.value, "rule": RULE}
    if limit.category:
        return {**line, "category": limit.category, "urgency": limit.urgency}
    return {**line, "key": limit.key}


def end_of(day: date, hour: int) -> datetime:
    """When a workday ends."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def days_off(first: date, last: date, calendar: WorkCalendar) -> list[date]:
    """The days between that nobody works."""
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return [day for day in days if not calendar.is_workday(day)]
