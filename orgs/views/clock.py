"""What runs by itself: the schedule in words, the runs of a task, and a run with what failed."""

from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.clock_enums import RunState
from orgs.enums import Role
from orgs.models import TaskRun
from orgs.permissions import roles_of
from orgs.selectors.clock import named_failures, scheduled_tasks, sentence_of, worker_life
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


class RunFilter(django_filters.FilterSet):
    """Runs by how they ended."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=RunState, empty_label=_("all states")
    )


def seconds(run: TaskRun) -> str:
    """How long a run lasted."""
    return "" if run.lasted is None else f"{run.lasted.total_seconds():.1f}"


RUNS = Listing(
    key="runs",
    title=_("Runs"),
    columns=(
        Column("begun_at", _("begun at"), kind=Kind.MOMENT),
        Column("state", _("state"), kind=Kind.STATE),
        Column("lasted", _("seconds"), value=seconds, kind=Kind.NUMBER),
        Column("handled_count", _("handled"), kind=Kind.NUMBER),
        Column("failure_count", _("failed"), kind=Kind.NUMBER),
        Column("error", _("why it failed")),
    ),
    filterset=RunFilter,
    tabs="state",
    order=("-begun_at", "-pk"),
    empty=Empty(_("Here stands each time that the clock has started this task.")),
    can_export=False,
)


@require_safe
def clock(request: HttpRequest) -> HttpResponse:
    """Every scheduled task with its last run, and whether a worker is there to do it."""
    _require_system(request)
    now = timezone.now()
    context = {"tasks": scheduled_tasks(now), "life": worker_life(now)}
    return render(request, "orgs/clock.html", context)


@require_http_methods(["GET", "HEAD"])
def run_list(request: HttpRequest, task: str) -> HttpResponseBase:
    """The runs of one task."""
    _require_system(request)
    try:
        sentence = sentence_of(task)
    except KeyError:
        raise Http404 from None
    rows = TaskRun.objects.visible_to(request.user).filter(task=task).for_list()
    trail = [Crumb(_("On the clock"), reverse("orgs:clock")), Crumb(sentence)]
    return list_page(request, RUNS, rows, context={"trail": trail})


@require_safe
def run_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One run, and each item of it that failed."""
    runs = TaskRun.objects.visible_to(request.user).for_list()
    run: Any = get_object_or_404(runs, public_id=public_id)
    context = {
        "run": run,
        "failures": named_failures(run),
        "way": [
            Crumb(_("On the clock"), reverse("orgs:clock")),
            Crumb(_("Runs"), reverse("orgs:runs", args=[run.task])),
        ],
        "facts": [
            Fact(_("task"), run.task),
            Fact(_("begun at"), run.begun_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")),
            Fact(_("seconds"), seconds(run)),
            Fact(_("attempt"), run.attempt),
            Fact(_("handled"), run.handled_count),
            Fact(_("failed"), run.failure_count),
            Fact(_("why it failed"), run.error),
        ],
    }
    return render(request, "orgs/run_detail.html", context)


def _require_system(request: HttpRequest) -> None:
    if Role.SYSTEM not in roles_of(request.user):
        raise PermissionDenied
