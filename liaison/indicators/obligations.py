"""How duties are kept: done in time in the year that runs, and none open after its day."""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Obligation
from liaison.models.obligations import IN_TIME, OWED
from orgs.enums import Basic
from orgs.selectors.indicators import Indicator, Subject, below_org
from partybuild.periods import Period, PeriodKind

DUTIES: Final = Subject(
    "duties",
    _("Duties"),
    rows=Obligation.objects.visible_to,
    below=below_org("org"),
)


def _asked_until(today: date) -> Q:
    """Condition: due in the quarter that runs or the one before, its day over, nobody exempt."""
    quarter = Period.of(today, PeriodKind.QUARTER)
    days = Q(due_on__gte=quarter.previous().first_day, due_on__lt=today)
    return days & Q(exempted_on=None, lapsed_on=None)


_of_duties = partial(Indicator, subject=DUTIES.key, rule="R-265", basic=Basic.SYSTEM)

DUTY_INDICATORS: Final = (
    _of_duties(
        key="duty-not-in-time",
        label=_("Duties of this and the last quarter done in time"),
        missing=_("Duties of this and the last quarter not done in time"),
        of=_asked_until,
        met=lambda _today: IN_TIME & Q(record_on__isnull=False),
    ),
    _of_duties(
        key="duty-overdue",
        label=_("Duties of this and the last quarter done or made up for"),
        missing=_("Duties that are overdue"),
        of=_asked_until,
        met=lambda _today: ~OWED,
    ),
)
