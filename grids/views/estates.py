"""Estates: the list and its ledger, one estate with its buildings and contracts, its steps."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import EstateAction, EstateState
from grids.exports.estates import ESTATE_LEDGER
from grids.forms.estates import (
    AddBuildingsForm,
    AmendEstateForm,
    AssignBuildingsForm,
    ManagedByForm,
    OpenEstateForm,
    PlaceForm,
    RunItselfForm,
    SurveyForm,
)
from grids.forms.firms import SignContractForm
from grids.models import Estate
from grids.permissions import may_keep_estate, may_place
from grids.selectors.estates import history_of_estate, with_buildings
from grids.services import buildings, contracts, estates, management
from grids.views.narrowing_estates import EstateListFilter
from grids.workflow import ESTATE_MOVES, KEEPERS
from orgs.models import User
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from orgs.selectors.trail import way_to
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer, offers
from partybuild.http import form_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no


def _opens(user: Any) -> bool:
    return not roles_of(user).isdisjoint(KEEPERS)


ESTATES = Listing(
    key="estates",
    title=_("Estates"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("community.name", _("community"), in_export=False),
        Column("kind", _("kind"), in_export=False),
        Column("mode", _("managed by"), in_export=False),
        Column(
            "firm",
            _("property firm"),
            value=lambda estate: "、".join(c.firm.name for c in estate.in_force),
            in_export=False,
        ),
        Column(
            "listed",
            _("buildings listed"),
            kind=Kind.NUMBER,
            value=lambda estate: len(estate.listed),
            in_export=False,
        ),
        Column("household_count", _("households"), kind=Kind.NUMBER, in_export=False),
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
        *ESTATE_LEDGER,
    ),
    filterset=EstateListFilter,
    tabs="managed",
    search=("name", "aliases", "code"),
    order=("code",),
    empty=Empty(
        _("Here stand the estates of your communities, and how far each is managed."),
        _("Put an estate on the register"),
        lambda request: reverse("grids:estate-open") if _opens(request.user) else "",
    ),
)

STEPS = {
    "amend": Step(estates.amend_estate, AmendEstateForm),
    "place": Step(estates.place_estate, PlaceForm),
    "add-buildings": Step(buildings.add_buildings, AddBuildingsForm),
    "assign-buildings": Step(buildings.assign_buildings, AssignBuildingsForm),
    "sign-contract": Step(contracts.sign_contract, SignContractForm),
    EstateAction.SURVEY: Step(management.survey_estate, SurveyForm),
    EstateAction.RECOGNISE: Step(management.recognise_manager, ManagedByForm),
    EstateAction.FALL_BACK: Step(management.fall_back),
    EstateAction.RUN_ITSELF: Step(management.run_itself, RunItselfForm),
    EstateAction.SIGN: Step(management.sign_for_estate),
    EstateAction.TAKE_OVER: Step(management.take_over_estate),
    EstateAction.GO_BACK: Step(management.go_back_to_survey, ReasonForm),
    EstateAction.LAPSE: Step(management.lapse_management, ReasonForm),
}
LABELS = {
    "amend": _("Correct"),
    "place": _("Say where it belongs"),
    "add-buildings": _("List buildings"),
    "assign-buildings": _("Put buildings into a base grid"),
    "sign-contract": _("Note a contract"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def estate_list(request: HttpRequest) -> HttpResponseBase:
    """The estates within reach, and the ledger of estates and buildings."""
    rows = with_buildings(Estate.objects.visible_to(request.user).for_list())
    register = Crumb(_("Put an estate on the register"), reverse("grids:estate-open"))
    context = {
        "trail": [Crumb(_("Grids"), reverse("grids:grids"))],
        "actions": [register] if _opens(request.user) else [],
    }
    return list_page(request, ESTATES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def estate_open(request: HttpRequest) -> HttpResponse:
    """Put an estate on the register."""
    if not _opens(request.user):
        raise PermissionDenied
    form = OpenEstateForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=estates.open_estate,
        template="grids/form.html",
        title=_("Put an estate on the register"),
        trail=[Crumb(ESTATES.title, reverse("grids:estates"))],
    )


@require_safe
def estate_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One estate: its facts, buildings, contracts, and its way to being managed."""
    rows = Estate.objects.visible_to(request.user).for_list()
    return estate_page(request, get_object_or_404(rows, public_id=public_id))


def estate_page(
    request: HttpRequest,
    estate: Estate,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    rows = estate.buildings.select_related("base_grid").order_by("pk")
    context = {
        "estate": estate,
        "way": way_to_estates(estate, reader=reader),
        "steps": _line(estate),
        "offers": _offers(estate, reader, failed),
        "facts": _facts(estate, reader),
        "nobody": _nobody(estate),
        "buildings": list(rows),
        "contracts": list(estate.contracts.for_list().order_by("-starts_on", "-pk")),
        "history": history_of_estate(estate),
    }
    return render(request, "grids/estate_detail.html", context, status=status)


def way_to_estates(estate: Estate, *, reader: User) -> list[Any]:
    """From the topmost organisation in reach to the list the estate stands on."""
    return [*way_to(estate.org, reader=reader), Crumb(ESTATES.title, reverse("grids:estates"))]


def _offers(estate: Estate, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    url_name = "grids:estate-step"
    next_steps = offers(
        estate, moves=ESTATE_MOVES, steps=STEPS, reader=reader, url_name=url_name, failed=failed
    )
    places, keeps = may_place(reader, estate), may_keep_estate(reader, estate)
    possible = {
        "amend": keeps,
        "add-buildings": keeps,
        "assign-buildings": keeps and estate.buildings.exists(),
        "sign-contract": places,
        "place": places,
    }
    return next_steps + [
        offer(
            estate,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name=url_name,
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]


def _line(estate: Estate) -> list[dict[str, Any]]:
    """The stations of SM-15 in their order, with the one where the estate stands."""
    ways = (EstateState.FALLBACK, EstateState.BUNDLED, EstateState.SELF_MANAGED)
    stations = [
        (EstateState.UNMANAGED,),
        (EstateState.SURVEYED,),
        ways,
        (EstateState.SIGNED,),
        (EstateState.MANAGED,),
    ]
    here = next(n for n, states in enumerate(stations) if estate.state in states)
    return [
        {
            "label": " / ".join(
                str(state.label) for state in states if n != here or state == estate.state
            ),
            "is_here": n == here,
            "is_past": n < here,
        }
        for n, states in enumerate(stations)
    ]


def _facts(estate: Estate, reader: User) -> list[Fact]:
    named: Any = estate
    reach = reach_of(reader)
    community, grid, bundle = estate.community, estate.unit_grid, estate.bundle
    near = community.get_absolute_url() if community and reach.covers(community) else ""
    return [
        Fact(_("code"), estate.code),
        Fact(_("other names"), estate.aliases),
        Fact(_("community"), community, near),
        Fact(_("unit grid"), grid),
        Fact(_("kind"), named.get_kind_display()),
        Fact(_("managed by"), named.get_mode_display()),
        *([Fact(_("bundle"), bundle, bundle.get_absolute_url())] if bundle else []),
        Fact(_("buildings"), estate.building_count),
        Fact(_("stairwells"), estate.unit_count),
        Fact(_("households"), estate.household_count),
        Fact(_("floor area (10,000 m²)"), estate.area_10k_sqm),
        Fact(_("built in"), str(estate.built_year or "")),
        Fact(_("owners' committee"), named.get_owners_committee_display()),
        Fact(_("renovation"), named.get_renovation_display()),
        Fact(_("surveyed on"), estate.surveyed_on),
        Fact(_("remark"), estate.remark),
    ]


def _nobody(estate: Estate) -> list[Fact]:
    """R-099: what nobody does there."""
    return [
        Fact(_("nobody manages"), yes_or_no(estate.is_without_manager)),
        Fact(_("nobody cleans"), yes_or_no(estate.is_without_cleaning)),
        Fact(_("nobody maintains"), yes_or_no(estate.is_without_upkeep)),
    ]


estate_step = deed_view(model=Estate, subject="estate", steps=STEPS, page=estate_page)
