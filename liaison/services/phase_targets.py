"""Targets of a phase: set with a day, counted by the portal or proven by a record (A-25)."""

from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from liaison.followup_workflow import ASSIGNERS
from liaison.models import ActionItem, Inspection, Meeting, Phase, PhaseTarget
from liaison.plan_enums import PlanState, TargetMeasure
from liaison.selectors.plans import standard_of
from liaison.services.plans import DaysRefused, plan_to_change
from liaison.services.screening import require_screened
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import MoveRefused, RuleViolation
from resources.services.telling import tell_owners

FACTS: Final = frozenset({"title", "responsible", "due_on", "indicator", "measure", "goal"})
PROOF_FIELDS: Final = {
    Meeting: "proof_meeting",
    ActionItem: "proof_item",
    Inspection: "proof_inspection",
}
UNPROVEN: Final = dict.fromkeys(PROOF_FIELDS.values())


class ProofRefused(RuleViolation):
    """A target is proven by a record of its own sub-district, and a counted one by its figure."""

    code = "proof_refused"


class ResponsibleRefused(RuleViolation):
    """Who answers for a target is the organisation of the plan or one below it."""

    code = "responsible_refused"


@transaction.atomic
def set_target(
    *,
    phase: Phase,
    title: str,
    due_on: date,
    actor: User,
    responsible: Org | None = None,
    **facts: Any,
) -> PhaseTarget:
    """Say what a phase shall reach by a day.

    With ``indicator``, ``measure`` and ``goal`` the portal counts it; without, a record proves it.
    """
    plan = plan_to_change(plan=phase.plan, actor=actor)
    phase = lock(phase)
    facts = only_known(facts, FACTS)
    target = PhaseTarget(
        phase=phase, title=title, due_on=due_on, responsible=responsible or plan.org, **facts
    )
    _check(target)
    target.save(force_insert=True)
    record(
        actor=actor,
        verb="phasetarget.set",
        subject=target,
        changes={"title": [None, title], "due_on": [None, due_on], "goal": [None, target.goal]},
    )
    _tell(target, actor)
    return target


@transaction.atomic
def amend_target(
    *, target: PhaseTarget, actor: User, reason: str = "", version: int | None = None, **facts: Any
) -> PhaseTarget:
    """Correct a target; of a plan that runs the goal is not moved without a reason."""
    plan = plan_to_change(plan=target.phase.plan, actor=actor)
    target = lock(target)
    require_version(target, version)
    changed = changed_facts(target, only_known(facts, FACTS))
    if not changed:
        return target
    if plan.state == PlanState.RUNNING:
        require_reason(reason)
    for name, value in changed.items():
        setattr(target, name, value)
    _check(target)
    return change(lock(target), changed, actor=actor, action="amend", reason=reason)


@transaction.atomic
def drop_target(*, target: PhaseTarget, actor: User, reason: str = "") -> Any:
    """Take a target out of its phase; out of a plan that runs, with the reason."""
    plan = plan_to_change(plan=target.phase.plan, actor=actor)
    if plan.state == PlanState.RUNNING:
        require_reason(reason)
    target = lock(target)
    changes = {"target": [target.title, None]}
    record(actor=actor, verb="plan.drop_target", subject=plan, changes=changes, reason=reason)
    target.delete()
    return plan


@transaction.atomic
def prove_target(*, target: PhaseTarget, proof: Any, actor: User) -> PhaseTarget:
    """Tie a target to the meeting, action item or inspection that shows that it is reached."""
    target = _to_prove(target, actor)
    field = PROOF_FIELDS[type(proof)]
    if target.is_counted:
        raise ProofRefused(_("The portal counts this target itself."), field="proof")
    seen = type(proof).objects.visible_to(actor).filter(pk=proof.pk)
    if not seen.exists() or proof.org.tree_id != target.responsible.tree_id:
        raise ProofRefused(_("Choose a record of the same sub-district."), field="proof")
    return change(target, UNPROVEN | {field: proof}, actor=actor, action="prove")


@transaction.atomic
def loosen_target(*, target: PhaseTarget, actor: User, reason: str) -> PhaseTarget:
    """Tie a target no more to a record that does not show it."""
    require_reason(reason)
    target = _to_prove(target, actor)
    return change(target, dict(UNPROVEN), actor=actor, action="loosen", reason=reason)


def may_prove(user: Any, target: PhaseTarget) -> bool:
    """While the plan runs, whoever answers for a target shows that it is reached."""
    is_open = target.phase.plan.state == PlanState.RUNNING and not target.is_counted
    return is_open and holds_role(user, *ASSIGNERS, over=target.responsible)


def _to_prove(target: PhaseTarget, actor: User) -> PhaseTarget:
    plan = lock(target.phase.plan)
    target = lock(target)
    if not holds_role(actor, *ASSIGNERS, over=target.responsible):
        raise PermissionDenied
    if plan.state != PlanState.RUNNING:
        raise MoveRefused(_("The plan is not running."))
    return target


def _check(target: PhaseTarget) -> None:
    check_facts(target)
    require_screened({"title": target.title}, ("title",))
    phase = target.phase
    if not phase.starts_on <= target.due_on <= phase.ends_on:
        raise DaysRefused(_("The target is due outside the days of its phase."), field="due_on")
    top, org = phase.plan.org, target.responsible
    if not (top.tree_id == org.tree_id and top.lft <= org.lft <= top.rght):
        raise ResponsibleRefused(
            _("Choose the organisation of the plan or one below it."), field="responsible"
        )
    _check_count(target)


def _check_count(target: PhaseTarget) -> None:
    """A counted target names a standard, what of it is counted, and the number; others none."""
    parts = (target.indicator != "", target.measure != "", target.goal is not None)
    if not any(parts):
        return
    if not all(parts):
        raise FactRefused(
            _("Name the standard, what is counted, and the number to reach."), field="goal"
        )
    standard = standard_of(target)
    if standard is None:
        raise FactRefused(_("The portal has no such standard."), field="indicator")
    if standard.is_number and target.measure != TargetMeasure.MET:
        raise FactRefused(_("Of this standard only the number can be counted."), field="measure")
    if target.proof is not None:
        raise ProofRefused(_("The portal counts this target itself."), field="indicator")


def _tell(target: PhaseTarget, actor: User) -> None:
    """Who answers for a target added to a plan that runs hears of it."""
    if target.phase.plan.state == PlanState.RUNNING and target.responsible != target.phase.plan.org:
        tell_owners([target.responsible], verb="phasetarget.set", subject=target, actor=actor)
