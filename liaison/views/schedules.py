"""Pages of schedules: a period worked out at once, looked through by the office, published."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.planning_filters import PlannedSittingFilter, SchedulePlanFilter
from liaison.forms.schedules import MakeScheduleForm
from liaison.models import PlannedSitting, SchedulePlan
from liaison.planning_enums import (
    HalfDay,
    SchedulePlanAction,
    SchedulePlanState,
    SittingState,
)
from liaison.planning_workflow import SCHEDULE_PLAN_MOVES
from liaison.selectors.schedules import figures_of, reasons_of, stages_of, weeks_of
from liaison.selectors.series import bodies_without_interval
from liaison.services import schedules
from liaison.views.writing import form_page
from orgs.permissions import holds_role, roles_of
from orgs.selectors.calendar import calendar_warnings, work_calendar
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import OFFICE
from partybuild.http import render_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from partybuild.progress import Progress

STEPS: Steps = {
    SchedulePlanAction.PUBLISH: Step(schedules.publish_schedule_plan),
    SchedulePlanAction.SOLVE_AGAIN: Step(schedules.solve_again),
    SchedulePlanAction.DISCARD: Step(schedules.discard_schedule_plan, ReasonForm),
}
SHOWN = 50
WHAT_A_SCHEDULE_IS = _(
    "Days, times and rooms are proposed for every meeting that the series owe in the period. "
    "Nobody is told before you publish the schedule."
)

SCHEDULES = Listing(
    key="schedules",
    title=_("Schedules"),
    columns=(
        Column("period", _("Period"), value=lambda plan: plan.period.label, sort="period_code"),
        Column("street.name", _("sub-district")),
        Column("sitting_count", _("sittings"), kind=Kind.NUMBER),
        Column("unplaced_count", _("not placed"), kind=Kind.NUMBER),
        Column("get_status_display", _("how good it is"), sort="status"),
        Column("made_by", _("made by"), sort=""),
        Column("created_at", _("made at"), kind=Kind.MOMENT),
        Column("published_at", _("published at"), kind=Kind.MOMENT),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=SchedulePlanFilter,
    tabs="state",
    search=("period_code", "street__name"),
    order=("-pk",),
    empty=Empty(
        _("A schedule proposes days, times and rooms for all meetings of a period at once."),
        _("Plan a period"),
        lambda _request: reverse("liaison:schedule-make"),
    ),
)

SITTINGS = Listing(
    key="planned-sittings",
    title=_("Sittings of the schedule"),
    columns=(
        Column("title", _("meeting"), sort="series__title"),
        Column("series.body.org.name", _("organisation")),
        Column("starts_at", _("starts at"), kind=Kind.MOMENT),
        Column("place", _("place")),
        Column("joined_to.series.title", _("sits together with"), sort="joined_to"),
        Column("absent_count", _("cannot come"), kind=Kind.NUMBER),
        Column(
            "why",
            _("why it is not placed"),
            kind=Kind.LONG,
            value=lambda row: "；".join(reasons_of(row)),
            sort="",
        ),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=PlannedSittingFilter,
    tabs="state",
    search=("series__title", "series__body__org__name", "place"),
    order=("starts_at", "pk"),
    empty=Empty(_("There is a line for each meeting that is due.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_list(request: HttpRequest) -> HttpResponseBase:
    """The schedules of the reader's streets."""
    is_office = not roles_of(request.user).isdisjoint(OFFICE)
    make = Crumb(_("Plan a period"), reverse("liaison:schedule-make"))
    rows = SchedulePlan.objects.visible_to(request.user).with_counts().for_list()
    return list_page(request, SCHEDULES, rows, context={"actions": [make] if is_office else []})


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_make(request: HttpRequest) -> HttpResponse:
    """Have a period planned for a sub-district."""
    if roles_of(request.user).isdisjoint(OFFICE):
        raise PermissionDenied
    return form_page(
        request,
        form=MakeScheduleForm(request.POST or None, reader=request.user),
        deed=schedules.make_schedule_plan,
        title=_("Plan a period"),
        label=_("Work it out"),
        trail=schedule_way(),
        notices=[
            str(WHAT_A_SCHEDULE_IS),
        ],
    )


@require_safe
def schedule_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One schedule: what it could not place and why, its weeks, and all its sittings."""
    rows = SchedulePlan.objects.visible_to(request.user).for_list()
    return schedule_page(request, get_object_or_404(rows, public_id=public_id))


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said beside one sitting on the weeks: where it went, or why it stays."""

    sitting_pk: int
    words: str
    is_refusal: bool = False


def schedule_page(
    request: HttpRequest,
    plan: SchedulePlan,
    *,
    failed: Any = None,
    remark: Remark | None = None,
    status: int = 200,
) -> HttpResponse:
    period = plan.period
    progress = plan.job.progress if plan.job else Progress()
    rows = list(plan.sittings.for_list())
    hosts = [row for row in rows if row.starts_at and row.joined_to_id is None]
    joined: dict[int, list[PlannedSitting]] = {}
    for row in rows:
        if row.joined_to_id is not None:
            joined.setdefault(row.joined_to_id, []).append(row)
    unplaced = [(row, reasons_of(row)) for row in rows if row.state == SittingState.UNPLACED]
    context = {
        "plan": plan,
        "way": schedule_way(),
        "figures": figures_of(plan),
        "facts": _facts(plan),
        "warnings": calendar_warnings(period.first_day, period.last_day),
        "offers": offers(
            plan,
            moves=SCHEDULE_PLAN_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="liaison:schedule-step",
            failed=failed,
        ),
        "is_working": plan.state == SchedulePlanState.SOLVING,
        "progress": progress,
        "stages": stages_of(progress),
        "can_drag": plan.state == SchedulePlanState.DRAFT
        and holds_role(request.user, *OFFICE, over=plan.street),
        "halves": list(HalfDay),
        "remark": remark,
        "unplaced": unplaced,
        "taken_out": [row for row in rows if row.state == SittingState.TAKEN_OUT],
        "weeks": weeks_of(hosts, period.first_day, period.last_day) if hosts else [],
        "workdays": set(work_calendar().workdays_in(period)),
        "first_day": period.first_day,
        "last_day": period.last_day,
        "sittings": [(row, joined.get(row.pk, [])) for row in hosts],
        "no_interval": list(bodies_without_interval(plan.street.tree_id)[:SHOWN]),
        "entries": history_of(plan),
    }
    return render_page(
        request,
        "liaison/schedule_detail.html",
        partial="liaison/_schedule_panel.html",
        context=context,
        status=status,
    )


schedule_step = deed_view(model=SchedulePlan, subject="plan", steps=STEPS, page=schedule_page)


@require_http_methods(["GET", "HEAD", "POST"])
def sitting_list(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """All meetings of one schedule."""
    rows = SchedulePlan.objects.visible_to(request.user).for_list()
    plan = get_object_or_404(rows, public_id=public_id)
    context = {"trail": schedule_way(plan), "actions": []}
    return list_page(request, SITTINGS, plan.sittings.for_list(), context=context)


def schedule_way(*rows: Any) -> list[Any]:
    """From the meetings to the schedules, and on to the rows."""
    return [
        Crumb(_("Meetings"), reverse("liaison:meetings")),
        Crumb(_("Schedules"), reverse("liaison:schedules")),
        *rows,
    ]


def _facts(plan: SchedulePlan) -> list[Fact]:
    solved = timezone.localtime(plan.solved_at) if plan.solved_at else None
    return [
        Fact(_("sub-district"), plan.street, plan.street.get_absolute_url()),
        Fact(_("Period"), plan.period.label),
        Fact(_("made by"), plan.made_by),
        Fact(_("worked out at"), solved),
        Fact(_("cost"), plan.objective),
        Fact(_("lowest cost possible"), plan.bound),
        Fact(_("published by"), plan.published_by),
        Fact(_("published at"), plan.published_at),
    ]
