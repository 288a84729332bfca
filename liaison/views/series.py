"""Pages of meeting series, and of the further series that a sitting serves."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.planning_filters import MeetingSeriesFilter
from liaison.forms.series import AddSeriesForm, AmendSeriesForm, CountSeriesForm, JoinSeriesForm
from liaison.models import Body, Meeting, MeetingSeries, SeriesSitting
from liaison.selectors.series import counted_meetings_of_series, meetings_of_series
from liaison.services import series as deeds
from liaison.views.writing import form_page, named
from liaison.workflow import RUNNERS
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no
from partybuild.templatetags.portal import minutes

END, COUNT, LEAVE = "end", "count", "leave"
LATEST = 12
STEPS: Steps = {END: Step(deeds.end_series, ReasonForm)}
SITTING_STEPS: Steps = {
    COUNT: Step(deeds.count_series, CountSeriesForm),
    LEAVE: Step(deeds.leave_series, ReasonForm),
}


def interval_words(series: MeetingSeries) -> str:
    """How often: “month × 1”, or nothing where no office has set it."""
    return f"{series.get_every_display()} × {series.times}" if series.every else ""


def _usual(series: MeetingSeries) -> str:
    words = [series.cadence.words if series.cadence else "", series.get_half_day_display()]
    return " · ".join(filter(None, map(str, words)))


SERIES = Listing(
    key="meeting-series",
    title=_("Meeting series"),
    columns=(
        Column("title", _("title")),
        Column("body.name", _("body")),
        Column("body.org.name", _("organisation")),
        Column("get_kind_display", _("kind of meeting"), sort="kind", on_page=False),
        Column("every", _("every"), value=interval_words, sort="every"),
        Column("usual", _("usual days"), value=_usual, sort=""),
        Column(
            "length",
            _("Usual length in minutes"),
            kind=Kind.NUMBER,
            value=lambda row: minutes(row.length),
        ),
        Column("place", _("usual place"), value=lambda row: str(row.venue or row.place), sort=""),
    ),
    filterset=MeetingSeriesFilter,
    tabs="every",
    search=("title", "body__name", "body__org__name"),
    order=("body__org__tree_id", "body__org__lft", "body__name", "kind"),
    empty=Empty(_("A series says how often a body meets, and when and where it likes to.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def series_list(request: HttpRequest) -> HttpResponseBase:
    """The series of the bodies that the reader can see."""
    runs = reach_of(request.user, *RUNNERS)
    add = Crumb(_("Add a series"), reverse("liaison:series-add"))
    context = {"actions": [add] if runs.everything or runs.subtrees else []}
    rows = MeetingSeries.objects.visible_to(request.user).for_list()
    return list_page(request, SERIES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def series_add(request: HttpRequest) -> HttpResponse:
    """Let a body meet again and again for one more kind of meeting."""
    body = named(Body.objects.visible_to(request.user).active(), request.GET.get("body", ""))
    form = AddSeriesForm(
        request.POST or None, reader=request.user, initial={"body": body and body.pk}
    )
    return form_page(
        request,
        form=form,
        deed=deeds.add_series,
        title=_("Add a series"),
        label=_("Add"),
        trail=[_list_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def series_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set how often a body meets, and when and where it likes to."""
    series = _visible_series(request, public_id)
    require_role(request.user, *RUNNERS, over=series.org)
    known = {name: getattr(series, name) for name in AmendSeriesForm.base_fields}
    return form_page(
        request,
        form=AmendSeriesForm(request.POST or None, reader=request.user, initial=known),
        deed=partial(deeds.amend_series, series=series),
        title=_("Set the rhythm"),
        label=_("Keep"),
        trail=[_list_crumb(), series],
    )


@require_safe
def series_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One series: its rhythm, and the meetings that serve it."""
    return series_page(request, _visible_series(request, public_id))


def series_page(
    request: HttpRequest, series: MeetingSeries, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    runs = holds_role(reader, *RUNNERS, over=series.org)
    latest = list(
        meetings_of_series(series).select_related("body__org").order_by("-starts_at")[:LATEST]
    )
    counted = counted_meetings_of_series(series).filter(pk__in=[row.pk for row in latest])
    counted_pks = set(counted.values_list("pk", flat=True))
    end = offer(
        series,
        END,
        _("End the series"),
        step=STEPS[END],
        reader=reader,
        url_name="liaison:series-step",
        failed=failed,
    )
    context = {
        "series": series,
        "way": [*way_to(series.org, reader=reader), _list_crumb()],
        "facts": _facts(series),
        "meetings": [(row, row.pk in counted_pks) for row in latest],
        "runs": runs and series.is_active,
        "offers": [end] if runs and series.is_active else [],
        "entries": history_of(series),
    }
    return render(request, "liaison/series_detail.html", context, status=status)


series_step = deed_view(model=MeetingSeries, subject="series", steps=STEPS, page=series_page)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_series(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a meeting serve the series of another body too."""
    meeting = _visible_meeting(request, public_id)
    require_role(request.user, *RUNNERS, over=meeting.org)
    return form_page(
        request,
        form=JoinSeriesForm(request.POST or None, reader=request.user, meeting=meeting),
        deed=partial(deeds.join_series, meeting=meeting),
        title=_("Sit together with another body"),
        label=_("Let it serve this series too"),
        trail=[Crumb(_("Meetings"), reverse("liaison:meetings")), meeting],
        notices=[str(_("Each body needs its own quorum; only then the sitting counts for it."))],
    )


@require_safe
def sitting_series(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a meeting counts for in one further series."""
    rows = SeriesSitting.objects.visible_to(request.user).for_list()
    return sitting_series_page(request, get_object_or_404(rows, public_id=public_id))


def sitting_series_page(
    request: HttpRequest, sitting: SeriesSitting, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    runs = holds_role(reader, *RUNNERS, over=sitting.org)
    labels = {COUNT: _("Count who came"), LEAVE: _("No longer serve this series")}
    wanted = [COUNT] if sitting.meeting.is_held else [LEAVE]
    found = [
        offer(
            sitting,
            action,
            labels[action],
            step=SITTING_STEPS[action],
            reader=reader,
            url_name="liaison:sitting-series-step",
            failed=failed,
        )
        for action in wanted
    ]
    counts = _("counts") if sitting.counts else _("does not count yet")
    context = {
        "sitting": sitting,
        "way": [Crumb(_("Meetings"), reverse("liaison:meetings")), sitting.meeting],
        "facts": [
            Fact(_("Meeting"), sitting.meeting, sitting.meeting.get_absolute_url()),
            Fact(_("Meeting series"), sitting.series, sitting.series.get_absolute_url()),
            Fact(_("Expected"), sitting.expected_count),
            Fact(_("Present"), sitting.present_count),
            Fact(_("Needed for a quorum"), sitting.quorum_count),
            Fact(_("For the series"), counts),
        ],
        "offers": found if runs else [],
        "entries": history_of(sitting),
    }
    return render(request, "liaison/sitting_series.html", context, status=status)


sitting_series_step = deed_view(
    model=SeriesSitting, subject="sitting", steps=SITTING_STEPS, page=sitting_series_page
)


def _visible_series(request: HttpRequest, public_id: UUID) -> MeetingSeries:
    rows = MeetingSeries.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _visible_meeting(request: HttpRequest, public_id: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related("body__org")
    return get_object_or_404(rows, public_id=public_id)


def _list_crumb() -> Crumb:
    return Crumb(_("Meeting series"), reverse("liaison:series-list"))


def _facts(series: MeetingSeries) -> list[Fact]:
    return [
        Fact(_("Body"), series.body, series.body.get_absolute_url()),
        Fact(_("Kind of meeting"), series.get_kind_display()),
        Fact(_("Every"), interval_words(series) or _("no interval set")),
        Fact(_("Usual days"), series.cadence.words if series.cadence else ""),
        Fact(
            _("Usual half-day"), series.get_half_day_display() if series.half_day else _("either")
        ),
        Fact(_("Usual length in minutes"), minutes(series.length)),
        Fact(_("Usual place"), series.venue or series.place),
        Fact(_("May meet on a day off when it is urgent"), yes_or_no(series.allows_urgent)),
        Fact(_("May sit together with others"), yes_or_no(series.allows_joint)),
    ]
