"""Targets of plans that wait for whoever answers for them (R-294)."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_workflow import ASSIGNERS
from liaison.models import PhaseTarget
from liaison.plan_enums import Lamp
from liaison.plan_standards import TARGET_SOON
from liaison.selectors.plans import Reading, readings
from orgs.models import User
from orgs.selectors.waiting import Waiting
from orgs.standards import number

MOST = 20


def targets_waiting(*, reader: User) -> list[Waiting]:
    """Targets near or past their day of organisations whose own people the reader is one of.

    A role over a subtree lets its holder see the targets below, but makes nobody answer for them.
    """
    today = timezone.localdate()
    orgs = reader.role_assignments.current().filter(role__in=ASSIGNERS, org__isnull=False)
    rows = PhaseTarget.objects.running().filter(
        responsible__in=orgs.values("org"), due_on__lte=_far(today)
    )
    found = readings(rows, reader=reader, today=today)
    wanted = (Lamp.DUE_SOON, Lamp.OVERDUE)
    return [_waiting(each) for each in found if each.lamp in wanted][:MOST]


def _far(today: date) -> date:
    """No office looks further ahead than the setting allows."""
    return today + timedelta(days=number(TARGET_SOON).most)


def _waiting(reading: Reading) -> Waiting:
    target = reading.target
    plan = target.phase.plan.title
    if target.is_counted:
        now = "—" if reading.value is None else f"{reading.value.normalize():f}"
        note = _("%(plan)s · now %(value)s, to reach %(goal)s") % {
            "plan": plan,
            "value": now,
            "goal": reading.goal_words,
        }
    else:
        note = _("%(plan)s · nothing proves it yet") % {"plan": plan}
    return Waiting(
        title=target.title,
        url=target.get_absolute_url(),
        since=None,
        due_on=target.due_on,
        kind=_("target of a plan"),
        note=note,
    )
