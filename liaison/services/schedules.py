"""What the office does to the plan of a period: have it worked out, publish it, or drop it.

A large plan is worked out by a job; the deed is the same, and so is what it leaves.
"""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import PlannedSitting, SchedulePlan
from liaison.planning_enums import (
    PlanningStage,
    SchedulePlanAction,
    SchedulePlanState,
    SittingState,
)
from liaison.planning_workflow import SCHEDULE_PLAN_MOVES
from liaison.selectors.planning.gathering import gather
from liaison.selectors.planning.solver import solve
from liaison.selectors.schedules import identity_of, in_stages, kept_in
from liaison.services.schedule_noting import note_answer
from liaison.services.schedule_publishing import publish_sittings, require_still_true
from orgs.models import Job, Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.jobs import request_job
from orgs.services.workflow import advance, begin, change, follow, lock
from orgs.workflow import OFFICE
from partybuild.errors import RuleViolation
from partybuild.periods import Period
from partybuild.progress import Report, tell_nobody

SOLVE = "scheduleplan.solve"
# So many meetings are worked out while a person waits.
DUES_AT_ONCE = 12


class PlanOpen(RuleViolation):
    """A street looks through one plan at a time."""

    code = "plan_open"


class PeriodOver(RuleViolation):
    code = "period_over"


class NothingDue(RuleViolation):
    """No series owes a meeting in the period that is not planned already."""

    code = "nothing_due"


class NothingToPublish(RuleViolation):
    code = "nothing_to_publish"


@transaction.atomic
def make_schedule_plan(
    *, street: Org, period: Period, actor: User, today: date | None = None
) -> SchedulePlan:
    """Have dates, times and rooms proposed for all meetings that a street owes in a period.

    Raises PlanOpen, PeriodOver and NothingDue.
    """
    require_role(actor, *OFFICE, over=street)
    today = today or timezone.localdate()
    if street.parent_id is not None:
        raise RuleViolation(_("A schedule is made for a whole sub-district."), field="street")
    if period.last_day <= today:
        raise PeriodOver(_("The period is over."), field="period")
    plan = SchedulePlan(street=street, period_code=str(period), made_by=actor)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as clash:
        raise PlanOpen(
            _("A schedule of this sub-district is open: publish or discard it first.")
        ) from clash
    record(
        actor=actor,
        verb="scheduleplan.make",
        subject=plan,
        changes={"period_code": [None, plan.period_code]},
    )
    return _have_solved(plan, actor, today)


@transaction.atomic
def solve_again(*, plan: SchedulePlan, actor: User, today: date | None = None) -> SchedulePlan:
    """Work the plan out anew, around the locked sittings and without those taken out."""
    plan = advance(plan, SchedulePlanAction.SOLVE_AGAIN, SCHEDULE_PLAN_MOVES, actor=actor)
    return _have_solved(plan, actor, today or timezone.localdate())


@transaction.atomic
def solve_schedule_plan(
    *,
    plan_pk: int,
    actor: User | None,
    today: date | None = None,
    report: Report = tell_nobody,
) -> SchedulePlan | None:
    """Find the best timetable and note it sitting by sitting.

    ``report`` hears how far it is. Safe to run twice: a plan that is not waiting for it is left as
    it is.
    """
    tell = in_stages(report)
    plan = lock(SchedulePlan(pk=plan_pk))
    if plan.state != SchedulePlanState.SOLVING:
        return None
    tell(PlanningStage.GATHERING, 0, "")
    rows = list(plan.sittings.for_list())
    gathered = gather(
        plan.street,
        plan.period,
        today=today or timezone.localdate(),
        kept=kept_in(rows),
        left_out={identity_of(row) for row in rows if row.state == SittingState.TAKEN_OUT},
    )
    answer = solve(gathered.problem, patience=settings.PLANNING_PATIENCE, tell=tell)
    tell(PlanningStage.WRITING, 0, "")
    note_answer(plan, gathered, answer)
    return follow(
        plan,
        SchedulePlanAction.SETTLE,
        SCHEDULE_PLAN_MOVES,
        actor=actor,
        status=answer.status,
        objective=answer.objective,
        bound=answer.bound,
        solved_at=timezone.now(),
    )


@transaction.atomic
def publish_schedule_plan(
    *, plan: SchedulePlan, actor: User, today: date | None = None
) -> SchedulePlan:
    """Make every sitting of the plan a meeting, and take the rooms, in one deed.

    Whatever somebody else has changed meanwhile is looked at once more. Raises PlanOutdated with
    the sittings that are no longer possible, and NothingToPublish.
    """
    plan = begin(plan, SchedulePlanAction.PUBLISH, SCHEDULE_PLAN_MOVES, actor=actor)
    hosts = list(plan.sittings.hosts().for_list())
    if not hosts:
        raise NothingToPublish(_("There is no sitting to publish."))
    require_still_true(plan, today=today or timezone.localdate())
    publish_sittings(hosts, actor=actor)
    return change(
        plan,
        {
            "state": SCHEDULE_PLAN_MOVES[SchedulePlanAction.PUBLISH].target,
            "published_by": actor,
            "published_at": timezone.now(),
        },
        actor=actor,
        action=SchedulePlanAction.PUBLISH,
    )


@transaction.atomic
def discard_schedule_plan(*, plan: SchedulePlan, actor: User, reason: str) -> SchedulePlan:
    """Drop a plan without putting a meeting on the calendar, and say why."""
    return advance(
        plan, SchedulePlanAction.DISCARD, SCHEDULE_PLAN_MOVES, actor=actor, reason=reason
    )


def note_failed(*, job: Job) -> None:
    """Hand a plan back as a draft when its job fails, so that it can be tried again."""
    plan = SchedulePlan.objects.filter(pk=job.arguments["plan"]).first()
    if plan is not None and lock(plan).state == SchedulePlanState.SOLVING:
        follow(plan, SchedulePlanAction.HALT, SCHEDULE_PLAN_MOVES, actor=None, reason=job.error)


def _have_solved(plan: SchedulePlan, actor: User, today: date) -> SchedulePlan:
    left_out = {
        identity_of(row)
        for row in PlannedSitting.objects.filter(plan=plan, state=SittingState.TAKEN_OUT)
    }
    due = gather(plan.street, plan.period, today=today, left_out=left_out).problem.dues
    if not due:
        raise NothingDue(_("Every meeting of the period that is due is planned already."))
    if len(due) <= DUES_AT_ONCE:
        return solve_schedule_plan(plan_pk=plan.pk, actor=actor, today=today) or plan
    plan.job = request_job(kind=SOLVE, arguments={"plan": plan.pk}, actor=actor, org=plan.street)
    plan.save(update_fields=["job"])
    return plan
