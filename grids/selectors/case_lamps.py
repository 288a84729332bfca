"""How far the time of a case has run: a lamp with a word and a shape, and what is left."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from grids.case_enums import CaseLamp, CaseState
from grids.models import Case
from partybuild.marks import Ink, Mark, Shape

MARKS: Final = {
    CaseLamp.GREEN: Mark("green", CaseLamp.GREEN.label, Shape.DISC, Ink.GOOD),
    CaseLamp.YELLOW: Mark("yellow", CaseLamp.YELLOW.label, Shape.DIAMOND, Ink.WAITING),
    CaseLamp.RED: Mark("red", CaseLamp.RED.label, Shape.TRIANGLE, Ink.BAD),
    CaseLamp.GREY: Mark("grey", CaseLamp.GREY.label, Shape.BAR, Ink.GREY),
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def lamp_of(case: Case, now: datetime) -> CaseLamp | None:
    """The lamp of a case; none where no clock runs."""
    if case.state == CaseState.SHELVED:
        return CaseLamp.GREY
    if case.due_at is None or case.warn_at is None:
        return None
    if now > case.due_at:
        return CaseLamp.RED
    return CaseLamp.YELLOW if now >= case.warn_at else CaseLamp.GREEN


def mark_of(case: Case, now: datetime) -> Mark | None:
    lamp = lamp_of(case, now)
    return None if lamp is None else MARKS[lamp]


def with_lamp(lamp: str, now: datetime) -> Q:
    """Condition: the case shows this lamp now."""
    conditions = {
        CaseLamp.GREY: Q(state=CaseState.SHELVED),
        CaseLamp.RED: Q(due_at__lt=now),
        CaseLamp.YELLOW: Q(warn_at__lte=now, due_at__gte=now),
        CaseLamp.GREEN: Q(warn_at__gt=now),
    }
    return conditions[CaseLamp(lamp)]


def time_left(case: Case, now: datetime) -> str:
    """How much time is left, or since when it is overdue, in one unit."""
    if case.due_at is None:
        return ""
    seconds = int((case.due_at - now).total_seconds())
    span = _span(abs(seconds))
    return (
        _("%(span)s left") % {"span": span} if seconds >= 0 else _("%(span)s late") % {"span": span}
    )


def _span(seconds: int) -> str:
    if seconds >= _DAY:
        return _("%(count)d days") % {"count": seconds // _DAY}
    if seconds >= _HOUR:
        return _("%(count)d hours") % {"count": seconds // _HOUR}
    return _("%(count)d minutes") % {"count": seconds // _MINUTE}
