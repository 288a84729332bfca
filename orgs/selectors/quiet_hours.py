"""When the portal may speak to the outside: by day, on workdays, as each sub-district has set it.

In the portal itself everything stands at once; these hours concern mail and robots alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orgs.models import StreetNumber
from orgs.selectors.calendar import work_calendar
from orgs.standards import LOUD_FROM, LOUD_UNTIL, MAIL_ALLOWED, number
from partybuild.calendar import WorkCalendar
from partybuild.periods import LOCAL_TIME


@dataclass(frozen=True, slots=True)
class LoudHours:
    """From which full hour on, and until which, people may be spoken to."""

    first: int
    until: int

    def hours(self) -> range:
        return range(self.first, self.until)


def planned_hours() -> LoudHours:
    """The hours of the plans, where no office has set others."""
    return LoudHours(number(LOUD_FROM).default, number(LOUD_UNTIL).default)


def is_quiet(now: datetime, calendar: WorkCalendar, loud: LoudHours | None = None) -> bool:
    """True at night, early, late, and on days off."""
    loud, local = loud or planned_hours(), now.astimezone(LOCAL_TIME)
    return local.hour not in loud.hours() or not calendar.is_workday(local.date())


@dataclass(frozen=True, slots=True)
class OutwardRules:
    """What each sub-district allows outward at one moment, by its tree."""

    now: datetime
    calendar: WorkCalendar
    stored: dict[int | None, dict[str, int]]

    def loud_hours(self, tree: int | None) -> LoudHours:
        return LoudHours(self._of(tree, LOUD_FROM), self._of(tree, LOUD_UNTIL))

    def is_loud(self, tree: int | None) -> bool:
        return not is_quiet(self.now, self.calendar, self.loud_hours(tree))

    def allows_mail(self, tree: int | None) -> bool:
        return bool(self._of(tree, MAIL_ALLOWED))

    def may_mail(self, person: Any) -> bool:
        """True when the person wants mail, the hour is theirs, and their office allows it."""
        tree = person.org.tree_id if person.org else None
        begun = self.now.astimezone(LOCAL_TIME).hour >= person.mail_hour
        wanted = person.wants_mail and bool(person.email) and person.is_active
        return wanted and begun and self.allows_mail(tree) and self.is_loud(tree)

    def _of(self, tree: int | None, key: str) -> int:
        return self.stored.get(tree, {}).get(key, number(key).default)


def outward_rules(now: datetime) -> OutwardRules:
    """The rules of all sub-districts, in two queries."""
    stored: dict[int | None, dict[str, int]] = {}
    rows = StreetNumber.objects.filter(key__in=(LOUD_FROM, LOUD_UNTIL, MAIL_ALLOWED))
    for tree, key, value in rows.values_list("street__tree_id", "key", "value"):
        stored.setdefault(tree, {})[key] = value
    return OutwardRules(now, work_calendar(), stored)


def mail_hours_of(person: Any) -> range:
    """The hours from which a person may choose when mail begins, as the office allows."""
    rules = OutwardRules(datetime.now(LOCAL_TIME), work_calendar(), _stored(person.org))
    return rules.loud_hours(person.org.tree_id if person.org else None).hours()


def _stored(org: Any) -> dict[int | None, dict[str, int]]:
    if org is None:
        return {}
    rows = StreetNumber.objects.filter(street__tree_id=org.tree_id)
    return {org.tree_id: dict(rows.values_list("key", "value"))}
