"""The holidays of a year, as the State Council announced them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from orgs.enums import Role
from orgs.models import CalendarDay, User
from orgs.permissions import roles_of
from orgs.services.audit import record
from partybuild.calendar import HolidayNotice, parse_notice

KEEPERS = (Role.SYSTEM,)


@transaction.atomic
def import_holidays(*, notice: bytes, actor: User) -> HolidayNotice:
    """Keep the days that a notice names; a notice of the same year replaces the one before.

    Raises HolidaysUnreadable when the file is not a notice.
    """
    if roles_of(actor).isdisjoint(KEEPERS):
        raise PermissionDenied
    announced = parse_notice(notice)
    before = CalendarDay.objects.filter(day__year=announced.year).count()
    CalendarDay.objects.filter(day__year=announced.year).delete()
    days = [
        CalendarDay(day=row.day, is_workday=row.is_workday, name=row.name) for row in announced.days
    ]
    CalendarDay.objects.bulk_create(
        days,
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["is_workday", "name"],
    )
    record(
        actor=actor,
        verb="calendar.import",
        subject=days[0],
        changes={"year": [None, announced.year], "days": [before, len(days)]},
    )
    return announced
