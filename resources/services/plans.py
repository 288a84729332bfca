"""What the office does to a match plan: have it worked out, send all its proposals, or drop it.

Large lists are worked out and sent by a job; the deed is the same, and so is what it leaves.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Job, Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.jobs import request_job
from orgs.services.workflow import advance, follow, lock
from partybuild.errors import RuleViolation
from resources.enums import (
    MatchPlanAction,
    MatchPlanState,
)
from resources.models import MatchPlan, Need, Resource
from resources.selectors.planning import WholeList
from resources.selectors.plans import wishes_of
from resources.services.plan_noting import note_solution
from resources.services.plan_sending import send_lines
from resources.services.telling import tell_office
from resources.workflow import MATCH_PLAN_MOVES, OFFICE

PREFIX = "FA"
SOLVE, SEND = "matchplan.solve", "matchplan.send"
# Pairs to weigh, and proposals to send, that a person can wait for.
PAIRS_AT_ONCE, PROPOSALS_AT_ONCE = 100_000, 30


class PlanOpen(RuleViolation):
    """A street looks through one plan at a time."""

    code = "plan_open"


class NothingToSend(RuleViolation):
    """No pair of the plan is left to be proposed."""

    code = "nothing_to_send"


@transaction.atomic
def make_match_plan(*, street: Org, actor: User) -> MatchPlan:
    """Have the best pairs worked out for all open needs and available resources of a street."""
    require_role(actor, *OFFICE, over=street)
    if street.parent_id is not None:
        raise RuleViolation(_("A match plan is made for a whole sub-district."))
    (code,) = next_codes(street=street, prefix=PREFIX)
    plan = MatchPlan(code=code, street=street, made_by=actor)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as clash:
        raise PlanOpen(
            _("A match plan of this sub-district is open: send or discard it first.")
        ) from clash
    record(actor=actor, verb="matchplan.make", subject=plan)
    return _have_solved(plan, actor)


@transaction.atomic
def solve_again(*, plan: MatchPlan, actor: User) -> MatchPlan:
    """Work the plan out anew, around the locked pairs and what was taken out or excluded."""
    plan = advance(plan, MatchPlanAction.SOLVE_AGAIN, MATCH_PLAN_MOVES, actor=actor)
    return _have_solved(plan, actor)


@transaction.atomic
def solve_match_plan(*, plan_pk: int, actor: User | None) -> MatchPlan | None:
    """Find the best pairs and note them line by line.

    Safe to run twice: a plan that is not waiting for it is left as it is.
    """
    plan = lock(MatchPlan(pk=plan_pk))
    if plan.state != MatchPlanState.SOLVING:
        return None
    solution = WholeList.of(plan.street, wishes=wishes_of(plan)).solve()
    note_solution(plan, solution)
    return follow(
        plan,
        MatchPlanAction.SETTLE,
        MATCH_PLAN_MOVES,
        actor=actor,
        weights=solution.weights.shares,
        least_score=solution.weights.least_score,
        total_score=solution.score,
        highest_score=solution.highest,
        served_count=len(solution.served),
        solved_at=timezone.now(),
    )


@transaction.atomic
def send_match_plan(*, plan: MatchPlan, actor: User) -> MatchPlan:
    """Propose every pair of the plan to both of its sides, in one deed."""
    plan = advance(
        plan,
        MatchPlanAction.SEND,
        MATCH_PLAN_MOVES,
        actor=actor,
        sent_by=actor,
        sent_at=timezone.now(),
    )
    count = plan.lines.paired().count()
    if not count:
        raise NothingToSend(_("There is no pair to propose."))
    if count > PROPOSALS_AT_ONCE:
        return _by_job(plan, SEND, actor)
    return deliver_match_plan(plan_pk=plan.pk, actor=actor) or plan


@transaction.atomic
def deliver_match_plan(*, plan_pk: int, actor: User | None) -> MatchPlan | None:
    """Make each pair an ordinary match; what became impossible meanwhile is left out and told.

    Safe to run twice: a plan that is not being sent is left as it is.
    """
    plan = lock(MatchPlan(pk=plan_pk))
    if plan.state != MatchPlanState.SENDING or actor is None:
        return None
    proposed, left_out = send_lines(plan, actor=actor)
    plan = follow(
        plan, MatchPlanAction.DELIVER, MATCH_PLAN_MOVES, actor=actor, proposed_count=proposed
    )
    if left_out:
        tell_office(plan.street, verb="matchplan.deliver", subject=plan, actor=None)
    return plan


@transaction.atomic
def discard_match_plan(*, plan: MatchPlan, actor: User, reason: str) -> MatchPlan:
    """Drop a plan without asking anybody, and say why."""
    return advance(plan, MatchPlanAction.DISCARD, MATCH_PLAN_MOVES, actor=actor, reason=reason)


def note_failed(*, job: Job) -> None:
    """Hand a plan back as a draft when its job fails, so that it can be tried again."""
    plan = MatchPlan.objects.filter(pk=job.arguments["plan"]).first()
    if plan is not None and lock(plan).state in MATCH_PLAN_MOVES[MatchPlanAction.HALT].sources:
        follow(plan, MatchPlanAction.HALT, MATCH_PLAN_MOVES, actor=None, reason=job.error)


def _have_solved(plan: MatchPlan, actor: User) -> MatchPlan:
    needs = Need.objects.filter(street=plan.street).listed().count()
    offers = Resource.objects.filter(street=plan.street).available().count()
    if needs * offers > PAIRS_AT_ONCE:
        return _by_job(plan, SOLVE, actor)
    return solve_match_plan(plan_pk=plan.pk, actor=actor) or plan


def _by_job(plan: MatchPlan, kind: str, actor: User) -> MatchPlan:
    plan.job = request_job(kind=kind, arguments={"plan": plan.pk}, actor=actor, org=plan.street)
    plan.save(update_fields=["job"])
    return plan
