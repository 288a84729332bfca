"""Which cases wait for a person: to sign for, to answer, at the desk, to call back, to verify."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import (
    DESK_STATES,
    OPEN_STATES,
    CaseAction,
    CaseState,
    EscalationKind,
)
from grids.case_workflow import ACKNOWLEDGERS, CENTRE, HANDLERS
from grids.models import Case, Escalation
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

MOST: Final = 20
FIELD_WORKERS: Final = tuple(role for role in HANDLERS if role not in CENTRE)


def cases_waiting_for(*, reader: User) -> list[Waiting]:
    """The most pressing cases that the reader is to do something about."""
    centre, field = reach_of(reader, *CENTRE), reach_of(reader, *FIELD_WORKERS)
    if not centre and not field:
        return []
    today = timezone.localdate()
    mine = Q(state__in=(CaseState.DISPATCHED, CaseState.IN_HAND)) & field.orgs("handling_org")
    kept = centre.streets("street")
    desk = Q(state__in={*DESK_STATES, CaseState.CONFERRING, CaseState.VERIFIED}) & kept
    call = Q(state=CaseState.ANSWERED) & kept & ~Q(answered_by=reader)
    verify = Q(state=CaseState.CALLED_BACK) & kept & ~Q(answered_by=reader)
    verify &= ~Q(called_back_by=reader)
    review = Q(state=CaseState.SHELVED, review_on__lte=today + timedelta(days=7)) & kept
    rows = Case.objects.filter(mine | desk | call | verify | review).order_by("due_at", "pk")
    return [
        *(_waiting(case) for case in rows[:MOST]),
        *_calls(reader),
    ]


def _waiting(case: Case) -> Waiting:
    due = case.review_on or (timezone.localdate(case.due_at) if case.due_at else None)
    note = case.get_state_display()
    return Waiting(str(case), case.get_absolute_url(), None, _("case"), note, due)


def _calls(reader: User) -> list[Waiting]:
    """Calls from below that the reader's level has not acknowledged."""
    reach = reach_of(reader, *ACKNOWLEDGERS)
    calls: Any = Escalation.objects.filter(
        reach.orgs("org"),
        kind=EscalationKind.CALL,
        acknowledged_at=None,
        case__state__in=OPEN_STATES,
    )
    return [
        Waiting(
            str(call.case),
            call.case.get_absolute_url(),
            timezone.localdate(call.raised_at),
            _("case"),
            str(CaseAction.ACKNOWLEDGE.label),
        )
        for call in calls.select_related("case")[:MOST]
    ]
