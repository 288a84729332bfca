"""What the office does to single lines of a plan before it is sent."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.workflow import advance, lock
from partybuild.errors import MoveRefused, RuleViolation
from resources.enums import LineAction, LineOrigin, MatchPlanState, Unserved
from resources.models import ExcludedPair, MatchPlanLine, Resource
from resources.selectors.matching import Scale, wanted_quantity
from resources.selectors.plans import room_beside, weights_of_plan
from resources.workflow import PLAN_LINE_MOVES

_NO_PAIR: dict[str, Any] = {
    "resource": None,
    "quantity": 0,
    "score": 0,
    "reasons": [],
    "rivals": [],
}


class UsedUp(RuleViolation):
    """The rest of the plan, or what is being talked about, needs the resource."""

    code = "used_up"


@transaction.atomic
def lock_line(*, line: MatchPlanLine, actor: User) -> MatchPlanLine:
    """Keep this pair when the plan is worked out again."""
    return _advance(line, LineAction.LOCK, actor)


@transaction.atomic
def unlock_line(*, line: MatchPlanLine, actor: User) -> MatchPlanLine:
    """Let the pair be decided anew when the plan is worked out again."""
    return _advance(line, LineAction.UNLOCK, actor, origin=LineOrigin.SOLVER)


@transaction.atomic
def take_line_out(*, line: MatchPlanLine, actor: User) -> MatchPlanLine:
    """Propose nothing for this need in this plan, and leave what it would take to others."""
    return _advance(line, LineAction.TAKE_OUT, actor, **_NO_PAIR, unserved="")


@transaction.atomic
def put_line_back(*, line: MatchPlanLine, actor: User) -> MatchPlanLine:
    """Let the need take part again when the plan is worked out the next time."""
    return _advance(line, LineAction.PUT_BACK, actor, unserved=Unserved.NOT_SOLVED)


@transaction.atomic
def exclude_pair(*, line: MatchPlanLine, actor: User, reason: str) -> MatchPlanLine:
    """Rule a pair out for this plan, and say why; the need may get another resource."""
    resource = line.resource
    line = _advance(
        line,
        LineAction.EXCLUDE,
        actor,
        reason=reason,
        **_NO_PAIR,
        unserved=Unserved.EXCLUDED,
    )
    ExcludedPair.objects.get_or_create(
        plan=line.plan, need=line.need, resource=resource, defaults={"reason": reason}
    )
    return line


@transaction.atomic
def choose_resource(*, line: MatchPlanLine, resource: Resource, actor: User) -> MatchPlanLine:
    """Give a need the resource that staff think right; the pair is locked by that."""
    line = _held(line)
    need = line.need
    quantity = wanted_quantity(need, resource)
    if need.owner == resource.owner:
        raise UsedUp(
            _("Both belong to the same side, so there is nobody to agree with."), field="resource"
        )
    if quantity * 100 > room_beside(line).get(resource.pk, 0):
        raise UsedUp(
            _("Too little of it is left beside the other pairs, or it met this need before."),
            field="resource",
        )
    plan = line.plan
    fit = Scale.of(plan.street, weights=weights_of_plan(plan)).judge(need, resource)
    chosen = _advance(
        line,
        LineAction.CHOOSE,
        actor,
        resource=resource,
        quantity=quantity,
        score=fit.score,
        reasons=[reason.as_kept() for reason in fit.reasons],
        origin=LineOrigin.STAFF,
        unserved="",
        rivals=[],
    )
    plan.excluded.filter(need=need, resource=resource).delete()
    return chosen


def _advance(
    line: MatchPlanLine, action: LineAction, actor: User, *, reason: str = "", **changes: Any
) -> MatchPlanLine:
    line = _held(line)
    return advance(line, action, PLAN_LINE_MOVES, actor=actor, reason=reason, **changes)


def _held(line: MatchPlanLine) -> MatchPlanLine:
    """The line as stored now, once its plan is held: lines change one after the other."""
    plan = lock(line.plan)
    line = lock(line)
    line.plan = plan
    if plan.state != MatchPlanState.DRAFT:
        raise MoveRefused(
            _("The plan is %(state)s, so its lines stay as they are.")
            % {"state": plan.get_state_display()}
        )
    return line
