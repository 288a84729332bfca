"""Facilities: the list, one facility with everything about it, and what can be done to it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import FacilityAction, FacilityKind, FunctionTag
from grids.exports.facilities import FACILITY_LEDGER
from grids.forms.facilities import (
    AmendFacilityForm,
    BuildForm,
    HoursForm,
    OpenFacilityForm,
    RegisterFacilityForm,
    TagFacilityForm,
)
from grids.models import Facility, Grid
from grids.selectors.facilities import (
    history_of_facility,
    hours_on,
    is_open,
    standings_of,
    week_of,
    with_six_haves,
)
from grids.selectors.space import space_of
from grids.services import facilities, opening_hours
from grids.views.narrowing import FacilityListFilter
from grids.workflow import FACILITY_MOVES, RUNNERS
from orgs.enums import Role
from orgs.forms.orgs import CloseForm
from orgs.models import User
from orgs.permissions import holds_role, roles_of
from orgs.scoping import reach_of
from orgs.selectors.calendar import work_calendar
from orgs.selectors.trail import way_to
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer, offers
from partybuild.http import form_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

MOST_GRIDS = 20


def _served(facility: Facility) -> Any:
    return facility.grid or facility.community or facility.street


def _sqm(area: Decimal | None) -> str | None:
    """An area as people write it: without needless zeros."""
    return None if area is None else f"{area.normalize():f}"


def _registers(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


FACILITIES = Listing(
    key="facilities",
    title=_("Facilities"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("kind", _("kind"), in_export=False),
        Column("served", _("serves"), value=_served, in_export=False),
        Column(
            "total_sqm",
            _("total area (㎡)"),
            kind=Kind.NUMBER,
            value=lambda row: _sqm(row.total_sqm),
            sort="total_sqm",
            in_export=False,
        ),
        Column(
            "service_sqm",
            _("service area (㎡)"),
            kind=Kind.NUMBER,
            value=lambda row: _sqm(row.service_sqm),
            sort="service_sqm",
            in_export=False,
        ),
        Column(
            "haves",
            _("six haves"),
            value=lambda row: f"{row.haves_yes}/{row.haves_all}" if row.haves_all else None,
            sort="haves_yes",
            in_export=False,
        ),
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
        *FACILITY_LEDGER,
    ),
    filterset=FacilityListFilter,
    tabs="kind",
    search=("name", "code", "address"),
    order=("street", "kind", "name"),
    empty=Empty(
        _("Here stand the hubs, centres and stations of the area."),
        _("Register a facility"),
        lambda request: reverse("grids:facility-register") if _registers(request.user) else "",
    ),
)

STEPS = {
    FacilityAction.BUILD: Step(facilities.build_facility, BuildForm),
    FacilityAction.OPEN: Step(facilities.open_facility, OpenFacilityForm),
    FacilityAction.RENOVATE: Step(facilities.renovate_facility, ReasonForm),
    FacilityAction.CLOSE: Step(facilities.close_facility, CloseForm),
    "amend": Step(facilities.amend_facility, AmendFacilityForm),
    "set_hours": Step(opening_hours.set_opening_hours, HoursForm),
    "tag": Step(facilities.tag_facility, TagFacilityForm),
}
KEEPING = {"amend": _("Correct"), "set_hours": _("Opening hours"), "tag": _("Functions")}


@require_http_methods(["GET", "HEAD", "POST"])
def facility_list(request: HttpRequest) -> HttpResponseBase:
    """The facilities within reach, and the ledger of facilities."""
    rows = Facility.objects.visible_to(request.user).for_list()
    rows = with_six_haves(rows).prefetch_related("hours", "functions")
    register = Crumb(_("Register a facility"), reverse("grids:facility-register"))
    context = {
        "trail": [Crumb(_("Grids"), reverse("grids:grids"))],
        "actions": [register] if _registers(request.user) else [],
    }
    return list_page(request, FACILITIES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def facility_register(request: HttpRequest) -> HttpResponse:
    """Put a facility on the register."""
    if not _registers(request.user):
        raise PermissionDenied
    form = RegisterFacilityForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=facilities.register_facility,
        template="grids/form.html",
        title=_("Register a facility"),
        trail=[Crumb(FACILITIES.title, reverse("grids:facilities"))],
    )


@require_safe
def facility_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One facility: where, how large, when open, what it offers, and how it was checked."""
    return _facility_page(request, visible_facility(request, public_id))


def visible_facility(request: HttpRequest, public_id: UUID) -> Facility:
    """The facility of an address; one out of reach does not exist."""
    rows = Facility.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _facility_page(
    request: HttpRequest,
    facility: Facility,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    calendar, now = work_calendar(), timezone.now()
    community = facility.served_community
    runs = holds_role(reader, *RUNNERS, over=facility.org)
    named = Grid.objects.visible_to(reader).filter(nearest_facility=facility)
    near = list(named.for_list()[: MOST_GRIDS + 1])
    context = {
        "facility": facility,
        "way": way_to_facility(facility, reader=reader),
        "offers": _offers(facility, reader, failed, runs=runs),
        "facts": _facts(facility, reader),
        "week": week_of(facility) if facility.spans else [],
        "closed_days": facility.closed_days.filter(day__gte=timezone.localdate()),
        "is_open": is_open(facility, now, calendar=calendar),
        "today": hours_on(facility, timezone.localdate(), calendar=calendar),
        "standings": standings_of(facility),
        "can_check": runs and facility.closed_on is None,
        "space": space_of(community) if community else None,
        "community": community,
        "near": near[:MOST_GRIDS],
        "has_more": len(near) > MOST_GRIDS,
        "history": history_of_facility(facility),
    }
    return render(request, "grids/facility_detail.html", context, status=status)


def way_to_facility(facility: Facility, *, reader: User) -> list[Any]:
    """From the topmost organisation in reach down to the list the facility stands on."""
    above = way_to(facility.org, reader=reader)
    return [*above, Crumb(FACILITIES.title, reverse("grids:facilities"))]


def _offers(
    facility: Facility, reader: User, failed: tuple[str, DeedForm] | None, *, runs: bool
) -> list[Offer]:
    url_name = "grids:facility-step"
    found = offers(
        facility,
        moves=FACILITY_MOVES,
        steps=STEPS,
        reader=reader,
        url_name=url_name,
        failed=failed,
    )
    if not runs:
        return found
    return found + [
        offer(
            facility,
            name,
            label,
            step=STEPS[name],
            reader=reader,
            url_name=url_name,
            failed=failed,
        )
        for name, label in KEEPING.items()
    ]


def _facts(facility: Facility, reader: User) -> list[Fact]:
    reach = reach_of(reader)

    def tied(label: Any, row: Any) -> Fact:
        return Fact(label, row, row.get_absolute_url() if row and reach.covers(row) else "")

    named: Any = facility
    sizes = [
        Fact(_("total area (㎡)"), _sqm(facility.total_sqm)),
        Fact(_("service area (㎡)"), _sqm(facility.service_sqm)),
        Fact(_("office area (㎡)"), _sqm(facility.office_sqm)),
    ]
    if facility.kind == FacilityKind.HUB and facility.size_reason:
        sizes.append(Fact(_("reason for the smaller size"), facility.size_reason))
    grid = facility.grid
    return [
        Fact(_("code"), facility.code),
        Fact(_("kind"), named.get_kind_display()),
        Fact(_("grid it serves"), grid, grid.get_absolute_url() if grid else ""),
        tied(_("community it serves"), facility.served_community),
        tied(_("run by"), facility.run_by),
        Fact(_("address"), facility.address),
        *sizes,
        Fact(_("functions"), "、".join(str(FunctionTag(tag).label) for tag in facility.tags)),
        Fact(_("construction mode"), named.get_mode_display()),
        Fact(_("in use since"), facility.opened_on),
        *([Fact(_("closed on"), facility.closed_on)] if facility.closed_on else []),
        Fact(_("remark"), facility.remark),
    ]


facility_step = deed_view(model=Facility, subject="facility", steps=STEPS, page=_facility_page)
