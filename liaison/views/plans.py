"""Pages of plans: the list, and one as a line of phases with each target as it stands today."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.api.plan_filters import PlanFilter
from liaison.followup_workflow import ASSIGNERS
from liaison.forms.plans import AmendDaysForm, CloseForm, DraftPlanForm
from liaison.models import Plan
from liaison.plan_enums import OPEN_PLAN_STATES, PlanAction
from liaison.plan_exports import PLAN_LEDGER
from liaison.plan_workflow import PLAN_MOVES
from liaison.selectors.plans import Stage, stages_of
from liaison.services import plans
from liaison.views.following import Words, followed_page
from liaison.views.writing import form_page
from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.exports import export
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    PlanAction.START: Step(plans.start_plan),
    PlanAction.CLOSE: Step(plans.close_plan, CloseForm),
    PlanAction.ABANDON: Step(plans.abandon_plan, ReasonForm),
}

PLANS = Listing(
    key="plans",
    title=gettext_lazy("Plans with phases"),
    columns=(
        Column("code", gettext_lazy("code"), kind=Kind.CODE),
        Column("title", gettext_lazy("title"), kind=Kind.LONG),
        Column("org.name", gettext_lazy("organisation")),
        Column("starts_on", gettext_lazy("starts on"), kind=Kind.DATE),
        Column("ends_on", gettext_lazy("ends on"), kind=Kind.DATE),
        Column("phase_count", gettext_lazy("phases"), kind=Kind.NUMBER),
        Column("target_count", gettext_lazy("targets"), kind=Kind.NUMBER),
        Column("state", gettext_lazy("state"), kind=Kind.STATE),
    ),
    filterset=PlanFilter,
    tabs="state",
    search=("code", "title", "org__name"),
    order=("-starts_on",),
    empty=Empty(
        gettext_lazy("Here stand plans carried out in phases, with a day for each target."),
        gettext_lazy("Draft a plan"),
        lambda request: reverse("liaison:plan-draft") if may_draft(request.user) else "",
    ),
)
TARGETS = Listing(
    key="plan-targets",
    title=gettext_lazy("Targets of the plan"),
    columns=(
        *PLAN_LEDGER,
        Column("now", gettext_lazy("figure now"), value=lambda each: each.value),
        Column("lamp", gettext_lazy("state"), value=lambda each: each.lamp.label),
        Column("proof", gettext_lazy("record"), value=lambda each: each.proof or ""),
    ),
    empty=Empty(gettext_lazy("The plan has no targets yet.")),
)


def plans_crumb() -> Crumb:
    return Crumb(_("Plans with phases"), reverse("liaison:plans"))


def may_draft(user: Any) -> bool:
    """True for whoever may draft a plan of some organisation."""
    return not roles_of(user).isdisjoint(ASSIGNERS)


def may_change(user: Any, plan: Plan) -> bool:
    """True for those who set the phases and targets of a plan that is not over."""
    return plan.state in OPEN_PLAN_STATES and holds_role(user, *ASSIGNERS, over=plan.org)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """Plans of organisations within reach, and those that ask something of them."""
    draft = [Crumb(_("Draft a plan"), reverse("liaison:plan-draft"))]
    rows = Plan.objects.visible_to(request.user).for_list()
    context = {"actions": draft if may_draft(request.user) else []}
    return list_page(request, PLANS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_draft(request: HttpRequest) -> HttpResponse:
    """Write a plan down; its phases and targets follow on its page."""
    if not may_draft(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=DraftPlanForm(request.POST or None, reader=request.user),
        deed=plans.draft_plan,
        title=_("Draft a plan"),
        label=_("Keep"),
        trail=[plans_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what the plan says of itself."""
    plan = plan_to_change(request, public_id)
    known = {name: getattr(plan, name) for name in AmendDaysForm.base_fields}
    return form_page(
        request,
        form=AmendDaysForm(request.POST or None, initial=known),
        deed=partial(plans.amend_plan, plan=plan),
        title=_("Correct the plan"),
        label=_("Keep"),
        trail=[plans_crumb(), plan],
    )


@require_safe
def plan_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One plan: its phases in time, and how each target stands today."""
    return plan_page(request, visible_plan(request, public_id))


@require_POST
def plan_export(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The targets of one plan as they stand today, as a spreadsheet that can be read in again."""
    stages = _stages(request, visible_plan(request, public_id))
    return export(request, TARGETS, [each for stage in stages for each in stage.readings])


def plan_page(
    request: HttpRequest, plan: Plan, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    stages = _stages(request, plan)
    can_change = may_change(request.user, plan)
    amend = Crumb(_("Correct"), reverse("liaison:plan-amend", args=[plan.public_id]))
    add = Crumb(_("Add a phase"), reverse("liaison:phase-add", args=[plan.public_id]))
    seen = [reading for stage in stages for reading in stage.readings]
    return followed_page(
        request,
        plan,
        page="liaison/plan_detail.html",
        trail=[plans_crumb()],
        facts=[
            Fact(_("organisation"), plan.org, plan.org.get_absolute_url()),
            Fact(_("starts on"), plan.starts_on),
            Fact(_("ends on"), plan.ends_on),
        ],
        words=[Words(_("Aim"), plan.aim), Words(_("Outcome"), plan.outcome)],
        links=[add, amend] if can_change else [],
        offers=offers(
            plan,
            moves=PLAN_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="liaison:plan-step",
            failed=failed,
        ),
        stages=stages,
        can_change=can_change,
        today_offset=_today_offset(plan),
        reached=sum(each.is_reached for each in seen),
        total=len(seen),
        status=status,
    )


plan_step = deed_view(model=Plan, subject="plan", steps=STEPS, page=plan_page)


def visible_plan(request: HttpRequest, public_id: UUID) -> Plan:
    rows: Any = Plan.objects.visible_to(request.user).select_related("org", "street")
    return get_object_or_404(rows, public_id=public_id)


def plan_to_change(request: HttpRequest, public_id: UUID) -> Plan:
    """The plan, for those who may set its phases and targets."""
    plan = visible_plan(request, public_id)
    if not may_change(request.user, plan):
        raise PermissionDenied
    return plan


def _stages(request: HttpRequest, plan: Plan) -> list[Stage]:
    reader: Any = request.user
    return stages_of(plan, reader=reader, today=timezone.localdate())


def _today_offset(plan: Plan) -> int | None:
    """Where today lies in the time of the plan, in thousandths."""
    today = timezone.localdate()
    if not plan.starts_on <= today <= plan.ends_on:
        return None
    return 1000 * (today - plan.starts_on).days // ((plan.ends_on - plan.starts_on).days + 1)
