"""Pages of visits and what was found at them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.followup_filters import VisitFilter
from liaison.exports import VISIT_LEDGER
from liaison.forms.visits import (
    AmendVisitForm,
    FindForm,
    NoteForOthersForm,
    NoteVisitForm,
)
from liaison.models import Visit
from liaison.selectors.following import findings_of
from liaison.services import visits
from liaison.views.following import followed_page
from liaison.views.writing import form_page, named
from orgs.enums import BUSINESS_ROLES, Role
from orgs.models import Org, Partner
from orgs.permissions import roles_of
from orgs.views.deeds import Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

STEPS: Steps = {"find": Step(visits.find_at_visit, FindForm)}

VISITS = Listing(
    key="visits",
    ledger="visits",
    title=_("Visits"),
    columns=(
        Column("visited_on", _("visited on"), kind=Kind.DATE, in_export=False),
        Column(
            "place",
            _("place"),
            kind=Kind.LONG,
            value=lambda visit: visit.place.name,
            in_export=False,
        ),
        Column("kind", _("kind of visit"), in_export=False),
        Column("who", _("who went"), value=lambda visit: visit.who, in_export=False),
        Column("community.name", _("community"), in_export=False),
        Column("met_count", _("people met"), kind=Kind.NUMBER, in_export=False),
        Column(
            "finding_count",
            _("findings"),
            kind=Kind.NUMBER,
            value=lambda visit: len(visit.findings.all()),
            in_export=False,
        ),
        *VISIT_LEDGER,
    ),
    filterset=VisitFilter,
    tabs="kind",
    search=("place_org__name", "place_partner__name", "visitor__name", "visitor_name"),
    order=("-visited_on",),
    empty=Empty(
        _("Here stands who was where on which day; nobody who was met is named."),
        _("Note a visit"),
        lambda _request: reverse("liaison:visit-note"),
    ),
)


def visits_crumb() -> Crumb:
    return Crumb(_("Visits"), reverse("liaison:visits"))


def is_office(request: HttpRequest) -> bool:
    """True for whoever works in the office of a sub-district."""
    return Role.OFFICE in roles_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_list(request: HttpRequest) -> HttpResponseBase:
    """The visits that the reader made or can see."""
    rows = Visit.objects.visible_to(request.user).for_list()
    actions = [
        Crumb(_("Note a visit"), reverse("liaison:visit-note")),
        Crumb(_("Contact points"), reverse("liaison:contact-points")),
    ]
    return list_page(request, VISITS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def visit_note(request: HttpRequest) -> HttpResponse:
    """Note a visit in one small form; the address may name the organisation or the unit."""
    reader: Any = request.user
    if roles_of(reader).isdisjoint(BUSINESS_ROLES):
        raise PermissionDenied
    form = NoteForOthersForm if is_office(request) else NoteVisitForm
    places = Org.objects.visible_to(reader).filter(code=request.GET.get("place", ""))
    units = Partner.objects.visible_to(reader)
    place = places.first() or named(units, request.GET.get("unit", ""))
    return form_page(
        request,
        form=form(request.POST or None, reader=reader, initial={"place": place} if place else {}),
        deed=visits.note_visit,
        title=_("Note a visit"),
        label=_("Note it"),
        trail=[visits_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def visit_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what was noted of a visit."""
    visit = _visible(request, public_id)
    if not visits.may_amend_visit(request.user, visit):
        raise PermissionDenied
    known = {name: getattr(visit, name) for name in AmendVisitForm.base_fields}
    return form_page(
        request,
        form=AmendVisitForm(request.POST or None, initial=known),
        deed=partial(visits.amend_visit, visit=visit),
        title=_("Correct the visit"),
        label=_("Keep"),
        trail=[visits_crumb(), visit],
    )


@require_safe
def visit_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One visit: who was where, what was found, and what became of it."""
    return visit_page(request, _visible(request, public_id))


def visit_page(
    request: HttpRequest, visit: Visit, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    can_amend = visits.may_amend_visit(request.user, visit)
    url = reverse("liaison:visit-amend", args=[visit.public_id])
    point, community = visit.contact_point, visit.community
    return followed_page(
        request,
        visit,
        page="liaison/visit_detail.html",
        trail=[visits_crumb()],
        facts=[
            Fact(_("place"), visit.place.name, visit.place.get_absolute_url()),
            Fact(_("community"), community, community.get_absolute_url() if community else ""),
            Fact(_("kind of visit"), visit.get_kind_display()),
            Fact(_("visited on"), visit.visited_on),
            Fact(_("who went"), visit.who),
            Fact(_("contact point"), point, point.get_absolute_url() if point else ""),
            Fact(_("people met"), visit.met_count),
            Fact(_("policies were explained"), yes_or_no(visit.is_policy_told)),
            Fact(_("remark"), visit.remark),
        ],
        links=[Crumb(_("Correct"), url)] if can_amend else [],
        offers=[
            offer(
                visit,
                "find",
                _("Add a finding"),
                step=STEPS["find"],
                reader=request.user,
                url_name="liaison:visit-step",
                failed=failed,
            )
        ]
        if can_amend
        else [],
        findings=list(findings_of(visit)),
        status=status,
    )


visit_step = deed_view(model=Visit, subject="visit", steps=STEPS, page=visit_page)


def _visible(request: HttpRequest, public_id: UUID) -> Visit:
    rows: Any = Visit.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
