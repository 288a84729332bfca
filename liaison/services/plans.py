"""Plans as they are drafted, started and closed (R-294, R-295)."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_workflow import ASSIGNERS
from liaison.models import PhaseTarget, Plan
from liaison.plan_enums import OPEN_PLAN_STATES, PlanAction, PlanState
from liaison.plan_workflow import PLAN_MOVES
from liaison.selectors.plans import Reading, readings
from liaison.services.screening import require_screened
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock, require_reason
from partybuild.errors import MoveRefused, RuleViolation
from resources.services.telling import tell_owners

PREFIX: Final = "JH"
FACTS: Final = frozenset({"title", "aim", "starts_on", "ends_on"})
WORDS: Final = ("title", "aim")


class DaysRefused(RuleViolation):
    """A time ends after it starts, and lies within the time it is a part of."""

    code = "days_refused"


class PlanEmpty(RuleViolation):
    """A plan starts with phases, each of which has something to reach."""

    code = "plan_empty"


@transaction.atomic
def draft_plan(
    *, org: Org, title: str, starts_on: date, ends_on: date, actor: User, aim: str = ""
) -> Plan:
    """Write a plan down; nobody else is asked for anything before it starts."""
    require_role(actor, *ASSIGNERS, over=org)
    street = org.get_root()
    plan = Plan(
        org=org,
        street=street,
        title=title,
        aim=aim,
        starts_on=starts_on,
        ends_on=ends_on,
        drafted_by=actor,
    )
    _check(plan)
    (plan.code,) = next_codes(street=street, prefix=PREFIX)
    plan.save(force_insert=True)
    record(actor=actor, verb="plan.draft", subject=plan, changes={"title": [None, title]})
    return plan


@transaction.atomic
def amend_plan(*, plan: Plan, actor: User, version: int | None = None, **facts: Any) -> Plan:
    """Correct what a plan says of itself; its phases stay within its days."""
    plan = plan_to_change(plan=plan, actor=actor)
    require_version(plan, version)
    changed = changed_facts(plan, only_known(facts, FACTS))
    if not changed:
        return plan
    for name, value in changed.items():
        setattr(plan, name, value)
    _check(plan)
    outside = plan.phases.exclude(starts_on__gte=plan.starts_on, ends_on__lte=plan.ends_on)
    if outside.exists():
        raise DaysRefused(_("A phase lies outside these days."), field="starts_on")
    return change(lock(plan), changed, actor=actor, action="amend")


@transaction.atomic
def start_plan(*, plan: Plan, actor: User) -> Plan:
    """Let a plan run: from now on its targets wait for those who answer for them."""
    plan = begin(plan, PlanAction.START, PLAN_MOVES, actor=actor)
    phases = plan.phases.all()
    if not phases or phases.filter(targets=None).exists():
        raise PlanEmpty(_("Give the plan its phases, and each of them something to reach."))
    plan = change(plan, {"state": PlanState.RUNNING}, actor=actor, action=PlanAction.START)
    asked = Org.objects.filter(phase_targets__phase__plan=plan).exclude(pk=plan.org_id).distinct()
    tell_owners(asked.order_by("pk"), verb="plan.start", subject=plan, actor=actor)
    return plan


@transaction.atomic
def close_plan(*, plan: Plan, actor: User, outcome: str, reason: str = "") -> Plan:
    """Close a plan with what came of it; how each target stands is kept with it.

    Raises ReasonMissing when a target is not reached and nobody says why.
    """
    plan = begin(plan, PlanAction.CLOSE, PLAN_MOVES, actor=actor)
    require_screened({"outcome": outcome, "reason": reason}, ("outcome", "reason"))
    found = _readings(plan, actor)
    if not all(reading.is_reached for reading in found):
        require_reason(reason)
    _keep(found)
    changes = {"state": PlanState.CLOSED, "outcome": outcome.strip()}
    return change(plan, changes, actor=actor, action=PlanAction.CLOSE, reason=reason)


@transaction.atomic
def abandon_plan(*, plan: Plan, actor: User, reason: str) -> Plan:
    """Give a plan up, and say why."""
    plan = lock(plan)
    found = _readings(plan, actor)
    plan = advance(plan, PlanAction.ABANDON, PLAN_MOVES, actor=actor, reason=reason)
    _keep(found)
    return plan


@transaction.atomic
def take_back_plan(*, plan: Plan, actor: User) -> None:
    """Remove a draft that an import brought by mistake."""
    plan = plan_to_change(plan=plan, actor=actor)
    if plan.state != PlanState.DRAFTED:
        raise MoveRefused(_("The plan has been started."))
    changes = {"title": [plan.title, None]}
    record(actor=actor, verb="plan.take_back", subject=plan.org, changes=changes)
    plan.delete()


def plan_to_change(*, plan: Plan, actor: User) -> Plan:
    """The plan under lock, if the actor may set its phases and targets and it is not over."""
    plan = lock(plan)
    require_role(actor, *ASSIGNERS, over=plan.org)
    if plan.state not in OPEN_PLAN_STATES:
        raise MoveRefused(_("The plan is over."))
    return plan


def require_days(starts_on: date, ends_on: date) -> None:
    """Go no further unless the time ends after it starts."""
    if ends_on < starts_on:
        raise DaysRefused(_("The last day lies before the first."), field="ends_on")


def _readings(plan: Plan, actor: User) -> list[Reading]:
    targets = PhaseTarget.objects.filter(phase__plan=plan)
    return readings(targets, reader=actor, today=timezone.localdate())


def _keep(found: list[Reading]) -> None:
    """Write down how the targets stand, for a plan that is over."""
    for reading in found:
        target = reading.target
        target.closing_figure, target.was_reached = reading.value, reading.is_reached
        target.save(update_fields=["closing_figure", "was_reached", "updated_at"])


def _check(plan: Plan) -> None:
    check_facts(plan)
    require_days(plan.starts_on, plan.ends_on)
    require_screened({name: getattr(plan, name) for name in WORDS}, WORDS)
