"""Pages of venues."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import roles_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.http import INVALID
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.opening_hours import in_words
from partybuild.pages import Crumb, Fact
from resources.api.venue_filters import VenueFilter
from resources.forms.venues import MINUTE, AmendVenueForm, FindVenueForm, OpenVenueForm
from resources.models import Venue
from resources.selectors.bookings import DAY_MINUTES, hour_marks, week_of_venue
from resources.selectors.vacancies import free_venues
from resources.services import venues
from resources.services.venues import may_run_venue
from resources.venue_enums import VenueAction
from resources.venue_workflow import PEOPLE, VENUE_MOVES
from resources.views.writing import form_page, groups_of, list_way, way

STEPS: Steps = {
    VenueAction.CLOSE: Step(venues.close_venue, ReasonForm),
    VenueAction.REOPEN: Step(venues.reopen_venue),
    VenueAction.RENEW_DOOR_KEY: Step(venues.renew_door_key),
}
WEEK = timedelta(days=7)

# The export carries the headers of the venues ledger, so that it can be imported as it is.
VENUES = Listing(
    key="venues",
    ledger="venues",
    title=_("Venues"),
    columns=(
        Column("name", _("name"), ledger="场地名称"),
        Column("place.name", _("house"), ledger="所属", sort=""),
        Column("seat_count", _("seating"), kind=Kind.NUMBER, ledger="容纳人数"),
        Column(
            "hours_text",
            _("opening hours"),
            value=lambda venue: in_words(venue.spans),
            in_export=False,
        ),
        Column("hours_text", _("opening hours"), ledger="开放时间", on_page=False),
        Column("whole.name", _("part of"), ledger="所属整间"),
        Column("permit", _("permit"), in_export=False),
        Column("equipment", _("equipment"), ledger="设备", on_page=False),
        Column("contact_name", _("contact"), ledger="联系人", on_page=False),
        Column("contact_phone", _("work phone"), kind=Kind.PHONE, ledger="联系电话", on_page=False),
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
        Column("remark", _("remark"), ledger="备注", on_page=False),
    ),
    filterset=VenueFilter,
    tabs="state",
    search=("name", "code", "facility__name", "partner__name"),
    order=("facility__name", "partner__name", "name"),
    empty=Empty(
        _("Rooms of facilities and units that can be booked stand here."),
        _("Open a venue"),
        lambda request: reverse("resources:venue-open") if _opens(request.user) else "",
    ),
)


def _opens(user: Any) -> bool:
    return not roles_of(user).isdisjoint(PEOPLE)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_list(request: HttpRequest) -> HttpResponseBase:
    """The venues the reader can see."""
    actions = [Crumb(_("Find a free venue"), reverse("resources:venue-find"))]
    if _opens(request.user):
        actions.append(Crumb(_("Open a venue"), reverse("resources:venue-open")))
    context = {"trail": list_way("venues")[:1], "actions": actions}
    rows = Venue.objects.visible_to(request.user).for_list()
    return list_page(request, VENUES, rows, context=context)


@require_safe
def venue_find(request: HttpRequest) -> HttpResponse:
    """Which venues are free at a time for so many people."""
    asked = "starts_at" in request.GET
    form = FindVenueForm(request.GET if asked else None)
    found, query, status = None, "", 200
    if asked and not form.is_valid():
        status = INVALID
    elif asked:
        facts = form.cleaned_data
        found = free_venues(
            reader=request.user,
            starts_at=facts["starts_at"],
            ends_at=facts["ends_at"],
            seat_count=facts["headcount"],
        )
        query = urlencode({name: request.GET.get(name, "") for name in (*form.fields, "project")})
    context = {
        "form": form,
        "groups": groups_of(form),
        "found": found,
        "query": query,
        "project": request.GET.get("project", ""),
        "trail": list_way("venues"),
    }
    return render(request, "resources/venue_find.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_open(request: HttpRequest) -> HttpResponse:
    """Let a room be booked."""
    if not _opens(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=OpenVenueForm(request.POST or None, reader=request.user),
        deed=venues.open_venue,
        title=_("Open a venue"),
        trail=list_way("venues"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def venue_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what is known of a venue."""
    venue = visible_venue(request, public_id)
    if not may_run_venue(request.user, venue):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendVenueForm(request.POST or None, subject=venue, reader=request.user),
        deed=partial(venues.amend_venue, venue=venue),
        title=_("Correct the venue"),
        trail=[*way(venue.org, "venues", reader=request.user), venue],
    )


@require_safe
def venue_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One venue: its facts and its week."""
    return venue_page(request, visible_venue(request, public_id))


def visible_venue(request: HttpRequest, public_id: UUID) -> Venue:
    rows = Venue.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def venue_page(
    request: HttpRequest, venue: Venue, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    monday = _monday(request.GET.get("week", ""))
    runs = may_run_venue(reader, venue)
    context = {
        "venue": venue,
        "way": way(venue.org, "venues", reader=reader),
        "facts": _facts(venue),
        "contact": contact_of(venue),
        "parts": list(venue.parts.order_by("name", "pk")),
        "week": week_of_venue(venue, monday, reader=reader),
        "hours": hour_marks(),
        "day_minutes": DAY_MINUTES,
        "today": timezone.localdate(),
        "earlier": monday - WEEK,
        "later": monday + WEEK,
        "runs": runs,
        "offers": offers(
            venue,
            moves=VENUE_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="resources:venue-step",
            failed=failed,
        ),
        "entries": history_of(venue),
    }
    return render(request, "resources/venue_detail.html", context, status=status)


venue_step = deed_view(model=Venue, subject="venue", steps=STEPS, page=venue_page)


def _monday(text: str) -> date:
    """The Monday of the week that is asked for, or of this one."""
    try:
        day = parse_date(text) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    # A year at the edge of the calendar has no week before or after it.
    if not date.min + 2 * WEEK < day < date.max - 2 * WEEK:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def _facts(venue: Venue) -> list[Fact]:
    whole = venue.whole
    place = venue.place
    minutes = _("%(before)s before, %(after)s after") % {
        "before": venue.buffer_before // MINUTE,
        "after": venue.buffer_after // MINUTE,
    }
    return [
        Fact(_("code"), venue.code),
        Fact(_("house"), place, place.get_absolute_url()),
        Fact(_("part of"), whole, whole.get_absolute_url() if whole else ""),
        Fact(_("seating"), venue.seat_count),
        Fact(_("opening hours"), in_words(venue.spans) or _("always open")),
        Fact(_("permit"), venue.get_permit_display()),
        Fact(_("minutes to prepare and clear up"), minutes),
        Fact(_("equipment"), venue.equipment),
        Fact(_("reason for closing"), venue.close_reason),
        Fact(_("remark"), venue.remark),
    ]
