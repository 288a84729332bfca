"""Why a person sees a plan or a target of one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from liaison.models import PhaseTarget, Plan
from orgs.models import Org
from orgs.selectors.sight import Owner, Sight, register_sight


def _owners_of_plan(plan: Plan) -> Iterable[Owner]:
    yield Owner(_("organisation of the plan"), plan.org)
    asked = Org.objects.filter(phase_targets__phase__plan=plan).exclude(pk=plan.org_id)
    yield from (Owner(_("answers for a target"), org) for org in asked.distinct())


def _owners_of_target(target: PhaseTarget) -> Iterable[Owner]:
    yield Owner(_("answers for the target"), target.responsible)
    if target.responsible_id != target.plan.org_id:
        yield Owner(_("organisation of the plan"), target.plan.org)


def register_sights() -> None:
    """Let the page of reasons explain plans."""
    register_sight("plan", Sight(Plan, _owners_of_plan))
    register_sight("phasetarget", Sight(PhaseTarget, _owners_of_target))
