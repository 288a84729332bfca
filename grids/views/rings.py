"""The three tiers of grids as rings, as wide as their households, coloured by one question."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from grids.enums import GridStatus
from grids.models import Grid
from grids.selectors.grids import way_to_grid
from grids.selectors.rings import households_of, nodes_of, rings_of, without_width
from grids.selectors.shades import Shade, shade_of, shades
from partybuild.listing import Column, Empty, Kind, Listing, Tab
from partybuild.pages import Crumb
from partybuild.pictures import TOP, Painter, Picture, picture_page

SHADE = "shade"
TITLE = gettext_lazy("Grids by households")


def picture_of(shade: Shade) -> Picture:
    """The rings in the colours of one question."""
    return Picture(
        painter=Painter.SUNBURST,
        listing=_listing(shade),
        by="answer",
        question=shade.label,
        marks=shade.marks,
        nodes=nodes_of,
        keys=gettext_lazy(
            "Click a sector, or use the arrow keys, to look into it; the middle leads back. "
            "Enter opens the page of a grid."
        ),
        whole=gettext_lazy("All grids within my reach"),
        remark=_remark,
    )


def _listing(shade: Shade) -> Listing:
    words = {mark.key: mark for mark in shade.marks}
    return Listing(
        key="grid-rings",
        title=TITLE,
        columns=(
            Column("name", gettext_lazy("name")),
            Column("code", gettext_lazy("code"), kind=Kind.CODE),
            Column("tier", gettext_lazy("tier"), sort="level"),
            Column("parent.name", gettext_lazy("superior grid")),
            Column(
                "child_count", gettext_lazy("directly below"), kind=Kind.NUMBER, link=_children_url
            ),
            Column(
                "household_sum",
                gettext_lazy("households"),
                kind=Kind.NUMBER,
                value=households_of,
                sort="household_sum",
                link=_bricks_url,
            ),
            Column(
                "answer",
                shade.label,
                kind=Kind.MARK,
                value=lambda grid: words[grid.answer],
                sort="answer",
            ),
        ),
        search=("name", "code"),
        order=("tree_id", "lft"),
        keeps=(SHADE,),
        empty=Empty(gettext_lazy("Here stand the grids you work in: areas, units and base grids.")),
    )


def _children_url(grid: Any) -> str:
    if not grid.child_count:
        return ""
    return f"{reverse('grids:grid-list')}?parent={grid.public_id}&status={GridStatus.ACTIVE}"


def _bricks_url(grid: Any) -> str:
    """The grids whose households are added up; a grid that is not cut down is its own."""
    if not grid.child_count:
        return str(grid.get_absolute_url())
    return f"{reverse('grids:grid-list')}?under={grid.public_id}&status={GridStatus.ACTIVE}"


def _remark(rows: Any) -> str:
    missing = without_width(rows)
    if not missing:
        return ""
    return " " + ngettext(
        "%(n)s grid without households on record stands in the table only.",
        "%(n)s grids without households on record stand in the table only.",
        missing,
    ) % {"n": missing}


@require_http_methods(["GET", "HEAD", "POST"])
def grid_rings(request: HttpRequest) -> HttpResponseBase:
    """The grids in use as rings; ``top`` keeps to one of them, ``shade`` chooses the question."""
    reader: Any = request.user
    shade = shade_of(request.GET.get(SHADE, ""))
    top = _asked(request)
    trail: list[Any] = [Crumb(_("Grids"), reverse("grids:grids"))]
    if top:
        way = way_to_grid(top, reader=reader)
        trail.append(Crumb(TITLE, _address(request, **{TOP: ""})))
        trail += [Crumb(grid.name, _address(request, **{TOP: grid.public_id})) for grid in way]
    context = {
        "trail": trail,
        "ways": grid_ways(request),
        "shades": shades().values(),
        "shade": shade,
        "top": top,
    }
    rows = rings_of(top, shade, reader=reader)
    return picture_page(request, picture_of(shade), rows, page="grids/rings.html", context=context)


def _address(request: HttpRequest, **changes: Any) -> str:
    """The address of these rings with another question, or another grid in the middle."""
    asked = {name: request.GET.get(name, "") for name in (TOP, SHADE)} | changes
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{request.path}?{query}" if query else request.path


def grid_ways(request: HttpRequest) -> list[Tab]:
    """The grids as a tree of lines and as a picture."""
    ways = ((_("Tree"), reverse("grids:grids")), (_("Picture"), reverse("grids:grid-rings")))
    return [Tab(label, url, url == request.path) for label, url in ways]


def _asked(request: HttpRequest) -> Grid | None:
    try:
        public_id = UUID(request.GET.get(TOP, ""))
    except ValueError:
        return None
    return get_object_or_404(Grid.objects.visible_to(request.user), public_id=public_id)
