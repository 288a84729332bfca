"""Pages of the volunteers of a community."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.pledge_filters import TallyFilter
from resources.forms.volunteers import ActivityForm, TallyForm
from resources.models import VolunteerTally
from resources.pledge_workflow import COMMUNITY
from resources.services import volunteers
from resources.views.writing import form_page, list_way, pledge_page

STEPS: Steps = {"note_activity": Step(volunteers.note_activity, ActivityForm)}

TALLIES = Listing(
    key="volunteers",
    ledger="volunteers",
    title=_("Volunteers"),
    columns=(
        Column("community.name", _("community"), ledger="社区"),
        Column("year", _("year"), kind=Kind.NUMBER, ledger="年度"),
        Column(
            "volunteer_count", _("registered volunteers"), kind=Kind.NUMBER, ledger="注册志愿者"
        ),
        Column("resident_count", _("permanent residents"), kind=Kind.NUMBER, ledger="常住人口"),
        Column("rate", _("percent"), kind=Kind.NUMBER, ledger="注册率", sort=""),
        Column("activity_count", _("activities"), kind=Kind.NUMBER, ledger="活动次数"),
        Column("hour_count", _("hours together"), kind=Kind.NUMBER, ledger="服务时长"),
    ),
    filterset=TallyFilter,
    search=("community__name",),
    order=("-year", "community__code"),
    empty=Empty(
        _("Communities count their volunteers here, and note what they did."),
        _("Count volunteers"),
        lambda request: reverse("resources:tally-report") if _counts(request.user) else "",
    ),
)

ACTIVITIES = Listing(
    key="activities",
    title=_("Activities of volunteers"),
    columns=(
        Column("held_on", _("held on"), kind=Kind.DATE),
        Column("title", _("topic")),
        Column("tally.community.name", _("community")),
        Column("head_count", _("people who came"), kind=Kind.NUMBER),
        Column("hours", _("hours together"), kind=Kind.NUMBER),
    ),
    search=("title",),
    order=("-held_on",),
    empty=Empty(_("No activity is noted yet.")),
)


def _counts(user: Any) -> bool:
    return not roles_of(user).isdisjoint(COMMUNITY)


@require_http_methods(["GET", "HEAD", "POST"])
def tally_list(request: HttpRequest) -> HttpResponseBase:
    """The communities within reach with their volunteers."""
    new = [Crumb(_("Count volunteers"), reverse("resources:tally-report"))]
    context = {"trail": list_way("tallies")[:1], "actions": new if _counts(request.user) else []}
    rows = VolunteerTally.objects.visible_to(request.user).for_list()
    return list_page(request, TALLIES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def tally_report(request: HttpRequest) -> HttpResponse:
    """Count the volunteers of a community's year, or correct the count."""
    if not _counts(request.user):
        raise PermissionDenied
    form: forms.Form = TallyForm(request.POST or None, reader=request.user)
    return form_page(
        request,
        form=form,
        deed=volunteers.report_volunteers,
        title=_("Count volunteers"),
        trail=list_way("tallies"),
    )


@require_safe
def tally_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The volunteers of one community in one year, and what they did."""
    rows = VolunteerTally.objects.visible_to(request.user).for_list()
    return tally_page(request, get_object_or_404(rows, public_id=public_id))


def tally_page(
    request: HttpRequest, tally: VolunteerTally, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    head = (_("held on"), _("topic"), _("people who came"), _("hours together"))
    found = tally.activities.values_list("held_on", "title", "head_count", "hours")
    rows = [[(label, cell, "") for label, cell in zip(head, row, strict=True)] for row in found]
    note = offer(
        tally,
        "note_activity",
        _("Note an activity"),
        step=STEPS["note_activity"],
        reader=reader,
        url_name="resources:tally-step",
        failed=failed,
    )
    return pledge_page(
        request,
        tally,
        noun="tallies",
        facts=[
            Fact(_("community"), tally.community, tally.community.get_absolute_url()),
            Fact(_("year"), tally.year),
            Fact(_("registered volunteers"), tally.volunteer_count),
            Fact(_("permanent residents"), tally.resident_count),
            Fact(_("registered of a hundred residents"), f"{tally.rate}%"),
        ],
        tables=[
            {
                "title": _("Activities"),
                "head": head,
                "rows": rows,
                "empty": _("No activity has been noted in this year."),
            }
        ],
        offers=[note] if holds_role(reader, *COMMUNITY, over=tally.community) else [],
        status=status,
    )


tally_step = deed_view(model=VolunteerTally, subject="tally", steps=STEPS, page=tally_page)
