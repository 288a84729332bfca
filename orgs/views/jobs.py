"""What machines are doing, and how far they are."""

from uuid import UUID

import django_filters
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import JobState
from orgs.models import AuditEntry, Job
from orgs.selectors.trail import in_words
from partybuild.http import render_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page


class JobFilter(django_filters.FilterSet):
    """Jobs by how far they are."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=JobState, empty_label=_("all states")
    )


def progress_of(job: Job) -> str:
    """How far a job is, where that can be counted."""
    progress = job.progress
    return f"{progress.done} / {progress.total}" if progress.total else ""


JOBS = Listing(
    key="jobs",
    title=_("Jobs"),
    columns=(
        Column("kind", _("job"), value=str),
        Column("state", _("state"), kind=Kind.STATE),
        Column("attempts", _("attempts"), kind=Kind.NUMBER),
        Column("progress", _("progress"), value=progress_of, sort=""),
        Column("requested_by.name", _("requested by")),
        Column("created_at", _("requested at"), kind=Kind.MOMENT),
        Column("finished_at", _("finished at"), kind=Kind.MOMENT),
        Column("error", _("why it failed"), kind=Kind.LONG),
    ),
    filterset=JobFilter,
    tabs="state",
    order=("-created_at",),
    empty=Empty(_("What takes a machine longer than a moment stands here with its progress.")),
    can_export=False,
)


@require_http_methods(["GET", "HEAD"])
def job_list(request: HttpRequest) -> HttpResponseBase:
    """The reader's own jobs, and those that the reader looks after as office or administrator."""
    return list_page(request, JOBS, Job.objects.visible_to(request.user).for_list())


@require_safe
def job_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One job with its progress, which the page asks for again while it is open."""
    job = get_object_or_404(Job.objects.visible_to(request.user).for_list(), public_id=public_id)
    lines = [in_words(entry) for entry in AuditEntry.objects.about(job).for_list()]
    return render_page(
        request,
        "orgs/job_detail.html",
        partial="orgs/_job_panel.html",
        context={"job": job, "progress": job.progress, "history": lines},
    )
