"""The lines of a match plan: the whole list of them, and what the office decides about one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Fact
from resources.api.filters import PlanLineFilter
from resources.enums import LineAction
from resources.forms.plans import ChooseForm
from resources.models import MatchPlan, MatchPlanLine
from resources.selectors.plans import alternatives_for, declined_for, said_of
from resources.selectors.reasons import kept_reasons
from resources.services import plan_lines
from resources.views.plans import plan_way
from resources.views.writing import measured
from resources.workflow import moves_now

STEPS: Steps = {
    LineAction.LOCK: Step(plan_lines.lock_line),
    LineAction.UNLOCK: Step(plan_lines.unlock_line),
    LineAction.TAKE_OUT: Step(plan_lines.take_line_out),
    LineAction.PUT_BACK: Step(plan_lines.put_line_back),
    LineAction.EXCLUDE: Step(plan_lines.exclude_pair, ReasonForm),
    LineAction.CHOOSE: Step(plan_lines.choose_resource, ChooseForm),
}


def _offered_by(line: MatchPlanLine) -> str:
    return line.resource.owner.name if line.resource else ""


LINES = Listing(
    key="match-plan-lines",
    title=_("Lines of the plan"),
    columns=(
        Column("need.title", _("need")),
        Column("need.owner.name", _("asked by"), sort=""),
        Column("resource.title", _("resource")),
        Column("offered_by", _("offered by"), value=_offered_by, sort=""),
        Column("score", _("score"), kind=Kind.NUMBER),
        Column("why", _("why"), kind=Kind.LONG, value=said_of, sort=""),
        Column("get_origin_display", _("origin"), sort="origin"),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=PlanLineFilter,
    tabs="state",
    search=("need__title", "resource__title"),
    order=("-score", "pk"),
    empty=Empty(_("There is a line for each need on the list.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def line_list(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """All lines of one plan."""
    plan = get_object_or_404(
        MatchPlan.objects.visible_to(request.user).for_list(), public_id=public_id
    )
    return list_page(
        request, LINES, plan.lines.for_list(), context={"trail": plan_way(plan), "actions": []}
    )


@require_safe
def line_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a plan says about one need, and what else could be."""
    rows = MatchPlanLine.objects.visible_to(request.user).for_list()
    return line_page(request, get_object_or_404(rows, public_id=public_id))


def line_page(
    request: HttpRequest, line: MatchPlanLine, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    found = offers(
        line,
        moves=moves_now(line),
        steps=STEPS,
        reader=reader,
        url_name="resources:match-plan-line-step",
        failed=failed,
    )
    choose = next((offer for offer in found if offer.action == LineAction.CHOOSE), None)
    context = {
        "line": line,
        "way": plan_way(line.plan),
        "facts": _facts(line),
        "offers": [offer for offer in found if offer is not choose],
        "choose": choose,
        "alternatives": alternatives_for(line, reader=reader) if choose else [],
        "reasons": kept_reasons(line.reasons),
        "declined": list(declined_for(line)),
        "entries": history_of(line),
    }
    return render(request, "resources/match_plan_line.html", context, status=status)


line_step = deed_view(model=MatchPlanLine, subject="line", steps=STEPS, page=line_page)


def _facts(line: MatchPlanLine) -> list[Fact]:
    need, resource = line.need, line.resource
    facts = [
        Fact(_("need"), need, need.get_absolute_url()),
        Fact(_("asked by"), need.owner, need.owner.get_absolute_url()),
        Fact(_("class"), need.get_resource_class_display()),
        Fact(_("urgency"), need.get_urgency_display()),
    ]
    if resource is None:
        return facts
    return [
        *facts,
        Fact(_("resource"), resource, resource.get_absolute_url()),
        Fact(_("offered by"), resource.owner, resource.owner.get_absolute_url()),
        Fact(_("taken for this match"), measured(line.quantity, resource.unit)),
        Fact(_("origin"), line.get_origin_display()),
        *_match_fact(line),
    ]


def _match_fact(line: MatchPlanLine) -> list[Fact]:
    if line.match is None:
        return []
    return [Fact(_("match"), line.match.code, line.match.get_absolute_url())]
