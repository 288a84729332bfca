"""What the register of cases shall show: each lies somewhere, and what is closed is solved."""

from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.case_enums import CaseState
from grids.enums import Satisfaction
from grids.models import Case
from orgs.enums import Basic
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject

# Of fewer cases no rate is told: it would speak of persons, not of the work.
FEWEST: Final = 10
CONTENT: Final = (Satisfaction.SATISFIED, Satisfaction.FAIRLY)
RATED: Final = (*CONTENT, Satisfaction.DISSATISFIED)


def below(rows: Any, org: Org) -> Any:
    """Cases that somebody who holds a role over the organisation would reach."""
    return rows.within(reach_over(org))


def _due(_today: date) -> Q:
    """Cases that were answered, and those whose answer is overdue."""
    late = Q(state__in=(CaseState.DISPATCHED, CaseState.IN_HAND), due_at__lt=timezone.now())
    return Q(is_answered_in_time__isnull=False) | late


SUBJECT: Final = Subject("cases", _("Cases"), rows=Case.objects.visible_to, below=below)
INDICATORS: Final = (
    Indicator(
        key="case-placed",
        rule="R-091",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Cases placed in a community"),
        missing=_("Cases placed in no community"),
        met=lambda _today: Q(community__isnull=False),
    ),
    Indicator(
        key="case-solved",
        rule="R-096",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Closed cases that were solved"),
        missing=_("Closed cases that were not solved"),
        of=lambda _today: Q(is_solved__isnull=False),
        met=lambda _today: Q(is_solved=True),
        fewest=FEWEST,
    ),
    Indicator(
        key="case-responded",
        rule="R-091",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Cases responded to in time"),
        missing=_("Cases responded to late"),
        of=lambda _today: Q(is_responded_in_time__isnull=False),
        met=lambda _today: Q(is_responded_in_time=True),
        fewest=FEWEST,
    ),
    Indicator(
        key="case-on-time",
        rule="R-091",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Cases answered in time"),
        missing=_("Cases answered late, or overdue"),
        of=_due,
        met=lambda _today: Q(is_answered_in_time=True),
        fewest=FEWEST,
    ),
    Indicator(
        key="case-satisfied",
        rule="R-096",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Reporters satisfied, at least fairly"),
        missing=_("Reporters dissatisfied"),
        of=lambda _today: Q(satisfaction__in=RATED),
        met=lambda _today: Q(satisfaction__in=CONTENT),
        target=90,
        fewest=FEWEST,
    ),
    Indicator(
        key="case-first-time",
        rule="R-095",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Cases closed without return or redoing"),
        missing=_("Closed cases that were returned or redone"),
        of=lambda _today: Q(state=CaseState.CLOSED),
        met=lambda _today: Q(redo_count=0, return_count=0),
        target=80,
        fewest=FEWEST,
    ),
    Indicator(
        key="case-not-redone",
        rule="R-095",
        basic=Basic.SERVICE,
        subject=SUBJECT.key,
        label=_("Answered cases that were not redone"),
        missing=_("Cases that were redone"),
        of=lambda _today: Q(is_answered_in_time__isnull=False),
        met=lambda _today: Q(redo_count=0),
        target=90,
        fewest=FEWEST,
    ),
)
