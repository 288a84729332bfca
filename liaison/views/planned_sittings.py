"""One sitting of a schedule, and what the office decides about it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liaison.forms.schedules import DropSittingForm, MoveSittingForm
from liaison.models import PlannedSitting
from liaison.planning_enums import SchedulePlanState, SittingAction
from liaison.planning_workflow import PLANNED_SITTING_MOVES
from liaison.selectors.schedules import reasons_of
from liaison.services import planned_sittings
from liaison.views.schedules import Remark, schedule_page, schedule_way
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, wants_partial
from partybuild.pages import Fact

STEPS: Steps = {
    SittingAction.LOCK: Step(planned_sittings.lock_sitting),
    SittingAction.UNLOCK: Step(planned_sittings.unlock_sitting),
    SittingAction.MOVE: Step(planned_sittings.move_sitting, MoveSittingForm),
    SittingAction.TAKE_OUT: Step(planned_sittings.take_sitting_out, ReasonForm),
    SittingAction.PUT_BACK: Step(planned_sittings.put_sitting_back),
}

# What can be done on the weeks of a schedule themselves.
ON_THE_WEEKS: Steps = {
    SittingAction.MOVE: Step(planned_sittings.move_sitting, DropSittingForm),
    SittingAction.UNLOCK: Step(planned_sittings.unlock_sitting),
}


@require_safe
def sitting_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a schedule says about one meeting that is due."""
    rows = PlannedSitting.objects.visible_to(request.user).for_list()
    return sitting_page(request, get_object_or_404(rows, public_id=public_id))


def sitting_page(
    request: HttpRequest, sitting: PlannedSitting, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    is_draft = sitting.plan.state == SchedulePlanState.DRAFT
    context = {
        "sitting": sitting,
        "way": schedule_way(sitting.plan),
        "facts": _facts(sitting),
        "reasons": reasons_of(sitting),
        "joined": list(sitting.joined.for_list()),
        "offers": offers(
            sitting,
            moves=PLANNED_SITTING_MOVES if is_draft else {},
            steps=STEPS,
            reader=request.user,
            url_name="liaison:planned-sitting-step",
            failed=failed,
        ),
        "entries": history_of(sitting),
    }
    return render(request, "liaison/planned_sitting.html", context, status=status)


@require_POST
def sitting_on_the_weeks(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
    """Drag a sitting to another half-day, or free it, without leaving the weeks of its schedule."""
    rows = PlannedSitting.objects.visible_to(request.user).for_list()
    sitting = get_object_or_404(rows, public_id=public_id)
    if action not in ON_THE_WEEKS:
        raise Http404
    step = ON_THE_WEEKS[action]
    form = step.form(request.POST, reader=request.user, subject=sitting)

    def stays(words: str, status: int) -> HttpResponse:
        remark = Remark(sitting.pk, words, is_refusal=True)
        return schedule_page(request, sitting.plan, remark=remark, status=status)

    if not form.is_valid():
        said = [str(words) for found in form.errors.values() for words in found]
        return stays(" ".join(said), INVALID)
    try:
        row = step.do(sitting=sitting, actor=request.user, **form.cleaned_data)
    except RuleViolation as refusal:
        return stays(refusal.message, REFUSED)
    if not wants_partial(request):
        return redirect(row.plan)
    return schedule_page(request, row.plan, remark=Remark(row.pk, _said_of(row)))


def _said_of(sitting: PlannedSitting) -> str:
    if not sitting.is_fixed or sitting.starts_at is None:
        return _("It can be moved again.")
    moment = timezone.localtime(sitting.starts_at)
    return _("It is at %(time)s now, and locked.") % {"time": f"{moment:%m-%d %H:%M}"}


sitting_step = deed_view(model=PlannedSitting, subject="sitting", steps=STEPS, page=sitting_page)


def _facts(sitting: PlannedSitting) -> list[Fact]:
    series, host = sitting.series, sitting.joined_to
    meeting = sitting.meeting or (host.meeting if host else None)
    return [
        Fact(_("Meeting series"), series, series.get_absolute_url()),
        Fact(_("Organisation"), series.body.org, series.body.org.get_absolute_url()),
        Fact(_("due in"), sitting.period.label),
        Fact(_("Starts at"), sitting.starts_at),
        Fact(_("Ends at"), sitting.ends_at),
        Fact(_("Place"), sitting.venue or sitting.place),
        Fact(_("sits together with"), host, host.get_absolute_url() if host else ""),
        Fact(_("cannot come"), sitting.absent_count),
        Fact(_("Meeting"), meeting, meeting.get_absolute_url() if meeting else ""),
    ]
