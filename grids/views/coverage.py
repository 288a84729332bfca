"""Who has a facility near enough, and which community has space enough (N-11, N-12)."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.enums import GridTier
from grids.models import Grid
from grids.selectors.space import standard_of, with_space
from grids.views.narrowing import CoverageFilter, SpaceFilter
from orgs.models import Org
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, yes_or_no

COVERAGE = Listing(
    key="coverage",
    title=_("Five-minute circle"),
    columns=(
        Column("name", _("base grid")),
        Column("code", _("code"), kind=Kind.CODE),
        Column("parent.name", _("unit grid")),
        Column("parent.community.name", _("community"), sort="parent__community__name"),
        Column("household_count", _("households"), kind=Kind.NUMBER),
        Column("nearest_facility.name", _("nearest centre")),
        Column("walking_minutes", _("minutes on foot"), kind=Kind.NUMBER),
    ),
    filterset=CoverageFilter,
    tabs="circle",
    search=("name", "code", "nearest_facility__name"),
    order=("tree_id", "lft"),
    empty=Empty(_("Each base grid names its nearest facility and the minutes on foot.")),
)

SPACE = Listing(
    key="space",
    title=_("Service space of communities"),
    columns=(
        Column("name", _("community")),
        Column("households", _("households"), kind=Kind.NUMBER),
        Column(
            "required",
            _("needed (㎡)"),
            kind=Kind.NUMBER,
            value=lambda row: f"{standard_of(row).required.normalize():f}",
        ),
        Column(
            "service_sqm",
            _("there is (㎡)"),
            kind=Kind.NUMBER,
            value=lambda row: f"{row.service_sqm.normalize():f}",
            sort="service_sqm",
        ),
        Column("met", _("standard met"), value=lambda row: yes_or_no(standard_of(row).is_met)),
        Column(
            "formula",
            _("how it is reckoned"),
            kind=Kind.LONG,
            value=lambda row: standard_of(row).formula,
        ),
    ),
    filterset=SpaceFilter,
    tabs="standard",
    search=("name", "code"),
    order=("tree_id", "code"),
    empty=Empty(_("Each community has service space by the number of its households.")),
)


def _trail() -> list[Crumb]:
    return [Crumb(_("Facilities"), reverse("grids:facilities"))]


@require_http_methods(["GET", "HEAD", "POST"])
def coverage_list(request: HttpRequest) -> HttpResponseBase:
    """The base grids within reach with their nearest facilities."""
    grids: Any = Grid.objects.visible_to(request.user).active().of_tier(GridTier.BASE)
    rows = grids.for_list().select_related("parent__community")
    return list_page(request, COVERAGE, rows, context={"trail": _trail()})


@require_http_methods(["GET", "HEAD", "POST"])
def space_list(request: HttpRequest) -> HttpResponseBase:
    """The communities within reach with the space they need and have."""
    communities = Org.objects.visible_to(request.user).communities().active()
    return list_page(request, SPACE, with_space(communities), context={"trail": _trail()})
