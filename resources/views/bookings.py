"""Pages of bookings."""

from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.models import Partner
from orgs.selectors.trail import history_of
from orgs.views.deeds import Offer, Step, Steps, deed_view, offers
from partybuild.http import INVALID, perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.venue_filters import BookingFilter
from resources.forms.bookings import (
    ApproveForm,
    ApproveForUnitForm,
    BookVenueForm,
    SeriesForm,
    SeriesReasonForm,
)
from resources.models import Booking, Project, Venue
from resources.permissions import is_own_person
from resources.selectors.occasions import MOST_AT_ONCE, Outlook, Stretch, outlook, stretches_of
from resources.selectors.vacancies import rivals_of
from resources.services import bookings
from resources.venue_enums import BookingAction, BookingState
from resources.venue_workflow import BOOKING_MOVES
from resources.views.venues import visible_venue
from resources.views.writing import groups_of, list_way, way

STEPS: Steps = {
    BookingAction.APPROVE: Step(bookings.approve_booking, ApproveForm),
    BookingAction.APPROVE_ON_BEHALF: Step(bookings.approve_booking_on_behalf, ApproveForUnitForm),
    BookingAction.DECLINE_ON_BEHALF: Step(bookings.decline_booking_on_behalf, SeriesReasonForm),
    BookingAction.DECLINE: Step(bookings.decline_booking, SeriesReasonForm),
    BookingAction.WITHDRAW: Step(bookings.withdraw_booking, SeriesForm),
    BookingAction.CALL_OFF: Step(bookings.call_off_booking, SeriesReasonForm),
    BookingAction.CANCEL: Step(bookings.cancel_booking, SeriesReasonForm),
}

ON_BEHALF = frozenset({BookingAction.APPROVE_ON_BEHALF, BookingAction.DECLINE_ON_BEHALF})
_ADDRESSED = ("starts_at", "ends_at", "headcount", "purpose")

BOOKINGS = Listing(
    key="bookings",
    title=_("Bookings"),
    columns=(
        Column("purpose", _("what for")),
        Column("venue.name", _("venue")),
        Column("place", _("house"), value=lambda booking: booking.venue.place.name),
        Column("starts_at", _("begins"), kind=Kind.MOMENT),
        Column("ends_at", _("ends"), kind=Kind.MOMENT, on_page=False),
        Column("owner.name", _("asked by"), sort=""),
        Column("headcount", _("people expected"), kind=Kind.NUMBER),
        Column("arrived_count", _("people counted"), kind=Kind.NUMBER, on_page=False),
        Column("state", _("state"), kind=Kind.STATE),
        Column("refusal", _("reason"), on_page=False),
        Column("project.name", _("project"), on_page=False),
        Column("code", _("code"), kind=Kind.CODE, on_page=False),
    ),
    filterset=BookingFilter,
    tabs="desk",
    search=("purpose", "code", "venue__name", "owner_org__name", "owner_partner__name"),
    order=(F("next_at").asc(nulls_last=True), "-starts_at", "-pk"),
    empty=Empty(
        _("Whoever needs a room asks for it here; its owner answers."),
        _("Find a free venue"),
        lambda _request: reverse("resources:venue-find"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def booking_list(request: HttpRequest) -> HttpResponseBase:
    """The bookings the reader can see: the desk of requests, one's own, and all."""
    find = Crumb(_("Find a free venue"), reverse("resources:venue-find"))
    context = {"trail": list_way("bookings")[:1], "actions": [find]}
    rows = Booking.objects.visible_to(request.user).for_list().coming_first(timezone.now())
    return list_page(request, BOOKINGS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def venue_book(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a venue; what stands against it, and what is free instead, is shown first."""
    venue = visible_venue(request, public_id)
    form = BookVenueForm(request.POST or None, reader=request.user, initial=_from_address(request))

    def again(*, form: BookVenueForm, status: int = 200) -> HttpResponse:
        context = {
            "venue": venue,
            "form": form,
            "groups": groups_of(form),
            "outlook": _outlook(request, venue, form),
            "kept": _for_address(form),
            "trail": [*way(venue.org, "venues", reader=request.user), venue],
        }
        return render(request, "resources/venue_book.html", context, status=status)

    if request.method != "POST":
        return again(form=form)
    if "check" in request.POST:
        return again(form=form, status=200 if form.is_valid() else INVALID)
    return perform(request, form=form, deed=partial(bookings.ask_booking, venue=venue), page=again)


def _outlook(request: HttpRequest, venue: Venue, form: BookVenueForm) -> Outlook | None:
    """What would come of what was typed, as soon as the time is known."""
    facts = form.typed
    begins, ends, count = (facts.get(name) for name in ("starts_at", "ends_at", "headcount"))
    if not (begins and ends and count) or ends <= begins:
        return None
    stretches = stretches_of(Stretch(begins, ends), facts.get("repeat", ""), facts.get("until"))
    if not stretches:
        return None
    return outlook(
        reader=request.user,
        venue=venue,
        stretches=stretches[:MOST_AT_ONCE],
        seat_count=count,
        now=timezone.now(),
    )


def _for_address(form: BookVenueForm) -> str:
    """What a link to another time or venue takes along of what was typed."""
    facts = form.typed
    project = facts.get("project")
    typed = {
        "headcount": facts.get("headcount") or "",
        "purpose": facts.get("purpose", ""),
        "project": project.public_id if project else "",
    }
    return urlencode({name: value for name, value in typed.items() if value})


def _from_address(request: HttpRequest) -> dict[str, Any]:
    """What a link to the form already says: the time, the number of people, the project."""
    asked = {name: request.GET.get(name, "") for name in _ADDRESSED}
    found: dict[str, Any] = {name: value for name, value in asked.items() if value}
    try:
        found["starts_at"] = parse_datetime(asked["starts_at"])
    except ValueError:
        found.pop("starts_at", None)
    code = request.GET.get("project", "")
    if code:
        found["project"] = Project.objects.visible_to(request.user).named(code).first()
    return found


@require_safe
def booking_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One booking: when, for whom, who decides, and what may be done next."""
    rows = Booking.objects.visible_to(request.user).for_list()
    return booking_page(request, get_object_or_404(rows, public_id=public_id))


def booking_page(
    request: HttpRequest, booking: Booking, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    waits = booking.state == BookingState.ASKED
    series = booking.series.bookings.for_list().order_by("starts_at") if booking.series else ()
    context = {
        "booking": booking,
        "way": way(booking.org, "bookings", reader=reader),
        "facts": _facts(booking),
        "rivals": len(rivals_of(booking)) if waits else 0,
        "series": list(series),
        "offers": _offers(booking, reader, failed),
        "entries": history_of(booking),
    }
    return render(request, "resources/booking_detail.html", context, status=status)


def _offers(booking: Booking, reader: Any, failed: Any) -> list[Offer]:
    """The steps of the reader; on behalf of an owner only where the owner is another's unit."""
    found = offers(
        booking,
        moves=BOOKING_MOVES,
        steps=STEPS,
        reader=reader,
        url_name="resources:booking-step",
        failed=failed,
    )
    owner = booking.venue.owner
    if isinstance(owner, Partner) and not is_own_person(reader, owner):
        return found
    return [each for each in found if each.action not in ON_BEHALF]


booking_step = deed_view(model=Booking, subject="booking", steps=STEPS, page=booking_page)


def _facts(booking: Booking) -> list[Fact]:
    venue, project = booking.venue, booking.project
    counted = booking.arrived_count or ""
    return [
        Fact(_("code"), booking.code),
        Fact(_("venue"), f"{venue.place} {venue}", venue.get_absolute_url()),
        Fact(_("time"), Stretch(booking.starts_at, booking.ends_at).in_full),
        Fact(_("asked by"), booking.owner, booking.owner.get_absolute_url()),
        Fact(_("people expected"), booking.headcount),
        Fact(_("people counted"), counted),
        Fact(_("project"), project, project.get_absolute_url() if project else ""),
        Fact(_("series"), str(booking.series or "")),
        Fact(_("reason"), booking.refusal),
    ]
