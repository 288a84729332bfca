"""Pages of match plans: the whole list at once, looked through by the office, sent in one deed."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import roles_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.http import render_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.filters import MatchPlanFilter
from resources.enums import MatchPlanAction, MatchPlanState
from resources.forms.plans import MakePlanForm
from resources.models import MatchPlan
from resources.selectors.plans import (
    declined_in,
    figures_of,
    resources_left_over,
    said_of,
    unserved_by_reason,
)
from resources.services import plans
from resources.views.writing import form_page, list_way
from resources.workflow import OFFICE, moves_now

SHOWN = 25
STEPS: Steps = {
    MatchPlanAction.SEND: Step(plans.send_match_plan),
    MatchPlanAction.SOLVE_AGAIN: Step(plans.solve_again),
    MatchPlanAction.DISCARD: Step(plans.discard_match_plan, ReasonForm),
}

MATCH_PLANS = Listing(
    key="match-plans",
    title=_("Match plans"),
    columns=(
        Column("code", _("number"), kind=Kind.CODE),
        Column("street.name", _("sub-district")),
        Column("served_count", _("needs served"), kind=Kind.NUMBER),
        Column("total_score", _("total score"), kind=Kind.NUMBER),
        Column("proposed_count", _("proposals sent"), kind=Kind.NUMBER),
        Column("made_by", _("made by"), sort=""),
        Column("created_at", _("made at"), kind=Kind.MOMENT),
        Column("sent_at", _("proposals sent at"), kind=Kind.MOMENT),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=MatchPlanFilter,
    tabs="state",
    search=("code", "street__name"),
    order=("-pk",),
    empty=Empty(
        _("A match plan finds the best pairs of all open needs and available resources at once."),
        _("Work out a match plan"),
        lambda _request: reverse("resources:match-plan-make"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The match plans of the reader's streets."""
    is_office = not roles_of(request.user).isdisjoint(OFFICE)
    make = Crumb(_("Work out a match plan"), reverse("resources:match-plan-make"))
    context = {"trail": list_way("matches"), "actions": [make] if is_office else []}
    return list_page(
        request, MATCH_PLANS, MatchPlan.objects.visible_to(request.user).for_list(), context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_make(request: HttpRequest) -> HttpResponse:
    """Have a plan worked out for a sub-district."""
    if roles_of(request.user).isdisjoint(OFFICE):
        raise PermissionDenied
    return form_page(
        request,
        form=MakePlanForm(request.POST or None, reader=request.user),
        deed=plans.make_match_plan,
        title=_("Work out a match plan"),
        trail=plan_way(),
        page="resources/match_plan_make.html",
    )


@require_safe
def plan_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One plan: its pairs, the needs it leaves unserved and why, and what is left over."""
    rows = MatchPlan.objects.visible_to(request.user).for_list()
    return plan_page(request, get_object_or_404(rows, public_id=public_id))


def plan_page(
    request: HttpRequest, plan: MatchPlan, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    figures = figures_of(plan)
    lines = plan.lines.for_list()
    context = {
        "plan": plan,
        "way": plan_way(),
        "figures": figures,
        "facts": _facts(plan, figures.score),
        "offers": offers(
            plan,
            moves=moves_now(plan),
            steps=STEPS,
            reader=request.user,
            url_name="resources:match-plan-step",
            failed=failed,
        ),
        "is_working": plan.state in {MatchPlanState.SOLVING, MatchPlanState.SENDING},
        "is_draft": plan.state == MatchPlanState.DRAFT,
        "paired": [(line, said_of(line)) for line in lines.paired()[:SHOWN]],
        "not_sent": list(lines.exclude(refusal="")[:SHOWN]),
        "unserved": unserved_by_reason(plan, most=SHOWN),
        "declined": list(declined_in(plan)[:SHOWN]),
        "left_over": list(resources_left_over(plan)[:SHOWN]),
        "entries": history_of(plan),
    }
    return render_page(
        request,
        "resources/match_plan_detail.html",
        partial="resources/_match_plan_panel.html",
        context=context,
        status=status,
    )


plan_step = deed_view(model=MatchPlan, subject="plan", steps=STEPS, page=plan_page)


def plan_way(*rows: Any) -> list[Any]:
    """From the three lists to the plans, and on to the rows."""
    return [*list_way("matches"), Crumb(_("Match plans"), reverse("resources:match-plans")), *rows]


def _facts(plan: MatchPlan, score: int) -> list[Fact]:
    return [
        Fact(_("sub-district"), plan.street, plan.street.get_absolute_url()),
        Fact(_("made by"), plan.made_by),
        Fact(_("worked out at"), plan.solved_at),
        Fact(_("total score"), score),
        Fact(_("highest score possible"), plan.highest_score),
        Fact(_("least score"), plan.least_score),
        Fact(_("sent by"), plan.sent_by),
        Fact(_("proposals sent at"), plan.sent_at),
    ]
