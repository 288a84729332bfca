"""What is overdue climbs by itself: urged first, then a written notice (R-090, R-091)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import EscalationKind
from grids.case_standards import NOTICE_AFTER, URGE_AFTER
from grids.models import Case, CaseDeadline, Escalation
from grids.services.telling_cases import tell_people_of
from orgs.enums import Role
from orgs.models import Org
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.notifications import holders, notify
from orgs.services.workflow import lock


@transaction.atomic
def escalate_overdue_case(*, case_pk: int, now: datetime) -> list[Escalation]:
    """Raise an overdue case by the rungs whose workdays have passed.

    Safe to run twice: a rung that a deadline has reached is found, not raised again.
    """
    found = Case.objects.filter(pk=case_pk).first()
    if found is None:
        return []
    case = lock(found)
    clock = CaseDeadline.objects.filter(case=case, ended_at=None, paused_at=None).first()
    if clock is None or now <= clock.due_at:
        return []
    late = work_calendar().workdays_between(
        timezone.localdate(clock.due_at), timezone.localdate(now)
    )
    rungs = ((EscalationKind.URGE, URGE_AFTER), (EscalationKind.NOTICE, NOTICE_AFTER))
    due = [kind for kind, key in rungs if late >= number_of(case.street, key)]
    raised = [_raise(case, clock, kind, now) for kind in due]
    return [each for each in raised if each]


def _raise(
    case: Case, clock: CaseDeadline, kind: EscalationKind, now: datetime
) -> Escalation | None:
    org: Org = case.handling_org or case.street
    row, is_new = Escalation.objects.get_or_create(
        deadline=clock, kind=kind, defaults={"case": case, "org": org, "raised_at": now}
    )
    if not is_new:
        return None
    record(actor=None, verb=f"case.{kind}", subject=case)
    key = f"case.{kind}:{case.public_id}:{clock.pk}"
    tell_people_of(org, case, kind, actor=None, key=key)
    if kind == EscalationKind.NOTICE:
        notify(
            recipients=holders(case.street, Role.OFFICE, Role.LEADER),
            verb=f"case.{kind}",
            subject=case,
            key=key,
            because=_("You work for %(org)s.") % {"org": case.street},
        )
    return row
