"""Pages of bodies and their seats."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.filters import BodyFilter
from liaison.forms.bodies import (
    AmendBodyForm,
    AmendSeatForm,
    DissolveBodyForm,
    EndSeatForm,
    NewSeatForm,
    ReappointForm,
    SetUpBodyForm,
)
from liaison.models import Body, Membership, Nomination
from liaison.selectors.bodies import lacks_parts, shortfalls_of, voters_of
from liaison.services import bodies, memberships
from liaison.views.body_charts import body_ways
from liaison.views.writing import form_page
from liaison.workflow import RUNNERS
from orgs.models import Circle
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.selectors.contacts import Contact, contact_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

LATEST_MEETINGS = 10
DISSOLVE = "dissolve"
STEPS: Steps = {DISSOLVE: Step(bodies.dissolve_body, DissolveBodyForm)}


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat with its phone as the page shows it."""

    seat: Membership
    contact: Contact | None


BODIES = Listing(
    key="bodies",
    title=_("Bodies"),
    columns=(
        Column("name", _("name")),
        Column("get_kind_display", _("kind"), sort="kind"),
        Column("org.name", _("organisation")),
        Column("leader_name", pgettext_lazy("body", "leader")),
        Column("seat_count", _("seats"), kind=Kind.NUMBER),
        Column("parent.name", _("part of")),
        Column("term_ends_on", _("term ends on"), kind=Kind.DATE),
        Column("notice_workdays", _("workdays of notice"), kind=Kind.NUMBER, on_page=False),
    ),
    filterset=BodyFilter,
    search=("name", "org__name"),
    order=("org__tree_id", "org__lft", "kind"),
    empty=Empty(_("Here stand the bodies that meet: committees, groups and councils.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def body_list(request: HttpRequest) -> HttpResponseBase:
    """The bodies the reader can see."""
    runs = reach_of(request.user, *RUNNERS)
    can_set_up = bool(runs.everything or runs.subtrees)
    ways = (
        (_("Set up by plan"), "liaison:body-set-up-by-plan"),
        (_("Set up a body"), "liaison:body-set-up"),
        (_("Circle's meeting"), "liaison:body-set-up-for-circle"),
    )
    actions = [Crumb(label, reverse(name)) for label, name in ways] if can_set_up else []
    rows = Body.objects.visible_to(request.user).with_leader().with_seat_count().for_list()
    return list_page(
        request,
        BODIES,
        rows,
        page="liaison/body_list.html",
        context={"actions": actions, "ways": body_ways(request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def body_set_up(request: HttpRequest) -> HttpResponse:
    """Give an organisation a body that meets."""
    return form_page(
        request,
        form=SetUpBodyForm(request.POST or None, reader=request.user),
        deed=bodies.set_up_body,
        title=_("Set up a body"),
        label=_("Set up"),
        trail=[list_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def body_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what a body is called or what its rules are."""
    body = visible_body(request, public_id)
    require_role(request.user, *RUNNERS, over=body.org)
    known = {name: getattr(body, name) for name in AmendBodyForm.base_fields}
    return form_page(
        request,
        form=AmendBodyForm(request.POST or None, reader=request.user, subject=body, initial=known),
        deed=partial(bodies.amend_body, body=body),
        title=_("Correct the body"),
        label=_("Keep"),
        trail=[list_crumb(), body],
    )


@require_safe
def body_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One body: its seats, its rules and its latest meetings."""
    return body_page(request, visible_body(request, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody a seat on a body."""
    body = visible_body(request, public_id)
    require_role(request.user, *RUNNERS, over=body.org)
    today = timezone.localdate()
    return form_page(
        request,
        form=NewSeatForm(
            request.POST or None,
            reader=request.user,
            initial={"starts_on": today, "ends_on": body.term_ends_on},
        ),
        deed=partial(memberships.seat_member, body=body),
        title=_("Give a seat"),
        label=_("Give the seat"),
        trail=[list_crumb(), body],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seat_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a seat."""
    seat = _visible_seat(request, public_id)
    known = {name: getattr(seat, name) for name in AmendSeatForm.base_fields}
    return form_page(
        request,
        form=AmendSeatForm(request.POST or None, reader=request.user, initial=known),
        deed=partial(memberships.amend_membership, membership=seat),
        title=_("Correct the seat"),
        label=_("Keep"),
        trail=[list_crumb(), seat.body],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a seat on its last day."""
    seat = _visible_seat(request, public_id)
    return form_page(
        request,
        form=EndSeatForm(request.POST or None, initial={"on": timezone.localdate()}),
        deed=partial(memberships.end_membership, membership=seat),
        title=_("End the seat of %(name)s") % {"name": seat.person_name},
        label=_("End the seat"),
        trail=[list_crumb(), seat.body],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seat_reappoint(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the holder of a seat a further term."""
    seat = _visible_seat(request, public_id)
    return form_page(
        request,
        form=ReappointForm(request.POST or None),
        deed=partial(memberships.reappoint_member, membership=seat),
        title=_("Reappoint %(name)s") % {"name": seat.person_name},
        label=_("Reappoint"),
        trail=[list_crumb(), seat.body],
    )


def body_page(
    request: HttpRequest, body: Body, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    runs = holds_role(reader, *RUNNERS, over=body.org)
    steps = [
        offer(
            body,
            DISSOLVE,
            _("Dissolve the body"),
            step=STEPS[DISSOLVE],
            reader=reader,
            url_name="liaison:body-step",
            failed=failed,
        )
    ]
    current = body.memberships.current().for_list()
    context = {
        "body": body,
        "way": [*way_to(body.org, reader=reader), list_crumb()],
        "facts": _facts(body),
        "seats": [SeatLine(seat, contact_of(seat)) for seat in current],
        "members": voters_of(body) if body.circle_id else [],
        "parts": list(body.parts.active().with_leader().with_seat_count().for_list()),
        "lacks_parts": runs and body.is_active and lacks_parts(body),
        "shortfalls": shortfalls_of(body),
        "nominations": list(
            Nomination.objects.visible_to(reader).open().filter(body=body).for_list()
        ),
        "former": list(body.memberships.exclude(pk__in=current.values("pk")).for_list()),
        "meetings": list(body.meetings.for_list()[:LATEST_MEETINGS]),
        "series": list(body.series.active().order_by("kind")),
        "runs": runs,
        "offers": steps if runs and body.is_active else [],
        "entries": history_of(body),
    }
    return render(request, "liaison/body_detail.html", context, status=status)


body_step = deed_view(model=Body, subject="body", steps=STEPS, page=body_page)


def visible_body(request: HttpRequest, public_id: UUID) -> Body:
    rows = Body.objects.visible_to(request.user).select_related("org", "parent", "circle")
    return get_object_or_404(rows, public_id=public_id)


def _visible_seat(request: HttpRequest, public_id: UUID) -> Membership:
    rows = Membership.objects.visible_to(request.user).select_related("body__org", "user")
    seat = get_object_or_404(rows, public_id=public_id)
    require_role(request.user, *RUNNERS, over=seat.org)
    return seat


def list_crumb() -> Crumb:
    return Crumb(_("Bodies"), reverse("liaison:bodies"))


def _facts(body: Body) -> list[Fact]:
    quorum = f"{body.quorum_numerator}/{body.quorum_denominator}" if body.has_quorum else _("none")
    known = [
        (_("Part of"), body.parent),
        (_("Subject"), body.get_subject_display()),
        (_("Circle"), body.circle),
        (_("Term ends on"), body.term_ends_on and date_format(body.term_ends_on, "Y-m-d")),
        (_("Reports to"), body.report_to),
    ]
    return [
        Fact(_("Organisation"), body.org, body.org.get_absolute_url()),
        Fact(_("Kind"), body.get_kind_display()),
        Fact(_("Quorum"), quorum),
        Fact(_("Workdays of notice"), body.notice_workdays),
        *(Fact(label, fact, _address_of(fact)) for label, fact in known if fact),
    ]


def _address_of(fact: Any) -> str:
    return fact.get_absolute_url() if isinstance(fact, Body | Circle) else ""
