"""The phases of a plan: one after the other, no day in two of them."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.models import Phase, Plan
from liaison.plan_enums import PlanState
from liaison.services.plans import DaysRefused, plan_to_change, require_days
from liaison.services.screening import require_screened
from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason

FACTS: Final = frozenset({"title", "aim", "starts_on", "ends_on"})
WORDS: Final = ("title", "aim")


class PhasesOverlap(DaysRefused):
    """A day of a plan belongs to one phase at most."""

    code = "phases_overlap"


@transaction.atomic
def add_phase(
    *, plan: Plan, title: str, starts_on: date, ends_on: date, actor: User, aim: str = ""
) -> Phase:
    """Give a plan one more phase. Raises PhasesOverlap, DaysRefused."""
    plan = plan_to_change(plan=plan, actor=actor)
    phase = Phase(plan=plan, title=title, aim=aim, starts_on=starts_on, ends_on=ends_on)
    _check(phase)
    phase.save(force_insert=True)
    record(
        actor=actor,
        verb="phase.add",
        subject=phase,
        changes={"starts_on": [None, starts_on], "ends_on": [None, ends_on]},
    )
    return phase


@transaction.atomic
def amend_phase(*, phase: Phase, actor: User, version: int | None = None, **facts: Any) -> Phase:
    """Correct a phase; its targets stay within its days."""
    phase.plan = plan_to_change(plan=phase.plan, actor=actor)
    phase = lock(phase)
    require_version(phase, version)
    changed = changed_facts(phase, only_known(facts, FACTS))
    if not changed:
        return phase
    for name, value in changed.items():
        setattr(phase, name, value)
    _check(phase)
    outside = phase.targets.exclude(due_on__gte=phase.starts_on, due_on__lte=phase.ends_on)
    if outside.exists():
        raise DaysRefused(_("A target is due outside these days."), field="ends_on")
    return change(lock(phase), changed, actor=actor, action="amend")


@transaction.atomic
def drop_phase(*, phase: Phase, actor: User, reason: str = "") -> Plan:
    """Take a phase with its targets out of a plan; out of one that runs, with the reason."""
    plan = plan_to_change(plan=phase.plan, actor=actor)
    if plan.state == PlanState.RUNNING:
        require_reason(reason)
    phase = lock(phase)
    changes = {"phase": [phase.title, None]}
    record(actor=actor, verb="plan.drop_phase", subject=plan, changes=changes, reason=reason)
    phase.delete()
    return plan


def next_start(plan: Plan) -> date:
    """The day after the last phase, or the first day of the plan."""
    last = plan.phases.order_by("-ends_on").first()
    return min(last.ends_on + timedelta(days=1), plan.ends_on) if last else plan.starts_on


def _check(phase: Phase) -> None:
    check_facts(phase)
    require_screened({name: getattr(phase, name) for name in WORDS}, WORDS)
    require_days(phase.starts_on, phase.ends_on)
    plan = phase.plan
    if phase.starts_on < plan.starts_on or phase.ends_on > plan.ends_on:
        raise DaysRefused(_("The phase lies outside the days of the plan."), field="starts_on")
    others = plan.phases.exclude(pk=phase.pk)
    clash = others.filter(starts_on__lte=phase.ends_on, ends_on__gte=phase.starts_on).first()
    if clash is not None:
        raise PhasesOverlap(
            _("These days belong to “%(phase)s” already.") % {"phase": clash}, field="starts_on"
        )
