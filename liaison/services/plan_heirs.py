"""Plans and targets that hang on an organisation, and how its heir takes them over (R-082)."""

from typing import Any

from liaison.models import PhaseTarget, Plan
from liaison.plan_enums import OPEN_PLAN_STATES
from orgs.models import Org, User
from orgs.services.workflow import change, lock


def plans_at(org: Org) -> list[Any]:
    """The open plans of an organisation, and the targets of open plans that it answers for."""
    plans = Plan.objects.filter(org=org, state__in=OPEN_PLAN_STATES).order_by("pk")
    targets = PhaseTarget.objects.filter(
        responsible=org, phase__plan__state__in=OPEN_PLAN_STATES
    ).order_by("pk")
    return [*plans, *targets]


def hand_over_plans(*, org: Org, heir: Org, actor: User, reason: str) -> None:
    """Let the heir go on with the plans of an organisation and answer for its targets.

    The deed that closes the organisation has checked whether the actor may.
    """
    for row in plans_at(org):
        owner = {"org": heir} if isinstance(row, Plan) else {"responsible": heir}
        change(lock(row), owner, actor=actor, action="inherit", reason=reason)
