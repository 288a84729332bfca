"""When a facility is open: its week, and the days on which it is closed all the same."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grids.models import ClosedDay, Facility, OpeningHours
from grids.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation
from partybuild.opening_hours import Span, in_words, overlap


class HoursRefused(RuleViolation):
    """A facility opens before it closes, and not twice at a time."""

    code = "hours_refused"


@transaction.atomic
def set_opening_hours(
    *,
    facility: Facility,
    hours: Sequence[Span],
    actor: User,
    closed_days: Sequence[tuple[date, str]] | None = None,
) -> Facility:
    """Set the week of a facility and, where they are given, its days closed."""
    facility = lock(facility)
    require_role(actor, *RUNNERS, over=facility.org)
    if any(span.closes_at <= span.opens_at for span in hours) or overlap(hours):
        raise HoursRefused(_("The hours of a day must follow each other."), field="hours")
    changes: dict[str, list[object]] = {}
    if sorted(hours) != facility.spans:
        changes["hours"] = [in_words(facility.spans), in_words(hours)]
        facility.hours.all().delete()
        OpeningHours.objects.bulk_create(
            OpeningHours(facility=facility, **span._asdict()) for span in sorted(hours)
        )
    if closed_days is not None:
        changes |= _close_on(facility, dict(closed_days))
    if changes:
        record(actor=actor, verb="facility.set_hours", subject=facility, changes=changes)
    return facility


def _close_on(facility: Facility, closed: dict[date, str]) -> dict[str, list[object]]:
    before = {each.day: each.reason for each in facility.closed_days.all()}
    if before == closed:
        return {}
    facility.closed_days.all().delete()
    ClosedDay.objects.bulk_create(
        ClosedDay(facility=facility, day=day, reason=reason)
        for day, reason in sorted(closed.items())
    )
    return {"closed_days": [_listed(before), _listed(closed)]}


def _listed(days: dict[date, str]) -> list[str]:
    return [f"{day} {reason}".strip() for day, reason in sorted(days.items())]
