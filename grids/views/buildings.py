"""Buildings: the list, and one building with its base grid."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.estates import AmendBuildingForm, AssignBuildingForm
from grids.models import Building
from grids.permissions import may_keep_estate
from grids.services import buildings
from grids.views.estates import way_to_estates
from grids.views.narrowing_estates import BuildingListFilter
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, ReasonForm, Step, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

BUILDINGS = Listing(
    key="buildings",
    title=_("Buildings"),
    columns=(
        Column(
            "number", _("building"), value=lambda building: f"{building.number}#", sort="number"
        ),
        Column("estate.name", _("estate")),
        Column("base_grid.name", _("base grid")),
        Column("base_grid.code", _("code"), kind=Kind.CODE),
        Column("unit_count", _("stairwells"), kind=Kind.NUMBER),
        Column("household_count", _("households"), kind=Kind.NUMBER),
    ),
    filterset=BuildingListFilter,
    tabs="placed",
    search=("number", "estate__name", "base_grid__name"),
    order=("estate__code", "pk"),
    empty=Empty(_("Here stand the buildings of your estates, each with its base grid.")),
    link=lambda building: reverse("grids:building", args=[building.public_id]),
)
STEPS = {
    "amend": Step(buildings.amend_building, AmendBuildingForm),
    "assign": Step(buildings.assign_building, AssignBuildingForm),
    "remove": Step(buildings.remove_building, ReasonForm),
}
LABELS = {
    "amend": _("Correct"),
    "assign": _("Put into a base grid"),
    "remove": _("Strike the building"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def building_list(request: HttpRequest) -> HttpResponseBase:
    """The buildings of the estates within reach."""
    rows = Building.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Estates"), reverse("grids:estates"))]
    return list_page(request, BUILDINGS, rows, context={"trail": trail})


@require_safe
def building_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One building, where it lies, and what can be done to it."""
    rows = Building.objects.visible_to(request.user).select_related(
        "estate__street", "estate__community", "estate__unit_grid", "base_grid"
    )
    return _building_page(request, get_object_or_404(rows, public_id=public_id))


def _building_page(
    request: HttpRequest,
    building: Building,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    estate, grid = building.estate, building.base_grid
    keeps = may_keep_estate(reader, estate)
    context = {
        "building": building,
        "way": [*way_to_estates(estate, reader=reader), estate],
        "offers": [
            offer(
                building,
                name,
                LABELS[name],
                step=step,
                reader=reader,
                url_name="grids:building-step",
                failed=failed,
            )
            for name, step in STEPS.items()
            if keeps
        ],
        "facts": [
            Fact(_("estate"), estate, estate.get_absolute_url()),
            Fact(_("base grid"), grid),
            Fact(_("stairwells"), building.unit_count),
            Fact(_("households"), building.household_count),
        ],
        "history": history_of(building),
    }
    return render(request, "grids/building_detail.html", context, status=status)


building_step = deed_view(model=Building, subject="building", steps=STEPS, page=_building_page)
